"""Lexicon files: strict reading, inflections, and the lists that the project ships."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from analysis import annotate, read_article_text
from analysis.annotation.inflections import inflections
from analysis.annotation.lexicons import LEXICON_FOLDER, load_lexicon, load_lexicons
from analysis.annotation.matching import Matcher
from analysis.errors import InputError

HEADER = "term,category,origin,inflect,match_case,unless,why\n"


def write(folder: Path, rows: str, header: str = HEADER) -> Path:
    file = folder / "mine.csv"
    file.write_text(header + rows, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("rows", "line", "found"),
    [
        ("regime,x,,,,,\nregime,y,,,,,\n", "line 3", "stands already on line 2"),
        ("puppets,x,,,,,\npuppet,x,,noun,,,\n", "line 3", "'puppets'"),
        (",x,,,,,\n", "line 2", "empty cell"),
        ("a*b,x,,,,,\n", "line 2", "'a*b'"),
        ("*,x,,,,,\n", "line 2", "'*'"),
        ("regime,x,,plural,,,\n", "line 2", "inflect 'plural'"),
        ("regime,x,,,maybe,,\n", "line 2", "match_case 'maybe'"),
        ("regime,x,,\n", "line 2", "4 cells"),
        ("--,x,,,,,\n", "line 2", "'--'"),
    ],
)
def test_bad_rows_are_refused_with_file_and_line(tmp_path: Path, rows: str, line: str, found: str) -> None:
    file = write(tmp_path, rows)
    with pytest.raises(InputError) as caught:
        load_lexicon(file)
    for part in (str(file), line, found):
        assert part in str(caught.value)


def test_unknown_column(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"column 'catgory'|a column 'term'"):
        load_lexicon(write(tmp_path, "a,b\n", "term,catgory\n"))


def test_missing_lexicon_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match="did you mean 'loaded_terms'"):
        load_lexicon("loaded_term")


def test_case_may_tell_two_entries_apart(tmp_path: Path) -> None:
    file = write(tmp_path, "US,x,,,yes,,\nus,y,,,,,\n")
    assert [entry.term for entry in load_lexicon(file).entries] == ["US", "us"]


def test_regular_inflections() -> None:
    cases = {
        ("slam", "verb"): {"slam", "slams", "slammed", "slamming"},
        ("denounce", "verb"): {"denounce", "denounces", "denounced", "denouncing"},
        ("vilify", "verb"): {"vilify", "vilifies", "vilified", "vilifying"},
        ("lash out", "verb"): {"lash out", "lashes out", "lashed out", "lashing out"},
        ("lackey", "noun"): {"lackey", "lackeys"},
        ("proxy army", "noun"): {"proxy army", "proxy armies"},
        ("noble", "adjective"): {"noble", "nobler", "noblest", "nobly"},
    }
    for (phrase, marker), forms in cases.items():
        assert set(inflections(phrase, marker)) == forms


def test_built_in_lists_are_added_once_and_a_list_of_names_adds_to_its_own(tmp_path: Path) -> None:
    built_in = ["actors", "naming", "stance_words", "markers"]
    assert [lexicon.name for lexicon in load_lexicons(["loaded_terms", "actors"])] == [
        "loaded_terms",
        *built_in,
    ]
    given = [tmp_path / name for name in ("people.csv", "names.csv", "markers.csv")]
    given[0].write_text("actor,alias\nHalmere,Halmere\n", encoding="utf-8")
    given[1].write_text("referent,name,term\nthe ferry,boat,boat\n", encoding="utf-8")
    given[2].write_text("term,category\nperhaps,hedge\n", encoding="utf-8")
    loaded = load_lexicons(given)
    assert [(one.name, one.kind) for one in loaded] == [
        ("people", "actors"),
        ("names", "names"),
        ("markers", "markers"),
        ("naming", "names"),
        ("stance_words", "stance"),
    ]


def test_a_term_list_that_is_called_like_a_list_of_another_kind_is_a_term_list(tmp_path: Path) -> None:
    file = tmp_path / "naming.csv"
    file.write_text("term,category\nregime,labels\n", encoding="utf-8")
    assert load_lexicon(file).kind == "terms"


def test_names_of_a_referent(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    rows = ["referent,name,term", "the ferry,boat,boat", "the ferry,literal,gravy boat", "the war,boat,boat"]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    mine = load_lexicon(file)
    assert mine.categories == ("the ferry", "the war")
    assert [(entry.category, entry.name) for entry in mine.counted] == [
        ("the ferry", "boat"),
        ("the war", "boat"),
    ]
    found = [m.entry.category for m in Matcher([mine]).find("A gravy boat.")]
    assert found == ["the war"]
    file.write_text("\n".join([*rows, "the ferry,ship,boat"]) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"line 5.*already on line 2"):
        load_lexicon(file)
    file.write_text("referent,name,term\nthe ferry,,boat\n", encoding="utf-8")
    with pytest.raises(InputError, match="a term and its referent and name"):
        load_lexicon(file)


def rows_of(name: str) -> list[dict[str, str]]:
    with (LEXICON_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_loaded_terms_are_many_explained_and_drawn_from_all_sides() -> None:
    rows = rows_of("loaded_terms")
    assert len(rows) >= 400
    assert len({row["category"] for row in rows}) >= 10
    assert all(len(row["why"].split()) >= 3 for row in rows)
    assert all(row["origin"] for row in rows)
    western = sum(row["origin"] in ("western", "ukrainian", "south_korean") for row in rows)
    assert western >= len(rows) / 2


@pytest.mark.parametrize(
    "name",
    ["loaded_terms", "actors", "valence_masks", "abbreviations", "outlets", "cues", "function_words"],
)
def test_every_list_has_a_card_with_its_size(name: str) -> None:
    card = (LEXICON_FOLDER / f"{name}.md").read_text(encoding="utf-8")
    size = len(rows_of(name))
    numbers = {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", card)}
    assert size in numbers, f"the card does not state {size} rows"
    assert "MIT" in card


def test_masks_carry_valence() -> None:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    scored = SentimentIntensityAnalyzer().lexicon
    for row in rows_of("valence_masks"):
        assert any(word.lower() in scored for word in row["term"].split()), row["term"]


def test_work_with_explosives_is_no_criticism_and_aircraft_are_no_troops() -> None:
    articles, _ = read_article_text(
        "The works\n\nThe plant conducted the blasting of earth. Crews came through blasting.\n\n"
        "Dozens of fighters from NATO states came. He sent militant encouragement to the teachers. "
        "Fighters held the hill. The paper was blasting the mayor."
    )
    hits = annotate(articles).hits
    assert hits.filter(lexicon="loaded_terms")["surface"].to_list() == ["blasting"]
    armed = hits.filter(lexicon="naming", category="people under arms")
    assert armed["surface"].to_list() == ["Fighters"]


def test_a_factory_of_a_capital_is_not_the_state() -> None:
    articles, _ = read_article_text(
        "The works\n\nThe Pyongyang Bus Factory met its plan. The East Pyongyang Thermal Power Plant "
        "did, too. Pyongyang rejected the offer."
    )
    named = annotate(articles).hits.filter(lexicon="naming", category="North Korea")
    assert named.height == 1
