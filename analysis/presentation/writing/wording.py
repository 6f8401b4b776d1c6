"""Phrases of generated sentences: who is spoken of, in which voice, of which wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.measures import kind_of
from analysis.measures.markers import KIND as MARKERS
from analysis.measures.stance.scores import MEASURE as STANCE
from analysis.presentation.writing.format import count, listed, plural, with_the, words_of
from analysis.presentation.writing.share_words import share_wording

Row = Mapping[str, Any]

VOICES = {
    "own": "in {their} own words",
    "quoted": "in the words {they} {quote}",
    "reported": "in the words {they} {report}",
    "attributed": "in the words {they} {attribute} to others",
    "all": "in all {their} words",
}
VOICE_NAMES = {
    "own": "own words",
    "quoted": "quoted words",
    "reported": "reported words",
    "attributed": "attributed words",
    "all": "all words",
}
MARKER_NAMES = {
    "hedge": "hedges",
    "booster": "boosters",
    "attitude_marker": "attitude markers",
    "necessity": "words of necessity",
}
VOICE_ACCURACY = (
    "On articles with human annotations about one word in eight is put on the wrong side of the line between "
    "the outlet and its sources"
)
"""What ``benchmarks/voices.py`` measures on the dev part of PolNeAR; the model's card has the figures."""
INDIRECT = (
    "Direct speech is found by its quote marks, indirect speech (she said that …) by rules and a linear "
    f"model. {VOICE_ACCURACY}; sources that are inferred are marked."
)
"""What every page that speaks of voices has to say."""
SOURCED = ("share:top_source", "number:effective_sources")
"""Measures of articles with at least one source that was found."""
CITED = ("quoted", "reported", "attributed")
"""Voices whose words only some articles hold: a count of articles is of those."""
PARTS = {
    "headline": "of the headlines",
    "standfirst": "of the standfirsts",
    "lead": "of the first paragraphs",
    "body": "of the bodies below the first paragraph",
}
FORBIDDEN = (
    "bias",
    "biased",
    "propaganda",
    "propagandist",
    "lie",
    "lies",
    "lying",
    "liar",
    "manipulate",
    "manipulates",
    "manipulation",
    "manipulative",
    "misinformation",
    "disinformation",
    "dishonest",
    "untrue",
    "mislead",
    "misleading",
)
"""Words that no generated sentence says of an outlet; category names and terms are data, in quote marks."""


def articles_of(n: int, names: str) -> str:
    """Name articles by their number and outlets.

    >>> articles_of(10, "Herald"), articles_of(1, "The Lantern")
    ('the 10 Herald articles', 'the one article of The Lantern')
    """
    number = {0: "", 1: "one "}.get(n, f"{count(n)} ")
    noun = "article" if n == 1 else "articles"
    if names.startswith("The ") or len(names) > 40:
        return f"the {number}{noun} of {names}"
    return f"the {number}{names} {noun}"


def subject(row: Row, *, capital: bool = True) -> str:
    """Name the focus articles.

    >>> subject({"focus": "Herald + Post", "focus_articles": 12})
    'The 12 Herald and Post articles in this corpus'
    >>> subject({"focus": "Herald", "focus_articles": 1}, capital=False)
    'the one Herald article in this corpus'
    >>> subject({"focus": "Herald", "focus_articles": 7, "voice": "attributed"})
    'The 7 Herald articles in this corpus that cite others'
    >>> subject({"focus": "Post", "focus_articles": 7, "voice": "attributed", "measure": "share:top_source"})
    'The 7 Post articles in this corpus that cite a known source'
    """
    names = listed(str(row["focus"]).split(" + "))
    n = int(row["focus_articles"] or 0)
    citing = f" that {_citing(row)}" if n > 1 and row.get("voice") in CITED else ""
    text = f"{articles_of(n, names)} in this corpus{citing}"
    return text[0].upper() + text[1:] if capital else text


