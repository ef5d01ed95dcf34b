"""`build` and `remove`: documents into the graph and out of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ..errors import NotFoundError, PartlyLoadedError, PolicyGraphError, SourceError, UsageError
from ..graph.store import DEFAULT_TARGET
from .chinese import words_of
from .click_words import command, option
from .messages import t
from .store import connect, db_option

if TYPE_CHECKING:
    from rich.progress import Progress

    from ..graph.builder import Duplicate
    from ..graph.store import Store
    from ..loaders.model import PolicyDocument

SHOWN = 20
"""Documents listed one by one in the summary; more than that are told in totals only."""

Facts = tuple[str, int, int, int, int]
"""(title or file name, tasks, responsibilities, indicators, citations) of one document."""


@command("build")
@click.argument("sources", nargs=-1, required=True)
@option("--to", "target", envvar="POLICYGRAPH_DB", default=DEFAULT_TARGET, metavar="TARGET", help="to")
@option("--database", envvar="NEO4J_DATABASE", metavar="NAME", help="database")
@option("--jobs", type=click.IntRange(1, 64), default=1, help="jobs")
@option("--quiet", is_flag=True, help="quiet")
def build(sources: tuple[str, ...], target: str, database: str | None, jobs: int, quiet: bool) -> None:
    from ..graph.builder import build_tables
    from ..queries.lookup import holds_documents

    started = time.monotonic()
    store = connect(target, database, create=True)
    try:
        reading = _Reading(quiet)
        with _progress(quiet) as bar:
            # a store that holds documents links old and new ones as it loads: links among the new alone would be made twice
            links = not holds_documents(store)
            tables = build_tables(reading.documents(sources, jobs, bar), on_duplicate=reading.duplicate, links=links)
            if not reading.read:
                _tell_unread(reading.unread)
                raise PolicyGraphError(t("none-read"))
            _load(store, tables, bar)
    finally:
        store.close()
    if not quiet:
        reading.summary()
    for duplicate in reading.duplicates:
        click.echo(t("duplicate", kept=duplicate.kept, left_out=duplicate.left_out), err=True)
    _tell_unread(reading.unread)
    loaded = len(reading.read) - len(reading.duplicates)
    if reading.unread:
        raise PartlyLoadedError(t("unread-summary", bad=len(reading.unread), good=loaded))
    if not quiet:
        click.echo(t("built", n=loaded, target=target, seconds=f"{time.monotonic() - started:.1f}"), err=True)
        click.echo(t("next", command=f"policygraph query lead-load{_db_words(target)}"), err=True)


class _Reading:
    """What was read and what could not be, while documents stream into the builder."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.read: list[Facts] = []
        self.unread: list[SourceError] = []
        self.duplicates: list[Duplicate] = []

    def documents(self, sources: Sequence[str], jobs: int, bar: Progress | None) -> Iterator[PolicyDocument]:
        from ..loaders import load_documents

        task = bar.add_task(t("reading"), total=None) if bar else None
        for found in load_documents(list(sources), jobs):
            if isinstance(found, SourceError):
                self.unread.append(found)
            else:
                self.read.append(_facts(found))
                yield found
            if bar is not None and task is not None:
                bar.update(task, advance=1)
        if bar is not None and task is not None:
            bar.update(task, total=len(self.read) + len(self.unread))

    def duplicate(self, found: Duplicate) -> None:
        self.duplicates.append(found)

    def summary(self) -> None:
        from .output import table_text, terminal_width

        columns = ("document", "tasks", "responsibilities", "indicators", "citations")
        rows: list[Facts] = list(self.read) if len(self.read) <= SHOWN else []
        if len(self.read) != 1:
            rows.append((
                t("total", n=len(self.read)), sum(row[1] for row in self.read), sum(row[2] for row in self.read),
                sum(row[3] for row in self.read), sum(row[4] for row in self.read),
            ))  # fmt: skip
        colour = sys.stderr.isatty()
        click.echo(table_text(columns, rows, colour=colour, width=terminal_width()), err=True, nl=False)


def _facts(document: PolicyDocument) -> Facts:
    carried = [task.responsibilities for task in document.tasks]
    carried += [row.responsibilities for row in document.annex_tasks if row.same_as is None]
    return (
        document.front.title or document.source,
        len(carried),
        sum(named.basis != "prose" for responsibilities in carried for named in responsibilities),
        len(document.indicators),
        len(document.citations),
    )


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A progress bar on standard error where that is a terminal; otherwise none."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar


def _load(store: Store, tables: object, bar: Progress | None) -> None:
    from ..graph.tables import GraphTables

    assert isinstance(tables, GraphTables)
    if bar is None:
        store.load(tables)
        return
    task = bar.add_task(t("storing", what=""), total=None)

    def tell(what: str, done: int, total: int) -> None:
        bar.update(task, description=t("storing", what=what), completed=done, total=total)

    store.load(tables, tell)


def _tell_unread(unread: list[SourceError]) -> None:
    if unread:
        click.echo(t("unread", n=len(unread)), err=True)
        for error in unread:
            click.echo(f"  {words_of(error)}", err=True)


def _db_words(target: str) -> str:
    return "" if target == DEFAULT_TARGET else f" --db {target}"


@command("remove")
@click.argument("documents", nargs=-1, required=True)
@db_option
def remove(documents: tuple[str, ...], store: Store) -> None:
    from ..queries.lookup import find_documents

    chosen: dict[str, str] = {}
    for words in documents:
        found = find_documents(store, words)
        if not found:
            raise NotFoundError(f"no loaded document {words!r}; `policygraph query document-overview` lists them")
        if len(found) > 1:
            names = ", ".join(str(number or title or source) for _, title, number, source in found[:5])
            raise UsageError(f"{words!r} means {len(found)} documents ({names} …); name one by its number or file")
        identity, title, number, source = found[0]
        chosen[identity] = str(number or title or source)
    store.remove(list(chosen))
    click.echo(t("removed", names=", ".join(chosen.values())), err=True)
