"""Findings are looked up in other versions; what cannot be compared has a reason."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.comparison.contrast import contrast
from analysis.comparison.doubt.survival import SURVIVAL, SURVIVAL_COUNTS, survival_counts, which_survive
from analysis.errors import InputError
from analysis.study import Inference

from ..tables import invented

QUICK = Inference(resamples=499)


def rates(ratio: float, articles: int = 30, **keys: str) -> pl.DataFrame:
    return invented(3, articles, 2, ratio=ratio).with_columns(**{key: pl.lit(v) for key, v in keys.items()})


def made(*tables: pl.DataFrame) -> pl.DataFrame:
    return contrast(pl.concat(tables), "o0", inference=QUICK)


MAIN = made(rates(5.0, category="x"), rates(1.0, category="y"))


def one(variation: pl.DataFrame, main: pl.DataFrame = MAIN) -> dict[str, object]:
    table = which_survive(main, {"other": variation})
    assert table.height == 1
    assert dict(table.schema) == {name: dtype for name, (dtype, _) in SURVIVAL.items()}
    return table.row(0, named=True)


def test_the_same_contrast_survives_itself() -> None:
    row = one(MAIN)
    assert (row["category"], row["still_finding"], row["same_direction"], row["reason"]) == (
        "x",
        True,
        True,
        None,
    )
    assert (row["estimate"], row["q"]) == (row["main_estimate"], row["main_q"])


def test_what_is_gone_or_turned() -> None:
    gone = one(made(rates(1.0, category="x"), rates(5.0, category="y")))
    assert (gone["still_finding"], gone["reason"]) == (False, None)
    turned = one(made(rates(0.1, category="x")))
    assert (turned["still_finding"], turned["same_direction"]) == (True, False)


def test_another_voice_or_lexicon_is_compared_where_it_is_the_only_one() -> None:
    assert one(made(rates(5.0, category="x", voice="all")))["still_finding"] is True
    assert one(made(rates(5.0, category="x", measure="rate:other")))["still_finding"] is True
    two = made(rates(5.0, category="x", voice="all"), rates(5.0, category="x", voice="quoted"))
    assert one(two)["reason"] == "not in this variation"
    both = made(rates(5.0, category="x"), rates(5.0, category="x", voice="quoted"))
    table = which_survive(both, {"other": made(rates(5.0, category="x"))})
    assert table.select("voice", "reason").rows() == [("own", None), ("quoted", "not in this variation")]


def test_untested_rows_say_why() -> None:
    few = one(made(rates(5.0, 5, category="x")))
    assert (few["still_finding"], few["q"]) == (None, None)
    assert "5 articles in the focus" in str(few["reason"])
    assert isinstance(few["same_direction"], bool)
    assert one(made(rates(5.0, category="z")))["reason"] == "not in this variation"
    assert one(MAIN.clear())["reason"] == "not in this variation"


def test_another_scale_is_not_compared() -> None:
    row = one(made(rates(5.0, category="x", measure="valence")))
    assert (row["reason"], row["estimate"], row["same_direction"]) == (
        "compared on another scale there",
        None,
        None,
    )


def test_a_ratio_to_zero_has_a_direction() -> None:
    table = pl.concat([rates(5.0, category="x")]).with_columns(
        numerator=pl.when(pl.col("outlet") == "o0").then(pl.col("numerator") + 1).otherwise(0.0)
    )
    row = one(made(table))
    assert (row["estimate"], row["high"], row["same_direction"]) == (None, None, True)
    assert row["low"] is not None


def test_no_findings_no_rows() -> None:
    assert which_survive(made(rates(1.0, category="y")), {"other": MAIN}).is_empty()
    assert which_survive(MAIN, {}).is_empty()


def test_counts_by_variation_and_finding() -> None:
    table = which_survive(
        MAIN,
        {
            "same": MAIN,
            "none": made(rates(1.0, category="x")),
            "turned": made(rates(0.1, category="x")),
            "few": made(rates(5.0, 5, category="x")),
        },
    )
    counts = survival_counts(table)
    assert counts.columns == ["variation", *SURVIVAL_COUNTS]
    assert counts.rows()[0] == ("same", 1, 1, 1, 0, 0)
    assert counts.rows()[2:] == [("turned", 1, 1, 0, 1, 0), ("few", 1, 0, 0, 0, 1)]
    by_finding = survival_counts(table, "finding").row(0, named=True)
    assert (by_finding["category"], by_finding["findings"], by_finding["tested"]) == ("x", 4, 3)
    assert by_finding["still_findings"] == 1
    with pytest.raises(InputError, match="did you mean 'variation'"):
        survival_counts(table, "variations")
