"""`export` and `progress`: the graph for other tools, and reported values into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import PartlyLoadedError, PolicyGraphError
from .chinese import in_words
from .click_words import command, option
from .messages import t
from .store import db_option

if TYPE_CHECKING:
    from ..graph.store import Store

FORMATS = ("graphml", "gexf", "csv", "parquet", "jsonld", "neo4j-admin")


@command("export")
@click.argument("path", type=click.Path(path_type=Path))
@option("--format", "format_name", type=click.Choice(FORMATS), help="export-format")
@db_option
def export(path: Path, format_name: str | None, store: Store) -> None:
    from ..graph.exports import export as write

    for written in write(store.tables(), path, format_name):
        click.echo(t("wrote", path=written), err=True)


@command("progress")
@click.argument("file", type=click.Path(path_type=Path))
@db_option
def progress(file: Path, store: Store) -> None:
    from ..graph.reports import with_reports
    from .progress_file import read_reports

    reports, refused = read_reports(file)
    tables, count, unattached = with_reports(store.tables(), reports)
    bad = sorted([*refused, *unattached], key=lambda row: row.line)
    if count:
        store.load(tables)
    click.echo(t("reports", n=count), err=True)
    if bad:
        click.echo(t("rows-bad", n=len(bad)), err=True)
        for row in bad:
            click.echo("  " + t("row-bad", line=row.line, why=in_words(row.why)), err=True)
        if not count:
            raise PolicyGraphError(t("no-rows", file=file))
        raise PartlyLoadedError(t("rows-left", n=len(bad), file=file))
