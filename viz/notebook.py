"""A view inside a Jupyter notebook."""

from __future__ import annotations

import html
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inline:
    """A page that a notebook shows as a cell's value; `html` is the whole page, for saving it too."""

    html: str
    height: int = 640

    def _repr_html_(self) -> str:
        # Sandboxed without same-origin: the page can neither read the notebook nor run with its rights.
        return (
            f'<iframe srcdoc="{html.escape(self.html, quote=True)}" width="100%" height="{self.height}" frameborder="0" '
            'sandbox="allow-scripts allow-downloads allow-modals" title="policygraph"></iframe>'
        )
