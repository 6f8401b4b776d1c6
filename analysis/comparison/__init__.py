"""Numbers per article to contrasts with uncertainty."""

from __future__ import annotations

from analysis.comparison.by_side import BY_SIDE, by_side
from analysis.comparison.contrast import contrast
from analysis.comparison.families import benjamini_hochberg, correct_family, findings
from analysis.comparison.tables import ALL_REFERENCES, CONTRASTS

__all__ = [
    "ALL_REFERENCES",
    "BY_SIDE",
    "CONTRASTS",
    "benjamini_hochberg",
    "by_side",
    "contrast",
    "correct_family",
    "findings",
]
