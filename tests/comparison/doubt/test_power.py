"""The smallest ratio is one that the test shows about four times in five; where none is, the reason."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.comparison.contrast import contrast
from analysis.comparison.doubt.detectable import Spread, limits, spread_of
from analysis.comparison.doubt.power import POWER, smallest_ratio
from analysis.comparison.permutation import permutation_p
from analysis.comparison.sides import Sides, sides_of
from analysis.comparison.tables import ALL_REFERENCES
from analysis.measures.cells import Cells
from analysis.study import Inference

from ..tables import invented, per_article

LOW = Inference(resamples=99, min_articles=2, min_hits=1, min_events=3)
ENDS = ("up", "down", "family_up", "family_down")


def spread(value: float, size: float, words: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Spread:
    """Two sides with the same article lengths and negative binomial counts (variance m + m² / size)."""
    one, unequal = np.ones(1), (words**2).sum() / words.sum() ** 2
    return Spread(
        ratios=one == 1,
        shares=one == 0,
        base=np.array([value]),
        counting=(1 / words.sum(), 1 / words.sum()),
        focus=one * unequal / size,
        reference=one * unequal / size,
        shared=one * 0,
        total=one,
        degrees=one * (2 * len(words) - 2),
    )


@pytest.mark.parametrize("articles", [15, 30, 72])
def test_contrast_shows_the_smallest_ratio_four_times_in_five(articles: int) -> None:
    random = np.random.default_rng(articles)
    lengths = np.ceil(random.lognormal(6.2, 0.6, articles))
    up, down = (float(end[0]) for end in limits(spread(0.004, 1.5, lengths), 0.05, 0.8))
    assert down < 1 < up
    words = np.tile(lengths, 2)
    for ratio in (up, down):
        mean = words * 0.004 * np.repeat([ratio, 1.0], articles)
        corpora = 150
        hits = random.poisson(mean[:, None] * random.gamma(1.5, 1 / 1.5, (2 * articles, corpora)))
        outlets = np.repeat(["A", "B"], articles)
        tables = [
            per_article(
                [(str(o), None, h, w) for o, h, w in zip(outlets, hits[:, i], words, strict=True)],
                category=f"{i:03}",
            )
            for i in range(corpora)
        ]
        rows = contrast(pl.concat(tables), "A", inference=Inference(resamples=999))
        shown = (rows.filter(reference=ALL_REFERENCES)["p"] <= 0.05).mean()
        # 0.75 to 0.85, and twice the standard error of 150 draws.
        assert 0.75 - 0.065 <= shown <= 0.85 + 0.065  # type: ignore[operator]


@pytest.mark.parametrize(("articles", "family"), [(15, 1), (15, 12), (30, 12)])
def test_power_holds_where_the_spread_is_estimated(articles: int, family: int) -> None:
    """The limits of 300 corpora without a difference; in a new corpus each, with that ratio planted."""
    random = np.random.default_rng(articles + family)
    words = np.ceil(random.lognormal(6.2, 0.6, 2 * articles))
    ours = np.repeat([1.0, 0.0], articles)[:, None]

    def drawn(ratio: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Sides:
        mean = words[:, None] * 0.01 * (ours * ratio + 1.0 - ours)
        hits = random.poisson(mean * random.gamma(1.5, 1 / 1.5, (2 * articles, len(ratio))))
        names = tuple(("rate:x", f"{i:03}", "own", "all") for i in range(len(ratio)))
        each = np.arange(2 * articles)
        ones = np.ones(2 * articles, dtype=np.int64)
        cells = Cells(names, ("A", "B"), each // articles, each, hits * 1.0, words, ones, 0 * ones)
        sides = sides_of(cells, ["A"], ["B"])
        assert sides is not None
        return sides

    level = 0.05 / family
    up = limits(spread_of(drawn(np.ones(300))), level, 0.8)[0]
    up = up[np.isfinite(up)]
    assert len(up) > 270
    shown = (permutation_p(drawn(up), 1999, 1) <= level).mean()
    # 0.75 to 0.85, and twice the standard error of 300 draws.
    assert 0.75 - 0.046 <= shown <= 0.85 + 0.046


def test_scores_give_the_smallest_difference_of_welchs_t() -> None:
    random = np.random.default_rng(2)
    scores = random.normal(0, 0.3, (2, 20))
    entries = [(o, None, s * 50, 50) for o, side in zip("AB", scores, strict=True) for s in side]
    row = smallest_ratio(per_article(entries, "valence"), "A").row(0, named=True)
    # Residuals divided by 1 - 1/n: HC3, so n / (n - 1) more than the usual variance.
    parts = scores.var(axis=1, ddof=1) / 20 * 20 / 19
    degrees = parts.sum() ** 2 / (parts**2 / 19).sum()
    factor = row["up"] / math.sqrt(parts.sum())
    t, z = stats.t.ppf(0.975, degrees), stats.norm.ppf(0.8)
    assert (factor - t) ** 2 == pytest.approx(z**2 * (1 + (factor**2 + t**2) / (2 * degrees)), rel=1e-6)
    # Julious and Owen's (2006) noncentral t leaves out that the next study estimates its spread as well.
    assert stats.nct.ppf(0.8, degrees, t) < factor < 1.03 * stats.nct.ppf(0.8, degrees, t)
    assert row["down"] == pytest.approx(-row["up"])
    assert row["scale"] == "difference"


def test_shares_stay_inside_0_and_1() -> None:
    random = np.random.default_rng(5)
    entries = [(o, None, random.binomial(60, 0.9 * random.beta(8, 1)), 60) for o in "AB" for _ in range(20)]
    row = smallest_ratio(per_article(entries, "share:voice"), "A").row(0, named=True)
    assert 0 < row["up"] <= 1 - row["value"]
    assert 0 < -row["down"] <= row["value"]
    assert abs(row["family_down"]) == pytest.approx(abs(row["down"]))


def test_limits_are_farther_out_for_a_family_and_with_fewer_articles() -> None:
    few, many = (smallest_ratio(invented(3, n, 7), "o0", family_size=10).row(0, named=True) for n in (15, 60))
    for row in (few, many):
        assert row["family_down"] is None or row["family_down"] < row["down"] < 1
        assert 1 < row["up"] < row["family_up"]
    assert many["up"] < few["up"]
    assert few["family_size"] == 10


def test_pairs_of_one_event_cancel() -> None:
    random = np.random.default_rng(3)
    level = np.exp(random.normal(0, 0.8, 40))
    hits = random.poisson(20 * level, (2, 40))
    paired = [(o, f"e{i}", hits[k, i], 900) for k, o in enumerate("AB") for i in range(40)]
    apart = [(o, None, h, w) for o, _, h, w in paired]
    one, two = (smallest_ratio(per_article(e), "A").row(0, named=True) for e in (paired, apart))
    assert (one["unit"], two["unit"]) == ("event", "article")
    assert one["up"] < two["up"]


def test_a_family_that_cannot_be_reached_says_so() -> None:
    row = smallest_ratio(invented(2, 30, 1), "o0", inference=Inference(resamples=199), family_size=20).row(
        0, named=True
    )
    assert row["up"] is not None
    assert row["family_up"] is row["family_down"] is None
    assert row["reason"] == (
        "the only finding among 20 tests needs a p of 0.0025, "
        "and the smallest that this design can reach is 0.01"
    )


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([("A", None, 3, 99)] * 3 + [("B", None, 2, 80)] * 9, "3 articles in the focus, at least 8 needed"),
        ([(o, None, 0, 100) for o in "AB" for _ in range(9)], "no hit on both sides together"),
        (
            [("A", None, 9, 99)] * 9 + [("B", None, 9, 0)] * 9,
            "no words of this voice and part in the reference",
        ),
        ([(o, None, 0 if i else 30, 100) for o in "AB" for i in range(9)], "no ratio up to 1,000 would have"),
    ],
)
def test_reasons(entries: list[tuple[str, str | None, float, float]], reason: str) -> None:
    row = smallest_ratio(per_article(entries), "A").row(0, named=True)
    assert reason in row["reason"]
    assert row["up"] is None


def test_a_side_without_hits_has_limits_from_both_sides_together() -> None:
    table = invented(2, 40, 3).with_columns(
        numerator=pl.when(pl.col("outlet") == "o1").then(0.0).otherwise(pl.col("numerator"))
    )
    row = smallest_ratio(table, "o0").row(0, named=True)
    assert row["up"] > 1
    assert row["value"] > 0


@st.composite
def corpora(draw: st.DrawFn) -> pl.DataFrame:
    measure = draw(st.sampled_from(["rate:x", "valence", "share:voice"]))
    events = st.sampled_from(["e1", "e2", "e3", "e4"]) if draw(st.booleans()) else st.none()
    article = st.tuples(st.sampled_from("ABC"), events, st.integers(0, 6), st.sampled_from([0, 7, 900]))
    entries = [*draw(st.lists(article, max_size=24)), ("A", None, 1, 50), ("B", None, 1, 50)]
    tables = [per_article([(o, e, min(h, w), w) for o, e, h, w in entries], m) for m in (measure, "rate:y")]
    return pl.concat(tables)


@settings(max_examples=80, deadline=None)
@given(corpora())
def test_numbers_are_finite_and_on_their_side(table: pl.DataFrame) -> None:
    made = smallest_ratio(table, "A", inference=LOW)
    assert dict(made.schema) == {name: dtype for name, (dtype, _) in POWER.items()}
    for row in made.rows(named=True):
        alike = 1.0 if row["scale"] == "ratio" else 0.0
        for name in ENDS:
            assert row[name] is None or math.isfinite(row[name])
        assert row["up"] is None or alike <= row["up"] <= (row["family_up"] or math.inf)
        assert row["down"] is None or alike >= row["down"] >= (row["family_down"] or -math.inf)
        assert row["reason"] or all(row[name] is not None for name in ENDS)


def test_what_contrast_only_describes_has_no_limit() -> None:
    """Hits on two of twelve events: not tested there, so nothing could have been shown here, nor counted."""
    few = [(o, f"e{i}", 6.0 * (i < 2), 900.0 + i) for o in "AB" for i in range(12)]
    many = [(o, f"e{i}", 2.0 + (i + (o == "A")) % 3, 900.0 + i) for o in "AB" for i in range(12)]
    table = pl.concat([per_article(few, category="few"), per_article(many, category="many")])
    limits = smallest_ratio(table, "A").rows_by_key("category", named=True, unique=True)
    tested = contrast(table, "A").filter(reference=ALL_REFERENCES)
    assert limits["few"]["reason"] == tested.filter(category="few")["reason"].item()
    assert (limits["few"]["up"], limits["few"]["down"]) == (None, None)
    assert limits["many"]["up"] > 1
    assert limits["many"]["family_size"] == tested["family_size"].drop_nulls().item() == 1
