"""Findings that fall when a part of the corpus, or of the word list, is left out: a clause behind each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from analysis.comparison import findings
from analysis.measures.cells import KEYS
from analysis.presentation.questions.survival import OUTLETS_NAMED, stands
from analysis.presentation.sentences.describe import Sentences
from analysis.presentation.writing.format import count

LEFT_OUT = "without "
NAMES: Mapping[str, str] = {"without series": "without articles whose titles are those of a series"}


def with_fallen(
    sentences: Sentences,
    contrasts: pl.DataFrame,
    survival: pl.DataFrame,
    outlets: Sequence[str] = (),
    *,
    level: float = 0.95,
) -> Sentences:
    """Return the sentences of a profile, each finding with the versions in which it does not stand.

    Parameters
    ----------
    sentences : of ``describe`` for ``contrasts``
    contrasts : ``CONTRASTS``
    survival : ``SURVIVAL`` of its findings. Only versions that leave something out count: one in other
        words than the study's asks another question
    outlets : reference outlets; where many of them matter, their number stands for their names
    """
    fallen: dict[tuple[Any, ...], list[str]] = {}
    for row in survival.to_dicts():
        if row["variation"].startswith(LEFT_OUT) and stands(row) is False:
            fallen.setdefault(tuple(row[key] for key in KEYS), []).append(row["variation"])
    rows = findings(contrasts, level).select(KEYS).rows()
    told = [
        sentence + _clause(fallen.get(row, ()), outlets)
        for sentence, row in zip(sentences.findings, rows, strict=True)
    ]
    return replace(sentences, findings=tuple(told))


def _clause(versions: Sequence[str], outlets: Sequence[str]) -> str:
    """Say where a finding falls.

    >>> _clause(["without copies", "without Sun"], ["Sun", "Herald"])
    ' It does not stand without copies or without Sun.'
    >>> _clause([f"without {name}" for name in "ABCD"], "ABCDE")
    ' It does not stand without any one of 4 reference outlets.'
    """
    alone = [version for version in versions if version.removeprefix(LEFT_OUT) in outlets]
    named = [NAMES.get(version, version) for version in versions if version not in alone]
    many = len(alone) > OUTLETS_NAMED
    named += [f"without any one of {count(len(alone))} reference outlets"] if many else alone
    return f" It does not stand {' or '.join(named)}." if named else ""
