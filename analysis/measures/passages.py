"""Keyword in context: the passages that a number leads back to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.annotation.dataset import collect
from analysis.corpus.tables import UTC
from analysis.measures.counting import SPAN_KEYS, VOICE_GROUPS, as_tuple, chosen_lexicon, groups
from analysis.study import DEFAULT_SEED
from analysis.text import WORD

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

Names = str | Collection[str] | None

PASSAGES: dict[str, tuple[Any, str]] = {
    "article_id": (pl.String(), "key"),
    "outlet": (pl.String(), "outlet of the article"),
    "published": (UTC, "time of publication, UTC"),
    "title": (pl.String(), "headline; null in corpora without text"),
    "event": (pl.String(), "event of the article; null without one"),
    "sentence": (pl.Int64(), "number of the sentence in its article, from 0"),
    "voice": (pl.String(), "own, quoted or reported"),
    "source_name": (pl.String(), "who is cited; null for own voice or an unnamed source"),
    "term": (pl.String(), "entry as it stands in the lexicon"),
    "category": (pl.String(), "category of the entry"),
    "before": (pl.String(), "words before the hit; null in corpora without text"),
    "hit": (pl.String(), "the hit as it stands; null in corpora without text"),
    "after": (pl.String(), "words after the hit; null in corpora without text"),
    "negated": (pl.Boolean(), "a negation stands among the three words before"),
}


def passages(
    annotated: Annotated,
    *,
    term: Names = None,
    category: Names = None,
    outlet: Names = None,
    voice: Names = None,
    lexicon: str | None = None,
    width: int = 12,
    per_article: int = 2,
    limit: int = 20,
    seed: int = DEFAULT_SEED,
) -> pl.DataFrame:
    """Return hits with the words around them (keyword in context).

    Parameters
    ----------
    term, category, outlet, voice : keep only these; one name or several; ``None`` keeps all
    lexicon : name of a lexicon that the corpus was annotated with; without it as in ``chosen_lexicon``
    width : words on each side; a passage does not leave its paragraph
    per_article, limit : most passages of one article, and of all. Where there are more, a seeded hash
        chooses, outlets take turns and articles take turns inside an outlet, so that neither the first nor
        the longest articles stand for all
    seed : of the choice

    Returns
    -------
    DataFrame
        ``PASSAGES``: at most ``limit`` rows, by outlet, time and place in the article. In a corpus without
        text ``before``, ``hit`` and ``after`` are null.

    Raises
    ------
    InputError
        an unknown voice

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> annotated = annotate(articles)
    >>> passages(annotated, voice="reported", width=4).select("before", "hit", "after").rows()
    [('The', 'regime', 'is "a plague", Ms')]
    """
    asked = as_tuple(voice)
    voices = groups(asked, VOICE_GROUPS, "voice")["voice_member"].unique().to_list() if asked else []
    articles = annotated.articles.select("article_id", "outlet", "published", "title", "event")
    name = chosen_lexicon(annotated, lexicon)
    among_these = articles.filter(among(outlet=outlet)).lazy()

    def found(tables: Annotated) -> pl.LazyFrame:
        spans = tables.scan("spans").select(*SPAN_KEYS, "voice", "attribution")
        sources = tables.scan("attributions").select("article_id", "attribution", "source_name")
        return (
            tables.scan("hits")
            .filter(among(lexicon=name, term=term, category=category))
            .join(spans, on=list(SPAN_KEYS), maintain_order="left")
            .filter(among(voice=voices))
            .join(among_these, on="article_id", maintain_order="left")
            .join(sources, on=["article_id", "attribution"], how="left", maintain_order="left")
        )

    chosen = choose_from_parts(annotated, found, per_article, limit, seed)
    texts = annotated.texts(chosen["article_id"])
    places_in_text = chosen.select("article_id", "start", "end").rows()
    context = [context_of(width, texts.get(key), start, end) for key, start, end in places_in_text]
    around = pl.DataFrame(
        context, schema={name: pl.String() for name in ("before", "hit", "after")}, orient="row"
    )
    return (
        pl.concat([chosen, around], how="horizontal")
        .sort("outlet", "published", "article_id", "start", nulls_last=True)
        .select(pl.col(name).cast(dtype) for name, (dtype, _) in PASSAGES.items())
    )


def valence_passages(
    annotated: Annotated,
    *,
    outlet: Names = None,
    voice: Names = None,
    masked: bool = True,
    min_words: int = 6,
    limit: int = 5,
) -> pl.DataFrame:
    """Return the spans with the most positive and the most negative valence, one of each per article.

    Parameters
    ----------
    outlet, voice : keep only these; ``None`` keeps all
    masked : by valence without proper names that carry it by accident
    min_words : shorter spans are left out, since a stub of one strong word always wins
    limit : rows in each direction

    Returns
    -------
    DataFrame
        ``direction`` ('most positive' or 'most negative'), article_id, outlet, published, title, event,
        sentence, voice, source_name, valence (-1 to 1), n_words, passage (null in corpora without text)

    Raises
    ------
    InputError
        an unknown voice

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> text = "A title\\n\\nThe harvest was good. The flood was a terrible disaster."
    >>> articles, _ = read_article_text(text)
    >>> valence_passages(annotate(articles), min_words=4).select("direction", "passage").rows()
    [('most positive', 'The harvest was good.'), ('most negative', 'The flood was a terrible disaster.')]
    """
    asked = as_tuple(voice)
    voices = groups(asked, VOICE_GROUPS, "voice")["voice_member"].unique().to_list() if asked else []
    score = pl.col("valence_masked" if masked else "valence")
    articles = annotated.articles.select("article_id", "outlet", "published", "title", "event")
    among_these = articles.filter(among(outlet=outlet)).lazy()

    def extreme(tables: Annotated, positive: bool) -> pl.LazyFrame:
        return (
            tables.scan("spans")
            .filter(among(voice=voices) & (pl.col("n_words") >= min_words))
            .filter(score > 0 if positive else score < 0)
            .select(*SPAN_KEYS, "start", "end", "voice", "attribution", "n_words", valence=score)
            .join(among_these, on="article_id")
            .sort("valence", "article_id", "start", descending=[positive, False, False])
            .unique("article_id", keep="first", maintain_order=True)
            .head(limit)
        )

    ends = []
    for direction, positive in (("most positive", True), ("most negative", False)):
        kept = annotated.gather(partial(extreme, positive=positive))
        kept = kept.sort("valence", "article_id", "start", descending=[positive, False, False]).head(limit)
        ends.append(kept.with_columns(direction=pl.lit(direction)))
    chosen = with_sources(annotated, pl.concat(ends))
    text_of = annotated.texts(chosen["article_id"])
    texts = [
        flat(text_of[key][start:end]) if key in text_of else None
        for key, start, end in chosen.select("article_id", "start", "end").rows()
    ]
    return chosen.select(
        "direction",
        *(name for name in PASSAGES if name in chosen.columns and name not in ("term", "category")),
        "valence",
        "n_words",
        passage=pl.Series(texts, dtype=pl.String),
    )


def among(**columns: Names) -> pl.Expr:
    kept = pl.lit(True)
    for column, names in columns.items():
        if wanted := as_tuple(names):
            kept = kept & pl.col(column).is_in(list(wanted))
    return kept


def choose(found: pl.DataFrame, per_article: int, limit: int, seed: int) -> pl.DataFrame:
    """Choose rows by a seeded hash: outlets take turns, and articles take turns inside an outlet."""
    ordered = _in_turn(found, per_article, seed)
    draws = pl.Series([draw(seed, name) for name in ordered["outlet"]], dtype=pl.UInt64)
    return ordered.with_columns(outlet_draw=draws).sort("outlet_turn", "outlet_draw").head(limit)


def _in_turn(found: pl.DataFrame, per_article: int, seed: int) -> pl.DataFrame:
    """Return up to ``per_article`` rows of each article, with the turn that each has in its outlet."""
    places = found.select("article_id", "start", "term").rows()
    draws = pl.Series([draw(seed, *place) for place in places], dtype=pl.UInt64)
    return (
        found.with_columns(draw=draws)
        .with_columns(turn=pl.col("draw").rank("ordinal").over("article_id"))
        .filter(pl.col("turn") <= per_article)
        .sort("turn", "draw")
        .with_columns(outlet_turn=pl.int_range(pl.len()).over("outlet"))
    )


def choose_from_parts(
    annotated: Annotated,
    found: Callable[[Annotated], pl.LazyFrame],
    per_article: int,
    limit: int,
    seed: int,
) -> pl.DataFrame:
    """Choose rows as ``choose`` does of all that ``found`` gives for the parts, a part in memory at a time.

    An outlet never has more than ``limit`` rows in the choice, and those come first in its part, too.
    """
    return choose(
        annotated.gather(
            lambda tables: (
                _in_turn(collect(found(tables)), per_article, seed)
                .filter(pl.col("outlet_turn") < limit)
                .drop("draw", "turn", "outlet_turn")
            )
        ),
        per_article,
        limit,
        seed,
    )


def with_sources(annotated: Annotated, chosen: pl.DataFrame) -> pl.DataFrame:
    """Add ``source_name`` to rows with article_id and attribution; a left join in their order."""
    keys = ["article_id", "attribution"]
    here = pl.col("article_id").is_in(chosen["article_id"].unique().implode())
    sources = annotated.table("attributions", *keys, "source_name", where=here)
    return chosen.join(sources, on=keys, how="left", maintain_order="left")


def draw(seed: int, *parts: object) -> int:
    """Return a number that a seed and some names always give: an order that no file order decides."""
    text = "\0".join(map(str, (seed, *parts)))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def context_of(
    width: int, text: str | None, start: int, end: int
) -> tuple[str | None, str | None, str | None]:
    """Cut a passage: up to ``width`` words on each side, inside the paragraph."""
    if text is None:
        return None, None, None
    left = text.rfind("\n\n", 0, start)
    right = text.find("\n\n", end)
    first = left + 2 if left >= 0 else 0
    last = right if right >= 0 else len(text)
    words = [match.start() for match in WORD.finditer(text, first, start)]
    ends = [match.end() for match in WORD.finditer(text, end, last)]
    before = text[words[-width] if 0 < width < len(words) else first : start]
    after = text[end : ends[width - 1] if 0 < width < len(ends) else last]
    if width < 1:
        before = after = ""
    return flat(before), flat(text[start:end]), flat(after)


def flat(text: str) -> str:
    return " ".join(text.split())
