"""What holds the repository together: versions, layers, the wheel, and documents that say only what is there."""

from __future__ import annotations

import ast
import itertools
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("loaders", "graph", "queries", "viz", "cli")
MAY_IMPORT = {
    "loaders": {"loaders"},
    "graph": {"loaders", "graph"},
    "queries": {"loaders", "graph", "queries"},
    "viz": {"loaders", "graph", "viz"},
    "cli": {"loaders", "graph", "queries", "viz", "cli"},
}
"""Imports run one way: loaders → graph → queries, viz → cli. Of the root, errors is for all, the rest for cli."""

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def package_files(suffix: str = "") -> list[Path]:
    """Every file of the package (not tests, docs …), by suffix."""
    roots = [*ROOT.glob("*.py"), *(path for name in PACKAGES for path in (ROOT / name).rglob("*"))]
    return sorted(p for p in roots if p.is_file() and "__pycache__" not in p.parts and p.name.endswith(suffix))


# --- versions ---------------------------------------------------------------------------------------------------------


def test_the_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    assert released[0] == PROJECT["project"]["version"]


def declared() -> Iterator[Requirement]:
    """Every requirement of pyproject.toml that holds on this machine."""
    groups = [PROJECT["project"]["dependencies"], *PROJECT["project"].get("optional-dependencies", {}).values()]
    for text in itertools.chain(*groups, PROJECT["dependency-groups"]["dev"]):
        requirement = Requirement(text)
        if requirement.name != "policygraph" and (not requirement.marker or requirement.marker.evaluate()):
            yield requirement


def test_the_constraints_fit_the_ranges() -> None:
    """Every requirement has one locked version within its range. Where not: make lock."""
    locked = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            pin = Requirement(line)
            if not pin.marker or pin.marker.evaluate(default_environment()):
                locked[pin.name.lower().replace("_", "-")] = next(iter(pin.specifier)).version
    for requirement in declared():
        name = requirement.name.lower().replace("_", "-")
        assert name in locked, f"{name} is not in constraints.txt"
        assert requirement.specifier.contains(locked[name]), f"{name} {locked[name]} is not {requirement.specifier}"


# --- layers -----------------------------------------------------------------------------------------------------------


def imported(path: Path) -> Iterator[str]:
    """What of policygraph a file imports anywhere in it: the first name below the root ('graph', 'errors', …)."""
    parts = path.relative_to(ROOT).parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = parts[: len(parts) - node.level]
            target = [*base, *(node.module.split(".") if node.module else [])]
            yield from [target[0]] if target else [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "policygraph":
            rest = node.module.split(".")[1:]
            yield from rest[:1] or [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (n[1] for n in (a.name.split(".") for a in node.names) if n[0] == "policygraph" and len(n) > 1)


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_one_way(package: str) -> None:
    allowed = MAY_IMPORT[package] | {"errors"}
    against = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in package_files(".py")
        if path.relative_to(ROOT).parts[0] == package
        for name in imported(path)
        if name not in allowed and not (package == "cli" and (ROOT / f"{name}.py").exists())
    ]
    assert against == []


def test_nothing_in_the_package_names_the_shared_folder() -> None:
    """The documents beside the checkout are for tests; no user has them."""
    naming = [p for p in package_files() if b"../shared" in p.read_bytes() or b"/work/shared" in p.read_bytes()]
    assert naming == []


def test_every_package_folder_is_declared() -> None:
    folders = {"policygraph"} | {
        ".".join(["policygraph", *path.parent.relative_to(ROOT).parts])
        for path in package_files("__init__.py")
        if path.parent != ROOT
    }
    assert folders == set(PROJECT["tool"]["setuptools"]["packages"])


# --- what is shipped --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel, built from a copy of the checkout (a build leaves files behind)."""
    copy, dist = tmp_path_factory.mktemp("copy") / "policygraph", tmp_path_factory.mktemp("dist")
    left_out = shutil.ignore_patterns(
        ".git", ".venv", ".typing", "out", "build", "dist", "*.egg-info", "__pycache__", "node_modules", ".*_cache"
    )
    shutil.copytree(ROOT, copy, ignore=left_out)
    build = "import sys; from setuptools import build_meta as b; to = sys.argv[1]; b.build_sdist(to); b.build_wheel(to)"
    subprocess.run([sys.executable, "-c", build, str(dist)], cwd=copy, check=True, capture_output=True)
    return dist


def test_the_wheel_holds_every_file_of_the_package(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    files = [*package_files(), *(ROOT / "samples").iterdir(), ROOT / "py.typed"]
    missing = [str(p.relative_to(ROOT)) for p in files if f"policygraph/{p.relative_to(ROOT).as_posix()}" not in held]
    assert missing == []
    assert any(name.startswith("policygraph/queries/packs/") for name in held)
    assert not [name for name in held if name.split("/")[0] not in ("policygraph", held_info(held))]


def held_info(held: set[str]) -> str:
    """The name of the wheel's own metadata folder."""
    return next(name.split("/")[0] for name in held if ".dist-info/" in name)


def test_the_sdist_can_be_tested_and_built_again(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        held = {name.partition("/")[2] for name in sdist.getnames()}
    for name in ("LICENSE", "CHANGELOG.md", "README.zh-CN.md", "Makefile", "constraints.txt", "scripts/find-python",
                 "tests/conftest.py", "tests/test_repository.py", "samples/fuyang.txt"):  # fmt: skip
        assert name in held


def test_the_licence_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert PROJECT["project"]["license"] == "Apache-2.0"
