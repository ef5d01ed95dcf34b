"""Which graph a command reads or writes: `--db`, else POLICYGRAPH_DB, else policies.kgl."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

from ..errors import UsageError
from ..graph.store import DEFAULT_TARGET, Store, is_server, open_store
from .click_words import option
from .messages import t

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
    """Open a target; a server's password comes from NEO4J_PASSWORD, or from a prompt where there is a terminal.

    Raises UsageError for a password in a URI, NotFoundError, ConnectionFailedError and its kinds.
    """
    if not is_server(target):
        if "://" in target:
            scheme = target.split("://")[0]
            raise UsageError(f"{scheme}:// is no graph: name a file, or a neo4j://, neo4j+s://, bolt:// … address")
        return open_store(target, create=create)
    from ..graph.neo4j_store import Neo4jStore

    return Neo4jStore.connect(target, database, ask_password=_ask if sys.stdin.isatty() else None)


def _ask(user: str) -> str:
    import click

    return str(click.prompt(t("password", user=user), hide_input=True, err=True))
