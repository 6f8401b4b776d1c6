"""Write TABLES.md from the schemas: ``python tools/tables_reference.py``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from analysis.annotation.tables import TABLES
from analysis.comparison import (
    BY_SIDE,
    CLASSIFIED,
    CLASSIFIED_OUTLETS,
    CLASSIFIER_WORDS,
    DISTRIBUTIONS,
    EXCESS,
    KEYNESS,
    LEAVE_ONE_OUT,
    LEFT_OUT,
    NULL_CHECK,
    NULL_SUMMARY,
    ONE_SIDED,
    ONE_SIDED_EVENTS,
    PART_GAPS,
    PLACEBO_FINDINGS,
    POWER,
    PROFILE,
    RANK_STABILITY,
    SAME_EVENT,
    SAME_STORY,
    STANDING,
    SURVIVAL,
    TERM_CONTRASTS,
)
from analysis.comparison.tables import CONTRASTS
from analysis.corpus.tables import ARTICLES, READING_LOG
from analysis.measures import (
    BY_OUTLET,
    MASKED,
    MASKED_WORDS,
    PER_ARTICLE,
    PROPOSALS,
    REFERENTS,
    SHARED_PAIRS,
    SHARED_RUNS,
    STANCE,
    STANCE_MENTIONS,
    STANCE_SUMS,
    WHO_ABOUT_WHOM,
    WHO_SAYS,
    WITH_AND_WITHOUT,
)

FILE = Path(__file__).resolve().parents[1] / "TABLES.md"
INTRODUCTION = """\
# Tables

Made from the schemas in the code by `tools/tables_reference.py`. All are polars DataFrames. Offsets are in
characters into `articles.text`, which is title, blank line, body; `text[start:end]` is the surface.
"""
MEANINGS = {
    "articles": "An article. The user's other columns stand beside these under their own names.",
    "reading_log": "Something that reading repaired, refused or dropped.",
    "sentences": "A sentence.",
    "attributions": "An attribution: somebody is cited.",
    "spans": "A run of one voice inside a sentence. Every word is in exactly one span.",
    "hits": "A lexicon match.",
    "mentions": "An actor named.",
    "words": "A word in an article, voice and part.",
    "lexicons": "A lexicon: its size, hash and coverage.",
    "entries": "An entry of a lexicon.",
    "per article": "One number of one article: numerator / denominator.",
    "by outlet": "One number of one outlet.",
    "by side": "One number of the focus, or of the reference: the mean of its outlets.",
    "who says": "Hits of a term or category by who says them.",
    "shared runs": "Words of an article that articles of other outlets have in the same order.",
    "shared pairs": "How many words one outlet shares with another in such runs.",
    "with and without": "Loaded terms in an outlet's own words, with and without text that it shares.",
    "contrasts": "Focus against reference, one measure.",
    "profile": "A contrast of the framing profile: what it adds to the columns of contrasts.",
    "excess": "What one event, or article, of the focus adds to a difference.",
    "keyness": "Focus against reference, one word, phrase or lexicon entry.",
    "term contrasts": "Keyness with the columns of contrasts that `which_survive` reads.",
    "left out": "How many terms keyness compares, and how many each rule leaves out.",
    "referents": "What the corpus names by one of several names.",
    "distributions": "Focus against reference, all names of one referent (or all of a share) at once.",
    "part gaps": "One part of an article against another, inside the same articles of one outlet.",
    "stance mentions": "A mention of a target: whose words, and for or against it.",
    "stance": "What one source of an article says toward one target.",
    "stance sums": "What an article says toward one target, all sources of a voice together.",
    "who about whom": "What the outlet or a cited side says toward one target.",
    "proposals": "A term proposed for a lexicon.",
    "same event": "Focus against reference inside the events that both cover, beside the plain contrast.",
    "same story": "A passage of the focus beside the nearest one of a reference outlet on the same event.",
    "one-sided": "A term that one side carried and the other did not, on how many events.",
    "one-sided events": "The same, event by event.",
    "masked": "A place that names an outlet, an author, an actor or a date, and is not wording.",
    "masked words": "How many words each rule of masking takes, and how many are left.",
    "classified": "How well a linear classifier tells focus from reference.",
    "classified outlets": "The same, outlet by outlet.",
    "classifier words": "A word that carries the classifier.",
    "standing": "Where one article stands among the others.",
    "null check": "A procedure, run on one data set in which there is nothing to find, or on another outlet.",
    "null summary": "What the null checks of one kind came to.",
    "placebo findings": "A finding, and how many reference outlets differ as much in the focus's place.",
    "power": "The smallest difference that this corpus could have shown.",
    "leave one out": "What one article, event or outlet does to an estimate.",
    "rank stability": "How a term's log ratio and rank move when articles are drawn anew. No interval.",
    "survival": "A finding under another choice.",
}


def reference() -> str:
    """Return the whole page."""
    tables = {"articles": ARTICLES, "reading_log": READING_LOG, **TABLES}
    tables |= {"per article": PER_ARTICLE, "by outlet": BY_OUTLET, "by side": BY_SIDE}
    tables |= {"who says": WHO_SAYS, "contrasts": CONTRASTS}
    added = {name: column for name, column in PROFILE.items() if name not in CONTRASTS}
    tables |= {"profile": added, "excess": EXCESS}
    tables |= {"shared runs": SHARED_RUNS, "shared pairs": SHARED_PAIRS}
    tables |= {"with and without": WITH_AND_WITHOUT}
    tables |= {"keyness": KEYNESS, "term contrasts": TERM_CONTRASTS, "left out": LEFT_OUT}
    tables |= {"referents": REFERENTS, "distributions": DISTRIBUTIONS, "part gaps": PART_GAPS}
    tables |= {"stance mentions": STANCE_MENTIONS, "stance": STANCE, "stance sums": STANCE_SUMS}
    tables |= {"who about whom": WHO_ABOUT_WHOM}
    tables |= {"proposals": PROPOSALS, "null check": NULL_CHECK}
    tables |= {"same event": SAME_EVENT, "one-sided": ONE_SIDED, "one-sided events": ONE_SIDED_EVENTS}
    tables |= {"same story": SAME_STORY, "standing": STANDING}
    tables |= {"masked": MASKED, "masked words": MASKED_WORDS, "classified": CLASSIFIED}
    tables |= {"classified outlets": CLASSIFIED_OUTLETS, "classifier words": CLASSIFIER_WORDS}
    tables |= {"null summary": NULL_SUMMARY, "placebo findings": PLACEBO_FINDINGS, "power": POWER}
    tables |= {"leave one out": LEAVE_ONE_OUT, "rank stability": RANK_STABILITY, "survival": SURVIVAL}
    return "\n".join([INTRODUCTION, *(_section(name, columns) for name, columns in tables.items())])


def _section(name: str, columns: Mapping[str, tuple[pl.DataType, str]]) -> str:
    rows = [
        f"| {column} | {dtype} | {meaning.replace('|', '/')} |"
        for column, (dtype, meaning) in columns.items()
    ]
    return "\n".join(
        [f"## {name}", "", MEANINGS[name], "", "| column | type | meaning |", "|---|---|---|", *rows, ""]
    )


if __name__ == "__main__":
    FILE.write_text(reference(), encoding="utf-8")
