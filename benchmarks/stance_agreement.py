"""Measure summed stance per article and target against what people coded: BASIL and NewsWCL50.

Run from the repository root, with the corpora in ../shared/corpora (or where FRAMING_CORPORA says)::

    python benchmarks/stance_agreement.py          # a part of make bench-stance

- BASIL: the annotators' impression of the author's feeling about each main entity of an article (negative,
  neutral, positive) against summed stance in own voice. Floor: VADER, the mean valence of the sentences that
  name it, all voices
- NewsWCL50: the properties that were coded for a target in all articles of an outlet on an event, good minus
  bad, against summed stance in all voices; and the same for naming, where a list of names has evaluative ones

Spearman's rank correlations; 95 % intervals from 2,000 resamples of events. Both are small, and NewsWCL50 has
five events only: its interval says little. Names with an evaluation are so few there that they get none.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from stance_entities import BAD, CONCEPTS, EVALUATIVE, GOOD, SAME, actor_rows
from stance_gold import CORPORA

from analysis import annotate, read_articles, stance_mentions
from analysis.annotation import LEXICON_FOLDER, Annotated
from analysis.measures import naming_shares
from analysis.measures.stance.tables import DIRECTIONS

RESAMPLES, SEED = 2000, 1
FEELINGS = {"neg": -1, "neu": 0, "pos": 1}
MODELS = {"rules": None, "model": "built-in"}
NEEDED = 3
"""Coded properties, or names, that a target of an outlet and event needs to count."""
Table = pl.DataFrame


def basil(corpora: Path = CORPORA) -> dict[str, Table]:
    """Return event, feeling and what we say of every article and main entity, for rules and model."""
    feelings = {row["id"]: _feelings(row["article"]) for row in _lines(corpora / "basil.gold.jsonl")}
    articles, _ = read_articles([corpora / "basil.jsonl"])
    found: dict[str, list[Table]] = {name: [] for name in MODELS}
    for (event,), some in articles.partition_by("event", as_dict=True).items():
        names = sorted({name for article in some["article_id"] for name in feelings.get(article, {})})
        if not names:
            continue
        annotated = _annotated(some, actor_rows(names))
        gold = pl.DataFrame(
            [(a, n, f) for a in some["article_id"] for n, f in feelings.get(a, {}).items()],
            schema=["article_id", "target", "gold"],
            orient="row",
        ).with_columns(event=pl.lit(str(event)))
        for name, model in MODELS.items():
            read = stance_mentions(annotated, names, model=model)
            found[name].append(_beside(gold, read, annotated))
    return {name: pl.concat(tables) for name, tables in found.items()}


def _feelings(article: Mapping[str, str]) -> dict[str, int]:
    prefix = "author_feeling_"
    named = {
        key.removeprefix(prefix).replace("_", " "): FEELINGS[value]
        for key, value in article.items()
        if key.startswith(prefix) and key != f"{prefix}main_event"
    }
    return {SAME.get(name, name): value for name, value in named.items()}


def _beside(gold: Table, read: Table, annotated: Annotated) -> Table:
    """Put stance by voice, and the valence of sentences, beside the gold; 0 where there is none."""
    keys = ["article_id", "target"]
    read = read.with_columns(sign=pl.col("direction").replace_strict(DIRECTIONS, return_dtype=pl.Int64))
    own = read.filter(pl.col("voice") == "own")
    valence = (
        read.select(*keys, "sentence")
        .unique()
        .join(annotated.sentences, on=["article_id", "sentence"])
        .group_by(keys)
        .agg(valence=pl.col("valence").mean())
    )
    tables = {
        "own_sum": own.group_by(keys).agg(own_sum=pl.col("score").sum()),
        "own_count": own.group_by(keys).agg(own_count=pl.col("sign").sum()),
        "own_mean": own.group_by(keys).agg(own_mean=pl.col("score").mean()),
        "all_sum": read.group_by(keys).agg(all_sum=pl.col("score").sum(), mentions=pl.len()),
        "all_count": read.group_by(keys).agg(all_count=pl.col("sign").sum()),
        "valence": valence,
    }
    for table in tables.values():
        gold = gold.join(table, on=keys, how="left", maintain_order="left")
    return gold.with_columns(pl.col(*tables, "mentions").cast(pl.Float64).fill_null(0.0))


def newswcl(corpora: Path = CORPORA) -> tuple[dict[str, Table], Table]:
    """Return event, coded properties and our stance of every outlet and target; and the same for names."""
    articles, _ = read_articles([corpora / "newswcl50.jsonl"])
    rows = actor_rows(sorted(set(CONCEPTS.values()) - _listed()))
    annotated = _annotated(articles, [*_built_in(), *rows])
    gold = _properties(_lines(corpora / "newswcl50.gold.jsonl"))
    found = {}
    for name, model in MODELS.items():
        read = stance_mentions(annotated, sorted(set(CONCEPTS.values())), model=model)
        found[name] = _beside(gold, read, annotated)
    return found, _names(gold, annotated)


def _properties(rows: Iterable[Mapping[str, str]]) -> Table:
    """Return (good - bad) / (good + bad) of the coded properties of each article and target."""
    coded = []
    for row in rows:
        sign = (row["code_name"] in GOOD) - (row["code_name"] in BAD)
        if row["code_type"] == "PROPERTY" and sign:
            article = f"{row['event_id']}_{row['publisher_id']}"
            targets = {CONCEPTS.get(part.strip().lower()) for part in row["target_concept"].split(";")}
            coded += [
                (article, row["event_id"], target, sign) for target in sorted(targets - {None}, key=str)
            ]
    table = pl.DataFrame(coded, schema=["article_id", "event", "target", "sign"], orient="row")
    sums = table.group_by("article_id", "event", "target").agg(gold=pl.col("sign").mean(), coded=pl.len())
    return sums.filter(pl.col("coded") >= NEEDED).sort("article_id", "target")


def _names(gold: Table, annotated: Annotated) -> Table:
    """Put the share of names with an evaluation beside the properties, where a referent has such names."""
    shares = naming_shares(annotated, [referent for referent, _ in EVALUATIVE.values()], "all")
    parts = []
    for target, (referent, signs) in EVALUATIVE.items():
        of = shares.filter(measure=f"share:naming:{referent}").with_columns(
            sign=pl.col("category").replace_strict(signs, default=0, return_dtype=pl.Int64)
        )
        sums = of.group_by("article_id").agg(
            naming=(pl.col("sign") * pl.col("numerator")).sum() / pl.col("denominator").first(),
            names=pl.col("denominator").first(),
        )
        parts.append(gold.filter(target=target).join(sums, on="article_id"))
    return pl.concat(parts).filter(pl.col("names") >= NEEDED)


def spearman(ours: Sequence[float], gold: Sequence[float]) -> float:
    """Return the rank correlation; NaN where one side does not vary."""
    from scipy.stats import rankdata

    a, b = (rankdata(values) for values in (ours, gold))
    return float(np.corrcoef(a, b)[0, 1]) if a.std() > 0 and b.std() > 0 else float("nan")


def interval(table: Table, column: str, statistic: Callable[..., float] = spearman) -> tuple[float, ...]:
    """Return a correlation and its 95 % interval from resamples of events."""
    draws = np.random.default_rng(SEED)
    ours, gold = table[column].to_numpy(), table["gold"].to_numpy()
    rows = [np.flatnonzero(table["event"].to_numpy() == event) for event in sorted(table["event"].unique())]
    values = []
    for _ in range(RESAMPLES):
        chosen = np.concatenate([rows[i] for i in draws.integers(0, len(rows), len(rows))])
        values.append(statistic(ours[chosen], gold[chosen]))
    return statistic(ours, gold), *np.nanquantile(values, (0.025, 0.975))


def _annotated(articles: Table, rows: Sequence[Mapping[str, str]]) -> Annotated:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "entities.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, ["actor", "kind", "alias", "match_case", "note", "side"])
            writer.writeheader()
            writer.writerows(rows)
        return annotate(articles, [file])


def _built_in() -> list[dict[str, str]]:
    with (LEXICON_FOLDER / "actors.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _listed() -> set[str]:
    return {row["actor"] for row in _built_in()}


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _show(what: str, table: Table, column: str) -> None:
    value, low, high = interval(table, column)
    size = f"{table.height} pairs, {table['event'].n_unique()} events"
    print(f"  {what:56} {value:6.2f} [{low:5.2f}, {high:5.2f}]   {size}")


LABELS = {
    "own_sum": "own voice, summed scores",
    "own_count": "own voice, favourable - unfavourable",
    "own_mean": "own voice, mean score",
    "all_sum": "all voices, summed scores",
    "all_count": "all voices, favourable - unfavourable",
}


def main() -> None:
    """Print the figures."""
    found = basil()
    first = found["rules"]
    named = first.filter(pl.col("mentions") > 0).height
    print(f"BASIL, author's feeling about main entities ({named} of {first.height} named in their article)")
    _show("VADER, mean valence of sentences that name it", first, "valence")
    for name, table in found.items():
        for column, label in LABELS.items():
            _show(f"{name}: {label}", table, column)
    by_target, names = newswcl()
    print(f"NewsWCL50, coded properties per outlet, event and target (at least {NEEDED})")
    _show("VADER, mean valence of sentences that name it", by_target["rules"], "valence")
    for name, table in by_target.items():
        for column, label in LABELS.items():
            _show(f"{name}: {label}", table, column)
    value = spearman(names["naming"].to_list(), names["gold"].to_list())
    print(f"  {'naming: names for it - against it, share':56} {value:6.2f}   {names.height} pairs")


if __name__ == "__main__":
    main()
