"""The passages behind shares: who is cited, with what words, under which cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from analysis.errors import InputError
from analysis.measures.counting import VOICE_GROUPS
from analysis.measures.passages import PASSAGES, Names, among, choose_from_parts, context_of, flat
from analysis.measures.voices.cited import cited
from analysis.study import DEFAULT_SEED

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

AROUND, SHOWN = 9, 24
"""Words beside a passage, and of the passage itself."""
_NO_CUE = "no cue"


def share_passages(
    annotated: Annotated,
    measure: str,
    category: str,
    *,
    outlet: Names = None,
    per_article: int = 1,
    limit: int = 6,
    seed: int = DEFAULT_SEED,
) -> pl.DataFrame:
    """Return passages that a share counts: stretches of a voice, or cited words of a kind of source or cue.

    Parameters
    ----------
    measure, category : of a row of ``voice_shares``, ``source_mix`` or ``cue_classes``. The measures that are
        of no kind of passage (``share:top_source``, ``number:…``) show any attributions
    outlet : keep only these
    per_article, limit, seed : as in ``passages``

    Returns
    -------
    DataFrame
        ``PASSAGES``; ``hit`` is the beginning of the stretch, ``term`` its cue. Null without text.

    Raises
    ------
    InputError
        a measure that is not a share or a number

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> share_passages(annotate(articles), "share:voice", "quoted").select("hit", "term").rows()
    [('a plague', 'said')]
    """
    of = measure.removeprefix("share:").removesuffix(":words")
    if not measure.startswith(("share:", "number:")):
        found = f"'{measure}'"
        raise InputError("passages", "argument 'measure'", found, "a share or a number", "use `passages`")
    articles = annotated.articles.select("article_id", "outlet", "published", "title", "event")
    among_these = articles.filter(among(outlet=outlet)).lazy()

    def located(tables: Annotated) -> pl.LazyFrame:
        places = _of_voice(tables, category) if of == "voice" else _of_sources(tables, of, category)
        rows = places.join(among_these, on="article_id", maintain_order="left")
        return rows.with_columns(pl.col("term").fill_null(_NO_CUE), category=pl.lit(category))

    chosen = choose_from_parts(annotated, located, per_article, limit, seed)
    texts = annotated.texts(chosen["article_id"])
    stretches = chosen.select("article_id", "start", "end").rows()
    cut = [_cut(texts.get(key), start, end) for key, start, end in stretches]
    around = pl.DataFrame(cut, schema=dict.fromkeys(("before", "hit", "after"), pl.String()), orient="row")
    return (
        pl.concat([chosen, around], how="horizontal")
        .with_columns(negated=pl.lit(False))
        .sort("outlet", "published", "article_id", "start", nulls_last=True)
        .select(pl.col(name).cast(dtype) for name, (dtype, _) in PASSAGES.items())
    )


def _of_voice(annotated: Annotated, voice: str) -> pl.LazyFrame:
    """Return the stretches of a voice with the cue and the source of their attribution."""
    kept = pl.col("scare") if voice == "scare" else pl.col("voice").is_in(VOICE_GROUPS[voice])
    keys = ["article_id", "attribution"]
    named = annotated.scan("attributions").select(*keys, "source_name", term="cue")
    columns = ("sentence", "voice", "start", "end", "source_name", "term")
    spans = annotated.scan("spans").filter(kept)
    return spans.join(named, on=keys, how="left", maintain_order="left").select("article_id", *columns)


def _of_sources(annotated: Annotated, of: str, category: str) -> pl.LazyFrame:
    """Return the contents of the attributions that a measure counts under a category."""
    side, _, cue = category.rpartition(": ")
    wanted = {
        "source_type": pl.col("source_type") == category,
        "named": pl.col("named"),
        "side": pl.col("side") == category,
        "cue_class": (pl.col("cue_class") == cue) & (pl.lit(not side) | (pl.col("side") == side)),
    }
    keys = ["article_id", "attribution"]
    counted = cited(annotated).filter(wanted.get(of, pl.lit(True)).fill_null(False)).select(keys)
    first = annotated.scan("spans").group_by(keys).agg(pl.col("sentence").min())
    return (
        annotated.scan("attributions")
        .join(counted.lazy(), on=keys, maintain_order="left")
        .join(first, on=keys, how="left", maintain_order="left")
        .select("article_id", "sentence", "start", "end", "source_name", voice="kind", term="cue")
    )


def _cut(text: str | None, start: int, end: int) -> tuple[str | None, str | None, str | None]:
    """Return words before, the beginning of the stretch, and words after or a mark that it goes on."""
    if text is None:
        return None, None, None
    before, _, after = context_of(AROUND, text, start, end)
    words = text[start:end].split()
    if len(words) <= SHOWN:
        return before, flat(text[start:end]), after
    return before, " ".join(words[:SHOWN]), "…"
