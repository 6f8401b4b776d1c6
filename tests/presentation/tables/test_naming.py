"""Naming and parts for people: sentences and tables say what the tables hold."""

from __future__ import annotations

import polars as pl
import pytest
from lxml import html as lxml_html

from analysis import contrast, describe, naming_shares, open_study, part_gaps
from analysis.comparison import DISTRIBUTIONS, compare_distributions
from analysis.measures.tables import PER_ARTICLE, schema
from analysis.presentation import compare_names, headline_gaps
from analysis.presentation.tables.kinds import table_html
from analysis.presentation.writing.wording import FORBIDDEN
from analysis.workspace import Workspace

NAMES = ("war", "conflict")


def shares(ours: tuple[int, int], theirs: tuple[int, int], articles: int = 12) -> pl.DataFrame:
    rows = [
        (f"{o}{i:02}", o, None, "share:naming:the <war>", name, "own", "all", float(n), float(sum(counts)))
        for o, given in (("Herald", ours), ("Sun", theirs))
        for i in range(articles)
        for counts in [given if i % 4 else given[::-1]]
        for name, n in zip(NAMES, counts, strict=True)
    ]
    return pl.DataFrame(rows, schema=schema(PER_ARTICLE), orient="row")


@pytest.fixture(scope="module")
def sample() -> Workspace:
    return open_study()


def test_a_sentence_names_the_thing_the_name_and_the_voice() -> None:
    table = contrast(shares((5, 1), (1, 5)), "Herald")
    told = describe(table)
    (sentence,) = [told for told in told.findings if "“conflict”" in told]
    who = "The 12 Herald articles in this corpus that name “the <war>” in their own words"
    assert sentence.startswith(f"{who} use “conflict” in 33 % of the cases, 33 points less than the 67 % in")
    assert sentence.endswith("24 of 72 names against 48 of 72 names.")
    assert "&lt;war&gt;" in told.html()


def test_whole_distributions_are_told_with_what_chance_gives() -> None:
    found = compare_distributions(shares((5, 1), (1, 5)), "Herald")
    told = describe(found)
    assert told.summary == ("Of 1 referent, 1 is named differently by focus and reference: “the <war>”.")
    by_chance = found["distance_by_chance"][0]
    assert f"where chance alone gives {100 * by_chance:.0f} %" in told.findings[0]
    alike = describe(compare_distributions(shares((3, 2), (3, 2)), "Herald"))
    assert alike.summary.startswith("Of 1 referent, none is named differently")
    few = describe(compare_distributions(shares((3, 2), (3, 2), articles=4), "Herald"))
    assert few.summary == "No referent could be tested. 1 referent is described only."
    assert describe(pl.DataFrame(schema=schema(DISTRIBUTIONS))).summary == "No referent is compared."


def test_tables_are_escaped_and_say_what_can_be_said() -> None:
    page = lxml_html.fromstring(table_html(compare_distributions(shares((5, 1), (1, 5)), "Herald")))
    cells = [cell.text_content() for cell in page.xpath("//tbody/tr[1]/*")]
    assert cells[0] == "the <war>"
    assert cells[-1] == "● stands out"


def test_gaps_between_parts_are_told(sample: Workspace) -> None:
    gaps = headline_gaps(sample)
    assert set(gaps["outlet"]) == set(sample.focus)
    assert set(zip(gaps["first"], gaps["second"], strict=True)) == {
        ("headline", "lead"),
        ("headline", "body"),
    }
    shares = gaps.filter(pl.col("measure").str.starts_with("share:"))
    assert (shares["first_hits"] + shares["second_hits"] > 0).all()
    told = describe(gaps)
    assert "of the same articles" in told.summary
    assert told.exploratory
    assert all("Tarsov Herald" in sentence for sentence in told.exploratory)
    assert "Headline" in lxml_html.fromstring(table_html(gaps)).xpath("//th/text()")


def test_the_sample_is_compared_by_its_own_list(sample: Workspace) -> None:
    compared = compare_names(sample)
    assert compared.chosen == ("the Meridian Pact",)
    assert not compared.largest.is_empty()
    assert compared.names["category"].to_list() == ["the Pact"], "of two names the rarer one, once"
    assert set(compared.shares["category"]) == {"Meridian Pact", "the Pact"}
    page = lxml_html.fromstring(table_html(compared.names, None, sample))
    assert page.xpath("//details//mark/text()")
    none = compare_names(sample, least=1000)
    assert none.chosen == ()
    assert str(none) == "No referent is named often enough on both sides to be compared."
    assert none.names.is_empty()
    assert none.whole.is_empty()


def test_no_sentence_judges(sample: Workspace) -> None:
    compared = compare_names(sample)
    text = " ".join(str(describe(table)) for table in (compared.names, compared.whole, headline_gaps(sample)))
    assert not set(text.lower().split()) & set(FORBIDDEN)


def test_too_few_names_have_no_gap(sample: Workspace) -> None:
    rates = naming_shares(sample.annotated, "the Meridian Pact", "own", ["headline", "body"])
    gaps = part_gaps(rates, outlets=sample.focus)
    assert gaps["status"].unique().to_list() == ["described"]
    assert describe(gaps).summary.startswith("No gap between headline and body has an interval.")
