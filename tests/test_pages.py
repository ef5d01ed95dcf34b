"""The pages for people say only what is there: their commands parse, their targets and links exist."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from policygraph.cli.app import cli

ROOT = Path(__file__).resolve().parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


def shell_lines(path: Path) -> list[str]:
    """The command lines in a page's bash blocks, prompts and comments taken off."""
    blocks = re.findall(r"^```(?:bash|console|sh)\n(.*?)^```", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    lines = [line.removeprefix("$ ").strip() for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def documented_commands() -> Iterator[tuple[str, list[str]]]:
    """Every `policygraph …` in the pages: (where, its words)."""
    for page in [*READMES, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for line in shell_lines(page) if page.exists() else []:
            words = shlex.split(line, comments=True)
            if words and Path(words[0]).name == "policygraph" and not {"|", "<", ">"} & set(words):
                yield page.name, words[1:]


def test_the_commands_of_the_pages_exist() -> None:
    """Each is parsed by the real command: its name, its options and their values."""
    seen = 0
    for page, words in documented_commands():
        command: click.Command = cli
        context = cli.make_context("policygraph", list(words), resilient_parsing=True)
        while isinstance(command, click.Group):
            rest = [*getattr(context, "_protected_args", []), *context.args]
            if not rest:
                break
            name, found, arguments = command.resolve_command(context, rest)
            assert found is not None, f"{page}: policygraph {' '.join(words)}"
            if not isinstance(found, click.Group) and not {"--help", "--version"} & set(arguments):
                found.make_context(name, list(arguments), parent=context)
            else:
                context = found.make_context(name, list(arguments), parent=context, resilient_parsing=True)
            command = found
        seen += 1
    assert seen >= 5


def test_the_make_targets_of_the_pages_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for page in [*READMES, ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\bmake ([a-z]+)\b", "\n".join(shell_lines(page))):
            assert target in targets, f"{page.name}: make {target}"
    assert {"demo", "test", "lint", "docs", "bench", "clean"} <= targets


def test_the_links_of_the_pages_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:", link) and not (page.parent / link).exists()
    ]
    assert broken == []


def test_both_readmes_have_the_same_parts() -> None:
    english, chinese = (re.findall(r"^(#+) ", p.read_text(encoding="utf-8"), re.MULTILINE) for p in READMES)
    assert english == chinese
    assert shell_lines(READMES[0]) == shell_lines(READMES[1])


@pytest.mark.parametrize(("page", "language"), [(READMES[0], "en"), (READMES[1], "zh")], ids=["en", "zh"])
def test_the_readme_does_what_it_says(page: Path, language: str, samples: Path, tmp_path: Path) -> None:
    """Its commands run one after the other, and its tables are what they print.

    Left out are those for a server, and `check`, which answers 1 where it finds an error.
    """
    (tmp_path / "samples").symlink_to(samples)
    lines = [line for line in shell_lines(page) if not re.search(r"\bmake\b|activate|neo4j|\bcheck\b", line)]
    assert len(lines) >= 11
    done = subprocess.run(
        ["/bin/sh", "-e", "-c", "\n".join(lines)],
        cwd=tmp_path,
        env=os.environ
        | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "110"}
        | {"POLICYGRAPH_LANG": language, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "compare.html").stat().st_size > 100_000
    printed = {line.rstrip() for line in done.stdout.splitlines()}
    shown = re.findall(r"^```text\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    missing = [line for block in shown for line in block.splitlines() if line.strip() and line.rstrip() not in printed]
    assert missing == []
