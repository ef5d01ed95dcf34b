"""The head table of a government page: 索引号, 发文机关, 成文日期 … wherever and however the page lays it out.

The labels are those of `data/fields.toml` (after the State Council office's rules on the 政府信息公开目录, and the
local forms of it); a page names them in table cells, list items, definition lists or lines.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from .lines import LineWriter
from .model import Table

_FIRM_KINDS = ("doc_number", "index_number", "issuer", "issued_on", "published_on", "status")
_FIRM_NAMES = frozenset(
    ("主题分类", "组配分类", "体裁分类", "公开类别", "公开方式", "公开范围", "规范性文件编号", "统一编号")
)
_LOOSE_NAMES = frozenset(("时间", "日期", "效力", "时效", "信息来源", "发表时间", "上传时间"))
_MORE = (
    "信息类别",
    "内容摘要",
    "概述",
    "摘要",
    "文种",
    "公文种类",
    "公开时限",
    "公开属性",
    "有效期",
    "浏览量",
    "点击率",
    "字号",
    "类别",
)
_TRADITIONAL = str.maketrans(
    "发机关时间号题称类词来编辑单统记规审阅读览访问", "發機關時間號題稱類詞來編輯單統記規審閱讀覽訪問"
)
_SIMPLIFIED = {new: old for old, new in _TRADITIONAL.items()}


def _kinds() -> dict[str, str]:
    """Names of head fields and what they mean, from the table that the front matter is read with."""
    text = files("policygraph.loaders").joinpath("data/fields.toml").read_text(encoding="utf-8")
    return {name: kind for kind, names in tomllib.loads(text).items() for name in names} | dict.fromkeys(_MORE, "other")


_KINDS = _kinds()
_STRONG_SET = {name for name, kind in _KINDS.items() if kind in _FIRM_KINDS} - _LOOSE_NAMES | _FIRM_NAMES
_LABEL_SET = frozenset(_KINDS)
_LABELS = sorted({*_KINDS, *(name.translate(_TRADITIONAL) for name in _KINDS)}, key=len, reverse=True)
_GAP = r"[ \t\u3000\xa0]{0,8}"
_LABEL = "(?:" + "|".join(_GAP.join(word) for word in _LABELS) + ")"
_IN_LINE = re.compile(rf"(?:(?<=[\s\u3000|｜\[【(（\]】)）;；])|^)({_LABEL}){_GAP}[:：]")
_NAMED = re.compile(rf"[\[【(（]?({_LABEL}){_GAP}[:：]?{_GAP}[\]】)）]?")
_NOT_FIELDS = frozenset(
    ("字体", "字体大小", "字号", "分享", "打印", "浏览次数", "浏览量", "访问量", "点击数", "点击率", "阅读次数")
)
_ANY_LABEL = re.compile(r"[^:：]{2,12}[:：]")
_META = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "contentsource": "来源",
    "publishdate": "发布日期",
    "author": "作者",
}
_EDGES = " \t\u3000\xa0|｜[]【】"


def label_name(text: str) -> str:
    """A label in simplified characters without white space, brackets and colon."""
    return re.sub(r"[\s\u3000\u200b\xa0:：\[\]【】]+", "", text).translate(_SIMPLIFIED)


def has_label(text: str) -> bool:
    """Whether a line names a field that only the head of a document page has."""
    head = text[:600]
    return any(label_name(m.group(1)) in _STRONG_SET for m in _IN_LINE.finditer(head)) or (
        len(head) < 20 and (m := _NAMED.fullmatch(head)) is not None and label_name(m.group(1)) in _STRONG_SET
    )


def is_label(text: str | None) -> bool:
    """Whether a text is the name of a head field and its colon, and nothing else (发文日期：)."""
    bare = text.strip(_EDGES) if text is not None and len(text) < 24 else ""
    return bare.endswith((":", "：")) and _NAMED.fullmatch(bare) is not None


class FieldFinder:
    """Gathers the fields while the lines are written; `commit` puts them down where they look like a head table."""

    def __init__(self, writer: LineWriter) -> None:
        self._writer = writer
        self._found: list[tuple[str, str, int, int]] = []
        self._loose: list[tuple[str, str, int, int]] = []
        self._pending: str | None = None
        self._in_body = False

    def line(self, text: str, start: int, level: int | None = None) -> None:
        """Look at a line that was written at `start`; `level` where it is a heading, which is no field's value."""
        if self._in_body:
            if not has_label(text):
                return
        elif len(text) > 80 and "。" in text and not _IN_LINE.match(text):
            self._in_body = True
            return
        pending, self._pending = self._pending, None
        cells = text.split("\t")
        if len(cells) > 1:
            self._cells(cells, start)
            return
        marks = list(_IN_LINE.finditer(text[:2000]))
        if not marks and pending and level is None and not _NAMED.fullmatch(text):
            self._loose.append((label_name(pending), text, start, start + len(text)))
        for mark, after in zip(marks, [*marks[1:], None], strict=False):
            end = after.start(1) if after else len(text)
            raw = text[mark.end() : end]
            value = raw.strip(_EDGES)
            if value:
                self._note(mark.group(1), value, start + mark.end() + raw.index(value))
            elif after is None:
                self._pending = mark.group(1)
        if not marks and (named := _NAMED.fullmatch(text)):
            self._pending = named.group(1)

    def _cells(self, cells: list[str], start: int) -> None:
        at = start
        label: str | None = None
        for cell in cells:
            named = _NAMED.fullmatch(cell) or (_ANY_LABEL.fullmatch(cell) if label is None else None)
            inner = _IN_LINE.match(cell)
            if inner and cell[inner.end() :].strip(_EDGES):
                value = cell[inner.end() :].strip(_EDGES)
                self._note(inner.group(1), value, at + inner.end() + cell[inner.end() :].index(value))
                label = None
            elif named:
                label = named.group(1) if named.re is _NAMED else cell
            elif label and cell.strip():
                self._note(label, cell.strip(), at + len(cell) - len(cell.lstrip()))
                label = None
            at += len(cell) + 1

    def table(self, table: Table) -> None:
        """Look at a table: pairs of label and value side by side, or labels in a head row over one row of values."""
        if self._in_body and not any(has_label(c.text) for row in table.rows[:3] for c in row):
            return
        if len(table.rows) > 30 or len(table.rows[0]) > 12:
            return
        self._pending = None
        columns = _label_columns(table)
        for row in table.rows:
            seen: set[int] = set()
            label: str | None = None
            for c, cell in enumerate(row):
                if cell.start in seen or not cell.text:
                    continue
                seen.add(cell.start)
                if c in columns and len(cell.text) <= 12 and not _IN_LINE.match(cell.text):
                    label = cell.text
                else:
                    label = self._pair(label, cell.text, cell.start)

    def _pair(self, label: str | None, text: str, start: int) -> str | None:
        named = _NAMED.fullmatch(text)
        inner = _IN_LINE.match(text)
        if inner and text[inner.end() :].strip(_EDGES):
            value = text[inner.end() :].strip(_EDGES)
            self._note(inner.group(1), value, start + inner.end() + text[inner.end() :].index(value))
            return None
        if named:
            return named.group(1)
        if label is not None:
            self._note(label, text, start)
            return None
        return text if _ANY_LABEL.fullmatch(text) else None

    def _note(self, label: str, value: str, start: int) -> None:
        name = label_name(label)
        if value and name not in _NOT_FIELDS and len(value) <= 500:
            self._found.append((name, value, start, start + len(value)))

    def commit(self) -> None:
        """Give the fields to the writer if a strong label, or two labels at least, were found."""
        if len(self._loose) >= 2:
            # Labels and values on lines by turns; a single pair may be a label without a value before some other line.
            self._found += [pair for pair in self._loose if len(pair[1]) <= 300]
            self._found.sort(key=lambda pair: pair[2])
        names = {name for name, *_ in self._found}
        if names & _STRONG_SET or len(names & _LABEL_SET) >= 2:
            for found in self._found:
                self._writer.field(*found)


def _label_columns(table: Table) -> set[int]:
    """Columns that hold known labels in at least two rows."""
    counts = [0] * len(table.rows[0])
    for row in table.rows:
        for c, cell in enumerate(row):
            named = _NAMED.fullmatch(cell.text) if len(cell.text) <= 20 else None
            counts[c] += named is not None
    return {c for c, count in enumerate(counts) if count >= 2}


def meta_field(name: str) -> str | None:
    """The field that a `<meta name>` of the standard for government sites stands for, in Chinese, or None."""
    return _META.get(name.strip().lower()) or None
