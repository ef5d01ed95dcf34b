"""`query` and `cypher`: questions ready to run, and new ones."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from ..errors import UsageError
from ..queries.packs import Pack, find_pack, load_packs
from ..queries.runner import assignments, guess, run_pack, strange_names
from .chinese import in_words
from .click_words import command, option
from .language import current
from .messages import t
from .output import Output, output_options
from .store import connect, db_option

if TYPE_CHECKING:
    from ..graph.store import Store


def _complete_pack(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [
        CompletionItem(name, help=pack.title(current()))
        for name, pack in load_packs().items()
        if name.startswith(incomplete)
    ]


@command("query")
@click.argument("words", nargs=-1, metavar="[show] [NAME]", shell_complete=_complete_pack)
@option("-p", "--param", "pairs", multiple=True, metavar="KEY=VALUE", help="param")
@option("--limit", type=click.IntRange(1), help="limit")
@option("--timeout", type=click.FloatRange(0, min_open=True), help="timeout")
@option("--db", "target", envvar="POLICYGRAPH_DB", default="policies.kgl", metavar="TARGET", help="db")
@option("--database", envvar="NEO4J_DATABASE", metavar="NAME", help="database")
@output_options
def query(
    words: tuple[str, ...],
    pairs: tuple[str, ...],
    limit: int | None,
    timeout: float | None,
    target: str,
    database: str | None,
    output: Output,
) -> None:
    if not words:
        if pairs:
            raise UsageError("-p needs the name of a query pack: policygraph query NAME -p key=value")
        _list(output)
        return
    if words[0] == "show" and len(words) == 2:
        output.text(find_pack(words[1]).text)
        return
    if len(words) > 1:
        raise UsageError(f"one query pack at a time, not {' '.join(words)!r}; parameters are written -p key=value")
    if words[0] == "show":
        raise UsageError("show what? write policygraph query show NAME")
    pack = find_pack(words[0])
    given = assignments(pairs)
    if limit is not None and "limit" not in given and any(parameter.name == "limit" for parameter in pack.parameters):
        given["limit"] = str(limit)
    store = connect(target, database)
    try:
        result = run_pack(store, pack, given, limit=limit, timeout=timeout)
    finally:
        store.close()
    output.rows(result.columns, result.rows, title=pack.title(current()), truncated=result.truncated, first=pack.table)


def _list(output: Output) -> None:
    columns = ("name", "title", "parameters", "description", "columns", "draws")
    lang = current()
    rows: list[tuple[Any, ...]] = [
        (
            pack.name,
            pack.title(lang),
            [_usage(pack, place) for place in range(len(pack.parameters))],
            pack.description(lang),
            list(pack.columns),
            pack.draws,
        )
        for pack in load_packs().values()
    ]
    output.rows(columns, rows, first=columns[:3])
    if output.format == "table" and output.path is None:
        click.echo(t("packs-hint"), err=True)


def _usage(pack: Pack, place: int) -> str:
    parameter = pack.parameters[place]
    return parameter.name if parameter.required else f"[{parameter.name}]"


@command("cypher")
@click.argument("text", metavar="CYPHER")
@option("-p", "--param", "pairs", multiple=True, metavar="KEY=VALUE", help="param")
@option("--limit", type=click.IntRange(1), default=1000, help="limit")
@option("--timeout", type=click.FloatRange(0, min_open=True), default=60.0, help="timeout")
@db_option
@output_options
def cypher(text: str, pairs: tuple[str, ...], limit: int, timeout: float, store: Store, output: Output) -> None:
    if text == "-":
        text = sys.stdin.read()
    if not text.strip():
        raise UsageError(
            "the query is empty; for example policygraph cypher 'MATCH (d:Document) RETURN d.title AS title'"
        )
    params: dict[str, Any] = {key: guess(value) for key, value in assignments(pairs).items()}
    result = store.query(text, params, limit=limit, timeout=timeout)
    output.rows(result.columns, result.rows, truncated=result.truncated)
    if not result.rows or any(all(row[place] is None for row in result.rows) for place in range(len(result.columns))):
        for strange in strange_names(text):
            click.echo(t("strange", name=in_words(strange)), err=True)
