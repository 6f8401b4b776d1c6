"""Do comparisons cry wolf, and do they find what is there? (`make bench-statistics`)

    python benchmarks/comparisons.py [--splits 500] [--parts halves,other,power,unequal] [--out FILE.json]

halves    random halves of one outlet's articles, outlets taking turns, at 8, 15, 30 and 72 articles a side
          (or as many as there are): share of splits with any call at q < .05, for words and for the
          categories of loaded terms (``keyness``), and for log-likelihood G² and Fightin' Words z
          (informative prior) with the same Benjamini-Hochberg correction on the same words
other     halves by time and by event, and each outlet in the focus's place
power     twenty words (15 to 150 occurrences, in 8 or more articles) are given a threefold rate in one half:
          to each article are added the counts that the word has in two other articles of that half, drawn
          without replacement. Share found at q < .05, beside Welch's t on rates and on their square roots, a
          test of the ratio of sums, and Mann-Whitney's U
unequal   simulated words with equal rates (frequencies and spreads of PolNeAR): article lengths 1 : 3,
          dispersions 1 : 4, 10 against 60 articles
Coverage of intervals: interval_coverage.py and share_coverage.py.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse, stats

sys.path.insert(0, str(Path(__file__).resolve().parent))
from null_data import CORPORA

from analysis.annotation import load_lexicons
from analysis.annotation.matching import Matcher
from analysis.annotation.sentences import split_sentences
from analysis.comparison.doubt.null_checks import null_check
from analysis.comparison.doubt.null_summaries import clopper_pearson
from analysis.comparison.doubt.procedures import keyness_procedure
from analysis.comparison.families import benjamini_hochberg
from analysis.comparison.terms.keyness import keyness_of_counts
from analysis.comparison.terms.shrinkage import Prior, fightin_words_z, log_likelihood, log_likelihood_p
from analysis.measures import TermCounts
from analysis.study import Inference
from analysis.text import WORD, unify_word

Floats = NDArray[np.float64]
FILES = {
    "polnear": "polnear.jsonl.gz",
    "allsides-foreign": "allsides-foreign.jsonl.gz",
    "kcna-raw": "kcna-raw.jsonl.gz",
}
SIZES = (8, 15, 30, 72)
LEAST_ARTICLES = 60
SETTINGS = Inference(resamples=999)


def read_counts(corpus: str) -> dict[str, TermCounts]:
    """Read a corpus without exact repeats: its words, and the categories of loaded terms, in all voices."""
    matcher = Matcher(load_lexicons(["loaded_terms"]))
    rows: list[tuple[str, str | None, str | None, int]] = []
    seen: set[str] = set()
    cells: dict[str, list[tuple[int, str]]] = {"words": [], "categories": []}
    with gzip.open(CORPORA / FILES[corpus], "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = article["text"] or ""
            if text in seen or not WORD.search(text):
                continue
            seen.add(text)
            spans = [match.span() for match in WORD.finditer(text)]
            cells["words"] += [(len(rows), unify_word(text[start:end])) for start, end in spans]
            found = matcher.find(text, split_sentences(text))
            terms = [match for match in found if match.lexicon.kind == "terms"]
            cells["categories"] += [(len(rows), match.entry.category) for match in terms]
            rows.append((article["outlet"], article.get("event"), article.get("published"), len(spans)))
    outlets, events, published, words = zip(*rows, strict=True)
    articles = pl.DataFrame(
        {
            "article_id": [f"{i:05}" for i in range(len(rows))],
            "outlet": [str(outlet) for outlet in outlets],
            "event": pl.Series(events, dtype=pl.String),
            "published": pl.Series(published, dtype=pl.String).str.slice(0, 10).str.to_datetime(strict=False),
            "words": words,
        }
    )
    return {kind: _matrix(kind, articles, pairs) for kind, pairs in cells.items()}


def _matrix(kind: str, articles: pl.DataFrame, pairs: list[tuple[int, str]]) -> TermCounts:
    terms, column = np.unique([term for _, term in pairs], return_inverse=True)
    row = np.array([row for row, _ in pairs])
    counts = sparse.coo_array((np.ones(len(row)), (row, column)), shape=(articles.height, len(terms)))
    return TermCounts(kind, "all", "all", tuple(map(str, terms)), articles, counts.tocsr())


def halves(counts: TermCounts, size: int, splits: int, seed: int = 20240115) -> Iterator[TermCounts]:
    """Deal articles of one outlet to the outlets 'a' and 'b'; outlets take turns."""
    number = counts.articles.group_by("outlet").len().filter(pl.col("len") >= LEAST_ARTICLES).sort("outlet")
    each = min(size, int(number["len"].max()) // 2)  # type: ignore[arg-type]
    names = number.filter(pl.col("len") >= 2 * each)["outlet"].to_list()
    outlet = counts.articles["outlet"].to_numpy()
    random = np.random.default_rng(seed)
    for split in range(splits):
        here = random.permutation(np.flatnonzero(outlet == names[split % len(names)]))[: 2 * each]
        label = np.full(len(outlet), "", dtype=object)
        label[here[:each]], label[here[each:]] = "a", "b"
        named = counts.with_outlets(dict(zip(counts.articles["article_id"], label.tolist(), strict=True)))
        yield replace(named, articles=named.articles.with_columns(event=pl.lit(None, pl.String))).rows(
            label != ""
        )


def by_words(table: pl.DataFrame) -> dict[str, NDArray[np.bool_]]:
    """Return which words of a keyness table G² and Fightin' Words z call, by the same correction."""
    hits = table.select("focus_hits", "reference_hits").to_numpy().T.astype(float)
    words = table.select("focus_words", "reference_words").to_numpy()[0].astype(float)
    g2 = log_likelihood_p(log_likelihood(hits, words))
    informative = Prior("informative", words=float(hits.sum()) / 2)
    z = 2 * stats.norm.sf(np.abs(fightin_words_z(hits, words, informative)))
    return {"G²": benjamini_hochberg(g2) < 0.05, "Fightin' Words": benjamini_hochberg(z) < 0.05}


