"""`why`, `show` and `diff`: the evidence of a link, the card of a node, two sides compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..errors import SourceError
from ..queries.headings import heading
from .click_words import command, option
from .language import current
from .messages import t
from .output import Output, cell_text, output_options
from .store import db_option

if TYPE_CHECKING:
    from ..graph.store import Store
    from ..queries.evidence import Texts


@command("why")
@click.argument("a")
@click.argument("b")
@option("--files", multiple=True, metavar="PATH", help="files")
@db_option
@output_options
def why(a: str, b: str, files: tuple[str, ...], store: Store, output: Output) -> None:
    from ..queries.evidence import COLUMNS
    from ..queries.evidence import why as links

    rows = links(store, a, b, texts=_texts(files))
    first = (
        "source",
        "link",
        "target",
        "role",
        "basis",
        "relation",
        "score",
        "quote",
        "sentence",
        "doc_number",
        "file",
        "line_number",
    )
    output.rows(COLUMNS, [tuple(row[name] for name in COLUMNS) for row in rows], first=first)


def _texts(files: tuple[str, ...]) -> Texts | None:
    if not files:
        return None
    from ..loaders import load_documents
    from ..queries.evidence import Texts

    documents = []
    for document in load_documents(list(files)):
        if isinstance(document, SourceError):
            raise document
        documents.append(document)
    return Texts.of(documents)


@command("show")
@click.argument("node")
@db_option
@output_options
def show(node: str, store: Store, output: Output) -> None:
    from ..queries.card import COLUMNS, card
    from ..queries.lookup import find_nodes

    found = find_nodes(store, node)
    if len(found) > 1:
        others = ", ".join(f"{other.name} [{other.id}]" for other in found[1:8]) + (" …" if len(found) > 8 else "")
        click.echo(t("ambiguous", n=len(found), others=others), err=True)
    rows = card(store, found[0])
    if output.format in ("table", "markdown"):
        rows = [_in_words(row) for row in rows]
    output.rows(COLUMNS, rows, title=f"{found[0].name} [{found[0].id}]", first=("part", "name", "detail", "id"))


def _in_words(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of a card with names of properties and coded values as people read them."""
    part, name, detail, quote, identity = row
    if part == "properties":
        return part, heading(name, current()), cell_text(name, detail), quote, identity
    if part == "roles":
        return part, cell_text("role", name), detail, quote, identity
    coded = {"places": "level", "within": "level", "bodies": "role", "tasks": "role"}.get(part)
    return part, name, cell_text(coded, detail) if coded and isinstance(detail, str) else detail, quote, identity


@command("diff")
@click.argument("a")
@click.argument("b")
@option("--all", "everything", is_flag=True, help="all")
@db_option
@output_options
def diff(a: str, b: str, everything: bool, store: Store, output: Output) -> None:
    from ..queries.compare import COLUMNS, compare

    name_a, name_b, rows = compare(store, a, b)
    shown = rows if everything else [row for row in rows if row[1] != "same"]
    if not shown:
        click.echo(t("same"), err=True)
    first = ("part", "change", "name", "other", "before", "after")
    output.rows(COLUMNS, shown, title=f"{name_a} → {name_b}", first=first)
