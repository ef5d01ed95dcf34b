"""`python -m policygraph`."""

from __future__ import annotations

import sys

from policygraph.cli import main

sys.exit(main())
