"""Numbers per article to contrasts with uncertainty."""

from __future__ import annotations

from analysis.comparison.contrast import contrast
from analysis.comparison.families import benjamini_hochberg, correct_family, findings
from analysis.comparison.tables import ALL_REFERENCES, CONTRASTS

__all__ = ["ALL_REFERENCES", "CONTRASTS", "benjamini_hochberg", "contrast", "correct_family", "findings"]
