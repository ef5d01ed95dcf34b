"""Small policy documents made by hand, for tests that start from facts and not from files.

The sentences are our own. `document()` gives one with two tasks, one indicator and one citation; every part can be given instead.
Spans are real: each fact is written into the document's text and its quote cut from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from policygraph.loaders.model import (
    AnnexTask,
    Basis,
    Citation,
    CitationKind,
    Comparator,
    DomainScore,
    FrontMatter,
    Identity,
    Indicator,
    PolicyDocument,
    Relation,
    Responsibility,
    Role,
    Task,
    TaskKind,
)

PLACES = {
    "341200": "安徽省阜阳市", "340000": "安徽省", "220300": "吉林省四平市", "220000": "吉林省", "511700": "四川省达州市",
    "100000": "全国",
}  # fmt: skip


def identity(name: str, line: str | None = None, place: str = "341200", kind: Any = "department") -> Identity:
    """The body that `name` means in `place`; without a line its id is its name in that place."""
    return Identity(
        id=f"{place}/{line or name}", name=name, full_name=PLACES.get(place, place) + name.removeprefix("市").removeprefix("省"),
        line=line, place=PLACES.get(place), place_code=place, level="province" if place.endswith("0000") else "city", kind=kind,
    )  # fmt: skip


class Writer:
    """Text that grows, and where each piece of it stands."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, piece: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += piece + "\n"
        return start, start + len(piece)


Unit = tuple[str, str | None, Role]
"""(name as written, line, role)."""

JOBS: tuple[Unit, ...] = (("市人社局", "人力资源和社会保障", "lead"), ("市财政局", "财政", "support"))
SCHOOLS: tuple[Unit, ...] = (("市教育局", "教育", "responsible"),)


def responsibilities(
    writer: Writer, units: Sequence[Unit], place: str = "341200", basis: Basis = "explicit"
) -> tuple[Responsibility, ...]:
    """One responsibility a unit, with the sentence that names it written into the text."""
    made = []
    for position, (name, line, role) in enumerate(units, start=1):
        quote = f"责任单位:{name}"
        start, end = writer.add(quote)
        made.append(
            Responsibility(name, role, position, len(units) == 1, basis, quote, start, end, identity(name, line, place))
        )
    return tuple(made)


def task(
    writer: Writer, path: Sequence[str], title: str, units: Sequence[Unit] = JOBS, *, domains: Sequence[str] = ("就业创业",),
    kind: TaskKind = "task", text: str | None = None, place: str = "341200", deadline: str | None = None, ordinal: int = 1,
    basis: Basis = "explicit",
) -> Task:  # fmt: skip
    """A numbered task; its text is the title and one sentence."""
    body = text or f"{title}。落实资金和人员,按季度通报进展。"
    start, end = writer.add(body)
    return Task(
        path=tuple(path), number=path[-1], title=title, section="重点任务", text=body, ordinal=ordinal, kind=kind,
        deadline=deadline, char_start=start, char_end=end, responsibilities=responsibilities(writer, units, place, basis),
        domains=tuple(DomainScore(name, round(0.9 - 0.2 * rank, 1)) for rank, name in enumerate(domains)),
    )  # fmt: skip


def annex(
    writer: Writer, number: str, title: str, units: Sequence[Unit] = JOBS, *, same_as: Sequence[str] | None = None,
    deadline: str | None = None, place: str = "341200",
) -> AnnexTask:  # fmt: skip
    """A row of the annex table."""
    start, end = writer.add(f"{number}\t{title}\t{deadline or ''}")
    return AnnexTask(
        number=number, title=title, text=title, deadline=deadline, char_start=start, char_end=end,
        responsibilities=responsibilities(writer, units, place), same_as=tuple(same_as) if same_as is not None else None,
    )  # fmt: skip


def citation(
    writer: Writer, title: str, number: str | None = None, *, relation: Relation = "based_on", kind: CitationKind = "policy"
) -> Citation:
    """A cited document, with the sentence that cites it."""
    quote = f"根据《{title}》" + (f"({number})" if number else "")
    start, end = writer.add(quote)
    return Citation(title, number, kind, relation, quote, start, end)


def indicator(
    writer: Writer, path: Sequence[str], name: str = "城镇新增就业人数", value: float = 41000, *, unit: str | None = "人",
    comparator: Comparator = ">=", year: int | None = 2021, metric: str | None = None,
) -> Indicator:  # fmt: skip
    """A quantified commitment."""
    quote = f"{name}达到{value:g}{unit or ''}"
    start, end = writer.add(quote)
    return Indicator(tuple(path), name, metric or name, comparator, value, None, unit, year, None, "target", quote, start, end)


def document(
    title: str | None = "关于做好民生工作的实施意见", number: str | None = "阜政发〔2017〕50号", *, source: str = "a.txt",
    writer: Writer | None = None, tasks: Sequence[Task] | None = None, annex_tasks: Sequence[AnnexTask] = (),
    citations: Sequence[Citation] | None = None, indicators: Sequence[Indicator] | None = None, place: str | None = "341200",
    issuer: str | None = "阜阳市人民政府", issued_on: str | None = "2017-08-24", sha256: str | None = None,
) -> PolicyDocument:  # fmt: skip
    """A document; give `writer` together with parts that were written with it."""
    writer = writer or Writer()
    spans = {"issuer": writer.add(issuer)} if issuer else {}
    where = place or "341200"
    if tasks is None:
        tasks = (
            task(writer, ("二", "(一)"), "扩大就业渠道", JOBS, place=where, ordinal=1),
            task(writer, ("二", "(二)"), "办好公办幼儿园", SCHOOLS, domains=("教育",), place=where, ordinal=2),
        )
        if indicators is None:
            indicators = (indicator(writer, ("二", "(一)")),)
        if citations is None:
            citations = (citation(writer, "安徽省人民政府关于扎实推进民生工作的意见", "皖政〔2017〕58号"),)
    front = FrontMatter(
        title=title, doc_number=number, issuer=issuer, kind="意见", level="city", issued_on=issued_on,
        place=PLACES.get(place or ""), place_code=place, spans=spans,
    )  # fmt: skip
    text = writer.text
    return PolicyDocument(
        source=source, sha256=sha256 or hashlib.sha256(repr((source, front, text, tasks, citations, indicators)).encode()).hexdigest(), text=text, front=front,
        issuer_identity=identity(issuer, "人民政府", where, "government") if issuer else None, tasks=tuple(tasks),
        annex_tasks=tuple(annex_tasks), citations=tuple(citations or ()), indicators=tuple(indicators or ()),
    )  # fmt: skip
