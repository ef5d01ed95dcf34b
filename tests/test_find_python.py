"""The Makefile's set-up on a bare machine: which Python it takes, and what it says where there is none to take."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def find_python(tmp_path: Path, scripts: dict[str, str], **env: str) -> subprocess.CompletedProcess[str]:
    """Run scripts/find-python where only the given fake programs are on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, body in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return subprocess.run(
        ["/bin/sh", str(ROOT / "scripts" / "find-python")],
        env={"PATH": str(folder), "HOME": str(tmp_path)} | env,
        capture_output=True,
        text=True,
        check=False,
    )


OLD = 'case "$*" in *version_info*) exit 1;; *--version*) echo "Python 3.9.2";; esac'
REAL = f'exec {shlex.quote(sys.executable)} "$@"'
BARE = f'case "$*" in *ensurepip*) exit 1;; esac; {REAL}'


@pytest.mark.skipif(
    any(Path(p).exists() for p in ("/usr/local/bin/python3", "/opt/homebrew/bin/python3")),
    reason="a Python stands at a path that is always looked at",
)
class TestWithoutAPython:
    def test_none_at_all(self, tmp_path: Path) -> None:
        run = find_python(tmp_path, {})
        assert run.returncode == 1
        assert run.stderr.startswith("No Python found: 3.11 or later is needed")

    def test_only_an_old_one(self, tmp_path: Path) -> None:
        run = find_python(tmp_path, {"python3": OLD})
        assert run.returncode == 1
        assert "found only" in run.stderr
        assert "(Python 3.9.2)" in run.stderr

    def test_debian_without_the_venv_package(self, tmp_path: Path) -> None:
        run = find_python(tmp_path, {"python3": BARE})
        assert run.returncode == 1
        assert f"'sudo apt-get install python3.{sys.version_info.minor}-venv' (or python3-venv)" in run.stderr


def test_an_old_python3_is_passed_over_for_a_newer_one(tmp_path: Path) -> None:
    run = find_python(tmp_path, {"python3": OLD, "python3.12": REAL})
    assert (run.returncode, run.stdout.strip()) == (0, str(tmp_path / "bin" / "python3.12"))


def test_a_named_python_that_will_not_do_is_not_replaced_silently(tmp_path: Path) -> None:
    run = find_python(tmp_path, {"python3": REAL, "snake": OLD}, PYTHON="snake")
    assert run.returncode == 1
    assert run.stderr.strip() == "PYTHON=snake is not a Python 3.11 or later with the modules venv and ensurepip."


def test_the_scripts_are_executable() -> None:
    for name in (".ci/run", "scripts/find-python", "scripts/lock"):
        assert os.access(ROOT / name, os.X_OK), name
