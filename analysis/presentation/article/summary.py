"""What the page of one article says in numbers: voices, categories, sources, stance, rank among others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from analysis.annotation.annotated import Annotated
from analysis.annotation.tables import VOICES
from analysis.errors import InputError, did_you_mean
from analysis.measures.per_article import per_article_rates, per_article_valence
from analysis.presentation.article.sources import (
    Row,
    Source,
    article_of,
    attributions_of,
    outer_speaker,
    sources_of,
)
from analysis.presentation.article.stance import ArticleStance, stance_of
from analysis.presentation.writing.format import words_of

SHOWN_VOICES = (*VOICES, "all")


@dataclass(frozen=True)
class Voice:
    """Words of one voice in the article, loaded terms in them, and their mean valence (or None)."""

    voice: str
    words: int
    hits: int
    valence: float | None
    valence_unmasked: float | None


@dataclass(frozen=True)
class Rank:
    """The place of the article by loaded terms per 1,000 words of a voice, the highest first."""

    voice: str
    place: int
    articles: int
    sharing: int


@dataclass(frozen=True)
class Summary:
    """All numbers of the page.

    ``categories``: (category, voice) → hits; ``scare``: words in scare quotes; ``nested``: words of speakers
    within the words of others.
    """

    voices: tuple[Voice, ...]
    categories: dict[tuple[str, str], int]
    sources: tuple[Source, ...]
    ranks: tuple[Rank, ...]
    not_ranked: str = ""
    scare: int = 0
    nested: int = 0
    stance: ArticleStance = field(default_factory=ArticleStance, compare=False)

    @property
    def words(self) -> int:
        """All words of the article."""
        return self.voices[-1].words

    @property
    def attributed(self) -> int:
        """Words of others, quoted or reported."""
        return sum(voice.words for voice in self.voices if voice.voice in ("quoted", "reported"))

    @property
    def known(self) -> tuple[Source, ...]:
        """The sources that are known, by name or as an unnamed group."""
        return tuple(source for source in self.sources if source.found)


def only_article(annotated: Annotated, article_id: str) -> Annotated:
    """Return the tables of one article.

    Raises
    ------
    InputError
        no article with this id
    """
    known = annotated.articles["article_id"]
    if article_id not in known:
        expected = f"an article_id of these tables{did_you_mean(article_id, known.to_list())}"
        raise InputError(
            "article page", "argument 'article_id'", f"'{article_id}'", expected, "correct the id"
        )
    mine = annotated.only([article_id])
    log = annotated.scan("reading_log").filter(pl.col("article_id") == article_id)
    return mine.with_tables(reading_log=log)


def located(one: Annotated) -> list[Row]:
    """Return the hits of an article in order, with voice and attribution of the span that they begin in."""
    keys = ["article_id", "sentence", "span"]
    spans = one.spans.select(*keys, "voice", "attribution").unique(keys)
    hits = one.term_hits.join(spans, on=keys, how="left").with_columns(pl.col("voice").fill_null("own"))
    return hits.sort("start", "end", "lexicon", "category", "term").to_dicts()


def summarise(one: Annotated, reference: Annotated | None = None) -> Summary:
    """Count voices, categories and sources of one article, read its stance, and rank it among others."""
    hits = located(one)
    categories: dict[tuple[str, str], int] = {}
    for hit in hits:
        for voice in (hit["voice"], "all"):
            key = (category_key(one, hit), voice)
            categories[key] = categories.get(key, 0) + 1
    ranks, why = _ranks(one, reference)
    # Tables without text hold no names of sources either.
    sources = () if article_of(one)["text"] is None else sources_of(one, hits)
    scare = int(one.spans.filter(pl.col("scare"))["n_words"].sum())
    nested = _nested_words(one)
    return Summary(_voices(one, hits), categories, sources, ranks, why, scare, nested, stance_of(one))


def _nested_words(one: Annotated) -> int:
    attributions = attributions_of(one)
    inner = [number for number in attributions if outer_speaker(number, attributions)]
    return int(one.spans.filter(pl.col("attribution").is_in(inner))["n_words"].sum())


def term_lexicons(annotated: Annotated) -> list[str]:
    """Return the names of the lexicons of terms, as opposed to actors."""
    return annotated.lexicons.filter(pl.col("kind") == "terms")["lexicon"].to_list()


def category_key(one: Annotated, hit: Row) -> str:
    """Return the category of a hit as the page names it; with its lexicon where there are several."""
    category = words_of(str(hit["category"]))
    return f"{hit['lexicon']}: {category}" if len(term_lexicons(one)) > 1 else category


def _voices(one: Annotated, hits: Sequence[Row]) -> tuple[Voice, ...]:
    words, valences = {}, {}
    for masked in (True, False):
        table = per_article_valence(one, voice=SHOWN_VOICES, masked=masked)
        for voice, total, n in table.select("voice", "numerator", "denominator").rows():
            words[voice] = int(n)
            valences[voice, masked] = total / n if n else None
    counts = {voice: sum(hit["voice"] == voice for hit in hits) for voice in VOICES} | {"all": len(hits)}
    return tuple(
        Voice(v, words.get(v, 0), counts[v], valences.get((v, True)), valences.get((v, False)))
        for v in SHOWN_VOICES
    )


def _ranks(one: Annotated, reference: Annotated | None) -> tuple[tuple[Rank, ...], str]:
    """Rank the article by each voice in which it and others have words."""
    lexicons = term_lexicons(one)
    if reference is None or not lexicons:
        return (), ""
    versions = dict(one.lexicons.select("lexicon", "sha256").rows())
    theirs = dict(reference.lexicons.select("lexicon", "sha256").rows())
    if any(theirs.get(name) != versions[name] for name in lexicons):
        return (), "Not ranked: the reference articles were annotated with other lexicons."
    article_id = one.articles["article_id"][0]
    ranks = []
    for voice in ("own", "all"):
        mine, others = _rates(one, lexicons, voice), _rates(reference, lexicons, voice)
        others.pop(article_id, None)
        if article_id in mine and others:
            rate = mine[article_id]
            above = sum(other > rate for other in others.values())
            same = sum(other == rate for other in others.values())
            ranks.append(Rank(voice, above + 1, len(others) + 1, same))
    return tuple(ranks), "" if ranks else "Not ranked: there is no other article to rank it among."


def _rates(annotated: Annotated, lexicons: Sequence[str], voice: str) -> dict[str, float]:
    """Return hits of all lexicons over words, for the articles that have words in this voice."""
    rates: dict[str, float] = {}
    for lexicon in lexicons:
        table = per_article_rates(annotated, lexicon, voice=voice, by="total")
        for article_id, hits, words in table.select("article_id", "numerator", "denominator").rows():
            if words:
                rates[article_id] = rates.get(article_id, 0.0) + hits / words
    return rates
