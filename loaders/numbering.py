"""Numbers as word processors and browsers print them before a paragraph: 一, 十二, ①, iv, b."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_UNITS = ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"))
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def chinese_number(number: int) -> str:
    """A number from 0 to 99,999,999 as counted in Chinese: 10 is 十, 21 is 二十一, 105 is 一百零五."""
    if number < 0 or number > 99_999_999:
        return str(number)
    if number == 0:
        return "零"
    text = _counted(number)
    return text[1:] if text.startswith("一十") else text


def _counted(number: int) -> str:
    text = ""
    for value, name in _UNITS:
        if number >= value:
            head, number = divmod(number, value)
            gap = "零" if 0 < number < value // 10 else ""
            text += _counted(head) + name + gap
    return text + (_DIGITS[number] if number else "")


def chinese_digits(number: int) -> str:
    """A number digit by digit: 2017 is 二〇一七."""
    return "".join(_DIGITS[int(digit)] for digit in str(abs(number)))


def circled_number(number: int) -> str:
    """① to ㊿; beyond, plain digits in brackets."""
    for first, last, base in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(base + number - first)
    return f"({number})"


def roman_number(number: int) -> str:
    """Upper-case Roman numeral of 1 to 3999; other numbers in digits."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def letter_number(number: int) -> str:
    """A, B … Z, AA, BB … as word processors count; other numbers in digits."""
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
