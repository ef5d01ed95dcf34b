"""What must hold for any text at all: spans quote the source, ids of order do not matter, time grows with the length."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.errors import SourceError
from policygraph.loaders import extract_bytes
from policygraph.loaders.model import PolicyDocument
from policygraph.loaders.text import fold

PIECES = st.sampled_from(
    ["一、", "二、", "(一)", "(二)", "1.", "2.", "①", "——", "第一章", "第一条", "重点任务", "总体要求", "保障措施", "附件", "序号", "工作任务", "责任单位", "牵头单位:", "责任单位:", "(责任单位:市教育局、市财政局)", "[市民政局、财政局按职责分工负责]", "市人社局牵头,市财政局配合", "列首位的为牵头单位", "《关于促进就业的意见》", "皖政〔2017〕58号", "根据", "到2025年", "达到95%以上", "每千名老人拥有床位36张", "由45元提高到50元", "全覆盖", "2017年8月21日", "白河市人民政府", "\n", "\n\n", "\t", "。", ";", ",", "、", "(", ")", "[", "]", "《", "》", "〔", "〕", "達到", "責任單位", "㈠", "⑴", "．", "%", "万人", "10—20", "三分之二", "\n", "\n", "。\n", " "]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=60).map("".join)


def spans(document: PolicyDocument) -> Iterator[tuple[int, int, str]]:
    for fact in (*document.citations, *document.indicators):
        yield fact.char_start, fact.char_end, fact.quote
    for item in (*document.tasks, *document.annex_tasks):
        yield item.char_start, item.char_end, item.text
        for part in item.responsibilities:
            yield part.char_start, part.char_end, part.quote


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_span_quotes_the_text(text: str) -> None:
    try:
        document = extract_bytes("文件.txt", text.encode("utf-8", "replace"))
    except SourceError as error:
        assert str(error)
        return
    for start, end, quote in spans(document):
        assert 0 <= start <= end <= len(document.text)
        assert document.text[start:end] == quote
    assert len({task.path for task in document.tasks}) <= len(document.tasks)


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


HOSTILE = {
    "openers": "(" * 2_000_000,
    "pairs": "()" * 500_000,
    "nested marks": "《〈" * 100_000,
    "labels": "责任单位:" * 40_000,
    "commas": "市教育局、" * 40_000,
    "one long bracket": "(责任单位:" + "市教育局、" * 40_000 + ")",
    "annotations in one item": "一、任务\n1.修路。" + "(责任单位:市教育局)" * 12_000,
    "prose between annotations": "一、任务\n1.修路。" + "(市教育局负责)由市民政局牵头" * 8_000,
    "digits": "1" * 1_000_000,
    "percents": "95%以上、" * 15_000,
    "items": "1.修路。\n" * 15_000,
    "sentences": "由市教育局牵头" * 30_000,
    "years": "到2025年" * 25_000,
    "numbers": "皖政〔2017〕58号" * 12_000,
    "traditional": "責任單位發展" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_length_only(name: str) -> None:
    text = HOSTILE[name]
    took = []
    for part in (text[: len(text) // 4], text):
        begin = time.process_time()
        extract_bytes("文件.txt", part.encode())
        took.append(time.process_time() - begin)
    # Four times the text: 4 where linear, 16 where quadratic; short runs are all noise.
    assert took[1] < 9 * max(took[0], 0.25), took
