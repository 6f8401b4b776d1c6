"""The outlet classifier: what it finds, what it must not find, and its arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.annotation import Annotated, annotate
from analysis.comparison import CLASSIFIED, CLASSIFIED_OUTLETS, CLASSIFIER_WORDS, Classified, tell_apart
from analysis.comparison.classifier.design import design_of, permuted_outlets, smallest_p
from analysis.comparison.classifier.linear import balanced, folds_of, tf_idf
from analysis.comparison.classifier.outlets import tell_apart_counts
from analysis.corpus import read_article_text
from analysis.errors import InputError
from analysis.measures import MASKED_WORDS, UnmaskedWords, count_terms
from analysis.study import Inference

from ..terms.term_tables import term_counts

QUICK = Inference(resamples=399)
WORDS = [
    "ferry",
    "port",
    "coast",
    "town",
    "crew",
    "rain",
    "storm",
    "rescue",
    "night",
    "boat",
    "wind",
    "water",
]


def news(random: np.random.Generator, extra: str = "") -> str:
    """Return sentences of everyday words, and three with ``extra`` among them, no two alike."""
    sentences = [" ".join(random.choice(WORDS, 9)).capitalize() + "." for _ in range(6)]
    for _ in range(3 if extra else 0):
        before, after = (" ".join(random.choice(WORDS, 4)) for _ in range(2))
        sentences.append(f"{before.capitalize()} {extra} {after}.")
    return " ".join(sentences)


def corpus(extra: Mapping[str, str], events: int = 14, seed: int = 1, *, shared: bool = True) -> Annotated:
    """One article of each outlet on each event; ``extra`` stands in every article of its outlet."""
    random = np.random.default_rng(seed)
    read, _ = read_article_text("Ferry sinks\n\nThe ferry sank near the coast and nobody was hurt.")
    tables = []
    for event in range(events):
        for outlet in ("Halmere Sun", "Post", "Star"):
            columns = {
                "article_id": f"{outlet} {event}",
                "outlet": outlet,
                "event": f"e{event}" if shared else None,
                "text": "Ferry sinks\n\n" + news(random, extra.get(outlet, "")),
            }
            tables.append(read.with_columns(pl.lit(v, dtype=pl.String).alias(c) for c, v in columns.items()))
    return annotate(pl.concat(tables))


def counted(
    matrix: np.ndarray,  # type: ignore[type-arg]
    outlets: Sequence[str],
    events: Sequence[str | None] | None = None,
) -> UnmaskedWords:
    words = matrix.sum(axis=1).tolist()
    masked = pl.DataFrame(schema={name: dtype for name, (dtype, _) in MASKED_WORDS.items()})
    return UnmaskedWords(term_counts(matrix, words, outlets, events), masked)


def drawn(articles: Mapping[str, int], seed: int, length: float = 300, terms: int = 60) -> UnmaskedWords:
    """Articles of outlets that write alike, each with its own mixture of words."""
    random = np.random.default_rng(seed)
    outlets = [outlet for outlet, n in articles.items() for _ in range(n)]
    mix = random.dirichlet(np.full(terms, 0.8), len(outlets))
    lengths = random.poisson(length, len(outlets)) + 20
    return counted(np.stack([random.multinomial(n, p) for n, p in zip(lengths, mix, strict=True)]), outlets)


def score(found: Classified) -> dict[str, object]:
    return found.score.row(0, named=True)


def test_a_planted_house_word_is_found() -> None:
    found = tell_apart(corpus({"Halmere Sun": "purportedly"}), "Halmere Sun", inference=QUICK)
    row = score(found)
    assert row["balanced_accuracy"] > 0.9  # type: ignore[operator]
    assert row["p"] == 1 / 400
    assert (row["unit"], row["status"], found.reason) == ("event", "inferred", None)
    planted = found.words.row(0, named=True)
    assert (planted["term"], planted["speaks_for"]) == ("purportedly", "focus")
    assert (planted["focus_hits"], planted["reference_hits"]) == (42, 0)
    assert (planted["focus_articles_with"], planted["same_sign"]) == (14, 10)


@pytest.mark.parametrize(
    "sign",
    ["the Halmere Sun", "the Sun", "Reuters", "Russia", "Mr", "Monday", "Zorlan", "www.sun.example", "1,200"],
)
def test_a_planted_name_is_not_found(sign: str) -> None:
    other = dict.fromkeys(("Post", "Star"), "the") if sign.startswith("the") else {}
    annotated = corpus({"Halmere Sun": sign, **other})
    found = tell_apart(annotated, "Halmere Sun", inference=QUICK)
    assert score(found)["p"] > 0.05  # type: ignore[operator]
    assert set(found.words["term"]) <= {*WORDS, "the", "sinks"}
    # The same classifier tells by it where it is not masked.
    whole = UnmaskedWords(count_terms(annotated), found.masked)
    assert score(tell_apart_counts(whole, ["Halmere Sun"], ["Post", "Star"], inference=QUICK))["p"] == 1 / 400


@pytest.mark.parametrize(
    "line", ["Ida Orr contributed to this report.", "By Ida Orr", "So it goes, dear reader."]
)
def test_a_planted_line_is_not_found(line: str) -> None:
    """A byline, a credit, and a line that says nothing but stands in every article of the outlet."""
    annotated = corpus({})
    ours = pl.col("outlet") == "Halmere Sun"
    text = pl.when(ours).then(pl.col("text") + f"\n\n{line}").otherwise("text")
    articles = annotated.scan("articles").with_columns(text=text).collect()
    found = tell_apart(annotate(articles), "Halmere Sun", inference=QUICK)
    assert score(found)["p"] > 0.05  # type: ignore[operator]
    assert set(found.words["term"]) <= {*WORDS, "sinks"}


def test_tables_and_words_of_both_directions() -> None:
    found = tell_apart(corpus({"Post": "so"}), "Halmere Sun", rows=4, inference=QUICK)
    for table, columns in (
        (found.score, CLASSIFIED),
        (found.outlets, CLASSIFIED_OUTLETS),
        (found.words, CLASSIFIER_WORDS),
        (found.masked, MASKED_WORDS),
    ):
        assert dict(table.schema) == {name: dtype for name, (dtype, _) in columns.items()}
    sides = found.words["speaks_for"].to_list()
    assert sides == sorted(sides)
    assert sides.count("focus") == sides.count("reference") <= 4
    assert ((found.words["weight"] > 0) == (found.words["speaks_for"] == "focus")).all()
    assert found.outlets["articles"].to_list() == [14, 14, 14]
    told = found.outlets["share"].to_list()
    assert score(found)["balanced_accuracy"] == pytest.approx((told[0] + (told[1] + told[2]) / 2) / 2)


def test_the_same_seed_gives_the_same() -> None:
    read = drawn({"a": 12, "b": 9}, 3)
    once, again = (tell_apart_counts(read, ["a"], ["b"], inference=QUICK, seed=5) for _ in range(2))
    assert once.score.equals(again.score)
    assert once.words.equals(again.words)


def test_outlets_that_write_alike_are_rarely_told_apart() -> None:
    """At .05, 60 data sets hold more than 8 calls with a probability of 0.002."""
    calls = []
    for seed in range(60):
        found = tell_apart_counts(
            drawn({"a": 14, "b": 8, "c": 20}, seed), ["a"], ["b", "c"], inference=Inference(resamples=99)
        )
        calls.append(score(found)["p"] <= 0.05)  # type: ignore[operator]
    assert sum(calls) <= 8


def test_length_alone_tells_nothing() -> None:
    told = []
    for seed in range(8):
        read = drawn({"a": 40, "b": 40}, seed)
        random = np.random.default_rng(seed)
        dense = read.counts.counts.toarray().astype(int)
        dense[:40] = random.binomial(dense[:40], 0.25)
        shorter = counted(dense, ["a"] * 40 + ["b"] * 40)
        told.append(score(tell_apart_counts(shorter, ["a"], ["b"], inference=QUICK))["balanced_accuracy"])
    assert np.mean(told) == pytest.approx(0.5, abs=0.06)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sizes", "events", "reason"),
    [
        ({"a": 7, "b": 20}, None, "7 articles in the focus, at least 8 needed"),
        ({"a": 20, "b": 1}, None, "1 article in the reference, at least 8 needed"),
        ({"a": 9, "b": 9}, [*range(9), *range(9)], "9 events in the focus, at least 10 needed"),
        (
            {"a": 9, "b": 9},
            [*[0] * 9, *range(1, 10)],
            "articles on 1 event only in the focus, at least 8 needed",
        ),
    ],
)
def test_too_few_are_described(sizes: dict[str, int], events: list[int] | None, reason: str) -> None:
    read = drawn(sizes, 1)
    if events:
        articles = read.counts.articles.with_columns(event=pl.Series([f"e{i}" for i in events]))
        read = replace(read, counts=replace(read.counts, articles=articles))
    found = tell_apart_counts(read, ["a"], ["b"], inference=QUICK)
    row = score(found)
    assert found.reason is not None
    assert reason in found.reason
    assert row["status"] == "described"
    assert [row[name] for name in ("low", "high", "p")] == [None] * 3
    assert found.words.is_empty()


def test_without_text_or_words_there_is_a_reason() -> None:
    annotated = corpus({}, events=3)
    found = tell_apart(annotated.without_text(), "Halmere Sun")
    assert found.reason is not None
    assert "running text" in found.reason
    assert score(found)["balanced_accuracy"] is None
    found = tell_apart(annotated, "Halmere Sun", voice="quoted")
    assert found.reason == "no words of this voice on one side"
    with pytest.raises(InputError, match="did you mean"):
        tell_apart(annotated, "Halmere Sub")


def articles_of(rows: Sequence[tuple[str, str | None, str | None]]) -> pl.DataFrame:
    types = {"article_id": pl.String, "outlet": pl.String, "event": pl.String, "copy_of": pl.String}
    return pl.DataFrame([(f"a{i}", *row) for i, row in enumerate(rows)], schema=types, orient="row")


PLACES = st.tuples(
    st.sampled_from("abc"),
    st.sampled_from(["e1", "e2", "e3", None]),
    st.sampled_from(["a0", "a1", "gone", None]),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=25), st.integers(0, 5))
def test_events_and_copies_are_in_one_fold(rows: list[tuple[str, str | None, str | None]], seed: int) -> None:
    articles = articles_of([("a", None, None), ("b", None, None), ("c", None, None), *rows])
    design = design_of(articles, ["a"], ["b", "c"], folds=5, seed=seed)
    fold = dict(zip(articles["article_id"], design.fold, strict=True))
    for _, event in articles.drop_nulls("event").group_by("event"):
        assert len({fold[article] for article in event["article_id"]}) == 1
    for article, origin in articles.drop_nulls("copy_of").select("article_id", "copy_of").rows():
        assert fold[article] == fold.get(origin, fold[article])
    for _, copies in articles.drop_nulls("copy_of").group_by("copy_of"):
        assert len({fold[article] for article in copies["article_id"]}) == 1
    assert set(design.fold) == set(range(int(design.fold.max()) + 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACES, min_size=6, max_size=25), st.integers(0, 5))
def test_permutations_keep_events_folds_and_groups(
    rows: list[tuple[str, str | None, str | None]], seed: int
) -> None:
    articles = articles_of([("a", None, None), ("b", None, None), ("c", None, None), *rows])
    design = design_of(articles, ["a"], ["b", "c"], folds=3, seed=seed)
    (labels,) = permuted_outlets(design, 20, seed, 20)
    for drawn_labels in labels:
        for group in np.unique(design.group):
            here = design.group == group
            assert set(drawn_labels[here]) == set(design.outlet[here]) or len(set(design.outlet[here])) == 1
            assert len(set(drawn_labels[here])) == len(set(design.outlet[here]))
        for fold in np.unique(design.fold):
            cells = [
                sorted({(g, o) for g, o in zip(design.group, outlet, strict=True)})
                for outlet in (drawn_labels, design.outlet)
            ]
            here = set(design.group[design.fold == fold])
            kept = [sorted(o for g, o in some if g in here) for some in cells]
            assert kept[0] == kept[1]


def test_smallest_p_counts_distinct_relabellings() -> None:
    design = design_of(articles_of([("a", None, None)] * 8 + [("b", None, None)] * 8), ["a"], ["b"], 10, 1)
    # Eight folds of one article a side: two ways each.
    assert int(design.fold.max()) == 7
    assert smallest_p(design, 10_000) == pytest.approx(2.0**-8)
    assert smallest_p(design, 99) == 0.01


def test_scores_are_those_of_scikit_learn() -> None:
    """Ridge with an intercept (scikit-learn) on the same targets gives the same scores of tested articles."""
    from sklearn.linear_model import Ridge

    read = drawn({"a": 9, "b": 12, "c": 5}, 4).counts
    vectors = tf_idf(read.counts, read.words)
    articles = read.articles.with_columns(copy_of=pl.lit(None, dtype=pl.String))
    design = design_of(articles, ["a"], ["b", "c"], 4, 1)
    for fold in folds_of(vectors, design.fold):
        train = ~fold.tested
        target = balanced(design.outlet[None, train], 1, 3)[0]
        dense = vectors.toarray()
        peer = Ridge(alpha=1.0).fit(dense[train], target)
        assert fold.test @ target == pytest.approx(peer.predict(dense[fold.tested]), abs=1e-9)
        centred = dense[train] - dense[train].mean(axis=0)
        alone = np.arange(len(target)) != 2
        others = Ridge(alpha=1.0, fit_intercept=False).fit(centred[alone], target[alone])
        assert fold.left_out(target[None])[0, 2] == pytest.approx(others.predict(centred[[2]])[0], abs=1e-9)


def test_tf_idf_by_hand() -> None:
    counts = sparse.csr_array(np.array([[2.0, 0.0], [1.0, 1.0]]))
    made = tf_idf(counts, np.array([4.0, 2.0])).toarray()
    rare = np.log(3 / 2) + 1
    by_hand = np.array([[0.5, 0.0], [0.5, 0.5 * rare]])
    assert made == pytest.approx(by_hand / np.sqrt((by_hand**2).sum() / 2))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=20))
def test_sides_and_outlets_weigh_the_same(outlets: list[int]) -> None:
    outlet = np.array([0, 1, 2, 3, *outlets])
    weight = balanced(outlet[None], 2, 4)[0]
    assert [weight[outlet == i].sum() for i in range(4)] == pytest.approx([0.5, 0.5, -0.5, -0.5])


def test_a_large_corpus_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.comparison.classifier.outlets.MOST_ARTICLES", 40)
    found = tell_apart(corpus({}, events=20), "Halmere Sun", inference=QUICK)
    row = score(found)
    assert (row["focus_articles"], row["reference_articles"], row["focus_units"]) == (13, 26, 13)
    assert row["reason"] == "39 of 60 articles were drawn at random and read"
    assert row["status"] == "inferred"


def test_a_few_large_events_are_drawn_from_and_not_left_out() -> None:
    rows = [(f"{o}{e}{n}", o, f"e{e}", None) for e in range(3) for o in ("a", "b") for n in range(300)]
    articles = pl.DataFrame(rows, schema=["article_id", "outlet", "event", "copy_of"], orient="row")
    design = design_of(articles, ["a"], ["b"], folds=3, seed=1)
    drawn = design.drawn(500, seed=2)
    assert np.bincount(design.group[drawn]).tolist() == [50, 50, 50]
    assert {0, 1} == set(design.outlet[drawn])
    small = articles.with_columns(event=pl.col("article_id").str.slice(1))
    pairs = design_of(small, ["a"], ["b"], folds=3, seed=1)
    kept = pairs.drawn(500, seed=2)
    assert kept.sum() == 500
    assert (np.bincount(pairs.group[kept])[np.unique(pairs.group[kept])] == 2).all()
