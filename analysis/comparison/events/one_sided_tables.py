"""The tables of terms that one side alone carries."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()
NOT_IN_FOCUS, ONLY_IN_FOCUS = "not in the focus", "only in the focus"

ONE_SIDED: Mapping[str, tuple[pl.DataType, str]] = {
    "direction": (_STRING, "'not in the focus' or 'only in the focus'"),
    "term": (_STRING, "word, phrase, entry or category; of several forms the most frequent"),
    "forms": (_STRING, "forms that were counted as one"),
    "events": (_INT, "events on which the term is one-sided in this direction"),
    "comparable_events": (
        _INT,
        "events on which it could have been: enough outlets carry it, or one alone does",
    ),
    "expected": (
        _FLOAT,
        "one-sided events expected where all outlets write alike: the sum of chances",
    ),
    "carried_by": (_STRING, "outlets that carry it on those events, with the number of events"),
    "occurrences": (_INT, "occurrences on those events"),
    "on_events": (_STRING, "those events"),
    "p": (_FLOAT, "probability of so many one-sided events or more; null where no test was run"),
    "q": (_FLOAT, "p corrected inside its family (Benjamini-Hochberg); null where no test was run"),
    "family": (_STRING, "tests that are corrected together; null where no test was run"),
    "family_size": (_INT, "tests in the family, also of terms that are one-sided on no event"),
    "smallest_p": (_FLOAT, "p if the term were one-sided on every comparable event"),
    "status": (_STRING, "inferred or described"),
    "reason": (_STRING, "why only described; null if nothing"),
}

ONE_SIDED_EVENTS: Mapping[str, tuple[pl.DataType, str]] = {
    "direction": (_STRING, "'not in the focus' or 'only in the focus'"),
    "term": (_STRING, "word, phrase, entry or category"),
    "event": (_STRING, "event"),
    "carried_by": (_STRING, "outlets that carry it"),
    "carriers": (_INT, "outlets that carry it"),
    "reference_outlets": (_INT, "reference outlets that cover the event"),
    "occurrences": (_INT, "occurrences"),
    "focus_words": (_INT, "words of the voice and part in the focus's articles on the event"),
    "reference_words": (_INT, "the same of the reference outlets together"),
    "chance": (_FLOAT, "probability of this where all outlets of the event write alike; never 0"),
}

COMPARED: Mapping[str, tuple[pl.DataType, str]] = {
    "what": (_STRING, "what was compared, or left out and why"),
    "number": (_INT, "events, articles or terms"),
}
