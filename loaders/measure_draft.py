"""What passes between the steps that read measures: a clause as it is looked at, and a number with its meaning so far."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Comparator, IndicatorKind
from .numerals import Quantity


@dataclass(frozen=True, slots=True)
class Draft:
    """One number with its meaning, before its year is known; spans are offsets into the document."""

    quantity: Quantity
    name: str
    op: Comparator
    kind: IndicatorKind
    start: int
    end: int
    clause: int
    years_index: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A region's masked text (`text[0]` stands at `offset`) and one of its clauses."""

    text: str
    offset: int
    start: int
    end: int
    index: int

    def cut(self, begin: int, end: int) -> str:
        """Text between two document offsets."""
        return self.text[begin - self.offset : end - self.offset]
