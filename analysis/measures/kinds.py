"""What kind of number a measure is: a rate, a share, a number per article or a score."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

PER_1000 = 1000.0


@dataclass(frozen=True)
class Kind:
    """How the numbers of a measure are written, compared and given an interval.

    ``name``: rate (hits per 1,000 words), share (a part of a whole, 0 to 1), number (a mean per article) or
    score (a mean over words or mentions). ``base`` is what the denominator counts: word, attribution, cue,
    name, mention or article. ``scale``: rates and numbers compare as a ratio, shares and scores as a
    difference. ``per`` is what a value is multiplied with. ``counts``: the numerator is a count that can be
    shown.
    """

    name: str
    base: str
    scale: str
    per: float
    counts: bool


BASES = {"cue_class": "cue", "naming": "name"}
"""What shares are of, where it is neither words nor attributions."""
WORD_SHARES = ("voice", "wire_copy", "shared_quotes")
_RATE = Kind("rate", "word", "ratio", PER_1000, True)
_SCORE = Kind("score", "word", "difference", 1.0, False)
_STANCE = Kind("score", "mention", "difference", 1.0, False)


def kind_of(measure: str) -> Kind:
    """Return the kind of a measure by its name.

    ``rate:<lexicon>``; ``keyness:<words, phrases, terms or categories>`` is the rate of one of them;
    ``share:voice``, ``share:wire_copy`` and ``share:shared_quotes`` are of words, ``share:cue_class`` of
    cues, ``share:naming:<referent>`` of names; other shares are of attributions, or of attributed words where
    the name ends with ``:words``;
    ``number:<what>``; ``stance`` is a score of mentions, any other name one of words, such as ``valence``.

    >>> kind_of("rate:loaded_terms").scale, kind_of("valence").scale
    ('ratio', 'difference')
    >>> kind_of("share:source_type").base, kind_of("share:source_type:words").base
    ('attribution', 'word')
    """
    prefix, _, rest = measure.partition(":")
    if prefix in ("rate", "keyness"):
        return _RATE
    if prefix == "share":
        word = rest in WORD_SHARES or rest.endswith(":words")
        base = "word" if word else BASES.get(rest.partition(":")[0], "attribution")
        return Kind("share", base, "difference", 1.0, True)
    if prefix == "number":
        return Kind("number", "article", "ratio", 1.0, not rest.startswith("effective"))
    return _STANCE if measure == "stance" else _SCORE


def counted(measure: str = "measure") -> pl.Expr:
    """Whether the numerator of a row is a count, as an expression over a column of measures."""
    name = pl.col(measure)
    return name.str.contains("^(rate|keyness|share|number):") & ~name.str.starts_with("number:effective")
