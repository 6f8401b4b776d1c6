"""Words that are left when what names an outlet is masked, counted in every article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from analysis.measures.counting import VOICE_GROUPS, groups
from analysis.measures.tables import schema
from analysis.measures.terms.counts import TermCounts, counted_articles
from analysis.measures.terms.counts_matrix import counts_matrix
from analysis.measures.terms.masked_text import RULES, masked_places
from analysis.text import WORD, unify_word

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

MASKED_WORDS: Mapping[str, tuple[pl.DataType, str]] = {
    "rule": (pl.String(), "why the words are masked, or 'left'"),
    "words": (pl.Int64(), "words of the voice; each under the first rule that masks it"),
    "articles": (pl.Int64(), "articles with such words"),
}
LEFT = "left"


@dataclass(frozen=True)
class UnmaskedWords:
    """``counts`` (of the words that are left) and ``masked`` (``MASKED_WORDS``)."""

    counts: TermCounts
    masked: pl.DataFrame


def count_unmasked_words(
    annotated: Annotated,
    *,
    voice: str = "own",
    outlet_aliases: Sequence[str | Path] = (),
) -> UnmaskedWords:
    """Count the words of one voice that ``masked_places`` leaves.

    Parameters
    ----------
    voice : one name, as in ``count_terms``
    outlet_aliases : as in ``masked_places``

    Returns
    -------
    UnmaskedWords
        ``counts.articles`` has a row per article of ``annotated.articles``; ``words`` are those that are left

    Raises
    ------
    InputError
        an unknown voice; tables without text

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text("Title\\n\\nHALMERE, 12 April (Reuters) - The ferry sank on Monday.")
    >>> found = count_unmasked_words(annotate(articles))
    >>> found.counts.terms, found.masked.row(0)
    (('ferry', 'on', 'sank', 'the', 'title'), ('dateline', 4, 1))
    """
    members = groups(voice, VOICE_GROUPS, "voice")["voice_member"].to_list()
    masks: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    number = {rule: i for i, rule in enumerate(RULES)}
    for article_id, start, end, rule in masked_places(annotated, outlet_aliases).iter_rows():
        masks[article_id].append((start, end, number[rule]))
    rows: list[tuple[str, str, int]] = []
    lost: list[tuple[str, str, int]] = []
    for article_id, text, starts, ends in _places(annotated, members):
        rule_at = _first_rules(len(text), masks[article_id])
        kept: Counter[str] = Counter()
        by_rule: Counter[int] = Counter()
        for start, end in zip(starts, ends, strict=True):
            for match in WORD.finditer(text, start, end):
                rule = rule_at[match.start()]
                by_rule[rule] += 1
                if rule == len(RULES):
                    kept[unify_word(match.group())] += 1
        rows += [(article_id, word, n) for word, n in kept.items()]
        lost += [(article_id, (*RULES, LEFT)[rule], n) for rule, n in by_rule.items()]
    return UnmaskedWords(_counts(annotated, voice, rows), _masked(lost))


def _places(
    annotated: Annotated, voices: Sequence[str]
) -> Iterator[tuple[str, str, Sequence[int], Sequence[int]]]:
    """Yield article_id, text, and starts and ends of the spans of some voices, part by part."""
    spoken = pl.col("voice").is_in(voices)
    for tables in annotated.batches():
        spans = tables.table("spans", "article_id", "start", "end", where=spoken).sort("article_id", "start")
        texts = tables.texts(spans["article_id"].unique())
        places = spans.group_by("article_id", maintain_order=True).agg("start", "end")
        for article_id, starts, ends in places.rows():
            yield article_id, texts.get(article_id, ""), starts, ends


def _first_rules(length: int, masks: Sequence[tuple[int, int, int]]) -> bytearray:
    """Return for every character the number of the first rule that covers it, or that of none."""
    rules = bytearray([len(RULES)]) * length
    for start, end, rule in sorted(masks, key=lambda mask: -mask[2]):
        rules[start:end] = bytes([rule]) * (end - start)
    return rules


def _counts(annotated: Annotated, voice: str, rows: Sequence[tuple[str, str, int]]) -> TermCounts:
    types = {"article_id": pl.String, "term": pl.String, "n": pl.Int64}
    counted = pl.DataFrame(rows, schema=types, orient="row")
    totals = counted.group_by("article_id").agg(words=pl.col("n").sum())
    articles = counted_articles(annotated, totals)
    terms, counts = counts_matrix(articles, [counted])
    return TermCounts("words", voice, "all", terms, articles, counts)


def _masked(lost: Sequence[tuple[str, str, int]]) -> pl.DataFrame:
    order = pl.DataFrame({"rule": [*RULES, LEFT]}, schema={"rule": pl.String})
    found = pl.DataFrame(
        lost, schema={"article_id": pl.String, "rule": pl.String, "n": pl.Int64}, orient="row"
    )
    summed = found.group_by("rule").agg(words=pl.col("n").sum(), articles=pl.len())
    return order.join(summed, on="rule", maintain_order="left").select(
        pl.col(name).cast(dtype) for name, dtype in schema(MASKED_WORDS).items()
    )
