"""Titles of documents (标题): found in the page's head or above the text, also broken over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise, takewhile

from . import doc_numbers
from .head_text import Field, is_field_line
from .outline import Line, is_date_line

ORGAN_END = (
    r"(?:人民政府|政府|办公厅|办公室|委员会|委|局|厅|部|院|会|署|社|处|党组|小组|指挥部|中心|银行|支行|分行|公司|总队|支队|机关|联席会议|法院"
    r"|检察院|司令部|总局|总社|大学)"
)
"""How the names of issuing bodies end."""
ORGAN = re.compile(rf"[\u4e00-\u9fff“”、()\s]{{2,60}}{ORGAN_END}(?:\(?(?:代章|章|印章)\)?)?\Z")
_SALUTATION = re.compile(
    r"(?:各|市|省|县|区|州|国务院|有关|机关|中央|驻|局|院|中心|[\u4e00-\u9fff]{1,8}(?:人民政府|委员会|办公室))"
    r".{0,300}:\Z"
)
_NOISE = re.compile(
    r"[>»|]|首\s*页|当前位置|您(?:现在)?(?:的位置|所在)|门户网站|字体|时间[::]|来源[::]|扫一扫|[?!?!]|http|www\.|\d+次|公开(?:目录|指南|年报)|》已|印发给你们|此件"
)
_PAGE_WORD = re.compile(r"网站|浏览|打印|分享|点击|来源|无障碍|返回|关闭|下载|登录|搜索")
"""Words of a page's controls that titles hold, too (关于加强无障碍环境建设的意见): noise but in a line that reads as a title."""
_LEADING_NUMBER = re.compile(r"^[\u4e00-\u9fffA-Za-z]{1,14}[〔\[【(﹝]\s*(?:19|20)\d{2}\s*[〕\]】)﹞]\s*\d{1,4}\s*号\s*[:,、]?\s*")
_TRAILING_DATE = re.compile(r"[(\[]?(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?[)\]]?\Z")
_DRAFT = re.compile(r"文件\Z|令\Z|令\s*第\s*\d+\s*号|^\(?第\s*\d+\s*号|^\S{0,4}\s*签发人")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as one line, and where it was read."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _kinds() -> re.Pattern[str]:
    """The kinds of documents (`data/kinds.txt`) at the end of a title, with what brackets may follow: …方案(2021—2025年)."""
    text = files("policygraph.loaders").joinpath("data/kinds.txt").read_text(encoding="utf-8")
    words = sorted((line for line in text.splitlines() if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile(rf"(?P<kind>{'|'.join(words)})(?P<after>(?:\s*[(〔\[][^()〔〕\[\]]{{1,20}}[)〕\]])*)\Z")


def kind_of_title(title: str | None) -> str | None:
    """The kind of document (文种) that a title names at its end: …的通知 → 通知."""
    found = _kinds().search(title) if title else None
    return found["kind"] if found else None


def find_title(folded: str, head: list[Line], fields: Sequence[Field]) -> Title | None:
    """The document's title: the page's field, else the first block of lines that reads like one."""
    field = next((item for item in fields if item[0] == "title"), None)
    if field:
        text = clean_title(field[1])
        if len(text) >= 4:
            return Title(text, field[2], field[3])
    signed = {line.start for line, below in pairwise(head) if is_date_line(folded, below)}
    usable = [line if line.start not in signed and _may_be_title(folded, line) else None for line in head]
    for index, line in enumerate(usable):
        run = list(takewhile(lambda item: item is not None, usable[index : index + 5])) if line else []
        block = _block(folded, [item for item in run if item])
        if block:
            return block
    return _top_line(folded, usable)


def _top_line(folded: str, usable: list[Line | None]) -> Title | None:
    """A title that ends in no kind of document (…2023年重要民生实事项目): the first line, where it reads like one."""
    line = usable[0] if usable else None
    if line is None or folded[: line.start].strip():
        return None
    text = clean_title(folded[line.start : line.end])
    reads = 8 <= len(text) <= 60 and re.search(r"\d{4}年|关于|“", text) and not re.search(r"[,;:]|局\Z|政府\Z", text)
    return Title(text, line.start, line.end) if reads else None


def clean_title(text: str) -> str:
    """A title as one line, without the document number that some pages put before it."""
    joined = _LEADING_NUMBER.sub("", re.sub(r"\s+", "", text)).strip("。,")
    joined = _TRAILING_DATE.sub("", joined)
    return joined[1:-1] if joined.startswith("《") and joined.endswith("》") and joined.count("《") == 1 else joined


def _may_be_title(folded: str, line: Line) -> bool:
    text = folded[line.start : line.end]
    if len(text) > 90 or "。" in text or _NOISE.search(text) or is_field_line(folded, line) or is_date_line(folded, line):
        return False
    if _PAGE_WORD.search(text) and not ("关于" in text and _kinds().search(text)):
        return False
    return not _SALUTATION.match(text) and not _DRAFT.search(text) and not text.startswith(("附件", "(", "抄送"))


def _block(folded: str, lines: list[Line]) -> Title | None:
    """The title that the first of these lines begins: lines that stand together, ending in a kind of document (…的通知)."""
    best: Title | None = None
    for last, line in enumerate(lines):
        if last and folded[lines[last - 1].end : line.start].count("\n") > 3:
            break
        text = clean_title(" ".join(folded[item.start : item.end] for item in lines[: last + 1]))
        if doc_numbers.is_number(folded[line.start : line.end]):
            break
        if _kinds().search(text) and _reads_as_title(text):
            if best and not _continues(folded, lines, last):
                break
            best = Title(text, lines[0].start, line.end)
        elif best or (last == 0 and not _opens_title(text)):
            break
    return best


def _continues(folded: str, lines: list[Line], last: int) -> bool:
    """Whether a line goes on with a title that could have ended on the line before (…实施方案 | 的通知)."""
    text, above = folded[lines[last].start : lines[last].end], folded[lines[last - 1].start : lines[last - 1].end]
    return text.startswith(("的", "(", "和", "及")) or ("关于" not in text and above.count("《") > above.count("》"))


def _reads_as_title(text: str) -> bool:
    return len(text) >= 6 and (("关于" in text and text[-1] not in ":") or len(text) >= 8) and text.count("《") == text.count("》")


def _opens_title(text: str) -> bool:
    return "关于" in text or "印发" in text or ORGAN.match(text) is not None or len(text) >= 6
