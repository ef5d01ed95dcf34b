"""Running packs and ad hoc queries: parameters are typed, never pasted into the text."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from .packs import Pack, Parameter, find_pack, near

if TYPE_CHECKING:
    from ..graph.store import Result, Store

_YES = frozenset({"true", "yes", "y", "1", "是", "on"})
_NO = frozenset({"false", "no", "n", "0", "否", "off"})
_NUMBER = re.compile(r"[\[(（〔【［]\s*(\d{4})\s*[\])）〕】］]")


def run_pack(
    store: Store,
    pack: str | Pack,
    params: Mapping[str, Any] | None = None,
    *,
    limit: int | None = None,
    timeout: float | None = None,
) -> Result:
    """Run a pack on a store; texts are read as the parameters' types.

    Raises NotFoundError (unknown pack or parameter), UsageError (missing or mistyped parameter), QueryError and
    QueryTimeoutError.
    """
    found = find_pack(pack) if isinstance(pack, str) else pack
    return store.query(found.text, bind(found, params or {}), limit=limit, timeout=timeout)


def bind(pack: Pack, given: Mapping[str, Any]) -> dict[str, Any]:
    """Every parameter of the pack with its value: the given ones by type, the others by default."""
    for name in given:
        pack.parameter(name)
    bound: dict[str, Any] = {}
    for parameter in pack.parameters:
        if given.get(parameter.name) is not None:
            bound[parameter.name] = typed(parameter, given[parameter.name])
        elif parameter.required:
            raise UsageError(
                f"{pack.name} needs a value for {parameter.name}, for example -p {parameter.name}={parameter.example}"
            )
        else:
            bound[parameter.name] = typed(parameter, parameter.default)
    return bound


def typed(parameter: Parameter, value: Any) -> Any:
    """A value as the parameter's type. Raises UsageError, saying what would do."""
    if value is None:
        return None
    text = str(value).strip()
    try:
        return _READ[parameter.type](text)
    except ValueError:
        raise UsageError(
            f"{parameter.name} takes {_WORDS[parameter.type]}, not {text!r}; "
            f"for example {parameter.name}={parameter.example}"
        ) from None


def guess(text: str) -> Any:
    """A value for a parameter of an ad hoc query: numbers, true, false and null are read as such, the rest is text.

    Put it into double quotes to keep a number a text: `-p year='"2020"'`.
    """
    if text in {"true", "false", "null"}:
        return {"true": True, "false": False, "null": None}[text]
    if re.fullmatch(r"-?(0|[1-9]\d{0,17})", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+([eE][-+]?\d+)?", text):
        return float(text)
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return text[1:-1]
    return text


def strange_names(text: str) -> list[str]:
    """Labels, relationship types and properties in a query that the schema does not have, each with near ones.

    They are no error in Cypher, but mostly a slip: an engine answers them with nothing.
    """
    from ..graph.schema import EDGES, NODES

    kinds = {node.label for node in NODES} | {edge.type for edge in EDGES}
    names = {"id", *(prop.name for node in NODES for prop in node.properties)}
    names |= {prop.name for edge in EDGES for prop in edge.properties}
    bare = re.sub(r"'[^']*'|\"[^\"]*\"|//[^\n]*", " ", text)
    bound = set(re.findall(r"\bAS\s+(\w+)", bare, re.IGNORECASE))
    used = [(name, kinds) for name in re.findall(r"[(\[]\s*\w*\s*:\s*(\w+)", bare)]
    used += [
        (name, names)
        for owner, name in re.findall(r"\b([A-Za-z_]\w*)\.([A-Za-z_]\w*)\b(?!\()", bare)
        if owner not in bound
    ]
    return [
        f"{name}{near(name, known)}"
        for name, known in dict.fromkeys((n, frozenset(k)) for n, k in used)
        if name not in known
    ]


def assignments(pairs: tuple[str, ...]) -> dict[str, str]:
    """`key=value` words as a dictionary. Raises UsageError for a word without `=` or a key given twice."""
    found: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        key = key.strip()
        if not equals or not key:
            raise UsageError(f"a parameter is written key=value, not {pair!r}")
        if key in found:
            raise UsageError(f"parameter {key} is given twice")
        found[key] = value
    return found


def _integer(text: str) -> int:
    value = int(text)
    if abs(value) >= 2**63:
        raise ValueError
    return value


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError
    return value


def _boolean(text: str) -> bool:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise ValueError


def _date(text: str) -> str:
    """ISO text, as both engines' `date($p)` takes it."""
    if text == "today":
        return datetime.datetime.now(tz=datetime.UTC).astimezone().date().isoformat()
    return datetime.date.fromisoformat(text).isoformat()


def canonical_number(text: str) -> str:
    """A document number in its canonical form, 〔〕 around the year and no spaces; other texts as they are."""
    if _NUMBER.search(text) and text.endswith("号"):
        return re.sub(r"\s+", "", _NUMBER.sub(r"〔\1〕", text))
    return text


_READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "int": _integer,
    "float": _float,
    "bool": _boolean,
    "date": _date,
    "document": canonical_number,
}
_WORDS = {
    "string": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a date such as 2021-01-01",
    "document": "a document",
}
