"""`doctor` and `completion`: what this machine has and lacks, and the shell's help with typing."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..errors import PolicyGraphError
from .chinese import words_of
from .click_words import command, option
from .messages import t
from .output import Output, output_options
from .store import DEFAULT_TARGET, connect

NEEDED = (
    "click", "rich", "kglite", "pyarrow", "networkx", "pyvis", "opencc", "neo4j", "numpy", "sklearn", "lxml",
    "openpyxl", "docx", "pdfplumber", "charset_normalizer",
)  # fmt: skip
OPTIONAL = ("pandas", "polars", "IPython", "jieba")
DISTRIBUTIONS = {
    "sklearn": "scikit-learn",
    "docx": "python-docx",
    "charset_normalizer": "charset-normalizer",
    "IPython": "ipython",
}
Row = tuple[str, str, str]
"""(what, state: ok | missing | optional, detail)."""


@command("doctor")
@option("--db", "target", envvar="POLICYGRAPH_DB", default=DEFAULT_TARGET, metavar="TARGET", help="db")
@output_options
def doctor(target: str, output: Output) -> int:
    rows = [*_python(), *_packages(), *_programs(), _graph(target)]
    output.rows(("what", "state", "detail"), rows)
    return 1 if any(row[1] == "missing" for row in rows) else 0


def _python() -> Iterator[Row]:
    version = platform.python_version()
    yield (
        "Python",
        "ok" if sys.version_info >= (3, 11) else "missing",
        f"{version} ({platform.system()} {platform.machine()})",
    )
    yield "policygraph", "ok", importlib.metadata.version("policygraph")
    encoding = (sys.stdout.encoding or "").lower()
    detail = encoding if "utf" in encoding else t("encoding", encoding=encoding)
    yield t("doctor.encoding"), "ok" if "utf" in encoding else "optional", detail
    yield t("doctor.processors"), "ok", str(os.cpu_count())


def _packages() -> Iterator[Row]:
    for name in (*NEEDED, *OPTIONAL):
        distribution = DISTRIBUTIONS.get(name, name)
        try:
            present = importlib.util.find_spec(name) is not None
        except (ImportError, ValueError):
            present = False
        if present:
            try:
                detail = importlib.metadata.version(distribution)
            except importlib.metadata.PackageNotFoundError:
                detail = ""
            yield distribution, "ok", detail
        else:
            state = "missing" if name in NEEDED else "optional"
            yield distribution, state, f"pip install {distribution}"


def _programs() -> Iterator[Row]:
    for program, why in (("java", "doctor.java"), ("docker", "doctor.docker"), ("soffice", "doctor.soffice")):
        found = shutil.which(program)
        yield program, "ok" if found else "optional", found or t(why)


def _graph(target: str) -> Row:
    if "://" not in target and not Path(target).exists():
        return t("doctor.graph"), "optional", t("doctor.no-graph", target=target)
    try:
        store = connect(target)
        try:
            count = store.query("MATCH (d:Document) WHERE d.loaded RETURN count(*) AS n").rows[0][0]
        finally:
            store.close()
    except PolicyGraphError as error:
        return t("doctor.graph"), "missing", words_of(error)
    return t("doctor.graph"), "ok", t("doctor.documents", target=target, n=count)


@command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    from click.shell_completion import get_completion_class

    from .app import cli

    maker = get_completion_class(shell)
    assert maker is not None
    click.echo(maker(cli, {}, "policygraph", "_POLICYGRAPH_COMPLETE").source())
