"""The command line. `main` is the console script `policygraph`."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `policygraph` with these words (those of the process by default); returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    from .language import choose

    choose(words)
    from .app import run

    return run(words)
