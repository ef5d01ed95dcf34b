"""Which of the two languages the command line speaks: `--lang`, else POLICYGRAPH_LANG, else the locale."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal, cast

Lang = Literal["zh", "en"]

_current: Lang = "en"


def current() -> Lang:
    """The language of this run."""
    return _current


def choose(arguments: Sequence[str]) -> Lang:
    """Set and return the language for these command line words. A wrong `--lang` is left for the parser to refuse."""
    global _current
    _current = _given(arguments) or _from_environment()
    return _current


def _given(arguments: Sequence[str]) -> Lang | None:
    found: Lang | None = None
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang" and place + 1 < len(arguments):
            found = _known(arguments[place + 1]) or found
        elif word.startswith("--lang="):
            found = _known(word.removeprefix("--lang=")) or found
    return found


def _from_environment() -> Lang:
    chosen = _known(os.environ.get("POLICYGRAPH_LANG", "").strip().lower())
    if chosen:
        return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def _known(word: str) -> Lang | None:
    return cast(Lang, word) if word in ("zh", "en") else None