def _citing(row: Row, n: int = 2) -> str:
    """Say which articles a measure of cited words, sources or cues counts: those that have any."""
    measure = str(row.get("measure") or "")
    kinds = {SOURCED: " a known source", ("share:cue_class",): " others with a cue"}
    what = next((told for starts, told in kinds.items() if measure.startswith(starts)), " others")
    return f"{'cites' if n == 1 else 'cite'}{what}"


def other_side(row: Row) -> str:
    """Name the reference articles.

    >>> other_side({"reference": "Post", "reference_articles": 9, "reference_outlets": 1})
    'the 9 Post articles'
    """
    every = str(row["reference"]).startswith("all references")
    n = int(row["reference_articles"] or 0)
    citing = ""
    if n and row.get("voice") in CITED:
        one = f" that {_citing(row, n)}"
        citing = one if row.get("focus_articles") == 1 else " of that kind"
    return articles_of(n, "reference" if every else str(row["reference"])) + citing


def weighing(row: Row) -> str:
    """Say that several outlets of a side weigh the same.

    >>> weighing({"reference": "all references, equally weighted", "reference_outlets": 5})
    ' (mean of 5 outlets)'
    """
    outlets = int(row["reference_outlets"] or 0)
    return f" (mean of {plural(outlets, 'outlet')})" if outlets > 1 else ""


def voice_phrase(row: Row) -> str:
    """Say in whose words and in which part.

    >>> voice_phrase({"voice": "quoted", "part": "all", "focus_articles": 2})
    'in the words they quote'
    >>> voice_phrase({"voice": "own", "part": "headline", "focus_articles": 1})
    'in its own words of the headlines'
    """
    one = int(row.get("focus_articles") or 0) == 1
    forms = {
        "their": "its" if one else "their",
        "they": "it" if one else "they",
        **{verb: verb + "s" if one else verb for verb in ("quote", "report", "attribute")},
    }
    part = PARTS.get(str(row["part"]), "")
    return " ".join(filter(None, (VOICES[str(row["voice"])].format(**forms), part)))


def wording(row: Row) -> str:
    """Name what is counted; category names and terms are data and stand in quote marks.

    >>> wording({"measure": "rate:loaded_terms", "category": "all"})
    'loaded terms'
    >>> wording({"measure": "rate:loaded_terms", "category": "bloc_talk"})
    '“bloc talk” terms'
    """
    measure, category = str(row["measure"]), str(row["category"])
    if measure.startswith("keyness:"):
        return f"“{words_of(category) if measure == 'keyness:categories' else category}”"
    if measure.startswith("rate:"):
        return _terms(measure, category)
    if kind_of(measure).name in ("share", "number"):
        return share_wording(measure, category)
    if measure == STANCE:
        return f"stance toward {with_the(category)}"
    return {"valence": "word valence", "valence_raw": "word valence with proper names counted"}.get(
        measure, words_of(measure)
    )


def _terms(measure: str, category: str) -> str:
    """Name the terms of a lexicon, or of one of its categories."""
    if measure == f"rate:{MARKERS}" and category in MARKER_NAMES:
        return MARKER_NAMES[category]
    return words_of(measure.removeprefix("rate:")) if category == "all" else f"“{words_of(category)}” terms"


def in_voices(row: Row) -> bool:
    """Whether a row speaks of words or names of one voice, so that its voice has to be named."""
    kind = kind_of(str(row["measure"]))
    return kind.name in ("rate", "score") or kind.base == "name"


def verb(row: Row, one: str, many: str) -> str:
    """Choose the form of a verb by the number of focus articles."""
    return one if int(row["focus_articles"] or 0) == 1 else many


def shown_term(row: Row) -> str:
    """Write a term of keyness as it is shown: names of categories as words, all else as it is counted.

    >>> shown_term({"kind": "categories", "term": "disease_and_filth"})
    'disease and filth'
    """
    return words_of(str(row["term"])) if row["kind"] == "categories" else str(row["term"])
