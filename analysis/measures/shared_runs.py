"""Runs of words that outlets share: copied text outside quote marks, told from quotations that many carry."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.annotation.article_pass import unify_word
from analysis.errors import InputError
from analysis.measures.cells import Bools, Ints
from analysis.measures.tables import schema
from analysis.text import WORD

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

RUN = 8
"""Words from which a run is taken for copied (see ``find_shared_runs``)."""
UNQUOTED, QUOTED = "unquoted", "quoted"
_STRING, _INT = pl.String(), pl.Int64()

SHARED_RUNS: Mapping[str, tuple[Any, str]] = {
    "article_id": (_STRING, "key"),
    "outlet": (_STRING, "outlet of the article"),
    "event": (_STRING, "event of the article; null without one"),
    "kind": (_STRING, "unquoted (own or reported words) or quoted (direct speech)"),
    "start": (_INT, "offset of the first character"),
    "end": (_INT, "offset after the last character"),
    "words": (_INT, "words of the run, 8 or more"),
    "own": (_INT, "own words among them"),
    "others": (pl.List(pl.String()), "outlets that have all of the run, or 8 words of it, in an article"),
}
SHARED_PAIRS: Mapping[str, tuple[Any, str]] = {
    "outlet": (_STRING, "outlet whose words are counted"),
    "other": (_STRING, "outlet that has them, too"),
    "articles": (_INT, "articles of the outlet that share unquoted runs with the other"),
    "own_words": (_INT, "own words in shared unquoted runs"),
    "reported_words": (_INT, "reported words in shared unquoted runs"),
    "quoted_words": (_INT, "quoted words in shared quoted runs"),
}
_VOICES = {"own": 0, "reported": 1, "quoted": 2}
_QUOTED = _VOICES["quoted"]
Keys = NDArray[np.uint64]
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint64(0xFF51AFD7ED558CCD)


@dataclass(frozen=True)
class SharedRuns:
    """``runs`` (``SHARED_RUNS``) and ``pairs`` (``SHARED_PAIRS``, a row for each direction that shares)."""

    runs: pl.DataFrame
    pairs: pl.DataFrame


@dataclass(frozen=True)
class _Words:
    """All words of a corpus in one row of arrays; stretches are never crossed by a run."""

    number: Ints  # of the word
    article: Ints
    stretch: Ints
    voice: Ints  # number in _VOICES
    start: Ints
    end: Ints


def find_shared_runs(annotated: Annotated, run: int = RUN) -> SharedRuns:
    """Find the runs of words that articles of different outlets share.

    A run lies inside one stretch of text of one kind: quoted (direct speech), or unquoted (own and reported
    words). A sentence of an agency with a short quotation in it is therefore found as far as its parts have
    ``run`` words each; what is found is rather too little. Words are compared without case and marks between
    them. All articles of other outlets count, on whatever event, and copies as well.

    Parameters
    ----------
    run : least words of a run

    Returns
    -------
    SharedRuns
        ``runs``: what an article shares with any other outlet, longest stretches, by article and place;
        ``pairs``: how many words an outlet shares with each other one

    Raises
    ------
    InputError
        tables without text; ``run`` under 2

    Note
    ----
    Eight words are the length from which texts of different reporters on one event seldom agree by chance.
    They still do in names of offices and fixed phrases, and press releases are shared like agency copy: a
    run says that words are the same, not who wrote them first. The comparison is exact, on 64-bit hashes.

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> def article(outlet, text):
    ...     table, _ = read_article_text(f"Rain\\n\\n{text}")
    ...     return table.with_columns(outlet=pl.lit(outlet), article_id=pl.lit(outlet))
    >>> sun = article("Sun", "Heavy rain has closed the only road to the northern valleys. More is to come.")
    >>> post = article("Post", "It is late. Heavy rain has closed the only road to the northern valleys.")
    >>> find_shared_runs(annotate(pl.concat([sun, post]))).runs.select("outlet", "words", "others").rows()
    [('Post', 11, ['Sun']), ('Sun', 11, ['Post'])]
    """
    if not annotated.has_text:
        raise InputError(
            "shared runs", "the articles table", "no text", "articles with text", "keep the text"
        )
    if run < 2:
        raise InputError("shared runs", "argument 'run'", f"{run}", "2 or more words", "raise it")
    outlets = sorted(annotated.articles["outlet"].unique())
    number_of = {name: number for number, name in enumerate(outlets)}
    outlet_of = np.array([number_of[name] for name in annotated.articles["outlet"]], dtype=np.int64)
    words = _words(annotated)
    places, key = _shared_places(words, outlet_of, run)
    label = _labels(words, _covered(places, len(words.number), run))
    owner = outlet_of[words.article[places]]
    carried = [np.unique(key[owner == number]) for number in range(len(outlets))]
    pairs, others = [], dict[int, list[str]]()
    for mine, outlet in enumerate(outlets):
        own, own_key = places[owner == mine], key[owner == mine]
        for other in range(len(outlets)):
            both = own[np.isin(own_key, carried[other])] if other != mine else own[:0]
            if both.size:
                pairs.append((outlet, outlets[other], *_counts(words, _covered(both, len(label), run))))
            for number in np.unique(label[both]).tolist():
                others.setdefault(number, []).append(outlets[other])
    return SharedRuns(
        _runs(annotated, words, label, others),
        pl.DataFrame(pairs, schema=schema(SHARED_PAIRS), orient="row"),
    )


def _words(annotated: Annotated) -> _Words:
    """Return the words of all articles with voice and place."""
    numbers: dict[str, int] = {}
    columns = [array("q") for _ in range(6)]
    texts = annotated.articles.select("article_id", "text").rows()
    number_of = {key: number for number, (key, _) in enumerate(texts)}
    stretch, before = -1, (-1, False)
    spans = annotated.spans.sort("article_id", "start").select("article_id", "voice", "start", "end")
    for key, voice, start, end in spans.rows():
        article, text = number_of[key], texts[number_of[key]][1]
        if text is None:
            continue
        kind = (article, voice == "quoted")
        stretch, before = stretch + (kind != before), kind
        for match in WORD.finditer(text, start, end):
            word = numbers.setdefault(unify_word(match.group()), len(numbers) + 1)
            for column, value in zip(
                columns, (word, article, stretch, _VOICES[voice], *match.span()), strict=True
            ):
                column.append(value)
    return _Words(*(np.array(column, dtype=np.int64) for column in columns))


def _shared_places(words: _Words, outlet_of: Ints, run: int) -> tuple[Ints, Keys]:
    """Return the words at which runs begin that several outlets have, and the keys of these runs."""
    size = max(len(words.number) - run + 1, 0)
    mixed = words.number.astype(np.uint64) * _SPREAD
    mixed ^= mixed >> np.uint64(29)
    key = np.zeros(size, dtype=np.uint64)
    for place in range(run):
        key = key * _ODD + mixed[place : place + size]
    # A quotation here and the outlet's own words there are not one run.
    key = key * np.uint64(2) + (words.voice[:size] == _QUOTED)
    whole = np.flatnonzero(words.stretch[:size] == words.stretch[run - 1 :][:size])
    key, owner = key[whole], outlet_of[words.article[whole]]
    order = np.lexsort((owner, key))
    first = np.ones(len(order), dtype=bool)
    first[1:] = key[order][1:] != key[order][:-1]
    starts = np.flatnonzero(first)
    ends = np.append(starts[1:], len(order)) - 1
    several = owner[order][starts] != owner[order][ends]
    kept = np.sort(order[several[np.cumsum(first) - 1]])
    return whole[kept], key[kept]


def _covered(places: Ints, size: int, run: int) -> Bools:
    """Say of every word whether a run that begins at one of the places covers it."""
    change = np.zeros(size + 1, dtype=np.int64)
    np.add.at(change, places, 1)
    np.add.at(change, places + run, -1)
    return np.asarray(np.cumsum(change[:-1]) > 0)


def _counts(words: _Words, covered: Bools) -> tuple[int, int, int, int]:
    """Count articles with unquoted shared words, and own, reported and quoted words."""
    voices = np.bincount(words.voice[covered], minlength=3)
    articles = np.unique(words.article[covered & (words.voice != _QUOTED)]).size
    return int(articles), int(voices[0]), int(voices[1]), int(voices[_QUOTED])


def _labels(words: _Words, covered: Bools) -> Ints:
    """Number the longest covered stretches; -1 for words of none."""
    begins = covered.copy()
    begins[1:] &= ~covered[:-1] | (words.stretch[1:] != words.stretch[:-1])
    return np.where(covered, np.cumsum(begins) - 1, -1).astype(np.int64)


def _runs(annotated: Annotated, words: _Words, label: Ints, others: Mapping[int, list[str]]) -> pl.DataFrame:
    """Return the longest covered stretches as rows."""
    at = np.flatnonzero(label >= 0)
    counted = pl.DataFrame(
        {"run": label[at], "row": words.article[at], "voice": words.voice[at]}
        | {"start": words.start[at], "end": words.end[at]}
    )
    articles = annotated.articles.select("article_id", "outlet", "event").with_row_index("row")
    found = (
        counted.group_by("run", maintain_order=True)
        .agg(
            pl.col("row").first().cast(pl.UInt32),
            pl.col("start").min(),
            pl.col("end").max(),
            words=pl.len(),
            own=(pl.col("voice") == 0).sum(),
            quoted=(pl.col("voice") == _QUOTED).any(),
        )
        .join(articles, on="row", maintain_order="left")
        .with_columns(
            kind=pl.when("quoted").then(pl.lit(QUOTED)).otherwise(pl.lit(UNQUOTED)),
            others=pl.Series([others[run] for run in range(len(others))], dtype=pl.List(pl.String)),
        )
    )
    return found.select(pl.col(name).cast(dtype) for name, dtype in schema(SHARED_RUNS).items())
