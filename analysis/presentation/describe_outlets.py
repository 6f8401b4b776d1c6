"""Sentences about a table by outlet: where the focus stands among the outlets."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.presentation.format import is_missing, percent, plural, rate, valence
from analysis.presentation.wording import Row, subject, voice_phrase, wording

Groups = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
KEYS = ("measure", "category", "voice", "part")


def outlet_sentences(table: pl.DataFrame, focus: Sequence[str], level: float) -> Groups:
    """Return a summary and one sentence per measure, or per measure and focus outlet, as description."""
    with_words = table.filter(pl.col("words") > 0)
    if with_words.is_empty():
        return "No outlet has words of this voice and part in this corpus.", (), (), (), ()
    sentences = []
    for _, group in with_words.group_by(*KEYS, maintain_order=True):
        ranked = group.sort("value", "outlet", descending=[True, False]).to_dicts()
        chosen = [row for row in ranked if row["outlet"] in focus]
        for row in chosen or [ranked[0]]:
            sentences.append(_sentence(row, ranked, level))
    outlets = with_words["outlet"].n_unique()
    first = with_words.row(0, named=True)
    what = "word valence" if str(first["measure"]).startswith("valence") else "loaded terms"
    summary = f"The table shows {what} in {plural(outlets, 'outlet')}; it describes and does not test."
    return summary, (), (), (), tuple(sentences)


def _sentence(row: Row, ranked: Sequence[Row], level: float) -> str:
    n = int(row["articles"])
    who = subject({"focus": row["outlet"], "focus_articles": n})
    where = voice_phrase({**row, "focus_articles": n})
    interval = ""
    write = valence if row["hits"] is None else rate
    if not is_missing(row["low"]) and not is_missing(row["high"]):
        interval = f" ({percent(level)} interval {write(row['low'])} to {write(row['high'])})"
    words = plural(row["words"], "word")
    if row["hits"] is None:
        mean = f"a mean {wording(row)} of {valence(row['value'])}"
        said = f"{'has' if n == 1 else 'have'} {mean} {where} ({words}){interval}"
    else:
        said = (
            f"{'holds' if n == 1 else 'hold'} {plural(row['hits'], 'hit')} of {wording(row)} {where} "
            f"({words}), {rate(row['value'])} per 1,000{interval}"
        )
    return f"{who} {said}{_place(row, ranked)}."


def _place(row: Row, ranked: Sequence[Row]) -> str:
    if len(ranked) < 2 or ranked[0]["value"] == ranked[-1]["value"]:
        return ""
    above = sum(other["value"] > row["value"] + 1e-12 for other in ranked)
    alike = sum(abs(other["value"] - row["value"]) <= 1e-12 for other in ranked) - 1
    shared = " (shared)" if alike else ""
    if above == 0:
        return f"; the highest of {len(ranked)} outlets{shared}"
    if above + alike + 1 == len(ranked):
        return f"; the lowest of {len(ranked)} outlets{shared}"
    return f"; rank {above + 1} of {len(ranked)} outlets from the top{shared}"
