"""Front matter (标题, 发文字号, 发文机关, 成文日期 …): read from the page's head, the title block and the signature.

Order of trust: the signature before the title, the title before the page's table, the table before the running text. What cannot be read
stays None; nothing is inferred from a file's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import doc_numbers, places
from .dates import DATE, parse_date, to_iso
from .head_text import Field, fields_in_lines, kind_of
from .model import FrontMatter, Level, SourceText
from .outline import Line, Segment, is_date_line, lines_of
from .responsibility import OrderRules
from .titles import ORGAN, ORGAN_END, Title, find_title, kind_of_title

_SIGNED = re.compile(rf"(?P<organ>[\u4e00-\u9fff“”、()]{{3,40}}{ORGAN_END})\s*(?P<date>\S.*)\Z")
_NEWS = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{3,30}?)(?:近日|日前|今日|昨日|今天|正式|联合|于\d[^,。]{2,12})?"
    r"(?:印发|发布|出台|下发|制定)了?《(?P<title>[^《》\n]{4,80})》"
)
_LEVELS: dict[str, Level] = {
    "省": "province", "自治区": "province", "市": "city", "州": "city", "自治州": "city", "地区": "city", "盟": "city",
    "县": "county", "区": "county", "旗": "county",
}  # fmt: skip
_UNLISTED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,8}?(?P<unit>自治区|自治州|地区|省|市|州|盟|县|区|旗))"
    r"(?=人民政府|政府|委员会|发展|教育|民政|财政|人力|住房|卫生|中共)"
)
"""A place that the table of divisions does not know (a new or renamed one), by the name of its government."""
_ISSUED_NOTE = re.compile(
    rf"(?:[\u4e00-\u9fff]{{3,40}}{ORGAN_END})?\s*(?:{DATE.pattern})\s*(?:[\u4e00-\u9fff]{{3,40}}{ORGAN_END})?\s*"
    r"(?:印发|发布|公布|制定|通过|起?(?:施行|实施))?"
)
"""What may stand beside the number in the line under a title: the date, who issued it, and that it was issued."""
_BY_WHOM = re.compile(
    rf"(?:(?<![\u4e00-\u9fff\d])|(?<=\d日))(?P<organ>[\u4e00-\u9fff]{{2,40}}{ORGAN_END})\s*(?=(?:(?:{DATE.pattern})\s*)?(?:印发|发布|公布|制定))"
)
_DECREE = re.compile(r"(?:中华人民共和国)?(?P<body>[\u4e00-\u9fff]{2,24}令)\s*(?:\(?\s*第\s*(?P<n>\d{1,4})\s*号\s*\)?)?\Z")
@dataclass(frozen=True, slots=True)
class _Signature:
    issuer: str | None
    span: tuple[int, int]
    date: str | None
    date_span: tuple[int, int]


def read_front(source: SourceText, folded: str, parts: Sequence[Segment], main: Segment, rules: OrderRules) -> tuple[FrontMatter, int]:
    """The front matter of a document whose outline is `parts`, its body being `main`; and where the page's head ends."""
    first_item = next((node.start for node in main.root.walk() if node.kind != "root"), main.end)
    head = list(lines_of(folded, 0, max(first_item, parts[0].start + 1)))
    if main.items == 0:
        head = head[:60]
    fields = _fields(source, folded, head)
    signature = _signature(folded, parts, main)
    spans: dict[str, tuple[int, int]] = {}
    title = find_title(folded, head, fields)
    if title:
        spans["title"] = (title.start, title.end)
    number = _number(folded, head, fields, title)
    if number:
        spans["doc_number"] = number[1]
    issuer = _issuer(folded, fields, signature, title) or _decreed(number) or _noted(folded, head)
    if issuer:
        spans["issuer"] = issuer[1]
    issued = _issued(folded, head, fields, signature, number)
    if issued:
        spans["issued_on"] = issued[1]
    place = _place(folded, issuer[0] if issuer else None, title.text if title else None, number[0] if number else None)
    quote = rules.first_leads
    ends = [field[3] for field in fields if field[3] < first_item]
    ends += [spans[name][1] for name in ("title", "doc_number") if name in spans]
    front = FrontMatter(
        title=title.text if title else None,
        doc_number=number[0] if number else None,
        index_number=_plain(fields, "index_number"),
        issuer=_full_issuer(issuer[0], place) if issuer else None,
        kind=kind_of_title(title.text if title else None),
        level=place.level if place else None,
        issued_on=issued[0] if issued else None,
        published_on=_published(fields),
        status=_plain(fields, "status"),
        place=place.full_name if place else None,
        place_code=(place.code or None) if place else None,
        order_rule="first_is_lead" if quote else None,
        order_rule_quote=source.text[quote[0] : quote[1]] if quote else None,
        spans=spans,
    )
    return front, max(ends, default=0)


