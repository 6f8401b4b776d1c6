"""The table of contrasts: focus against reference, one measure a row."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()

ALL_REFERENCES = "all references, equally weighted"
"""``reference`` of the rows that are tested; the other rows name one outlet and are exploratory."""

CONTRASTS: Mapping[str, tuple[pl.DataType, str]] = {
    "measure": (_STRING, "name, such as rate:loaded_terms, share:voice, number:sources or valence"),
    "category": (_STRING, "category or term, voice, type of source, …; 'all' where there is one only"),
    "voice": (_STRING, "own, quoted, reported, attributed or all"),
    "part": (_STRING, "headline, standfirst, lead, body or all"),
    "focus": (_STRING, "focus outlets, joined by ' + '"),
    "reference": (_STRING, "one reference outlet, or 'all references, equally weighted'"),
    "scale": (_STRING, "ratio (1 means alike) or difference (0 means alike)"),
    "estimate": (
        _FLOAT,
        "focus value / reference value, or focus value - reference value; null where undefined",
    ),
    "low": (
        _FLOAT,
        "lower end of the interval; null where there is none (one-sided bound above, or described)",
    ),
    "high": (_FLOAT, "upper end of the interval; null where there is none"),
    "p": (_FLOAT, "two-sided p-value; null where no test was run"),
    "q": (_FLOAT, "p corrected inside its family (Benjamini-Hochberg); null where no test was run"),
    "family": (_STRING, "tests that are corrected together; null where no test was run"),
    "family_size": (_INT, "tests in the family"),
    "method": (_STRING, "how interval and p were computed, and the unit: article or event"),
    "smallest_p": (_FLOAT, "smallest p that this design can reach"),
    "focus_value": (
        _FLOAT,
        "hits per 1,000 words, share (0 to 1), number per article, or mean valence: mean over focus outlets",
    ),
    "reference_value": (_FLOAT, "the same, the mean over reference outlets"),
    "focus_hits": (_INT, "hits; of a share, the words, attributions or cues of this kind; null for means"),
    "focus_words": (
        _INT,
        "words of the voice and part; of a share, attributions or cues; of a number, articles",
    ),
    "focus_articles": (_INT, "articles with such words, attributions or cues"),
    "focus_outlets": (_INT, "outlets"),
    "focus_events": (_INT, "events; 0 without events"),
    "reference_hits": (_INT, "the same"),
    "reference_words": (_INT, "the same"),
    "reference_articles": (_INT, "the same"),
    "reference_outlets": (_INT, "outlets"),
    "reference_events": (_INT, "events; 0 without events"),
    "rank": (
        _INT,
        "rank of the focus among itself and the reference outlets (1 is highest); with one focus article, "
        "its rank among itself and the reference articles (of its event, where they cover it)",
    ),
    "rank_of": (_INT, "how many were ranked"),
    "status": (_STRING, "inferred or described"),
    "reason": (_STRING, "why only described, or what to know about the row; null if nothing"),
}


def schema() -> dict[str, pl.DataType]:
    """Return column names and dtypes of the contrasts table."""
    return {name: dtype for name, (dtype, _) in CONTRASTS.items()}
