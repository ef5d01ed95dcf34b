"""What the user names (files, folders, patterns, archives) to a stream of documents, each read only when its turn
comes."""

from __future__ import annotations

import glob
import os
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from ..errors import EmptySourceError, MissingSourceError, SourceError, UnsupportedSourceError
from .reading import MAX_BYTES, NAMED_SUFFIXES, SUFFIXES

MAX_MEMBERS = 100_000
"""Members of one archive that are looked at."""
MAX_RATIO = 1000
"""How many times its packed size a member of more than a megabyte may unpack to."""

_SEARCHED = SUFFIXES | NAMED_SUFFIXES | {".zip"}
_LITTER = ("~$", ".", "__MACOSX")
_NOT_POLICIES = frozenset(("readme", "license", "changelog", "contributing"))
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class Source:
    """One document: its file name, where it is (a path; `archive.zip!/member` in an archive), and how to get its bytes.

    `read` raises SourceError.
    """

    name: str
    path_text: str
    read: Callable[[], bytes]


def find_sources(specs: Sequence[str]) -> Iterator[Source | SourceError]:
    """Every document that the given paths, folders, patterns and archives name, each once, in their order.

    What cannot be found or opened comes as one SourceError in its place; the rest goes on. Folders are searched with
    their
    subfolders, by name; hidden files, files of other kinds and those about the folder (README …) are passed over there.
    """
    seen: set[str] = set()
    for spec in specs:
        for found in _one(spec):
            if isinstance(found, Source):
                if found.path_text in seen:
                    continue
                seen.add(found.path_text)
            yield found


def _one(spec: str) -> Iterator[Source | SourceError]:
    path = Path(spec).expanduser()
    try:
        if path.is_dir():
            yield from _folder(spec, path)
        elif path.exists():
            yield from _file(path)
        elif glob.has_magic(spec):
            yield from _pattern(spec)
        elif path.is_symlink():
            yield MissingSourceError(spec, "a link that leads nowhere; mend it or leave it out")
        else:
            yield MissingSourceError(spec, "no such file or folder; check the path")
    except (OSError, ValueError) as error:
        yield UnsupportedSourceError(_shown(spec), f"cannot be opened ({_reason(error)})")


def _folder(spec: str, folder: Path) -> Iterator[Source | SourceError]:
    any_found = False
    for found in _below(folder):
        any_found = True
        yield found
    if not any_found:
        kinds = " ".join(sorted(SUFFIXES))
        yield MissingSourceError(spec, f"no documents in this folder; it is searched for {kinds} .zip")


def _below(folder: Path) -> Iterator[Source | SourceError]:
    errors: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith(_LITTER))
        for name in sorted(files):
            if _is_wanted(name):
                yield from _file(Path(here, name))
        for error in errors:
            yield UnsupportedSourceError(_shown(str(error.filename)), f"cannot be opened ({_reason(error)})")
        errors.clear()


def _is_wanted(name: str) -> bool:
    """Whether a file found in a folder is taken for a document; one that is named outright always is."""
    path = PurePosixPath(name)
    return not name.startswith(_LITTER) and path.suffix.lower() in _SEARCHED and path.stem.lower() not in _NOT_POLICIES


def _pattern(spec: str) -> Iterator[Source | SourceError]:
    any_found = False
    for match in sorted(glob.iglob(os.path.expanduser(spec), recursive=True)):  # noqa: PTH111, PTH207 - a pattern, not a path
        path = Path(match)
        if path.is_dir():
            continue
        any_found = True
        yield from _file(path)
    if not any_found:
        yield MissingSourceError(spec, "no file matches this pattern; quote it and check it")


def _file(path: Path) -> Iterator[Source | SourceError]:
    if path.suffix.lower() == ".zip":
        yield from _archive(path)
    else:
        yield Source(_shown(path.name), _shown(os.path.realpath(path)), partial(_read, path))


def _read(path: Path) -> bytes:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise UnsupportedSourceError(_shown(path.name), "not a regular file")
        if state.st_size > MAX_BYTES:
            raise UnsupportedSourceError(
                _shown(path.name), f"larger than {MAX_BYTES // 2**20} MB; split it into its documents"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingSourceError(_shown(path.name), "no longer there") from error
    except OSError as error:
        raise UnsupportedSourceError(_shown(path.name), f"cannot be opened ({_reason(error)})") from error


def _archive(path: Path) -> Iterator[Source | SourceError]:
    where = _shown(os.path.realpath(path))
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        yield UnsupportedSourceError(_shown(path.name), f"cannot be opened as a .zip archive ({_reason(error)})")
        return
    any_found = False
    for member in sorted(members[:MAX_MEMBERS], key=member_name):
        name = member_name(member)
        parts = PurePosixPath(name).parts
        if member.is_dir() or not parts or any(part.startswith(_LITTER) and part != ".." for part in parts):
            continue
        suffix = PurePosixPath(name).suffix.lower()
        if suffix == ".zip":
            any_found = True
            yield UnsupportedSourceError(
                f"{_shown(path.name)}!/{name}", "an archive within an archive; unpack it first"
            )
        elif suffix in _SEARCHED:
            any_found = True
            yield Source(parts[-1], f"{where}!/{name}", partial(_unpack, path, member))
    if len(members) > MAX_MEMBERS:
        yield UnsupportedSourceError(_shown(path.name), f"holds more than {MAX_MEMBERS:,} files; the rest is not read")
    if not any_found:
        yield EmptySourceError(_shown(path.name), "no documents in this archive")


def member_name(member: zipfile.ZipInfo) -> str:
    """A member's name as it was meant: names that are not marked as UTF-8 are mostly GBK (Windows in China packs
    so)."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030", "big5hkscs"):
            try:
                name = raw.decode(encoding) if raw else name
                break
            except UnicodeDecodeError:
                continue
    return _shown(name.replace("\\", "/"))


def _unpack(path: Path, member: zipfile.ZipInfo) -> bytes:
    name = PurePosixPath(member_name(member)).name
    if member.flag_bits & 1:
        raise UnsupportedSourceError(name, "needs a password; pack it without one")
    if member.file_size > MAX_BYTES or (
        member.file_size > 2**20 and member.file_size > MAX_RATIO * max(member.compress_size, 1)
    ):
        raise UnsupportedSourceError(name, f"unpacks to {member.file_size:,} bytes; not read")
    try:
        with zipfile.ZipFile(path) as packed, packed.open(member) as stream:
            return stream.read(MAX_BYTES + 1)
    except Exception as error:
        # zlib, bz2, lzma and zipfile each have errors of their own for a damaged member.
        raise UnsupportedSourceError(name, f"damaged within its archive ({_reason(error)})") from error


def _shown(text: str) -> str:
    """A path as it can be printed and stored: bytes that are no UTF-8 are shown as they would be escaped."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _reason(error: BaseException) -> str:
    text = (getattr(error, "strerror", None) or str(error) or type(error).__name__).strip()
    return text.splitlines()[0][:120] if text else type(error).__name__
