"""A figure with its words: drawn twice (wide and narrow), with alt text and caption."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FOCUS, REFERENCE, INK, CHANCE, LINE = "#B34700", "#0072B2", "#1a1a1a", "#6b6b6b", "#c8c8c8"
"""Okabe-Ito's vermillion (darkened for text on white) and blue, and greys; shape says the same as colour."""
WIDE, NARROW = 7.6, 3.9
DPI = 150
FONT = 9.5
STYLE: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": FONT,
    "axes.edgecolor": LINE,
    "axes.labelcolor": INK,
    "axes.labelsize": FONT - 0.5,
    "text.color": INK,
    "xtick.color": "#444444",
    "ytick.color": INK,
    "xtick.labelsize": FONT - 1,
    "ytick.labelsize": FONT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "svg.hashsalt": "whose-words",
    "svg.fonttype": "path",
    "text.parse_math": False,
}


@dataclass(frozen=True)
class Drawing:
    """A drawn figure: PNG for wide and narrow screens, SVG, the text that stands for it, and a caption."""

    png: bytes
    narrow_png: bytes
    svg: str
    alt: str
    caption: str

    def html(self) -> str:
        """Return the figure as HTML; a narrow screen gets the narrow drawing."""
        wide, narrow = (base64.b64encode(data).decode() for data in (self.png, self.narrow_png))
        alt = html.escape(self.alt, quote=True)
        return (
            "<figure class='ww ww-figure'><picture>"
            f"<source media='(max-width: 600px)' srcset='data:image/png;base64,{narrow}'>"
            f"<img alt='{alt}' src='data:image/png;base64,{wide}'></picture>"
            f"<figcaption>{html.escape(self.caption)}</figcaption></figure>"
        )

    def _repr_html_(self) -> str:
        return self.html()

    def __str__(self) -> str:
        return self.alt


def render(draw: Callable[[float], Figure], alt: str, caption: str) -> Drawing:
    """Draw wide and narrow and return the drawing; nothing of it depends on time or place."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    with mpl.rc_context(STYLE):  # type: ignore[arg-type]
        pictures = []
        for width in (WIDE, NARROW):
            figure = draw(width)
            FigureCanvasAgg(figure)
            buffer = io.BytesIO()
            figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
            pictures.append(buffer.getvalue())
            if width == WIDE:
                svg = io.StringIO()
                figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    return Drawing(pictures[0], pictures[1], svg.getvalue(), alt, caption)
