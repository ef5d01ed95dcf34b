"""The views by name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..errors import NotFoundError, UsageError
from . import charts, view_citations, view_compare, view_departments, view_focus, view_overview
from .catalogue import VIEWS, View
from .making import fill_sources
from .picture import Picture
from .reading import Reading
from .words import Both

if TYPE_CHECKING:
    from ..graph.store import Store

_DRAW: dict[str, Callable[..., Picture]] = {
    "overview": view_overview.overview,
    "departments": view_departments.departments,
    "citations": view_citations.citations,
    "domain": view_focus.domain,
    "department": view_focus.department,
    "document": view_focus.document,
    "compare": view_compare.compare,
    "charts": charts.charts,
}


def draw(store: Store, what: str, arguments: Sequence[str] = ()) -> Picture:
    """A view of a store as a picture. Raises NotFoundError, UsageError as `render` says."""
    view = _view(what)
    least = sum(not argument.startswith("[") for argument in view.arguments)
    if not least <= len(arguments) <= len(view.arguments):
        words = " ".join((view.name, *view.arguments))
        raise UsageError(f"view {what} takes {len(view.arguments) or 'no'} name(s), got {len(arguments)}: view {words}")
    reading = Reading.of(store)
    if not reading.tasks and not reading.documents:
        return _empty(view)
    return fill_sources(_DRAW[what](reading, *arguments), reading)


def _view(what: str) -> View:
    for view in VIEWS:
        if view.name == what:
            return view
    names = [view.name for view in VIEWS]
    close = difflib.get_close_matches(what, names, n=2)
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    raise NotFoundError(f"no view {what!r}: {hint}there are {', '.join(names)}")


def _empty(view: View) -> Picture:
    says = Both(
        "图中还没有文件:先用 policygraph build 载入文件。",
        "The graph is empty: load documents with policygraph build first.",
    )
    return Picture(view.name, view.title, says)
