"""Every error that policygraph raises on purpose, and the exit code that each class means.

    PolicyGraphError            1  it failed; the message says what to do
    ├── UsageError              2  the words of the call are off
    ├── SourceError             1  a source cannot be read (the other sources still load: exit code 3)
    │   ├── MissingSourceError
    │   ├── EmptySourceError
    │   └── UnsupportedSourceError
    ├── PartlyLoadedError       3  some sources could not be read
    ├── QueryError              1  the engine refused a query
    │   ├── WriteRefusedError
    │   └── QueryTimeoutError
    ├── NotFoundError           1  no such pack, node, document …
    └── ConnectionFailedError   4  no connection to the database
        ├── AuthenticationFailedError
        └── ServerTooOldError

A message is one line: what is wrong, then what to do. It never holds a password.
"""

from __future__ import annotations

from typing import ClassVar


class PolicyGraphError(Exception):
    """The root of all errors of this package."""

    exit_code: ClassVar[int] = 1


class UsageError(PolicyGraphError):
    """The call itself is wrong: an unknown option value, a password in a URI."""

    exit_code = 2


class SourceError(PolicyGraphError):
    """One source cannot be read as a policy document."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{source}: {why}")
        self.source = source
        self.why = why


class MissingSourceError(SourceError):
    """The path does not exist, or a folder or pattern holds no document."""


class EmptySourceError(SourceError):
    """The file has no text."""


class UnsupportedSourceError(SourceError):
    """The file is of a kind that cannot be read (binary, scan, old .doc …)."""


class PartlyLoadedError(PolicyGraphError):
    """Some sources were loaded, some were not."""

    exit_code = 3


class QueryError(PolicyGraphError):
    """The engine refused a query; the message is the engine's, shortened to a line."""


class WriteRefusedError(QueryError):
    """A query that writes was given to a read-only command."""


class QueryTimeoutError(QueryError):
    """A query took longer than it was allowed."""


class NotFoundError(PolicyGraphError):
    """A name is not known; the message lists near ones."""


class ConnectionFailedError(PolicyGraphError):
    """The database cannot be reached."""

    exit_code = 4


class AuthenticationFailedError(ConnectionFailedError):
    """User name or password was refused."""


class ServerTooOldError(ConnectionFailedError):
    """The server is older than the oldest supported one (5.26)."""