def bench_halves(corpus: str, splits: int) -> list[dict[str, object]]:
    """Return, for every size, how often and how much is called in random halves."""
    counts = read_counts(corpus)
    rows = []
    for size in SIZES:
        called: dict[str, list[int]] = {}
        articles = 0
        for words in halves(counts["words"], size, splits):
            table = keyness_of_counts(words, "a", inference=SETTINGS)
            articles = table["focus_articles"][0]
            called.setdefault("keyness, words", []).append(int((table["q"] < 0.05).sum()))
            for name, calls in by_words(table).items():
                called.setdefault(name, []).append(int(calls.sum()))
        for categories in halves(counts["categories"], size, splits):
            table = keyness_of_counts(categories, "a", inference=SETTINGS)
            called.setdefault("keyness, categories", []).append(int((table["q"] < 0.05).sum()))
        for name, calls in called.items():
            rows.append(_row(f"{corpus}, random halves, {articles} a side", name, calls))
    return rows


def _row(data: str, procedure: str, calls: list[int]) -> dict[str, object]:
    some = int((np.array(calls) > 0).sum())
    low, high = clopper_pearson(some, len(calls))
    row = {
        "data": data,
        "procedure": procedure,
        "splits": len(calls),
        "any_call_percent": round(100 * some / len(calls), 1),
        "low": round(100 * low, 1),
        "high": round(100 * high, 1),
        "calls_a_split": round(float(np.mean(calls)), 2),
    }
    print("  ".join(f"{name} {value}" for name, value in row.items()), flush=True)
    return row


def bench_other(corpus: str, splits: int) -> list[dict[str, object]]:
    """Return calls in halves by time and event, and of each outlet in the focus's place."""
    counts = read_counts(corpus)["words"]
    number = counts.articles.group_by("outlet").len().filter(pl.col("len") >= LEAST_ARTICLES)
    counts = counts.of_outlets(number["outlet"].to_list())
    procedure = keyness_procedure(counts, inference=SETTINGS)
    rows = []
    kinds = ["halves by time", *(["halves by event"] if counts.articles["event"].drop_nulls().len() else [])]
    kinds += ["placebo focus"] if number.height > 2 else []
    for kind in kinds:
        focus = sorted(number["outlet"])[0] if kind == "placebo focus" else ()
        checks = null_check(procedure, counts.articles, kind=kind, focus=focus, splits=splits)
        rows.append(_row(f"{corpus}, {kind}", "keyness, words", checks["calls"].to_list()))
    return rows


