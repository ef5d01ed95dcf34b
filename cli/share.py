"""`export` and `progress`: the graph for other tools, and reported values into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

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
