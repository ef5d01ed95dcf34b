"""docker-compose.yml holds together: read by docker-compose itself, its commands by policygraph. (Its Neo4j settings: tests/neo4j.)"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PASSWORD = "a-long-password"


def _config(root: Path, password: str | None) -> subprocess.CompletedProcess[str]:
    tool = shutil.which("docker-compose")
    if tool is None:
        pytest.skip("docker-compose is not installed")
    env = {key: value for key, value in os.environ.items() if not key.startswith("NEO4J")}
    if password:
        env["NEO4J_PASSWORD"] = password
    command = [tool, "--profile", "once", "config"]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


def test_the_file_is_valid_and_has_the_three_services(root: Path) -> None:
    run = _config(root, PASSWORD)
    assert run.returncode == 0, run.stderr
    for words in (
        "neo4j:5.26-community",
        f"neo4j/{PASSWORD}",
        "condition: service_healthy",
        "browser-kit:",
        "samples:",
    ):
        assert words in run.stdout


def test_without_a_password_it_refuses_and_says_what_to_set(root: Path) -> None:
    run = _config(root, None)
    assert run.returncode != 0
    assert "set NEO4J_PASSWORD to a password of at least 8 characters" in run.stderr


def test_the_files_that_it_names_are_there(root: Path) -> None:
    text = (root / "docker-compose.yml").read_text(encoding="utf-8")
    for name in re.findall(r"dockerfile: (\S+)", text) + re.findall(r"- (\./\w+):", text):
        assert (root / name).exists(), name


def test_the_commands_that_its_services_run_are_policygraph_s(root: Path) -> None:
    text = (root / "docker-compose.yml").read_text(encoding="utf-8")
    for words in re.findall(r"command: \[(.*)\]", text):
        command, *rest = re.findall(r'"([^"]+)"', words)
        shown = subprocess.run(
            [sys.executable, "-m", "policygraph", command, "--help"], capture_output=True, text=True, check=True
        ).stdout
        for option in rest:
            if option.startswith("--"):
                assert option in shown, f"policygraph {command} has no {option}"
