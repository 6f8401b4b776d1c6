"""The tables of the outlet classifier."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()

CLASSIFIED: Mapping[str, tuple[pl.DataType, str]] = {
    "focus": (_STRING, "focus outlets, joined by ' + '"),
    "reference": (_STRING, "reference outlets, joined by ' + '"),
    "voice": (_STRING, "voice whose words were read"),
    "balanced_accuracy": (
        _FLOAT,
        "mean of the shares of focus and of reference articles that were told right, each the mean over its "
        "outlets; 0.5 is no better than a coin; null where nothing could be trained",
    ),
    "low": (_FLOAT, "lower end of its interval; null where only described"),
    "high": (_FLOAT, "upper end of its interval; null where only described"),
    "widened": (_FLOAT, "factor by which training anew widens the interval; 1 or more"),
    "chance": (_FLOAT, "mean balanced accuracy with outlet labels permuted"),
    "chance_high": (_FLOAT, "what 95 % of the permutations stay below (at another level, that share)"),
    "p": (_FLOAT, "share of permutations that do as well or better (one-sided); null where no test was run"),
    "smallest_p": (_FLOAT, "smallest p that this design can reach"),
    "focus_right": (_FLOAT, "share of focus articles that were told right: mean over outlets"),
    "reference_right": (_FLOAT, "the same of the reference"),
    "focus_articles": (_INT, "articles with words that are not masked"),
    "reference_articles": (_INT, "the same"),
    "focus_units": (_INT, "events or articles (with their copies) that the focus has"),
    "reference_units": (_INT, "the same"),
    "unit": (_STRING, "what stays in one fold and is permuted inside or as a whole: event or article"),
    "folds": (_INT, "parts that the articles were dealt into; each is told by the others"),
    "features": (_INT, "words that the classifier weighs"),
    "words": (_INT, "words that were read, without masked ones"),
    "masked": (_INT, "words of the voice that were masked"),
    "resamples": (_INT, "permutations"),
    "method": (_STRING, "classifier, folds, interval and test"),
    "status": (_STRING, "inferred or described"),
    "reason": (_STRING, "why only described, or what to know; null if nothing"),
}

CLASSIFIED_OUTLETS: Mapping[str, tuple[pl.DataType, str]] = {
    "outlet": (_STRING, "outlet"),
    "side": (_STRING, "focus or reference"),
    "articles": (_INT, "articles with words that are not masked"),
    "right": (_INT, "articles that were told right: as the focus's, or as not the focus's"),
    "share": (_FLOAT, "right / articles"),
}

CLASSIFIER_WORDS: Mapping[str, tuple[pl.DataType, str]] = {
    "term": (_STRING, "word"),
    "speaks_for": (_STRING, "side whose articles the word speaks for: focus or reference"),
    "weight": (_FLOAT, "weight in the classifier, mean over folds; above 0 for the focus"),
    "carries": (
        _FLOAT,
        "share of the distance between the sides' articles that the word makes, in articles that its weight "
        "was not trained on; all words together make 1",
    ),
    "same_sign": (_INT, "folds whose weight has this sign"),
    "focus_hits": (_INT, "occurrences that are not masked"),
    "reference_hits": (_INT, "the same"),
    "focus_articles_with": (_INT, "articles in which it occurs"),
    "reference_articles_with": (_INT, "the same"),
    "focus_articles": (_INT, "articles with words that are not masked"),
    "reference_articles": (_INT, "the same"),
    "focus_rate": (_FLOAT, "occurrences per 1,000 words that are not masked: mean over focus outlets"),
    "reference_rate": (_FLOAT, "the same over reference outlets"),
    "focus": (_STRING, "focus outlets, joined by ' + '"),
    "reference": (_STRING, "reference outlets, joined by ' + '"),
    "voice": (_STRING, "voice whose words were read"),
}