def _fields(source: SourceText, folded: str, head: list[Line]) -> list[Field]:
    given = [
        (kind, folded[start:end] if end > start else value, start, end)
        for name, value, start, end in source.fields
        if (kind := kind_of(name))
    ]
    return given + fields_in_lines(folded, head)


def _first(fields: list[Field], kind: str) -> Field | None:
    return next((field for field in fields if field[0] == kind and field[1].strip(" -—无")), None)


def _plain(fields: list[Field], kind: str) -> str | None:
    field = _first(fields, kind)
    return re.sub(r"\s+", "", field[1]) if field else None


def _published(fields: list[Field]) -> str | None:
    return next((found for field in fields if field[0] == "published_on" and (found := parse_date(field[1]))), None)


# --- number, issuer, date --------------------------------------------------------------------------------------------------------


def _number(folded: str, head: list[Line], fields: list[Field], title: Title | None) -> tuple[str, tuple[int, int]] | None:
    field = _first(fields, "doc_number")
    if field:
        for start, end in doc_numbers.find(field[1]):
            return doc_numbers.canonical(field[1][start:end]), (field[2] + start, field[2] + end)
    for line, below in zip(head, [*head[1:], None], strict=True):
        text = folded[line.start : line.end]
        if (decree := _DECREE.match(text)) and (serial := _serial(decree, folded, below)):
            return f"{decree['body']}第{serial}号", (line.start, line.end)
        if len(text) <= 60 and "《" not in text and not text.startswith(("根据", "按照")):
            for start, end in doc_numbers.find(text):
                rest = _ISSUED_NOTE.sub("", text[:start] + text[end:]).strip(" ()〔〕签发人:,;\t")
                if not rest or _is_title_line(rest, title) or rest.endswith("文件") or re.match(r"签发人|第?\d*期?$", rest):
                    return doc_numbers.canonical(text[start:end]), (line.start + start, line.start + end)
    return None


def _decreed(number: tuple[str, tuple[int, int]] | None) -> tuple[str, tuple[int, int]] | None:
    """The body whose decree it is (国务院令第724号 → 国务院): its head signs decrees in person."""
    found = re.match(r"(.{2,20})令第", number[0]) if number else None
    return (found[1], number[1]) if found and number else None


def _serial(decree: re.Match[str], folded: str, below: Line | None) -> str | None:
    """The number of a decree, on its own line or the next (国务院令 | 第724号)."""
    if decree["n"] or below is None:
        return decree["n"]
    found = re.match(r"\(?第\s*(\d{1,4})\s*号", folded[below.start : below.end])
    return found[1] if found else None


def _is_title_line(rest: str, title: Title | None) -> bool:
    return title is not None and re.sub(r"\s", "", rest) in (title.text, *[title.text[:size] for size in range(8, len(title.text))])


def _signature(folded: str, parts: Sequence[Segment], main: Segment) -> _Signature | None:
    """The bodies and the date under the text: of the covering notice where there is one, else of the document itself."""
    for part in parts:
        if part.annex and part is not main:
            continue
        lines = list(lines_of(folded, max(part.start, part.end - 600), part.end))
        for index in range(len(lines) - 1, max(-1, len(lines) - 8), -1):
            line = lines[index]
            text = folded[line.start : line.end]
            if is_date_line(folded, line):
                found = DATE.search(folded, line.start, line.end)
                issuer, span = _organs(folded, lines[:index], part)
                return _Signature(issuer, span, to_iso(found) if found else None, (line.start, line.end))
            joined = _SIGNED.match(text) if len(text) < 70 else None
            if joined and DATE.fullmatch(joined["date"].strip()):
                return _Signature(
                    re.sub(r"\s+", "", joined["organ"]), (line.start, line.start + joined.end("organ")),
                    parse_date(joined["date"]), (line.start + joined.start("date"), line.end),
                )  # fmt: skip
        if part is main:
            break
    return None


def _organs(folded: str, above: list[Line], part: Segment) -> tuple[str | None, tuple[int, int]]:
    """The line or lines of issuing bodies right above the date."""
    names: list[Line] = []
    for line in reversed(above[-6:]):
        text = folded[line.start : line.end]
        if len(text) > 60 or not ORGAN.match(text) or "关于" in text or line.start <= part.start:
            break
        names.insert(0, line)
    if not names:
        return None, (0, 0)
    texts = [re.sub(r"\s*\(?(?:代章|印章|章)\)?\s*$", "", folded[line.start : line.end]) for line in names]
    joined = "、".join("、".join(text.split()) if _several(text) else re.sub(r"\s+", "", text) for text in texts)
    return joined, (names[0].start, names[-1].end)


