"""The tables that annotating gives: names, dtypes, units and meaning, once.

Offsets are into ``articles.text`` in characters; ``text[start:end]`` is the surface.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

Description = Mapping[str, tuple[pl.DataType, str]]

VOICES = ("own", "quoted", "reported")
PARTS = ("headline", "standfirst", "lead", "body")

_STRING, _INT, _FLOAT, _BOOL = pl.String(), pl.Int64(), pl.Float64(), pl.Boolean()

SENTENCES: Description = {
    "article_id": (_STRING, "key"),
    "sentence": (_INT, "number of the sentence in its article, from 0"),
    "part": (_STRING, "headline, standfirst, lead (first paragraph) or body"),
    "start": (_INT, "offset of the first character"),
    "end": (_INT, "offset after the last character"),
    "n_words": (_INT, "words"),
    "valence": (_FLOAT, "VADER compound score, -1 to 1"),
}

ATTRIBUTIONS: Description = {
    "article_id": (_STRING, "key"),
    "attribution": (_INT, "number of the attribution in its article, from 0"),
    "parent": (_INT, "attribution that this one is nested in; null at the top"),
    "kind": (_STRING, "quoted or reported"),
    "confidence": (
        _STRING,
        "marked (quote marks and a cue), cued (a cue or a label only), inferred (neither beside it)",
    ),
    "source": (_STRING, "words that name the source, as they stand; null where none was found"),
    "source_name": (_STRING, "the source folded to one name per article"),
    "source_type": (
        _STRING,
        "person, role, organisation, state or government, media, document, unnamed; null: unknown",
    ),
    "cue": (_STRING, "words that say that somebody speaks, as they stand"),
    "cue_class": (_STRING, "class of the cue in data/lexicons/cues.csv"),
    "start": (_INT, "offset of the content"),
    "end": (_INT, "offset after the content"),
    "source_start": (_INT, "offset of the source; null without one"),
    "source_end": (_INT, "offset after the source"),
    "cue_start": (_INT, "offset of the cue; null without one"),
    "cue_end": (_INT, "offset after the cue"),
    "unbalanced": (_BOOL, "a quote mark was missing; recovered at the paragraph"),
    "source_id": (
        _INT,
        "number of the source in its article, from 0: attributions to one source have one number; null "
        "without a source, or where a pronoun was not resolved",
    ),
    "source_actor": (
        _STRING,
        "actor that the source is or speaks for: named in its words, in other words for the same source, or "
        "in a title or apposition beside its name; null where none is",
    ),
}

SPANS: Description = {
    "article_id": (_STRING, "key"),
    "sentence": (_INT, "sentence that the span lies in"),
    "span": (_INT, "number of the span in its sentence, from 0"),
    "start": (_INT, "offset of the first character"),
    "end": (_INT, "offset after the last character"),
    "voice": (_STRING, "own, quoted or reported"),
    "attribution": (_INT, "attribution that the span belongs to; null for own voice"),
    "scare": (
        _BOOL,
        "words in quote marks that nobody is cited for and that are no title of a work (own voice)",
    ),
    "n_words": (_INT, "words; a word belongs to the span in which it starts"),
    "valence": (_FLOAT, "VADER compound score, -1 to 1"),
    "valence_masked": (_FLOAT, "the same with proper names that carry valence by accident blanked out"),
}

HITS: Description = {
    "article_id": (_STRING, "key"),
    "sentence": (_INT, "sentence of the first word"),
    "span": (_INT, "span of the first word"),
    "start": (_INT, "offset of the first character"),
    "end": (_INT, "offset after the last character"),
    "lexicon": (_STRING, "name of the lexicon"),
    "category": (_STRING, "category of the entry"),
    "term": (_STRING, "entry as it stands in the lexicon"),
    "surface": (_STRING, "words as they stand in the text"),
    "negated": (_BOOL, "a negation stands among the three words before, in the same sentence"),
}

MENTIONS: Description = {
    "article_id": (_STRING, "key"),
    "sentence": (_INT, "sentence of the first word"),
    "span": (_INT, "span of the first word"),
    "start": (_INT, "offset of the first character"),
    "end": (_INT, "offset after the last character"),
    "actor": (_STRING, "canonical name of the actor"),
    "surface": (_STRING, "words as they stand in the text"),
    "resolved": (_BOOL, "true where context decided; false for a literal alias"),
}

WORDS: Description = {
    "article_id": (_STRING, "key"),
    "voice": (_STRING, "own, quoted or reported"),
    "part": (_STRING, "headline, standfirst, lead or body"),
    "word": (_STRING, "lower-cased word, apostrophes unified"),
    "n": (_INT, "occurrences"),
}

LEXICONS: Description = {
    "lexicon": (_STRING, "name"),
    "kind": (_STRING, "terms, actors, names, stance or markers"),
    "entries": (_INT, "terms, or actors (which have one or more aliases)"),
    "entries_found": (_INT, "terms or actors found in this corpus"),
    "hits": (_INT, "hits in this corpus"),
    "sha256": (_STRING, "hash of the lexicon file"),
}

ENTRIES: Description = {
    "lexicon": (_STRING, "name"),
    "category": (_STRING, "category; the actor of actors, the referent of names"),
    "term": (_STRING, "entry as it stands in the lexicon"),
    "origin": (_STRING, "whose usage the entry was first met in; null where the lexicon has none"),
    "side": (_STRING, "whom an actor speaks for (a minister for a state), or itself; null for terms"),
    "name": (_STRING, "what the referent is called; null but for names"),
    "kind": (
        _STRING,
        "what an actor is: state, leader, organisation, …; null for terms, or where not stated",
    ),
}

TABLES: Mapping[str, Description] = {
    "sentences": SENTENCES,
    "attributions": ATTRIBUTIONS,
    "spans": SPANS,
    "hits": HITS,
    "mentions": MENTIONS,
    "words": WORDS,
    "lexicons": LEXICONS,
    "entries": ENTRIES,
}


def schema(name: str) -> dict[str, pl.DataType]:
    """Return column names and dtypes of one annotated table.

    >>> schema("words")["n"]
    Int64
    """
    return {column: dtype for column, (dtype, _) in TABLES[name].items()}
