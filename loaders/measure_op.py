"""The comparator of a number: what the words before and after it say (达到, 不低于, 以上, 控制在 … 以内, 增长 …)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import measure_names as names
from .model import Comparator
from .numerals import Quantity

_AT_LEAST = (
    r"≥|>=|不(?:得|应|宜|能)?(?:低于|少于|小于|下于)|至少(?:达到?|要|应|为)?|最少|超过|超|突破|多于|达到?或超过|不止"
)
_ABOVE = r">|高于|大于"
_BELOW = r"<|低于|小于|少于"
_AT_MOST = r"≤|<=|不(?:得|应|宜|能)?(?:超过|高于|大于|多于|突破|超)|最(?:多|长|高)(?:不超过)?|控制在|限制在|压控在"
_CHANGE = (
    r"(?:增长|增幅|增速|提高|提升|上升|增加|下降|降低|减少|压减|削减|缩减|缩短|压缩|递增|递减|上浮|下浮|降幅|下调|上调|翻)(?:了|约|近|达到?|为|不低于|不少于|超过"
    r"|至少|力争|同比)*"
)
_REACH = (
    r"(?:提高|提升|上升|增加|增长|扩大|扩展|发展|下降|降低?|减少|压减|压缩|缩短|缩减|延长|回落|恢复|调整|上调|下调|调|增|升)(?:到|至)"
    r"|达到|达(?![标产成州人效])|为|是|保持在?|稳定在|维持在|保有|力争|完成|实现|占到?|占比"
)
_FIND = re.compile(
    rf"(?P<at_most>{_AT_MOST})|(?P<at_least>{_AT_LEAST})|(?P<above>{_ABOVE})|(?P<below>{_BELOW})|(?P<reach>{_REACH})"
)
_CHANGE_END = re.compile(_CHANGE + r"\s*$")
_ABOUT_BEFORE = re.compile(r"(?:约|大约|大概|近|接近)\s*$")
_ABOUT_AFTER = re.compile(r"\s?(?:左右|上下)")
_MORE_AFTER = re.compile(r"\s?(?:\(含\)|及|和|或|或者|\(含[^)]{1,8}\))?以上")
_LESS_AFTER = re.compile(r"\s?(?:\(含\)|及|和|或)?以(?:下|内)|\s?之内")
_TIME_AFTER = re.compile(r"\s?(?:之|以)?内")
_RATIO_CHANGE = {"%", "‰", "个百分点", "百分点", "倍"}
_SHARE_REACH = {"达", "达到", "占", "占到", "相当于"}
_PER_ONE = re.compile(r"[\s约近]*(?:每(?:人|户|生|亩|吨|村|名|位|月|年|天|床|次|公里|平方米){1,2})*[\s约近]*")
_FORBIDDEN = re.compile(r"(?:不得|不准|严禁|禁止)[^,]{1,12}(?:超过|高于|大于)$")
_OTHER_NUMBER = re.compile(r"\d(?!\d*级)")
_NOT_A_REACH = re.compile(r"(?:作|成|称|认|列|分|因|转|变|改|以|视|设|纳)为$|(?:基|高|通|发)达$|实为")


@dataclass(frozen=True, slots=True)
class Compared:
    """Comparator of one number; `start` is where its words begin in the text before, `middle` what stands between them
    and the number (当地上年度最低工资标准的)."""

    op: Comparator
    start: int
    middle: str
    suffix_end: int


def compare(text: str, begin: int, quantity: Quantity, offset: int, end: int) -> Compared:
    """Comparator of `quantity` in a segment text[begin:end] whose index 0 stands at `offset` of the document."""
    at, after_at = quantity.start - offset, quantity.end - offset
    before, after = text[max(begin, at - 40) : at], text[after_at : min(end, after_at + 12)]
    base = at - len(before)
    suffix, suffix_length = _suffix(after, quantity)
    words = None
    for match in _FIND.finditer(before):
        rest = before[match.end() :]
        if rest.count("”") <= rest.count("“") and not _NOT_A_REACH.search(before[: match.end()]):
            words = match
    change = _CHANGE_END.search(before)
    grown = change and names.measures(names.clean(before[: change.start()]))
    if change and (quantity.unit in _RATIO_CHANGE or grown):
        return Compared("change", base + change.start(), "", after_at + suffix_length)
    start, middle, op = at, "", "="
    if words is not None and _OTHER_NUMBER.search(before, words.end()):
        words = None
    if words is not None and words.lastgroup == "reach" and not _PER_ONE.fullmatch(before, words.end()):
        words = words if quantity.unit_class == "ratio" and words.group() in _SHARE_REACH else None
    if words is not None:
        middle = "" if _PER_ONE.fullmatch(before, words.end()) else before[words.end() :].strip()
        start = base + words.start()
        op = {"at_most": "<=", "at_least": ">=", "above": ">", "below": "<"}.get(words.lastgroup or "", "=")
    if op in {">=", ">"} and _FORBIDDEN.search(before):
        op = "<="
    if op in {">", "<"} and middle and quantity.unit in _RATIO_CHANGE:
        start, middle, op = at, "", "="
    about = _ABOUT_BEFORE.search(before)
    if about:
        middle = _ABOUT_BEFORE.sub("", middle).strip()
        start = min(start, base + about.start())
    if quantity.high is not None:
        op = "range"
    elif quantity.style == "doubled":
        op = "change"
    elif suffix and suffix != op:
        op = suffix
    elif (about or quantity.loose) and op == "=":
        op = "~"
    return Compared(op, start, middle, after_at + suffix_length)  # type: ignore[arg-type]


def _suffix(after: str, quantity: Quantity) -> tuple[str, int]:
    for pattern, op in ((_ABOUT_AFTER, "~"), (_MORE_AFTER, ">="), (_LESS_AFTER, "<=")):
        match = pattern.match(after)
        if match:
            return op, match.end()
    if quantity.unit_class == "time":
        match = _TIME_AFTER.match(after)
        if match:
            return "<=", match.end()
    return "", 0
