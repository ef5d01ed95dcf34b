"""Which document is meant: ids from a document's own content, and the likeness of titles.

An id rests on the number where it is complete (皖政〔2017〕58号), else on the normalised title, else on the bytes. The same
rule gives the stub of a cited document and the document itself one id, wherever the number is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..loaders.model import PolicyDocument
from ..loaders.text import squeeze

_NUMBER = re.compile(r"^(?P<agency>\w+)[\[〔【(](?P<year>\d{4})[\]〕】)](?:第)?(?P<serial>\d+)号?$")
_BODY = r"(?:人民政府|政府|办公[厅室]|委员会|常委会|代表大会|党委|[市省县区]委|国务院|中央|[部委厅局院署办组会])"
_ISSUER = re.compile(rf"^(?P<issuer>.{{0,40}}?{_BODY})(?P<rest>(?:关于|印发|转发|批转).+)$")
_WRAPPED = re.compile(r"^(?:关于)?(?:印发|转发|批转|下发|发布)(?P<inner>.+?)的(?:通知|通告|公告|函)$")
_ABOUT = re.compile(r"^关于(?=.{4})")
_MARKS = re.compile(r"[《》〈〉<>「」『』\"'“”‘’,.、:;!?·…—\-#|\s]")

_MARKS_BUT_DASH = re.compile(_MARKS.pattern.replace(r"—\-", ""))
_DASHES = re.compile("[—–－‐~～]+")

GENERIC_AGENCY = frozenset("政府办公厅室函发字秘规令委会市省县区")
"""Characters of an agency code that names no place (政发, 政办发): such a number repeats from place to place."""


def canonical_number(number: str | None) -> str | None:
    """阜政发〔2017〕50号 however its brackets and spaces were written; None where it is none or lacks its agency code."""
    if not number:
        return None
    found = _NUMBER.match(squeeze(number))
    if not found:
        return None
    return f"{found['agency']}〔{found['year']}〕{int(found['serial'])}号"


def is_distinctive(number: str) -> bool:
    """Whether a canonical number names one document in the whole country: its agency code says whose it is."""
    return not GENERIC_AGENCY.issuperset(number.partition("〔")[0])


@dataclass(frozen=True, slots=True)
class TitleKey:
    """A title for comparing: `core` without issuer, quotes and the 印发…的通知 around it; `issuer` where the title names it."""

    core: str
    issuer: str | None


@lru_cache(maxsize=65_536)
def title_key(title: str, issuer: str | None = None) -> TitleKey:
    """The comparable form of a title; `issuer` is the known one of a document whose title does not name it."""
    text = _MARKS.sub("", squeeze(title))
    named = _ISSUER.match(text)
    if named:
        text, issuer = named["rest"], named["issuer"]
    wrapped = _WRAPPED.match(text)
    if wrapped:
        inner = _ISSUER.match(wrapped["inner"])
        text = inner["rest"] if inner else wrapped["inner"]
    return TitleKey(_ABOUT.sub("", text), squeeze(issuer) if issuer else None)


def same_title(one: TitleKey, other: TitleKey) -> bool:
    """Whether two titles can be the same document's: same core, and issuers that do not gainsay each other."""
    if one.core != other.core:
        return False
    if one.issuer is None or other.issuer is None:
        return True
    left, right = _short(one.issuer), _short(other.issuer)
    return left.endswith(right) or right.endswith(left)


def _short(issuer: str) -> str:
    return issuer.removeprefix("中共").replace("人民政府", "政府").replace("委员会", "委")


def names_its_place(key: TitleKey) -> bool:
    """Whether a title says whose document it is: 安徽省人民政府… does, 省政府… and a title without issuer do not."""
    return key.issuer is not None and key.issuer[0] not in "省市州县区旗"


def slug(title: str) -> str:
    """A title or name as part of an id: simplified, without spaces and quotes, dashes alike (2016-2020)."""
    return _MARKS_BUT_DASH.sub("", _DASHES.sub("-", squeeze(title)))


def document_id(document: PolicyDocument) -> str:
    """The id of a loaded document, from its own content only."""
    front = document.front
    number = canonical_number(front.doc_number)
    if number and is_distinctive(number):
        return number
    if number and front.place_code:
        return f"{number}@{front.place_code}"
    if front.title:
        where = [part for part in (front.place_code, front.issued_on) if part]
        return "@".join([slug(front.title), *where])
    return f"sha256:{document.sha256[:16]}"


def stub_id(title: str, number: str | None) -> str:
    """The id of a cited document that is not loaded: its number where that names one document, else its title."""
    canonical = canonical_number(number)
    if canonical and is_distinctive(canonical):
        return canonical
    return slug(title) or canonical or number or "?"
