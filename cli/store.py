"""Which graph a command reads or writes: `--db`, else POLICYGRAPH_DB, else policies.kgl."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from ..graph.store import DEFAULT_TARGET, Store, open_store
from .click_words import option

__all__ = ["DEFAULT_TARGET", "connect", "db_option"]


def db_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--db` and `--database`; it gets an open `store: Store`, closed when it ends."""

    @option("--db", "target", envvar="POLICYGRAPH_DB", default=DEFAULT_TARGET, metavar="TARGET", help="db")
    @option("--database", envvar="NEO4J_DATABASE", metavar="NAME", help="database")
    @functools.wraps(function)
    def wrapped(*args: Any, target: str, database: str | None, **kwargs: Any) -> Any:
        store = connect(target, database)
        try:
            return function(*args, store=store, **kwargs)
        finally:
            store.close()

    return wrapped


def connect(target: str, database: str | None = None, *, create: bool = False) -> Store:
    """Open a target. Raises UsageError for a password in a URI, NotFoundError, ConnectionFailedError."""
    return open_store(target, create=create, database=database)