def plant(counts: TermCounts, random: np.random.Generator, words: int = 20) -> tuple[TermCounts, list[str]]:
    """Give some words of outlet 'a' a threefold rate; see the module's text."""
    dense = counts.counts.toarray()
    ours = np.flatnonzero((counts.articles["outlet"] == "a").to_numpy())
    total, articles = dense.sum(axis=0), (dense > 0).sum(axis=0)
    fit = np.flatnonzero((total >= 15) & (total <= 150) & (articles >= 8))
    chosen = random.choice(fit, min(words, len(fit)), replace=False)
    before = dense.copy()
    for column in chosen:
        for _ in range(2):
            dense[ours, column] += random.permutation(before[ours, column])
    longer = counts.words + (dense - before).sum(axis=1)
    articles_table = counts.articles.with_columns(words=pl.Series(longer.round().astype(np.int64)))
    return replace(counts, counts=sparse.csr_array(dense), articles=articles_table), [
        counts.terms[i] for i in chosen
    ]


def bench_power(corpus: str, splits: int) -> list[dict[str, object]]:
    """Return the share of planted words that is found, ours beside four other tests of articles."""
    counts = read_counts(corpus)["words"]
    random = np.random.default_rng(7)
    rows = []
    for size in SIZES:
        found: dict[str, int] = {}
        planted = articles = 0
        for half in halves(counts, size, splits, seed=99):
            made, chosen = plant(half, random)
            table = keyness_of_counts(made, "a", inference=SETTINGS)
            articles, planted = table["focus_articles"][0], planted + len(chosen)
            q = {"keyness": dict(zip(table["term"], table["q"], strict=True))}
            compared = made.columns([made.terms.index(term) for term in sorted(table["term"])])
            for name, p in other_tests(compared).items():
                q[name] = dict(zip(compared.terms, benjamini_hochberg(p), strict=True))
            for name, values in q.items():
                found[name] = found.get(name, 0) + sum(values.get(term, 1.0) < 0.05 for term in chosen)
        for name, number in found.items():
            row = {"data": f"{corpus}, {articles} a side", "test": name, "planted": planted}
            rows.append(row | {"found": round(number / planted, 3)})
            print("  ".join(f"{key} {value}" for key, value in rows[-1].items()), flush=True)
    return rows


def other_tests(counts: TermCounts) -> dict[str, Floats]:
    """Return p-values of four tests whose unit is the article."""
    dense, words = counts.counts.toarray(), counts.words
    ours = (counts.articles["outlet"] == "a").to_numpy()
    rate = dense / words[:, None]
    tests: dict[str, Callable[[Floats, Floats], Floats]] = {
        "Welch, rates": lambda a, b: stats.ttest_ind(a, b, equal_var=False).pvalue,
        "Mann-Whitney": lambda a, b: stats.mannwhitneyu(a, b, method="asymptotic").pvalue,
    }
    with np.errstate(invalid="ignore", divide="ignore"):
        made = {name: test(rate[ours], rate[~ours]) for name, test in tests.items()}
        made["Welch, square roots"] = tests["Welch, rates"](np.sqrt(rate[ours]), np.sqrt(rate[~ours]))
        made["ratio of sums"] = _ratio_of_sums(dense, words, ours)
    return {name: np.nan_to_num(p, nan=1.0) for name, p in made.items()}


def _ratio_of_sums(dense: Floats, words: Floats, ours: NDArray[np.bool_]) -> Floats:
    rates, spreads, sizes = [], [], []
    for side in (ours, ~ours):
        rate = dense[side].sum(axis=0) / words[side].sum()
        rest = (dense[side] - rate * words[side, None]) / words[side].sum()
        n = int(side.sum())
        rates.append(rate)
        spreads.append((rest**2).sum(axis=0) * n / (n - 1))
        sizes.append(n - 1)
    spread = spreads[0] + spreads[1]
    degrees = spread**2 / (spreads[0] ** 2 / sizes[0] + spreads[1] ** 2 / sizes[1])
    p: Floats = 2 * stats.t.sf(np.abs(rates[0] - rates[1]) / np.sqrt(spread), degrees)
    return p


