"""Generated sentences: grammar, counts, the null in words, and the words that never stand in them."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures import BY_OUTLET, WHO_SAYS
from analysis.presentation import describe
from analysis.presentation.writing.wording import FORBIDDEN
from tests.presentation.sentences.contrast_rows import DESCRIBED, SHARE, SOURCES, UNTESTED, VALENCE, contrasts


def test_finding_names_articles_counts_interval_and_q() -> None:
    (sentence,) = describe(contrasts({})).findings
    assert sentence == (
        "The 10 Herald articles in this corpus use “domination” terms in their own words 6.2 times as "
        "often as the 50 reference articles (ratio 6.2, 95 % interval 3.9 to 9.8, q = 0.003 among 12 "
        "tests): 24 hits in 1,310 words, 18.3 per 1,000, against 21 hits in 5,900 words, 2.90 per 1,000 "
        "(mean of 5 outlets)."
    )


def test_ratio_below_one_is_put_as_a_fraction() -> None:
    (sentence,) = describe(contrasts({"estimate": 0.335, "low": 0.2, "high": 0.6})).findings
    assert "a third as often as" in sentence
    assert "ratio 0.34" in sentence


def test_null_says_so_with_what_stays_open() -> None:
    told = describe(contrasts({"estimate": 1.3, "low": 0.6, "high": 2.7, "q": 0.4, "p": 0.3}))
    assert not told.findings
    assert "cannot be told from chance" in told.summary
    (sentence,) = told.undecided
    assert "which cannot be told from chance in this corpus (q = 0.40 among 12 tests)" in sentence
    assert "the 95 % interval leaves open 0.60 to 2.7 times as often" in sentence


def test_interval_apart_but_q_large_is_no_finding() -> None:
    told = describe(contrasts({"low": 1.1, "high": 30.0, "q": 0.2}))
    assert not told.findings
    assert "once 12 tests are corrected together" in told.undecided[0]


def test_zero_cells() -> None:
    none_here = {"estimate": 0.0, "focus_hits": 0, "focus_value": 0.0, "low": None, "high": 0.4}
    none_there = {"estimate": None, "reference_hits": 0, "reference_value": 0.0, "low": 3.1, "high": None}
    neither = {
        **DESCRIBED,
        **none_here,
        "estimate": None,
        "high": None,
        "reference_hits": 0,
        "reference_value": 0.0,
    }
    first, second = (describe(contrasts(row)).findings[0] for row in (none_here, none_there))
    assert "use no “domination” terms in their own words; the 50 reference articles do" in first
    assert "at most 0.40 times as often, one-sided bound" in first
    assert "24 hits" in second
    assert "at least 3.1 times as often, one-sided bound" in second
    (third,) = describe(contrasts(neither)).described
    assert "use no “domination” terms in their own words, and neither do the 50 reference articles" in third


def test_one_article_is_singular() -> None:
    row = {**DESCRIBED, "focus_articles": 1, "focus_hits": 1, "reference_articles": 1, "reference": "Post"}
    (sentence,) = describe(contrasts(row)).described
    assert sentence.startswith(
        "The one Herald article in this corpus uses “domination” terms in its own words"
    )
    assert "as often as the one Post article" in sentence
    assert "1 hit in" in sentence
    assert "described only (3 articles in the focus, at least 8 needed)" in sentence


def test_several_focus_outlets() -> None:
    (sentence,) = describe(contrasts({"focus": "Herald + Mirror + Post", "focus_articles": 31})).findings
    assert sentence.startswith("The 31 Herald, Mirror and Post articles in this corpus use")


@pytest.mark.parametrize(
    ("voice", "part", "phrase"),
    [
        ("quoted", "all", "in the words they quote"),
        ("attributed", "all", "in the words they attribute to others"),
        ("all", "headline", "in all their words of the headlines"),
        ("own", "headline", "in their own words of the headlines"),
    ],
)
def test_voice_and_part(voice: str, part: str, phrase: str) -> None:
    assert phrase in describe(contrasts({"voice": voice, "part": part})).findings[0]


def test_valence_is_a_difference() -> None:
    (sentence,) = describe(contrasts(VALENCE)).findings
    assert "have a mean word valence of −0.21 in their own words (1,310 words)" in sentence
    assert "0.15 below −0.06 in the 50 reference articles (mean of 5 outlets)" in sentence
    assert "95 % interval of the difference −0.28 to −0.02" in sentence


def test_no_words_in_the_focus() -> None:
    row = {
        **DESCRIBED,
        "voice": "reported",
        "focus_words": 0,
        "focus_articles": 0,
        "focus_hits": 0,
        "estimate": None,
    }
    (sentence,) = describe(contrasts({**row, "focus_value": None})).described
    assert "hold no words of this voice and part" in sentence


def test_summary_counts() -> None:
    null = {"category": "praise", "estimate": 1.1, "low": 0.8, "high": 1.5, "q": 0.6}
    told = describe(contrasts({}, null, {"category": "alarm", **DESCRIBED}))
    assert told.summary == (
        "Of 2 tested contrasts of the 10 Herald articles in this corpus with the reference, 1 stands out "
        "from chance: “domination” terms; 1 cannot be told from it."
    )
    assert [len(told.findings), len(told.undecided), len(told.described)] == [1, 1, 1]
    assert describe(contrasts()).summary == "The table holds no contrast."
    assert describe(contrasts(DESCRIBED)).summary.endswith("with the reference is described only.")


def test_untested_rows_are_exploratory() -> None:
    told = describe(
        contrasts({**UNTESTED, "reference": "Post", "reference_outlets": 1, "reference_articles": 9})
    )
    assert not told.findings
    assert "as often as the 9 Post articles" in told.exploratory[0]
    assert "q =" not in told.exploratory[0]


def test_html_escapes_names() -> None:
    page = describe(contrasts({"focus": "<script>alert(1)</script>"})).html()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def by_outlet(*rows: tuple[str, float]) -> pl.DataFrame:
    base = {"measure": "rate:loaded_terms", "category": "all", "voice": "own", "part": "all", "words": 1000}
    base |= {"hits": 5, "articles": 4, "articles_with": 3, "low": None, "high": None}
    table = [{**base, "outlet": outlet, "value": value} for outlet, value in rows]
    return pl.DataFrame(table, schema={name: dtype for name, (dtype, _) in BY_OUTLET.items()})


def test_table_by_outlet() -> None:
    told = describe(by_outlet(("Herald", 5.0), ("Post", 7.0), ("Mirror", 2.0)), focus="Herald")
    assert told.described == (
        "The 4 Herald articles in this corpus hold 5 hits of loaded terms in their own words (1,000 words), "
        "5.00 per 1,000; rank 2 of 3 outlets from the top.",
    )


def test_other_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="contrasts"):
        describe(pl.DataFrame({"a": [1]}))


FLOATS = st.one_of(st.none(), st.floats(0, 50), st.just(0.0))


@settings(max_examples=150, deadline=None)
@given(
    estimate=FLOATS,
    low=FLOATS,
    high=FLOATS,
    q=st.one_of(st.none(), st.floats(0, 1)),
    hits=st.integers(0, 3),
    articles=st.integers(0, 2),
    voice=st.sampled_from(["own", "quoted", "reported", "attributed", "all"]),
    status=st.sampled_from(["inferred", "described"]),
    kind=st.sampled_from(["rate", "valence", "share", "number", "effective"]),
)
def test_any_row_gives_plain_sentences(  # noqa: PLR0917
    estimate: float | None,
    low: float | None,
    high: float | None,
    q: float | None,
    hits: int,
    articles: int,
    voice: str,
    status: str,
    kind: str,
) -> None:
    kinds = {
        "rate": {"focus_hits": hits},
        "valence": VALENCE,
        "share": SHARE | {"focus_hits": hits},
        "number": SOURCES | {"focus_hits": hits},
        "effective": SOURCES | {"measure": "number:effective_sources", "focus_hits": None},
    }
    row = {
        **kinds[kind],
        "estimate": estimate,
        "low": low,
        "high": high,
        "q": q,
    }
    told = describe(contrasts({**row, "focus_articles": articles, "voice": voice, "status": status}))
    text = str(told)
    assert len(told.findings + told.undecided + told.exploratory + told.described) == 1
    assert "nan" not in text and "None" not in text and "inf " not in text
    assert "  " not in text and " ." not in text and "()" not in text
    assert not re.search(rf"\b({'|'.join(FORBIDDEN)})\b", text, re.IGNORECASE)


def test_code_that_writes_sentences_holds_no_forbidden_word() -> None:
    """The list itself is the only place where these words stand."""
    folder = Path(__file__).resolve().parents[3] / "analysis" / "presentation"
    pattern = re.compile(rf"\b({'|'.join(FORBIDDEN)})\b", re.IGNORECASE)
    for file in sorted(folder.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if file.name == "wording.py":
            text = re.sub(r"FORBIDDEN = \(.*?\n\)", "", text, flags=re.DOTALL)
        strings = re.findall(r"f?\"[^\"\n]*\"", text)
        assert not [s for s in strings if pattern.search(s)], file.name


def test_cited_words_count_the_articles_that_cite_and_the_summary_counts_all() -> None:
    cited = {"voice": "attributed", "focus_articles": 4, "reference_articles": 30}
    said = describe(contrasts(cited, {"category": "praise", "q": 0.4, "low": 0.5}))
    assert said.summary.startswith("Of 2 tested contrasts of the 10 Herald articles in this corpus with")
    assert said.findings[0].startswith("The 4 Herald articles in this corpus that cite others use")
    assert "the 30 reference articles of that kind" in said.findings[0]


def test_a_row_without_a_hit_has_no_rank() -> None:
    row = {**DESCRIBED, "estimate": 0.0, "focus_hits": 0, "focus_value": 0.0, "rank": 6}
    assert "rank" not in describe(contrasts(row)).described[0]
    assert "rank 1 of 6" in describe(contrasts({**DESCRIBED})).described[0]


def test_a_test_that_does_not_reject_is_not_put_down_to_the_correction() -> None:
    (sentence,) = describe(contrasts({"p": 0.07, "q": 0.4, "low": 1.1})).undecided
    assert "by its permutation test" in sentence
    assert "corrected together" not in sentence


def test_a_share_is_told_in_per_cent_and_points() -> None:
    (sentence,) = describe(contrasts(SHARE)).findings
    assert sentence == (
        "In the 10 Herald articles in this corpus, 37 % of the words are somebody else's, 12 points more "
        "than the 25 % in the 50 reference articles (mean of 5 outlets) (95 % interval of the difference "
        "+4.0 to +19 points, q = 0.003 among 12 tests): 485 of 1,310 words against 1,475 of 5,900 words."
    )
    gap = {"reference_value": SHARE["focus_value"] + 0.004, "estimate": -0.004}
    less = {**SHARE, **gap, "low": -0.03, "high": 0.02, "q": 0.6, "part": "headline"}
    (sentence,) = describe(contrasts(less)).undecided
    assert "37.0 % of the words of the headlines are somebody else's, 0.4 points less than" in sentence
    assert "than the 37.4 % in" in sentence
    assert "leaves open −3.0 to +2.0 points" in sentence
    open_wide = {**SHARE, "estimate": -0.007, "low": -1.0, "high": 0.001, "q": 0.09}
    (sentence,) = describe(contrasts(open_wide)).undecided
    assert "the 95 % interval leaves nearly everything open: 485 of" in sentence


@pytest.mark.parametrize(
    ("measure", "category", "clause"),
    [
        ("share:voice", "own", "37 % of the words are the outlet's own"),
        ("share:voice", "scare", "37 % of the words are the outlet's own in scare quotes"),
        ("share:source_type", "unnamed", "37 % of the attributions cite somebody unnamed"),
        (
            "share:source_type",
            "unknown",
            "37 % of the attributions have no source that was found, or one of unknown kind",
        ),
        ("share:named", "all", "37 % of the attributions cite somebody by name"),
        ("share:side", "Tarsovia", "37 % of the attributions cite sources speaking for Tarsovia"),
        (
            "share:side:words",
            "other",
            "37 % of the attributed words come from sources of other sides or of none",
        ),
        (
            "share:cue_class",
            "other: mental",
            "37 % of the cues for sources of other sides or of none are mental",
        ),
    ],
)
def test_every_kind_of_share_has_its_words(measure: str, category: str, clause: str) -> None:
    (sentence,) = describe(contrasts({**SHARE, "measure": measure, "category": category})).findings
    assert clause in sentence


def test_sources_are_counted_per_article() -> None:
    (sentence,) = describe(contrasts(SOURCES)).findings
    assert sentence == (
        "The 10 Herald articles in this corpus cite 2.0 different sources on average, half as many as the "
        "4.0 in the 50 reference articles (mean of 5 outlets) (ratio 0.50, 95 % interval 0.30 to 0.80, q = "
        "0.003 among 12 tests): 20 in 10 articles against 200 in 50 articles."
    )
    effective = {**SOURCES, "measure": "number:effective_sources", "focus_hits": None, "voice": "attributed"}
    (sentence,) = describe(contrasts(effective)).findings
    told = "that cite a known source have an effective number of 2.0 sources"
    assert f"articles in this corpus {told}" in sentence
    assert sentence.endswith("among 12 tests).")


def test_a_test_without_its_interval_is_no_finding_and_says_so() -> None:
    (sentence,) = describe(contrasts({**SHARE, "low": -0.01})).undecided
    assert (
        "by test and interval together (the test alone would tell it, q = 0.003 among 12 tests)" in sentence
    )


def test_the_summary_names_no_voice_for_shares() -> None:
    told = describe(contrasts({}, SHARE, {**SHARE, "measure": "share:named", "voice": "attributed"}))
    assert told.summary.endswith(
        "all 3 stand out from chance: named sources, somebody else's words and “domination” terms."
    )


def test_shares_by_outlet() -> None:
    row = {
        "measure": "share:voice",
        "category": "attributed",
        "voice": "all",
        "hits": 370,
        "low": 0.3,
        "high": 0.44,
    }
    literals = [pl.lit(value).alias(name) for name, value in row.items()]
    table = by_outlet(("Herald", 0.37), ("Post", 0.25)).with_columns(literals)
    assert describe(table, focus="Herald").described == (
        "In the 4 Herald articles in this corpus, 37 % of the words are somebody else's (95 % interval 30 % "
        "to 44 %): 370 of 1,000 words; the highest of 2 outlets.",
    )


def test_who_says_it() -> None:
    rows = [
        ("Herald", "own", False, None, None, None, 6, 3),
        ("Herald", "own", True, None, None, None, 1, 1),
        ("Herald", "quoted", False, "Ida Orr", "person", "marked", 3, 2),
        ("Post", "reported", False, None, "unnamed", "cued", 1, 1),
    ]
    schema = {name: dtype for name, (dtype, _) in WHO_SAYS.items()}
    told = describe(pl.DataFrame(rows, schema=schema, orient="row"), focus=["Herald", "Mirror"])
    assert told.summary == (
        "In this corpus it stands 11 times: 7 in own words (64 %, 1 of them in scare quotes), 3 in direct "
        "speech (27 %) and 1 in reported speech (9.1 %)."
    )
    assert told.described == (
        "The Herald articles have it 10 times: 7 in own words (70 %, 1 of them in scare quotes) and 3 in "
        "direct speech (30 %); cited with it, most often first: Ida Orr (3).",
        "The articles of 1 other outlet have it once: 1 in reported speech (100 %).",
        "Mirror does not have it.",
    )
    assert describe(pl.DataFrame(schema=schema)).summary == "Nobody says it in this corpus."


def test_a_long_list_of_findings_is_cut_in_the_summary() -> None:
    rows = [{"category": f"kind {n:02}", "estimate": 20.0 - n} for n in range(12)]
    summary = describe(contrasts(*rows)).summary
    assert "all 12 stand out from chance: “kind 00” terms" in summary
    assert "“kind 07” terms and 4 more." in summary
    assert "kind 08" not in summary


def test_what_described_rows_share_is_said_once() -> None:
    none = {
        "estimate": None,
        "focus_hits": 0,
        "focus_value": 0.0,
        "reference_hits": 0,
        "reference_value": 0.0,
    }
    rows = [{"category": c, **DESCRIBED, **none} for c in ("praise", "bloc_talk")]
    told = describe(contrasts({"category": "alarm", **DESCRIBED}, {**DESCRIBED}, *rows))
    assert told.why == "3 articles in the focus, at least 8 needed"
    assert len(told.described) == 3
    assert not [sentence for sentence in told.described if "at least 8" in sentence]
    assert told.described[-1] == "No hit on either side: “praise” terms and “bloc talk” terms."
    assert "Described only: 3 articles in the focus, at least 8 needed (3)</summary>" in told.html()


def test_reasons_that_differ_stay_with_their_rows() -> None:
    other = {**DESCRIBED, "reason": "4 hits on both sides together, at least 10 needed"}
    told = describe(contrasts({"category": "alarm", **DESCRIBED}, other))
    assert told.why == ""
    assert [sentence.endswith("needed).") for sentence in told.described] == [True, True]


def test_a_reason_of_most_rows_is_said_once() -> None:
    other = {**DESCRIBED, "reason": "4 hits on both sides together, at least 10 needed", "category": "praise"}
    told = describe(
        contrasts(*[{"category": c, **DESCRIBED} for c in ("alarm", "deceit", "evil", "filth")], other)
    )
    assert told.why == "3 articles in the focus, at least 8 needed, unless a sentence says otherwise"
    assert [sentence.endswith("needed).") for sentence in told.described] == [False] * 4 + [True]


def test_a_name_that_nobody_uses_is_compared_with_nothing() -> None:
    nobody = {
        "focus_hits": 0,
        "reference_hits": 0,
        "focus_value": 0.0,
        "reference_value": 0.0,
        "estimate": 0.0,
    }
    name = {
        "measure": "share:naming:war",
        "scale": "difference",
        "category": "quarrel",
        **DESCRIBED,
        **nobody,
    }
    assert describe(contrasts(name)).described == ("No hit on either side: “quarrel” for “war”.",)


def test_shares_that_differ_do_not_read_alike() -> None:
    row = {
        "measure": "share:cue_class",
        "category": "neutral",
        "scale": "difference",
        "voice": "all",
        **DESCRIBED,
    }
    row |= {"focus_value": 0.1051, "reference_value": 0.1146, "estimate": -0.0095}
    (told,) = describe(contrasts(row)).described
    assert "10.5 % of the cues are neutral, 0.9 points less than the 11.5 %" in told
    (told,) = describe(contrasts(row | {"reference_value": 0.1051, "estimate": 0.0})).described
    assert "11 % of the cues are neutral, no different from the 11 %" in told


def test_of_one_article_the_ends_of_the_ranks_come_first() -> None:
    one = {**DESCRIBED, "focus_articles": 1, "rank_of": 26, "reason": "ranked among all articles"}
    absent = {"estimate": 0.0, "focus_hits": 0, "focus_value": 0.0, "reference_hits": 79}
    rows = [
        {**one, "category": "middling", "rank": 13},
        {**one, "category": "absent", **absent},
        {**one, "category": "rare", "rank": 1, "focus_hits": 1},
        {**one, "category": "frequent", "rank": 2, "focus_hits": 9},
    ]
    first_words = [sentence.split("“")[1].split("”")[0] for sentence in describe(contrasts(*rows)).described]
    assert first_words == ["frequent", "rare", "absent", "middling"]


def test_a_summary_of_names_counts_no_articles_of_one_row() -> None:
    names = {"measure": "share:naming:war", "scale": "difference", **DESCRIBED}
    told = describe(contrasts({**names, "focus_articles": 6}, {**names, "focus_articles": 2}))
    assert told.summary.startswith("2 contrasts of the Herald articles in this corpus")


def test_one_article_cites_a_whole_number_of_sources() -> None:
    row = {
        **SOURCES,
        **DESCRIBED,
        "focus_articles": 1,
        "focus_value": 12.0,
        "focus_hits": 12,
        "focus_words": 1,
    }
    assert "cites 12 different sources, " in describe(contrasts(row)).described[0]


def test_of_several_reasons_those_of_all_rows_are_said_once() -> None:
    events = "9 events in the focus, at least 10 needed"
    few = f"{events}; 3 hits on both sides together, at least 10 needed"
    told = describe(contrasts({**DESCRIBED, "reason": events}, {**DESCRIBED, "category": "x", "reason": few}))
    assert told.why == events
    assert [events in sentence for sentence in told.described] == [False, False]
    assert told.described[1].endswith("(3 hits on both sides together, at least 10 needed).")


def test_ranks_among_outlets_are_not_called_ranks_among_articles() -> None:
    """One article that names a thing was ranked among outlets, and the sentence spoke of articles."""
    one = {**DESCRIBED, "focus_articles": 1, "rank": 1, "rank_of": 3}
    (told,) = describe(contrasts(one)).described
    assert "rank 1 of 3 outlets" in told
    reason = "one article does not speak for an outlet; ranked among all articles"
    (told,) = describe(contrasts(one | {"reason": reason})).described
    assert "rank 1 of 3 articles" in told


def test_what_comes_nearest_to_a_finding_stands_first_of_what_chance_could_do() -> None:
    """Page one shows a few of these, and showed those of all loaded terms, however far from a finding."""
    open_ = {"estimate": 1.3, "low": 0.6, "high": 2.7, "q": 0.8, "p": 0.7}
    near = {"estimate": 0.3, "low": 0.1, "high": 0.8, "q": 0.09, "p": 0.01, "category": "near"}
    told = describe(contrasts({**open_, "category": "all"}, {**open_, "category": "far"}, near)).undecided
    assert ["“near”" in sentence for sentence in told] == [True, False, False]
    assert "loaded terms" in told[1]


def test_small_values_have_the_digits_that_give_their_ratio() -> None:
    """0.4 beside 0.5 sources is not nine tenths, nor 0.19 beside 0.03 hits 6.8 times."""
    low = {"estimate": 6.79, "focus_value": 0.186, "reference_value": 0.0274}
    sources = {
        "measure": "number:sources",
        "category": "all",
        "voice": "all",
        "estimate": 0.91,
        "focus_value": 0.411,
        "reference_value": 0.45,
    }
    rates, numbers = describe(contrasts(low, sources)).findings
    assert "0.19 per 1,000, against" in rates and "0.027 per 1,000" in rates
    assert "cite 0.41 different sources on average, about nine tenths as many as the 0.45" in numbers
