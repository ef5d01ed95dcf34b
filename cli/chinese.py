"""The Chinese wording of messages that other modules give in English.

Errors carry English text, so that no module below the command line knows about languages. `chinese` looks a message up among the
known forms; `{}` stands for what varies, and is put into the Chinese form in the order of its numbers. A test collects every form
from the source and fails where one is not known here.
"""

from __future__ import annotations

import re
from functools import cache

from ..errors import QueryError, SourceError
from .chinese_forms import FORMS
from .language import current

_NEAR = re.compile(r"; did you mean ([^;]+)")
_QUOTED = re.compile(r"'([^']*)'")
_INNER = ("[Errno ", "did you mean ")
"""How phrases begin that stand within messages and hold names themselves."""
_HOLE = r"('[^']*'|.*?)"
"""What varies; a name in quotes is taken whole, whatever it holds."""


def words_of(error: BaseException) -> str:
    """The message of an error, one line in the language of the run."""
    text = " ".join(str(error).split())
    if current() != "zh":
        return text
    if isinstance(error, SourceError):
        return f"{error.source}:{chinese(' '.join(error.why.split()))}"
    found = chinese(text)
    if found == text and type(error) is QueryError:
        return f"引擎不接受这条查询:{text}"
    return found


def in_words(text: str) -> str:
    """A message of another module, in the language of the run."""
    return chinese(text) if current() == "zh" else text


def chinese(text: str) -> str:
    """A known English message in Chinese; any other as it is."""
    text = _NEAR.sub(lambda match: f";是不是 {match[1]}", text)
    for form, wording in _forms():
        match = form.fullmatch(text)
        if match:
            return wording.format(*map(_part, match.groups()))
    return text


def _part(text: str) -> str:
    """What fills a hole: a known phrase, or a name, which stays as it is but for its quotes."""
    found = chinese(text) if text in FORMS or text.startswith(_INNER) else text
    return _QUOTED.sub(r"“\1”", found) if found.startswith("'") else found


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The forms, those with most fixed text first, so that a narrow one goes before a wide one."""
    longest = sorted(FORMS, key=lambda form: -len(form.replace("{}", "")))
    return tuple((re.compile(_HOLE.join(map(re.escape, form.split("{}"))), re.DOTALL), FORMS[form]) for form in longest)
