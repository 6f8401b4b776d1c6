"""Sentences about a table by outlet: where the focus stands among the outlets."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.measures import kind_of
from analysis.measures.stance.scores import MEASURE as STANCE
from analysis.presentation.writing.format import count, is_missing, percent, plural
from analysis.presentation.writing.share_words import share_clause
from analysis.presentation.writing.values import interval_text, value_text
from analysis.presentation.writing.wording import PARTS, Row, subject, voice_phrase, wording

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
    what = _about(with_words["measure"].unique().to_list())
    summary = f"The table shows {what} in {plural(outlets, 'outlet')}; it describes and does not test."
    return summary, (), (), (), tuple(sentences)


def _about(measures: Sequence[str]) -> str:
    names = {kind_of(measure).name for measure in measures}
    if set(measures) == {STANCE}:
        return "stance toward actors"
    if names == {"score"}:
        return "word valence"
    if names == {"rate"}:
        return "loaded terms"
    if {kind_of(measure).base for measure in measures} == {"name"}:
        return "what things are called"
    if set(measures) <= {"share:wire_copy", "share:shared_quotes"}:
        return "text that outlets share"
    return "whose words they are" if measures == ["share:voice"] else "whom the articles cite"


def _sentence(row: Row, ranked: Sequence[Row], level: float) -> str:
    n, measure = int(row["articles"]), str(row["measure"])
    name = kind_of(measure).name
    spoken = {"focus": row["outlet"], "focus_articles": n}
    who = subject(spoken if name in ("rate", "score") else spoken | {"voice": row["voice"]})
    where = voice_phrase({**row, "focus_articles": n})
    interval = ""
    if not is_missing(row["low"]) and not is_missing(row["high"]):
        interval = f" ({percent(level)} interval {interval_text(measure, row['low'], row['high'])})"
    words, value = plural(row["words"], kind_of(measure).base), value_text(measure, row["value"])
    if name == "score":
        said = f"{'has' if n == 1 else 'have'} a mean {wording(row)} of {value} {where} ({words}){interval}"
    elif name == "rate":
        said = (
            f"{'holds' if n == 1 else 'hold'} {plural(row['hits'], 'hit')} of {wording(row)} {where} "
            f"({words}), {value} per 1,000{interval}"
        )
    elif name == "share":
        part = PARTS.get(str(row["part"]), "")
        clause = share_clause(measure, str(row["category"]), value, part)
        base = plural(row["words"], kind_of(measure).base)
        said = f"{clause}{interval}: {count(row['hits'])} of {base}"
        return f"In {who[0].lower()}{who[1:]}, {said}{_place(row, ranked)}."
    else:
        label = wording(row).removesuffix(" per article")
        said = f"{'has' if n == 1 else 'have'} {value} {label}{interval}"
        if "effective" in measure:
            said = f"{'has' if n == 1 else 'have'} an {label} of {value}{interval}"
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
