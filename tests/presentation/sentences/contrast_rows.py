"""Invented rows of the contrasts table for tests."""

from __future__ import annotations

from typing import Any

import polars as pl

from analysis.comparison import ALL_REFERENCES
from analysis.comparison.tables import schema

BASE: dict[str, Any] = {
    "measure": "rate:loaded_terms",
    "category": "domination",
    "voice": "own",
    "part": "all",
    "focus": "Herald",
    "reference": ALL_REFERENCES,
    "scale": "ratio",
    "estimate": 6.2,
    "low": 3.9,
    "high": 9.8,
    "p": 0.0005,
    "q": 0.003,
    "family": "08",
    "family_size": 12,
    "method": "log ratio",
    "smallest_p": 0.0005,
    "focus_value": 18.3,
    "reference_value": 2.9,
    "focus_hits": 24,
    "focus_words": 1310,
    "focus_articles": 10,
    "focus_outlets": 1,
    "focus_events": 10,
    "reference_hits": 21,
    "reference_words": 5900,
    "reference_articles": 50,
    "reference_outlets": 5,
    "reference_events": 10,
    "rank": 1,
    "rank_of": 6,
    "status": "inferred",
    "reason": None,
}
UNTESTED: dict[str, Any] = {"p": None, "q": None, "family": None, "family_size": None, "smallest_p": None}
DESCRIBED: dict[str, Any] = {
    **UNTESTED,
    "low": None,
    "high": None,
    "status": "described",
    "reason": "3 articles in the focus, at least 8 needed",
}
VALENCE: dict[str, Any] = {
    "measure": "valence",
    "category": "all",
    "scale": "difference",
    "estimate": -0.15,
    "low": -0.28,
    "high": -0.02,
    "focus_value": -0.21,
    "reference_value": -0.06,
    "focus_hits": None,
    "reference_hits": None,
}
SHARE: dict[str, Any] = {
    "measure": "share:voice",
    "category": "attributed",
    "voice": "all",
    "scale": "difference",
    "estimate": 0.12,
    "low": 0.04,
    "high": 0.19,
    "focus_value": 0.37,
    "reference_value": 0.25,
    "focus_hits": 485,
    "reference_hits": 1475,
}
SOURCES: dict[str, Any] = {
    "measure": "number:sources",
    "category": "all",
    "voice": "all",
    "estimate": 0.5,
    "low": 0.3,
    "high": 0.8,
    "focus_value": 2.0,
    "reference_value": 4.0,
    "focus_hits": 20,
    "focus_words": 10,
    "reference_hits": 200,
    "reference_words": 50,
}


def contrasts(*changes: dict[str, Any]) -> pl.DataFrame:
    """Return a contrasts table with one row per set of changes to ``BASE``."""
    return pl.DataFrame([{**BASE, **change} for change in changes], schema=schema())
