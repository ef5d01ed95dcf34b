"""Chinese government policy documents as a knowledge graph that analysts can question and check.

`open` a graph and ask it, `build` one, or `extract` the facts of one file; see `policygraph.api`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import errors
    from .api import Graph, Rows, build, extract, open

    __version__: str

__all__ = ["Graph", "Rows", "__version__", "build", "errors", "extract", "open"]


def __getattr__(name: str) -> Any:
    """Import a part of the surface when it is first asked for, so that importing the package costs nothing."""
    if name == "__version__":
        from importlib.metadata import version

        return version("policygraph")
    if name == "errors":
        return import_module(".errors", __name__)
    if name in __all__:
        return getattr(import_module(".api", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
