"""What the measures share: which voices and parts a name covers, and how many words they hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.annotation.tables import PARTS, VOICES
from analysis.errors import InputError, did_you_mean
from analysis.measures.tables import PER_ARTICLE, schema

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

VOICE_GROUPS: Mapping[str, tuple[str, ...]] = {
    **{voice: (voice,) for voice in VOICES},
    "attributed": ("quoted", "reported"),
    "all": VOICES,
}
PART_GROUPS: Mapping[str, tuple[str, ...]] = {**{part: (part,) for part in PARTS}, "all": PARTS}
LOADED = "loaded_terms"
"""The list of terms that is counted where a study names several, this one among them."""
SPAN_KEYS = ("article_id", "sentence", "span")
SUM_DECIMALS = 9
"""Sums of scores, which have at most six, are the same to so many decimals in whatever order they are."""


def as_tuple(value: str | Collection[str] | None) -> tuple[str, ...]:
    """Return one name or several as a tuple.

    >>> as_tuple("own"), as_tuple(["own", "all"]), as_tuple(None)
    (('own',), ('own', 'all'), ())
    """
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def groups(names: str | Sequence[str], known: Mapping[str, tuple[str, ...]], what: str) -> pl.DataFrame:
    """Return the rows (name asked for, member) of voices or parts.

    Raises
    ------
    InputError
        a name that is not known

    >>> groups("attributed", VOICE_GROUPS, "voice").rows()
    [('attributed', 'quoted'), ('attributed', 'reported')]
    """
    asked = as_tuple(names)
    for name in asked:
        if name not in known:
            expected = f"one of {', '.join(known)}{did_you_mean(name, known)}"
            raise InputError("measure", f"argument '{what}'", f"'{name}'", expected, "correct the name")
    rows = [(name, member) for name in dict.fromkeys(asked) for member in known[name]]
    return pl.DataFrame(rows, schema={what: pl.String, f"{what}_member": pl.String}, orient="row")


def spans_with_part(annotated: Annotated) -> pl.LazyFrame:
    """Return the spans with the ``part`` of their sentence, lazily.

    Ask for one part of the tables at a time (``Annotated.gather``): a join holds one of its sides in memory.
    """
    parts = annotated.scan("sentences").select("article_id", "sentence", "part")
    spans = annotated.scan("spans")
    return spans.join(parts, on=["article_id", "sentence"], how="left", maintain_order="left")


def per_voice_and_part(
    table: pl.LazyFrame,
    voice: str | Sequence[str],
    part: str | Sequence[str],
    keys: Sequence[str],
    **sums: pl.Expr,
) -> pl.LazyFrame:
    """Sum a table with columns ``voice`` and ``part`` over the voices and parts that were asked for.

    ``keys`` hold the article, so that the sums of parts of a corpus can be stacked. Sums of scores are to be
    rounded to ``SUM_DECIMALS``: polars adds in another order in every run.
    """
    small = table.group_by(*keys, "voice", "part", maintain_order=True).agg(**sums)
    return (
        small.rename({"voice": "voice_member", "part": "part_member"})
        .sort(*keys, "voice_member", "part_member")
        .join(groups(voice, VOICE_GROUPS, "voice").lazy(), on="voice_member", maintain_order="left")
        .join(groups(part, PART_GROUPS, "part").lazy(), on="part_member", maintain_order="left")
        .group_by(*keys, "voice", "part", maintain_order=True)
        .agg(pl.col(name).sum() for name in sums)
    )


def frame(
    annotated: Annotated, voice: str | Sequence[str], part: str | Sequence[str], categories: Sequence[str]
) -> pl.DataFrame:
    """Return a row per category, voice, part and article, in this order, with or without such words."""
    voices = groups(voice, VOICE_GROUPS, "voice").select("voice").unique().sort("voice")
    parts = groups(part, PART_GROUPS, "part").select("part").unique().sort("part")
    names = pl.DataFrame({"category": sorted(categories)}, schema={"category": pl.String})
    articles = annotated.articles.select("article_id", "outlet", "event").sort("article_id")
    return names.join(voices, how="cross").join(parts, how="cross").join(articles, how="cross")


def finish(table: pl.DataFrame) -> pl.DataFrame:
    """Put a per-article table into the columns of ``PER_ARTICLE``."""
    return table.select(pl.col(name).cast(dtype) for name, dtype in schema(PER_ARTICLE).items())


def most_shared(
    rows: pl.DataFrame, by: str, focus: Sequence[str], reference: Sequence[str], *, most: int, least: int
) -> list[str]:
    """Return the values of a column that rows of both sides have often, by the rows of the side with fewer.

    Parameters
    ----------
    rows : with the columns ``outlet`` and ``by``
    focus, reference : outlets of the two sides; rows of other outlets do not count
    most : values at most
    least : rows on each side

    Example
    -------
    >>> rows = pl.DataFrame({"outlet": ["Sun", "Sun", "Echo", "Echo"], "name": ["war", "raid", "war", "war"]})
    >>> most_shared(rows, "name", ["Sun"], ["Echo"], most=8, least=1)
    ['war']
    """
    ours, theirs = (pl.col("outlet").is_in(list(side)).sum() for side in (focus, reference))
    counts = rows.group_by(by).agg(fewer=pl.min_horizontal(ours, theirs), both=ours + theirs)
    ordered = counts.filter(pl.col("fewer") >= least).sort(
        "fewer", "both", by, descending=[True, True, False]
    )
    return ordered[by].head(most).to_list()


def chosen_lexicon(annotated: Annotated, lexicon: str | None = None) -> str:
    """Return the lexicon that is asked for; else ``loaded_terms``, or the first list of terms of the study.

    Raises
    ------
    InputError
        none is asked for, and the tables were annotated without any list of terms

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> chosen_lexicon(annotate(read_article_text("Talks\\n\\nMoscow refused.")[0], ["appraisal_words"]))
    'appraisal_words'
    """
    if lexicon is not None:
        return lexicon
    if annotated.entries.select((pl.col("lexicon") == LOADED).any()).item():
        return LOADED
    own = annotated.lexicons.filter(pl.col("kind") == "terms")["lexicon"].to_list()
    if not own:
        expected = "a list of terms (columns term and category)"
        raise InputError("study", "key 'lexicons'", "no such list", expected, f"add one, such as {LOADED!r}")
    return str(own[0])
