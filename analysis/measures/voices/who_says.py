"""Who says a word: the outlet itself or whom it cites, source by source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.annotation.tables import VOICES
from analysis.errors import InputError, did_you_mean
from analysis.measures.counting import SPAN_KEYS, as_tuple, chosen_lexicon
from analysis.measures.passages import Names, among

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

PERSONS = ("leader", "official")
"""Kinds of actors that are persons."""
WHO_SAYS: dict[str, tuple[Any, str]] = {
    "outlet": (pl.String(), "outlet"),
    "voice": (pl.String(), "own, quoted or reported"),
    "scare": (pl.Boolean(), "own voice, in quote marks that nobody is cited for"),
    "source_name": (pl.String(), "who is cited; null for own voice, without a source, and without text"),
    "source_type": (pl.String(), "type of the source; null for own voice and where it is unknown"),
    "confidence": (
        pl.String(),
        "how it was found: marked, cued or inferred; null for own voice",
    ),
    "hits": (pl.Int64(), "hits"),
    "articles": (pl.Int64(), "articles with such hits"),
}


def who_says(
    annotated: Annotated,
    *,
    term: Names = None,
    category: Names = None,
    outlet: Names = None,
    lexicon: str | None = None,
) -> pl.DataFrame:
    """Return who says a term or a category, one row per outlet, voice, source and confidence.

    Parameters
    ----------
    term, category : entries or categories of the lexicon; one or several; ``None`` keeps all
    outlet : keep only these
    lexicon : name of a lexicon that the corpus was annotated with; without it as in ``chosen_lexicon``

    Returns
    -------
    DataFrame
        ``WHO_SAYS``, most hits first. A hit inside nested speech belongs to the innermost speaker. Names are
        folded inside an article; rows join articles whose sources bear the same name, or names that the list
        of actors has for one leader or official.

    Raises
    ------
    InputError
        an unknown lexicon, term, category or outlet

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> said = who_says(annotate(articles), term=["plague", "regime"])
    >>> said.select("voice", "source_name", "hits").rows()
    [('quoted', 'Orr', 1), ('reported', 'Orr', 1)]
    """
    chosen = _chosen(annotated, chosen_lexicon(annotated, lexicon), term, category)
    wanted = as_tuple(outlet)
    _check("outlet", wanted, annotated.outlets)
    outlets = annotated.articles.select("article_id", "outlet").filter(among(outlet=wanted)).lazy()
    keys = ["article_id", "attribution"]
    groups = [name for name in WHO_SAYS if name not in ("hits", "articles")]
    full = pl.col("source_name").replace(_names_of_persons(annotated))

    def counted(tables: Annotated) -> pl.LazyFrame:
        sources = tables.scan("attributions").select(*keys, full, "source_type", "confidence")
        return (
            _located(tables, chosen)
            .join(outlets, on="article_id")
            .join(sources, on=keys, how="left")
            .with_columns(pl.col("scare").fill_null(False))
            .group_by(groups)
            .agg(hits=pl.len(), articles=pl.col("article_id").n_unique())
        )

    # Parts hold whole articles, so that numbers of articles add up.
    counts = annotated.gather(counted).group_by(groups).agg(pl.col("hits", "articles").sum())
    order = ["hits", "articles", *groups]
    return counts.sort(order, descending=[True, True, *[False] * len(groups)], nulls_last=True).select(
        pl.col(name).cast(dtype) for name, (dtype, _) in WHO_SAYS.items()
    )


def who_says_by_outlet(
    annotated: Annotated, *, term: Names = None, category: Names = None, lexicon: str | None = None
) -> pl.DataFrame:
    """Sum ``who_says`` to outlets: how often the outlet itself says it, quotes it and reports it.

    Parameters
    ----------
    term, category, lexicon : as in ``who_says``

    Returns
    -------
    DataFrame
        outlet, own, quoted, reported (hits), in_scare_quotes (of own), hits (all), articles (with
        any); a row per outlet of the corpus, in alphabetical order

    Raises
    ------
    InputError
        an unknown lexicon, term or category

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> table = who_says_by_outlet(annotate(articles), category="disease_and_filth")
    >>> table.select("own", "quoted", "reported", "articles").rows()
    [(0, 1, 0, 1)]
    """
    chosen = _chosen(annotated, chosen_lexicon(annotated, lexicon), term, category)
    per_article = annotated.gather(
        lambda tables: (
            _located(tables, chosen)
            .group_by("article_id")
            .agg(
                *((pl.col("voice") == voice).sum().alias(voice) for voice in VOICES),
                in_scare_quotes=pl.col("scare").fill_null(False).sum(),
                hits=pl.len(),
            )
        )
    )
    counts = (
        per_article.join(annotated.articles.select("article_id", "outlet"), on="article_id")
        .drop("article_id")
        .group_by("outlet")
        .agg(pl.all().sum(), articles=pl.len())
    )
    outlets = pl.DataFrame({"outlet": annotated.outlets}, schema={"outlet": pl.String})
    numbers = pl.all().exclude("outlet").fill_null(0).cast(pl.Int64)
    return outlets.join(counts, on="outlet", how="left", maintain_order="left").with_columns(numbers)


def _chosen(annotated: Annotated, lexicon: str, term: Names, category: Names) -> pl.Expr:
    """Return which hits were asked for."""
    entries = annotated.entries.filter(pl.col("lexicon") == lexicon)
    _check("lexicon", (lexicon,), annotated.entries["lexicon"].unique().sort().to_list())
    for column, names in (("term", as_tuple(term)), ("category", as_tuple(category))):
        if names:
            _check(column, names, entries[column].unique().sort().to_list())
    return among(lexicon=lexicon, term=term, category=category)


def _names_of_persons(annotated: Annotated) -> dict[str, str]:
    """Return the full name behind each name of a leader or official: *Orr* and *Ida Orr* are one."""
    persons = annotated.entries.filter(pl.col("kind").is_in(PERSONS)).unique(["term", "category"])
    one = persons.filter(pl.col("category").n_unique().over("term") == 1)
    return dict(one.select("term", "category").rows())


def _located(tables: Annotated, chosen: pl.Expr) -> pl.LazyFrame:
    """Return article_id, voice, scare and attribution of the chosen hits."""
    places = tables.scan("spans").select(*SPAN_KEYS, "voice", "scare", "attribution")
    hits = tables.scan("hits").filter(chosen).select(*SPAN_KEYS)
    return hits.join(places, on=list(SPAN_KEYS)).drop("sentence", "span")


def _check(what: str, names: tuple[str, ...], known: tuple[str, ...] | list[str]) -> None:
    for name in names:
        if name not in known:
            few = ", ".join(known) if len(known) <= 12 else f"one of the {len(known)} {what} names there are"
            expected = f"{few}{did_you_mean(name, known)}"
            raise InputError("who says", f"argument '{what}'", f"'{name}'", expected, "correct the name")
