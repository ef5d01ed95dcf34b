"""The command `policygraph`: its commands, and how errors and interruptions become one line and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

import click

from ..errors import PolicyGraphError
from .chinese import in_words, words_of
from .click_words import LazyGroup, Option, explain
from .messages import t

MODULES: dict[str, str] = {
    "build": "build",
    "extract": "read",
    "query": "ask",
    "cypher": "ask",
    "view": "draw",
    "why": "explain",
    "show": "explain",
    "diff": "explain",
    "analyse": "analyse",
    "check": "read",
    "progress": "share",
    "export": "share",
    "browser-kit": "draw",
    "remove": "build",
    "evaluate": "read",
    "doctor": "machine",
    "completion": "machine",
}
"""Command → module of this package that holds it."""


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"policygraph {version('policygraph')}")
        ctx.exit()


cli = LazyGroup(
    "main",
    modules=MODULES,
    params=[Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_version, help="version")],
)


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit code and lets no exception out."""
    _prepare_streams()
    try:
        code = cli.main(list(arguments), prog_name="policygraph", standalone_mode=False)
        sys.stdout.flush()
    except click.Abort:
        click.echo(t("interrupted"), err=True)
        return 130
    except KeyboardInterrupt:
        click.echo(t("interrupted"), err=True)
        return 130
    except click.ClickException as error:
        return _refuse(error)
    except PolicyGraphError as error:
        return _fail(words_of(error), error.exit_code)
    except BrokenPipeError:
        return _hang_up()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{in_words(error.strerror or str(error))}", 1)
    except Exception as error:
        if os.environ.get("POLICYGRAPH_DEBUG"):
            raise
        return _fail(t("unexpected", kind=type(error).__name__, detail=error), 1)
    return code if isinstance(code, int) else 0


def _refuse(error: click.ClickException) -> int:
    ctx = getattr(error, "ctx", None)
    hint = ""
    if isinstance(error, click.UsageError):
        hint = " " + t("hint", command=ctx.command_path if ctx is not None else "policygraph")
    return _fail(explain(error) + hint, error.exit_code)


def _fail(message: str, code: int) -> int:
    line = " ".join(message.split())
    with contextlib.suppress(BrokenPipeError):
        click.echo(t("error") + line, err=True)
    return code


def _prepare_streams() -> None:
    """Data that goes to a file or a pipe is UTF-8 whatever the locale; a terminal keeps its own encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8")


def _hang_up() -> int:
    """The reader of our output went away (`| head`): stop without a word."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    return 0
