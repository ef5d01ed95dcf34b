"""Pictures of the graph: one HTML page each, nothing asked from the network.

`render` draws a view of a store, `render_rows` the result of a query pack, `inline` shows a view in a Jupyter notebook. A page
is the whole text of a file: write it as UTF-8.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .catalogue import VIEWS, View
from .words import Both, Lang

if TYPE_CHECKING:
    from ..graph.store import Result, Store
    from .notebook import Inline
    from .rows import PackHead

__all__ = ["VIEWS", "Both", "Lang", "View", "inline", "render", "render_rows"]


def render(store: Store, what: str = "departments", arguments: Sequence[str] = (), *, lang: Lang = "zh") -> str:
    """The HTML text of one of `VIEWS` of a store.

    `arguments` are the names the view asks for (a department, a document, …): a name, an id or a part of either. The page opens in
    `lang` and can be switched to the other. Raises NotFoundError (unknown view or name; the message lists near ones), UsageError
    (wrong number of arguments).
    """
    from .page import page
    from .views import draw

    return page(draw(store, what, arguments), lang)


def render_rows(head: PackHead, result: Result, lang: Lang = "zh") -> str:
    """The HTML text of a pack's result: a graph or a chart, as the head's `draw` says, or else as its columns suggest.

    Raises UsageError where the columns are neither (a graph needs `source` and `target`, a chart a name and a number).
    """
    from .rows import rows_page

    return rows_page(head, result, lang)


def inline(
    store: Store, what: str = "departments", arguments: Sequence[str] = (), *, lang: Lang = "zh", height: int = 640
) -> Inline:
    """The same page for a Jupyter notebook: the last value of a cell draws itself, `height` pixels high."""
    from .notebook import Inline

    return Inline(render(store, what, arguments, lang=lang), height)
