"""The table of keyness: focus against reference, one word, phrase or lexicon entry a row."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()

KEYNESS: Mapping[str, tuple[pl.DataType, str]] = {
    "term": (_STRING, "word, phrase, lexicon entry or category"),
    "kind": (_STRING, "words, phrases, terms or categories"),
    "voice": (_STRING, "voice"),
    "part": (_STRING, "part"),
    "focus": (_STRING, "focus outlets, joined by ' + '"),
    "reference": (_STRING, "reference outlets, joined by ' + '"),
    "focus_hits": (_INT, "occurrences"),
    "reference_hits": (_INT, "the same"),
    "focus_articles_with": (_INT, "articles in which it occurs"),
    "reference_articles_with": (_INT, "the same"),
    "focus_articles": (_INT, "articles with words of the voice and part"),
    "reference_articles": (_INT, "the same"),
    "focus_words": (_INT, "words of the voice and part"),
    "reference_words": (_INT, "the same"),
    "focus_rate": (_FLOAT, "occurrences per 1,000 words: mean over focus outlets"),
    "reference_rate": (_FLOAT, "the same over reference outlets"),
    "scale": (_STRING, "ratio: 1 means alike"),
    "estimate": (_FLOAT, "focus rate / reference rate; null where the reference has none"),
    "low": (_FLOAT, "lower end of its interval; null where it has none (or described)"),
    "high": (_FLOAT, "upper end of its interval; null where it has none"),
    "log2_ratio": (_FLOAT, "log2 of the ratio, shrunken by the prior: for ranking"),
    "log2_low": (_FLOAT, "lower end of its interval; null where described"),
    "log2_high": (_FLOAT, "upper end of its interval"),
    "standard_error": (_FLOAT, "of log2_ratio, from articles or events; null where described"),
    "p": (_FLOAT, "two-sided p-value; null where no test was run"),
    "q": (_FLOAT, "p corrected inside the family (Benjamini-Hochberg)"),
    "family": (_STRING, "tests that are corrected together"),
    "family_size": (_INT, "tests in the family"),
    "smallest_p": (_FLOAT, "smallest p that the design can reach; 0 of an analytic test"),
    "focus_dispersion": (_FLOAT, "Gries's DP, normalised, over the focus articles: 0 even, 1 in one article"),
    "reference_dispersion": (_FLOAT, "the same over the reference articles"),
    "without_one_low": (_FLOAT, "least log2_ratio when any one article is left out"),
    "without_one_high": (_FLOAT, "greatest log2_ratio when any one article is left out"),
    "g2": (_FLOAT, "log-likelihood G²: takes words for independent, for comparison only"),
    "z": (_FLOAT, "Fightin' Words z, flat prior of 0.1: takes words for independent, for comparison only"),
    "prior": (_STRING, "prior of log2_ratio"),
    "method": (_STRING, "how p was computed, and the unit: article or event; null where described"),
    "status": (_STRING, "inferred or described"),
    "reason": (_STRING, "why only described; null if nothing"),
}
