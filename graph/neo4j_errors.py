"""What the driver and the server say, as one useful line: what is wrong, then what to do. Never a password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as driver

from .. import errors

OLDEST = (5, 26)
_CANNOT_STORE = ("TransactionLogError", "critical error", "no space left", "out of disk")
"""What a server says when its disk is full, and of every transaction after that until it is restarted."""
_TIMED_OUT = ("TransactionTimedOut", "LockAcquisitionTimeout")


@contextmanager
def translated(target: str, database: str | None = None, timeout: float | None = None) -> Iterator[None]:
    """Raise the driver's errors as this package's own; `timeout` is what the query was allowed, in seconds."""
    try:
        yield
    except (driver.Neo4jError, driver.DriverError, OSError) as error:
        raise translate(error, target, database, timeout) from error


def translate(
    error: Exception, target: str, database: str | None = None, timeout: float | None = None
) -> errors.PolicyGraphError:
    """The error of this package that a driver's error means."""
    if isinstance(error, driver.Neo4jError):
        return _from_server(error, target, database, timeout)
    if isinstance(error, driver.UnsupportedServerProduct):
        return too_old(target, "an unknown server")
    if isinstance(
        error, driver.ServiceUnavailable | driver.SessionExpired | driver.ConnectionAcquisitionTimeoutError | OSError
    ):
        return _unreachable(error, target)
    if isinstance(error, driver.AuthConfigurationError | driver.ConfigurationError):
        return errors.UsageError(f"{target}: {_short(error)}")
    if isinstance(error, driver.TransactionError | driver.SessionError | driver.ResultError):
        return errors.QueryError(_short(error))
    return errors.ConnectionFailedError(f"{target}: {_short(error)}: run `policygraph doctor --db {target}`")


def _from_server(
    error: driver.Neo4jError, target: str, database: str | None, timeout: float | None
) -> errors.PolicyGraphError:
    code, text = error.code or "", _short(error)
    name = database or "the default database"
    if isinstance(error, driver.AuthError) and "Unauthorized" in code:
        return errors.AuthenticationFailedError(
            f"{target} refused the user name or the password: set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if "AuthenticationRateLimit" in code:
        return errors.AuthenticationFailedError(
            f"{target}: too many wrong passwords: wait some seconds, then try again"
        )
    if "CredentialsExpired" in code:
        return errors.AuthenticationFailedError(
            f"{target}: the first password must be changed: run `ALTER CURRENT USER SET PASSWORD …` in cypher-shell"
        )
    if "DatabaseNotFound" in code:
        return errors.NotFoundError(f"{target} has no database {name}: `SHOW DATABASES` in the Browser lists them")
    if any(word in code or word in text.lower() for word in _CANNOT_STORE):
        return errors.PolicyGraphError(
            f"{target} cannot write to its disk (full, mostly): make room, restart the server, and run this again"
        )
    if "WriteOnReadOnlyAccessDatabase" in code or "ForbiddenOnReadOnlyDatabase" in code:
        return errors.PolicyGraphError(
            f"{name} of {target} is read-only: see server.databases.default_to_read_only in its neo4j.conf"
        )
    if "Statement.AccessMode" in code:
        return errors.WriteRefusedError("this command only reads, and the query would write: nothing was changed")
    if any(word in code for word in _TIMED_OUT):
        return errors.QueryTimeoutError(
            f"the query took longer than {f'{timeout:g} s' if timeout else 'the server allows'}: "
            "ask for less (a label, an id, LIMIT) or raise --timeout"
        )
    if "DatabaseUnavailable" in code or isinstance(error, driver.DatabaseUnavailable):
        return errors.ConnectionFailedError(
            f"{name} of {target} is not available: look into the server's logs/debug.log"
        )
    if "Security.Forbidden" in code:
        return errors.PolicyGraphError(f"the user may not do this on {name} of {target}: {text}")
    return errors.QueryError(text)


def _unreachable(error: Exception, target: str) -> errors.ConnectionFailedError:
    text = _short(error)
    if "certificate" in text.lower() or "ssl" in text.lower():
        return errors.ConnectionFailedError(
            f"{target}: no trusted encrypted connection ({text}): use +ssc for a self-signed certificate, "
            "or neo4j:// where the server does not encrypt"
        )
    return errors.ConnectionFailedError(
        f"no Neo4j server answers at {target}: check that it runs, the host and the port (7687 unless changed)"
    )


def too_old(target: str, agent: str) -> errors.ServerTooOldError:
    oldest = ".".join(map(str, OLDEST))
    return errors.ServerTooOldError(
        f"{target} is {agent}, older than {oldest}: upgrade it, or build into a file instead"
    )


def _short(error: BaseException) -> str:
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())[:300]
