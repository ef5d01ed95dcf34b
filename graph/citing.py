"""Which document a citation means: a loaded one by its number, or else by its title; a stub otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..loaders.places import NATIONAL_CODE, ancestors, place
from .identify import TitleKey, canonical_number, is_distinctive, names_its_place, same_title, stub_id, title_key
from .rows import Row


@dataclass(frozen=True, slots=True)
class Cited:
    """A title and number as cited, and the document that cites them with its place."""

    title: str
    number: str | None
    by: str
    place: str | None


@dataclass(frozen=True, slots=True)
class _Loaded:
    id: str
    number: str | None
    key: TitleKey
    place: str | None


class Resolver:
    """Resolves citations against a set of documents; the answer depends on the set, not on its order."""

    def __init__(self, documents: Iterable[Row], places: Mapping[str, str], cited: Iterable[Cited]) -> None:
        """`documents` are rows of loaded ones (id, doc_number, title, issuer), `places` their places, `cited` all citations."""
        self.loaded: set[str] = set()
        self._by_number: dict[str, str] = {}
        self._by_core: dict[str, list[_Loaded]] = defaultdict(list)
        self._numbered: dict[str, dict[tuple[str, str], TitleKey]] = defaultdict(dict)
        self._known: dict[Cited, str] = {}
        for row in documents:
            self.loaded.add(row["id"])
            number = canonical_number(row["doc_number"])
            if number and is_distinctive(number):
                self._by_number[number] = row["id"]
            if row["title"]:
                key = title_key(row["title"], row["issuer"])
                self._by_core[key.core].append(_Loaded(row["id"], number, key, places.get(row["id"])))
        for one in set(cited):
            number = canonical_number(one.number)
            if number and is_distinctive(number) and one.title:
                key = title_key(one.title)
                self._numbered[key.core][number, (one.place or "")[:2]] = key

    def target(self, cited: Cited) -> str:
        """The id of the document that a citation means."""
        if cited not in self._known:
            self._known[cited] = self._find(cited)
        return self._known[cited]

    def _find(self, cited: Cited) -> str:
        number = canonical_number(cited.number)
        if number and number in self._by_number:
            return self._by_number[number]
        if cited.title:
            key = title_key(cited.title)
            alike = [one for one in self._by_core.get(key.core, ()) if same_title(one.key, key) and _near(key, cited, one)]
            alike = [one for one in alike if one.id != cited.by]
            if number:
                # a loaded document with another number is another document, however like its title
                alike = [one for one in alike if one.number is None or one.number == number]
            if len(alike) == 1:
                return alike[0].id
            if not number and not alike:
                numbers = self._numbers_of(key, cited)
                if len(numbers) == 1:
                    return self._by_number.get(numbers[0], numbers[0])
        return stub_id(cited.title, cited.number)

    def _numbers_of(self, key: TitleKey, cited: Cited) -> list[str]:
        """Numbers under which a title is cited elsewhere; of a title that does not say whose it is, in the same province only."""
        province = (cited.place or "")[:2]
        found = {
            number
            for (number, where), other in self._numbered.get(key.core, {}).items()
            if same_title(other, key) and (names_its_place(key) or where == province)
        }
        return sorted(found)


def _near(key: TitleKey, cited: Cited, document: _Loaded) -> bool:
    """A title that does not say whose it is means a document of the citing one's place or of one above it."""
    if names_its_place(key) or cited.place is None or document.place is None:
        return True
    try:
        above = {step.code for step in ancestors(place(cited.place))}
    except KeyError:
        above = {cited.place}
    return document.place in above or document.place == NATIONAL_CODE