_MINISTRY = re.compile(r"[\u4e00-\u9fff]{2}[部局委]")
"""The shortest names of bodies (教育部): three characters are else half of one (国务院 办公厅)."""


def _several(text: str) -> bool:
    pieces = text.split()
    return len(pieces) > 1 and all(ORGAN.match(piece) and (len(piece) >= 4 or _MINISTRY.fullmatch(piece)) for piece in pieces)


def _issuer(folded: str, fields: list[Field], signature: _Signature | None, title: Title | None) -> tuple[str, tuple[int, int]] | None:
    if signature and signature.issuer:
        return signature.issuer, signature.span
    if title:
        organ = re.match(rf"(?P<organ>[\u4e00-\u9fff、“”]{{2,40}}?{ORGAN_END})(?=关于|印发|转发|批转)", title.text)
        if organ:
            return _parted(folded[title.start : title.end], organ["organ"]), (title.start, title.end)
    field = _first(fields, "issuer")
    if field and ORGAN.match(re.sub(r"\((?:办公室|办公厅)\)$", "", field[1].strip())):
        return re.sub(r"\((?:办公室|办公厅)\)$|\s+", "", field[1].strip()), (field[2], field[3])
    if title:
        for news in _NEWS.finditer(folded, 0, min(len(folded), 6000)):
            if news["title"] in title.text or title.text in news["title"]:
                return re.sub(r"^.*?(?=省|市|县|区|州|国务院)", "", news["who"]) or news["who"], news.span("who")
    return None


def _noted(folded: str, head: list[Line]) -> tuple[str, tuple[int, int]] | None:
    """The body in the bracket under a title: (鞍政办发〔2021〕8号,鞍山市人民政府办公室2021年3月1日印发)."""
    for line in head:
        if folded[line.start] in "(〔[" and folded[line.end - 1] in ")〕]" and line.end - line.start < 120:
            found = _BY_WHOM.search(folded, line.start + 1, line.end)
            if found:
                return found["organ"], found.span("organ")
    return None


def _parted(raw: str, organ: str) -> str:
    """The bodies that a title begins with, parted where it parts them by a blank or a new line."""
    found = re.match(r"(?P<bodies>.*?)(?:关于|印发|转发|批转)", raw, re.DOTALL)
    if found is None or "".join(found["bodies"].split()) != organ or not _several(found["bodies"]):
        return organ
    return "、".join(found["bodies"].split())


def _issued(
    folded: str, head: list[Line], fields: list[Field], signature: _Signature | None, number: tuple[str, tuple[int, int]] | None
) -> tuple[str, tuple[int, int]] | None:
    if signature and signature.date:
        return signature.date, signature.date_span
    for field in fields:
        if field[0] == "issued_on" and (found := parse_date(field[1])):
            return found, (field[2], field[3])
    for line in head:
        text = folded[line.start : line.end]
        beside_number = number is not None and line.start <= number[1][0] < line.end
        if len(text) < 60 and (beside_number or re.match(r"[(〔\[].*[)〕\]]\Z", text)) and (found := parse_date(text)):
            return found, (line.start, line.end)
    return None


# --- place -------------------------------------------------------------------------------------------------------------------


def _place(folded: str, issuer: str | None, title: str | None, number: str | None) -> places.Place | None:
    for name in (issuer, title):
        if name and (found := places.from_issuer(name)):
            return found
        if name and (unknown := _UNLISTED.match(name)) and unknown["unit"] in _LEVELS:
            return places.Place("", unknown["name"], unknown["name"], _LEVELS[unknown["unit"]], None)
    guessed = places.guess(folded[:20_000])
    if issuer and (found := places.from_issuer(issuer, guessed)):
        return found
    if number:
        prefix = re.split(r"[〔\[(]", number, maxsplit=1)[0]
        if found := places.from_doc_number_prefix(prefix, guessed):
            return found
    return guessed


def _full_issuer(issuer: str, place: places.Place | None) -> str:
    """市政府办公室 of a page's table in full (四平市人民政府办公室); other names as they stand."""
    if place and re.match(r"[市县区省州](?:人民)?政府", issuer):
        own = places.relative(issuer[0], place)
        return own.name + re.sub(r"^.(?:人民)?政府", "人民政府", issuer)
    return issuer
