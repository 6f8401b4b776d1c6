"""The valence of one article's sentences as a thin strip beside each paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.presentation.writing.format import valence


def strip(sentences: Sequence[tuple[int, int, float | None]], start: int, end: int) -> str:
    """Return the valence of the sentences of a block as a thin upright strip.

    Each sentence has a bar at about its height in the block: to the left of the line below 0, to the right
    above.

    Parameters
    ----------
    sentences : start, end and valence (-1 to 1, or None) of each sentence of the block
    start, end : offsets of the block
    """
    scored = [(first, last, value) for first, last, value in sentences if value is not None]
    if not scored:
        return ""
    height = max(1, end - start)
    bars = "".join(_bar(first - start, last - first, value, height) for first, last, value in scored)
    values = ", ".join(valence(value) for _, _, value in scored)
    many = "sentence" if len(scored) == 1 else f"{len(scored)} sentences"
    box = 'viewBox="0 0 20 100" preserveAspectRatio="none"'
    return (
        f'<svg class="strip" role="img" aria-label="Valence of the {many} below: {values}" {box}>'
        f'<path class="zero" d="M10 0V100"/>{bars}</svg>'
    )


def _bar(offset: int, length: int, value: float, height: int) -> str:
    value = max(-1.0, min(1.0, value))
    side = "up" if value > 0 else "down"
    x, width = (10.0, 10 * value) if value > 0 else (10 + 10 * value, -10 * value)
    y, tall = 100 * offset / height, max(0.4, 100 * length / height - 1.5)
    title = f"<title>{valence(value)}</title>"
    return (
        f'<rect class="{side}" x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{tall:.2f}">{title}</rect>'
    )
