"""Files to facts: reading by format, then outline, front matter, responsibilities, indicators, citations, annex tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

from ..errors import SourceError
from .facts import facts
from .model import PolicyDocument
from .sources import Source, find_sources

__all__ = ["PolicyDocument", "count_sources", "extract_bytes", "facts", "load_documents"]


def extract_bytes(name: str, data: bytes) -> PolicyDocument:
    """The facts of one file's bytes; the format is told from the content and the name.

    Raises EmptySourceError, UnsupportedSourceError.
    """
    from .pipeline import extract
    from .reading import read_source

    return extract(read_source(name, data))


def load_documents(specs: Sequence[str], jobs: int = 1) -> Iterator[PolicyDocument | SourceError]:
    """Read files, folders, patterns and zips one document at a time; what cannot be read comes as its error, in its place.

    With `jobs` above 1, documents are read in that many processes, in the same order.
    """
    found = find_sources(specs)
    if jobs <= 1:
        yield from map(_one, found)
        return
    with ProcessPoolExecutor(jobs) as pool:
        # A window of a few files a process: order is kept, and no more than these are in memory.
        pending = [pool.submit(_one, item) for item in islice(found, jobs * 4)]
        while pending:
            yield pending.pop(0).result()
            pending.extend(pool.submit(_one, item) for item in islice(found, 1))


def count_sources(specs: Sequence[str]) -> int:
    """How many sources a call will read, for a progress bar."""
    return sum(1 for _ in find_sources(specs))


def _one(item: Source | SourceError) -> PolicyDocument | SourceError:
    if isinstance(item, SourceError):
        return item
    try:
        return extract_bytes(item.name, item.read())
    except SourceError as error:
        return error
