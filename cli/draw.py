"""`view` and `browser-kit`: the graph as pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from ..errors import NotFoundError, UsageError
from ..queries.packs import load_packs, near
from ..queries.runner import assignments, run_pack
from .click_words import command, option
from .language import current
from .messages import t
from .output import Output, write_file
from .store import DEFAULT_TARGET, connect

if TYPE_CHECKING:
    from ..graph.store import Store

DEFAULT_PAGE = "policygraph.html"


def _complete_view(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from ..viz import VIEWS

    names = [view.name for view in VIEWS] + list(load_packs())
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@command("view")
@click.argument("what", default="departments", shell_complete=_complete_view)
@click.argument("arguments", nargs=-1)
@option("-p", "--param", "pairs", multiple=True, metavar="KEY=VALUE", help="param")
@option("-o", "--output", "path", type=click.Path(dir_okay=False, path_type=Path), help="view-output")
@option("--db", "target", envvar="POLICYGRAPH_DB", default=DEFAULT_TARGET, metavar="TARGET", help="db")
@option("--database", envvar="NEO4J_DATABASE", metavar="NAME", help="database")
def view(
    what: str, arguments: tuple[str, ...], pairs: tuple[str, ...], path: Path | None, target: str, database: str | None
) -> None:
    from ..viz import VIEWS

    if what == "list":
        _list_views()
        return
    names = [view.name for view in VIEWS]
    packs = load_packs()
    if what not in names and what not in packs:
        raise NotFoundError(
            f"no view or query pack {what!r}{near(what, [*names, *packs])}; `policygraph view list` names them"
        )
    if pairs and what in names:
        raise UsageError(f"the view {what} takes no -p; the words it takes follow its name")
    store = connect(target, database)
    try:
        page = _page(store, what, arguments, pairs, what in names)
    finally:
        store.close()
    out = path or Path(DEFAULT_PAGE)
    write_file(out, page)
    click.echo(t("wrote", path=out.absolute()), err=True)


def _page(store: Store, what: str, arguments: tuple[str, ...], pairs: tuple[str, ...], is_view: bool) -> str:
    from .. import viz

    if is_view:
        return viz.render(store, what, arguments, lang=current())
    if arguments:
        raise UsageError(f"the query pack {what} takes -p key=value, not {' '.join(arguments)!r}")
    pack = load_packs()[what]
    return viz.render_rows(pack, run_pack(store, pack, assignments(pairs)), current())


def _list_views() -> None:
    from ..viz import VIEWS

    lang = current()
    rows = [(view.name, _arguments(view.arguments), view.title[lang], view.about[lang]) for view in VIEWS]
    rows += [
        (pack.name, "-p …" if pack.parameters else "", pack.title(lang), pack.description(lang))
        for pack in load_packs().values()
        if pack.draws != "table"
    ]
    Output("table", None, False).rows(
        ("name", "parameters", "title", "description"), rows, first=("name", "parameters", "title")
    )


def _arguments(names: tuple[str, ...]) -> str:
    """The words a view takes, in the language of the run."""
    words = {"NAME": "名称", "DOC": "文件", "[CHART]": "[图表]"} if current() == "zh" else {}
    return " ".join(words.get(name, name) for name in names)


@command("browser-kit")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@option("--serve", "port", type=click.IntRange(1, 65535), metavar="PORT", help="serve")
@option("--host", default="127.0.0.1", metavar="ADDRESS", help="serve-host")
def browser_kit(folder: Path, port: int | None, host: str) -> None:
    from ..viz.browser_kit import serve, write_kit

    write_kit(folder, load_packs().values(), current())
    click.echo(t("wrote", path=folder), err=True)
    if port is not None:
        click.echo(t("served", url=f"http://localhost:{port}/"), err=True)
        serve(folder, port, host)
