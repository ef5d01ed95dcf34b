"""docs/reference is what the commands, the packs and the schema say of themselves."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from policygraph.cli import language


def test_reference_is_current(root: Path) -> None:
    spec = importlib.util.spec_from_file_location("build_reference", root / "docs" / "build_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    try:
        pages = module.reference()
    finally:
        language.choose([])
    for name, text in pages.items():
        path = root / "docs" / "reference" / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            pytest.fail(f"docs/reference/{name} is not current: run python docs/build_reference.py", pytrace=False)