def bench_unequal(splits: int) -> list[dict[str, object]]:
    """Return false calls where both sides have equal rates but unlike articles."""
    counts = read_counts("polnear")["words"].of_outlets(["nyt"])
    dense, words = counts.counts.toarray(), counts.words
    often = dense.sum(axis=0) >= 15
    dense, rate = dense[:, often], dense[:, often].sum(axis=0) / words.sum()
    mean = words[:, None] * rate
    excess = ((dense - mean) ** 2 - mean).sum(axis=0)
    size = ((mean**2).sum(axis=0) / np.maximum(excess, 1e-9)).clip(0.05, 20.0)
    random = np.random.default_rng(3)
    rows = []
    for articles, lengths, spread in (
        ((30, 30), (0.5, 1.5), (1.0, 1.0)),
        ((30, 30), (1.0, 1.0), (0.5, 2.0)),
        ((10, 60), (1.0, 1.0), (1.0, 1.0)),
        ((10, 60), (0.5, 1.5), (0.5, 2.0)),
        ((10, 60), (1.5, 0.5), (0.5, 2.0)),
        ((10, 60), (0.5, 1.5), (2.0, 0.5)),
        ((10, 60), (1.5, 0.5), (2.0, 0.5)),
    ):
        single, calls, judged = [], [], 0
        for _ in range(splits):
            side = np.repeat([0, 1], articles)
            long = np.ceil(random.choice(words, len(side)) * np.array(lengths)[side])
            shape = size * np.array(spread)[side][:, None]
            drawn = random.poisson(long[:, None] * rate * random.gamma(shape, 1 / shape)).astype(float)
            table = keyness_of_counts(_simulated(drawn, long, side), "a", inference=SETTINGS)
            single.append(float((table["p"] <= 0.05).mean()))  # type: ignore[arg-type]
            calls.append(int((table["q"] < 0.05).sum()))
            judged += table["p"].is_not_null().sum()
        name = f"{articles[0]} : {articles[1]} articles, lengths {lengths[0]} : {lengths[1]}, "
        row = _row(f"{name}dispersion {spread[0]} : {spread[1]}", "keyness, words", calls)
        rows.append(row | {"single_tests_percent": round(100 * float(np.mean(single)), 1)})
        print(f"  single tests with p <= .05: {rows[-1]['single_tests_percent']} % of {judged}", flush=True)
    return rows


def _simulated(counts: Floats, words: Floats, side: NDArray[np.int64]) -> TermCounts:
    articles = pl.DataFrame(
        {
            "article_id": [f"{i:04}" for i in range(len(side))],
            "outlet": np.where(side == 0, "a", "b").tolist(),
            "event": pl.Series([None] * len(side), dtype=pl.String),
            "published": pl.Series([None] * len(side), dtype=pl.Datetime),
            "words": words.astype(np.int64),
        }
    )
    terms = tuple(f"{i:05}" for i in range(counts.shape[1]))
    return TermCounts("words", "all", "all", terms, articles, sparse.csr_array(counts))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--splits", type=int, default=500)
    parser.add_argument("--parts", default="halves,other,power,unequal")
    parser.add_argument("--corpora", default=",".join(FILES))
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    if not CORPORA.is_dir():
        sys.exit(f"{CORPORA} is not there: this benchmark needs real articles")
    made: dict[str, list[dict[str, object]]] = {}
    parts = asked.parts.split(",")
    for corpus in asked.corpora.split(","):
        if "halves" in parts:
            made.setdefault("halves", []).extend(bench_halves(corpus, asked.splits))
        if "other" in parts:
            made.setdefault("other", []).extend(bench_other(corpus, asked.splits))
        if "power" in parts:
            made.setdefault("power", []).extend(bench_power(corpus, max(1, asked.splits // 5)))
    if "unequal" in parts:
        made["unequal"] = bench_unequal(max(1, asked.splits // 5))
    if asked.out:
        asked.out.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
