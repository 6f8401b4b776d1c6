"""Figures made from tables: each comes with alt text and caption computed from the same table."""

from __future__ import annotations

from analysis.presentation.figures.by_outlet import categories_by_outlet, rates_by_outlet, valence_by_outlet
from analysis.presentation.figures.coverage import coverage
from analysis.presentation.figures.doubts import power, survival
from analysis.presentation.figures.drawing import Drawing
from analysis.presentation.figures.event_bars import event_bars
from analysis.presentation.figures.forest import contrasts
from analysis.presentation.figures.keyness import keyness
from analysis.presentation.figures.keyness_map import keyness_map
from analysis.presentation.figures.profile_forest import profile
from analysis.presentation.figures.sides import sides
from analysis.presentation.figures.stance_matrix import stance_matrix
from analysis.presentation.figures.voice_bars import voice_bars

__all__ = [
    "Drawing",
    "categories_by_outlet",
    "contrasts",
    "coverage",
    "event_bars",
    "keyness",
    "keyness_map",
    "power",
    "profile",
    "rates_by_outlet",
    "sides",
    "stance_matrix",
    "survival",
    "valence_by_outlet",
    "voice_bars",
]
