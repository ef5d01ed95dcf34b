"""`extract`, `check` and `evaluate`: what the loaders read, how good the documents are, how good the reading is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from ..errors import PartlyLoadedError, SourceError, UsageError
from ..queries.headings import VALUES, heading
from .chinese import words_of
from .click_words import command, option
from .language import current
from .messages import t
from .output import BY_ENDING, Output, cell_text, output_options, table_text, terminal_width

if TYPE_CHECKING:
    from ..loaders.model import PolicyDocument


@command("extract")
@click.argument("file")
@option("--format", "format_name", type=click.Choice(["json", "table"]), help="extract-format")
@option("-o", "--output", "path", type=click.Path(dir_okay=False, path_type=Path), help="output")
@option("--wide", is_flag=True, help="wide")
def extract(file: str, format_name: Literal["json", "table"] | None, path: Path | None, wide: bool) -> None:
    from ..loaders import facts

    document = read_one(file)
    if format_name is None:
        format_name = "table" if path is not None and BY_ENDING.get(path.suffix.lower()) == "table" else "json"
    found = facts(document)
    output = Output(format_name, path, wide)
    if format_name == "json":
        output.text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    else:
        output.text(_tables(found, wide))


def read_one(spec: str) -> PolicyDocument:
    """The one document a path names. Raises its SourceError, or UsageError where it names several."""
    from ..loaders import load_documents

    found: PolicyDocument | None = None
    for document in load_documents([spec]):
        if isinstance(document, SourceError):
            raise document
        if found is not None:
            raise UsageError(f"{spec} holds several documents; name one, or `policygraph build` them all")
        found = document
    if found is None:
        raise SourceError(spec, "no document in it")
    return found


def _tables(found: dict[str, Any], wide: bool) -> str:
    """The facts as tables: the head, then tasks, annex rows, indicators, citations."""
    lang = current()
    width = terminal_width()
    head = [(heading(k, lang), cell_text(k, v)) for k, v in found["document"].items() if v and k != "spans"]
    parts = [table_text(("key", "value"), head, title=found["source"], wide=wide, width=width)]
    sections = {
        "tasks": (("number", "task", "bodies", "deadline"), _task_row),
        "annex_tasks": (("number", "task", "bodies", "deadline"), _task_row),
        "indicators": (("indicator", "comparator", "value", "unit", "year", "quote"), _indicator_row),
        "citations": (("document", "doc_number", "relation", "quote"), _citation_row),
    }
    for key, (columns, row) in sections.items():
        rows = [row(item, lang) for item in found.get(key) or []]
        if rows:
            title = f"{t(f'part.{key}')} ({len(rows)})"
            parts.append(table_text(columns, rows, title=title, wide=wide, width=width))
    return "\n".join(parts)


def _task_row(task: dict[str, Any], lang: str) -> tuple[Any, ...]:
    words = VALUES["role"] if lang == "zh" else {}
    bodies = [f"{body['name']}({words.get(body['role'], body['role'])})" for body in task["departments"]]
    number = "/".join(task["path"]) if task.get("path") else task.get("number")
    return number, task["title"], bodies, task.get("deadline")


def _indicator_row(item: dict[str, Any], _lang: str) -> tuple[Any, ...]:
    return tuple(item.get(key) for key in ("name", "op", "value", "unit", "year", "quote"))


def _citation_row(item: dict[str, Any], _lang: str) -> tuple[Any, ...]:
    return tuple(item.get(key) for key in ("title", "doc_number", "relation", "quote"))


@command("check")
@click.argument("sources", nargs=-1, required=True)
@output_options
def check(sources: tuple[str, ...], output: Output) -> None:
    from ..loaders import load_documents
    from ..loaders.check import check_document

    columns = ("document", "severity", "check", "message", "quote", "char_start", "char_end")
    lang = current()
    rows: list[tuple[Any, ...]] = []
    read, unread = 0, []
    for document in load_documents(list(sources)):
        if isinstance(document, SourceError):
            unread.append(document)
            continue
        read += 1
        for found in check_document(document):
            message = found.message_zh if lang == "zh" else found.message_en
            quote = document.text[found.char_start : found.char_end]
            rows.append((document.source, found.severity, found.id, message, quote, found.char_start, found.char_end))
    output.rows(columns, rows, first=("document", "severity", "message", "quote"))
    counts = {name: sum(1 for row in rows if row[1] == name) for name in ("error", "warning", "info")}
    click.echo(
        t("checked", documents=read, errors=counts["error"], warnings=counts["warning"], infos=counts["info"]), err=True
    )
    tell_unread(unread, read)


def tell_unread(unread: list[SourceError], read: int) -> None:
    """Name what could not be read. Raises PartlyLoadedError, or the only error there is where nothing was read."""
    if not unread:
        return
    if not read and len(unread) == 1:
        raise unread[0]
    click.echo(t("unread", n=len(unread)), err=True)
    for error in unread:
        click.echo(f"  {words_of(error)}", err=True)
    if not read:
        raise SourceError(t("sources"), t("none-read-short"))
    raise PartlyLoadedError(t("unread-short", n=len(unread)))


@command("evaluate")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("corpus", type=click.Path(path_type=Path))
@option("--misses", is_flag=True, help="misses")
@output_options
def evaluate(gold: Path, corpus: Path, misses: bool, output: Output) -> None:
    from ..loaders.evaluate import evaluate as measure

    report = measure(gold, corpus)
    if misses:
        columns = ("document", "measure", "kind", "words")
        output.rows(columns, [(miss.document, miss.measure, miss.kind, miss.words) for miss in report.misses])
    else:
        output.rows(
            ("document", "measure", "precision", "recall", "f1", "hit", "predicted", "gold"), list(report.rows())
        )
