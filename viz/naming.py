"""Which stored thing a word of the user means."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from ..errors import NotFoundError
from ..loaders.text import squeeze
from .reading import Reading

_MARKS = re.compile(r"[〔〕\[\]()《》“”\"'·、,。:\s]")


def _plain(text: str) -> str:
    return _MARKS.sub("", squeeze(text)).lower()


def find(word: str, names: Mapping[str, Iterable[str]], kind: str) -> list[str]:
    """Ids whose id or one of whose names is the word, or else holds it. Raises NotFoundError, naming near ones."""
    wanted = _plain(word)
    if word in names:
        return [word]
    known = {id_: [_plain(name) for name in found if name] for id_, found in names.items()}
    exact = [id_ for id_, found in known.items() if wanted and wanted in found]
    if exact:
        return exact
    part = [id_ for id_, found in known.items() if wanted and any(wanted in name for name in found)]
    if part:
        return part
    every = sorted({name for found in names.values() for name in found if name})
    close = difflib.get_close_matches(word, every, n=3, cutoff=0.3) or every[:5]
    raise NotFoundError(f"no {kind} {word!r} in this graph; near ones: {', '.join(close) or 'none'}")


def find_document(reading: Reading, word: str) -> str:
    """The one document that a number, a title or part of it, a place or a file name means."""
    names = {}
    for id_, row in reading.documents.items():
        place = reading.place_name(reading.document_place.get(id_)) if row.get("loaded") else None
        names[id_] = [str(row[key]) for key in ("doc_number", "title", "source", "index_number") if row.get(key)] + [
            place or ""
        ]
    found = find(word, names, "document")
    loaded = [id_ for id_ in found if reading.documents[id_].get("loaded")] or found
    if len(loaded) > 1:
        shown = "; ".join(reading.document_name(id_) for id_ in loaded[:4])
        raise NotFoundError(f"{word!r} means {len(loaded)} documents, name one more exactly: {shown}")
    return loaded[0]


def find_departments(reading: Reading, word: str) -> list[str]:
    """Departments of that name, alias or line; of several places where several have it."""
    names = {
        id_: [
            str(name)
            for name in (row.get("name"), row.get("full_name"), row.get("line"), *(row.get("aliases") or ()))
            if name
        ]
        for id_, row in reading.departments.items()
    }
    found = find(word, names, "department")
    busy = [id_ for id_ in found if reading.department_responsible.get(id_)]
    return sorted(busy or found, key=lambda id_: (-len(reading.department_responsible.get(id_, ())), id_))


def find_domain(reading: Reading, word: str) -> str:
    """The name of the one domain meant."""
    found = find(word, {id_: [str(row.get("name") or id_)] for id_, row in reading.nodes["Domain"].items()}, "domain")
    if len(found) > 1:
        raise NotFoundError(
            f"{word!r} means {len(found)} domains: {', '.join(reading.domain_name(id_) for id_ in found)}"
        )
    return reading.domain_name(found[0])
