"""Files, folders, patterns and archives to documents: lazily, each once, errors in their place."""

from __future__ import annotations

from pathlib import Path

import pytest
import readers_material as material

from policygraph.errors import EmptySourceError, MissingSourceError, SourceError, UnsupportedSourceError
from policygraph.loaders.sources import Source, find_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "市级").mkdir()
    (tmp_path / ".git").mkdir()
    for name in (
        "b.txt",
        "a.html",
        "市级/通知.md",
        ".hidden.txt",
        ".git/x.txt",
        "~$a.docx",
        "picture.png",
        "old.doc",
        "README.md",
    ):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def names(found: list[Source | SourceError]) -> list[str]:
    return [item.name if isinstance(item, Source) else f"{type(item).__name__}: {item}" for item in found]


def test_a_folder_gives_its_documents_by_name(folder: Path) -> None:
    found = list(find_sources([str(folder)]))
    assert names(found) == ["a.html", "b.txt", "old.doc", "通知.md"]
    assert [item.read().decode() for item in found if isinstance(item, Source)] == [
        "a.html",
        "b.txt",
        "old.doc",
        "市级/通知.md",
    ]


def test_patterns_and_doubles(folder: Path) -> None:
    found = list(
        find_sources(
            [f"{folder}/*.txt", f"{folder}/b.txt", f"{folder}/**/通*.md", str(folder / "市级" / ".." / "b.txt")]
        )
    )
    assert names(found) == ["b.txt", "通知.md"]


def test_a_name_with_pattern_characters_is_a_file_first(tmp_path: Path) -> None:
    (tmp_path / "通知[2023]8号.txt").write_text("x", encoding="utf-8")
    assert names(list(find_sources([str(tmp_path / "通知[2023]8号.txt")]))) == ["通知[2023]8号.txt"]


def test_what_is_missing_is_one_error_each_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "empty").mkdir()
    found = list(find_sources(["none.txt", str(folder / "empty"), f"{folder}/*.xyz", f"{folder}/b.txt", "nul\0"]))
    assert [type(item) for item in found] == [
        MissingSourceError,
        MissingSourceError,
        MissingSourceError,
        Source,
        MissingSourceError,
    ]


def test_a_file_that_is_gone_when_its_turn_comes(folder: Path) -> None:
    (found,) = find_sources([str(folder / "b.txt")])
    (folder / "b.txt").unlink()
    assert isinstance(found, Source)
    with pytest.raises(MissingSourceError):
        found.read()


@pytest.mark.parametrize("encoding", [None, "gbk", "utf-8"])
def test_an_archive_gives_its_members_whatever_tool_packed_it(tmp_path: Path, encoding: str | None) -> None:
    packed = tmp_path / "附件.zip"
    packed.write_bytes(
        material.zipped({"市级/通知.txt": b"1", "方案.docx": b"2", "图.png": b"3"}, name_encoding=encoding)
    )
    found = [item for item in find_sources([str(packed)]) if isinstance(item, Source)]
    assert {item.name: item.read() for item in found} == {"通知.txt": b"1", "方案.docx": b"2"}
    assert {item.path_text for item in found} == {f"{packed}!/市级/通知.txt", f"{packed}!/方案.docx"}


def test_members_that_would_leave_the_archive_are_only_names(tmp_path: Path) -> None:
    packed = tmp_path / "a.zip"
    packed.write_bytes(material.zipped({"../../etc/x.txt": b"1", "__MACOSX/._x.txt": b"2", "in.zip": b"3"}))
    found = list(find_sources([str(packed)]))
    assert names(found) == [
        "x.txt",
        "UnsupportedSourceError: a.zip!/in.zip: an archive within an archive; unpack it first",
    ]


def test_an_archive_bomb_is_refused_by_its_size(tmp_path: Path) -> None:
    packed = tmp_path / "a.zip"
    packed.write_bytes(material.zipped({"a.txt": bytes(30_000_000), "b.txt": b"fine"}))
    first, second = (item for item in find_sources([str(packed)]) if isinstance(item, Source))
    with pytest.raises(UnsupportedSourceError, match="unpacks to 30,000,000 bytes"):
        first.read()
    assert second.read() == b"fine"


def test_broken_and_empty_archives(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "none.zip").write_bytes(material.zipped({"a.png": b""}))
    assert [type(item) for item in find_sources([str(tmp_path)])] == [UnsupportedSourceError, EmptySourceError]
