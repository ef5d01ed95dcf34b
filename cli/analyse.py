"""`analyse`: what the graph shows as a whole, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .click_words import command, option
from .language import current
from .output import Output, output_options
from .store import db_option

if TYPE_CHECKING:
    from ..graph.store import Store


@command("analyse")
@option("--place", metavar="PLACE", help="place")
@option("--top", type=click.IntRange(1, 100), default=5, help="top")
@db_option
@output_options
def analyse(place: str | None, top: int, store: Store, output: Output) -> None:
    from ..queries.analytics import COLUMNS
    from ..queries.analytics import analyse as insights

    lang = current()
    rows = [insight.row(lang) for insight in insights(store, place=place, top=top)]
    output.rows(COLUMNS, rows, first=("topic", "finding"))
