"""Which encoding a file is really in: marks, declarations that lie, traditional and simplified text."""

from __future__ import annotations

import pytest
import readers_material as material

from policygraph.loaders.charset import UndecodableError, decode_text
from policygraph.loaders.reading import read_source

TRADITIONAL = "關于進一步保障和改善民生的實施意見。各縣人民政府應當將任務分解到責任單位，明確完成時限，加強督促檢查。"
SHORT = "县民政局牵头"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030", "utf-32"]
)
@pytest.mark.parametrize("text", [material.TEXT, SHORT, TRADITIONAL, "任务1：2025年底前建成30个。" * 30])
def test_simplified_and_traditional_text_in_every_encoding(encoding: str, text: str) -> None:
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs"])
def test_big5(encoding: str) -> None:
    text = TRADITIONAL.replace("關于", "關於")
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("declared", "really"), [("gb2312", "utf-8"), ("utf-8", "gbk"), ("iso-8859-1", "gb18030"), ("big5", "gbk")]
)
def test_a_page_that_declares_the_wrong_charset(declared: str, really: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{material.as_html_body()}</body></html>'
    text = read_source("a.html", page.encode(really)).text
    assert material.squeezed(material.TEXT) in material.squeezed(text)


def test_a_file_cut_in_mid_character_loses_only_that_character() -> None:
    assert decode_text(material.TEXT.encode()[:-1]).startswith(material.TEXT[:-1])
    assert decode_text(material.TEXT.encode("gbk")[:-1] + b"\xff").startswith(material.TEXT[:-1])


def test_plain_ascii() -> None:
    assert decode_text(b"Notice on community canteens") == "Notice on community canteens"


def test_binary_data_is_no_text() -> None:
    with pytest.raises(UndecodableError):
        decode_text(bytes(range(256)) * 10)
