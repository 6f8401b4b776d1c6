"""The lists of stance: words for and against somebody, names of one thing, markers of the own stance."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from analysis.annotation.lexicons import LEXICON_FOLDER, Lexicon, load_lexicon
from analysis.annotation.matching import Matcher

SIGNS = {
    **dict.fromkeys(
        ("cooperation", "support", "praise", "exoneration", "legitimacy", "merit", "victim"),
        "+1",
    ),
    **dict.fromkeys(
        (
            "opposition",
            "condemnation",
            "blame",
            "threat",
            "illegitimacy",
            "failure",
            "villain",
            "danger",
        ),
        "-1",
    ),
}
MARKERS = {"hedge", "booster", "attitude_marker", "necessity"}
ORIGINS = {
    "general",
    "western",
    "ukrainian",
    "south_korean",
    "north_korean",
    "russian",
    "chinese",
    "iranian",
    "israeli",
    "turkish",
    "arab",
}
# A referent that the list must have, and some of what it is called.
WANTED = {
    "war in Ukraine": {
        "special military operation",
        "invasion",
        "war",
        "conflict",
        "aggression",
        "crisis",
    },
    "North Korea": {"North Korea", "DPRK", "the North", "hermit kingdom"},
    "government of Ukraine": {"government", "regime", "leadership", "authorities"},
    "government of Syria": {"government", "regime"},
    "alliance of states": {"alliance", "bloc", "axis", "partnership"},
    "people under arms": {
        "fighters",
        "militants",
        "terrorists",
        "rebels",
        "insurgents",
        "separatists",
    },
    "deaths": {"killed", "died", "eliminated", "martyred", "neutralized", "liquidated"},
    "Crimea in 2014": {"annexation", "reunification or return"},
    "people who cross borders": {"illegal aliens", "undocumented immigrants", "migrants"},
}


def rows_of(name: str) -> list[dict[str, str]]:
    with (LEXICON_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def card_of(name: str) -> str:
    return (LEXICON_FOLDER / f"{name}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def naming() -> Lexicon:
    return load_lexicon("naming")


def counted(lexicon: Lexicon, text: str) -> list[str]:
    """What is counted in a text, in its order; `found` of the matcher may hold phrases of no interest."""
    own = set(lexicon.counted)
    return [m.entry.category for m in Matcher([lexicon]).find(text) if m.entry in own]


@pytest.mark.parametrize(
    ("name", "categories", "floor"),
    [("stance_words", set(SIGNS), 600), ("markers", MARKERS, 300)],
)
def test_list_is_large_explained_and_of_known_categories(name: str, categories: set[str], floor: int) -> None:
    rows = rows_of(name)
    assert {row["category"] for row in rows} == categories | {"literal"}
    assert sum(row["category"] != "literal" for row in rows) >= floor
    assert all(len(row["why"].split()) >= 3 for row in rows)
    assert {row["origin"] for row in rows} <= ORIGINS
    assert len(load_lexicon(name).entries) == len(rows)  # what stands twice would be refused


@pytest.mark.parametrize("name", ["stance_words", "naming", "markers"])
def test_card_states_the_size(name: str) -> None:
    card = card_of(name)
    numbers = {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", card)}
    assert len(rows_of(name)) in numbers
    assert "MIT" in card


@pytest.mark.parametrize(("name", "categories"), [("stance_words", set(SIGNS)), ("markers", MARKERS)])
def test_card_states_the_rows_of_each_category(name: str, categories: set[str]) -> None:
    counts = Counter(row["category"] for row in rows_of(name))
    lines = [line for line in card_of(name).splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    stated = {row[0]: row for row in cells if row[0] in categories}
    assert set(stated) == categories
    for category, row in stated.items():
        assert str(counts[category]) in row, category


def test_card_states_the_sign_of_each_category() -> None:
    for category, sign in SIGNS.items():
        assert f"| {category} | {sign} |" in card_of("stance_words")


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The minister slammed the mayor.", "condemnation"),
        ("The minister praised the mayor.", "praise"),
        ("Moscow accused Kyiv of shelling the plant.", "blame"),
        ("The senator defended the judge.", "support"),
        ("Washington threatened Tehran.", "threat"),
        ("The two countries cooperate closely.", "cooperation"),
        ("He called the vote a sham.", "illegitimacy"),
        ("She is a hero.", "merit"),
        ("They are aggressors.", "villain"),
    ],
)
def test_stance_words_read_the_direction(text: str, category: str) -> None:
    assert category in counted(load_lexicon("stance_words"), text)


def test_plain_news_has_no_stance() -> None:
    text = "The minister said on Monday that he met the mayor at noon."
    assert not counted(load_lexicon("stance_words"), text)


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("It may rain.", ["hedge"]),
        ("The session opened in May.", []),
        ("Reply as soon as possible.", []),
        ("We must clearly act.", ["necessity", "booster"]),
        ("Unfortunately it was perhaps too late.", ["attitude_marker", "hedge"]),
    ],
)
def test_markers_keep_literal_uses_out(text: str, hits: list[str]) -> None:
    assert counted(load_lexicon("markers"), text) == hits


def test_markers_name_the_source_of_their_classes() -> None:
    assert "Hyland" in card_of("markers")


def test_naming_explains_every_row() -> None:
    rows = rows_of("naming")
    assert all(row["referent"] and row["name"] and row["term"] for row in rows)
    assert all(len(row["why"].split()) >= 3 for row in rows)
    assert {row["origin"] for row in rows} <= ORIGINS


def test_each_referent_has_names_to_choose_from(naming: Lexicon) -> None:
    names: dict[str, set[str | None]] = {}
    for entry in naming.counted:
        names.setdefault(entry.category, set()).add(entry.name)
    assert all(len(choice) >= 2 for choice in names.values())
    for referent, wanted in WANTED.items():
        assert wanted <= names[referent], referent
    assert len(names) >= len(WANTED) + 5


def test_card_of_naming_states_the_rows_of_each_name() -> None:
    counts: dict[str, Counter[str]] = {}
    for row in rows_of("naming"):
        if row["name"] != "literal":
            counts.setdefault(row["referent"], Counter())[row["name"]] += 1
    stated = {}
    for line in card_of("naming").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if cells and cells[0] in counts:
            stated[cells[0]] = cells[1]
    assert stated == {
        referent: ", ".join(f"{name} {n}" for name, n in names.items()) for referent, names in counts.items()
    }


@pytest.mark.parametrize(
    ("referent", "text", "hits"),
    [
        ("war in Ukraine", "Since the full-scale Russian invasion began", ["invasion"]),
        ("war in Ukraine", "The special military operation goes on", ["special military operation"]),
        ("war in Ukraine", "Special operations forces landed", []),
        ("war in Ukraine", "The Russian attack on Ukraine in its second year", ["attack"]),
        ("war in Ukraine", "A massive Russian attack on Ukraine kills 6", []),
        ("war in Ukraine", "The largest missile attack against Ukraine since May", []),
        ("Russian troops in Ukraine", "Russian terrorists shelled the port", ["terrorists or murderers"]),
        ("Russian troops in Ukraine", "A Russian terrorist attack is feared", []),
        ("North Korea", "The DPRK and North Korea", ["DPRK", "North Korea"]),
        ("government of Ukraine", "The Kiev regime", ["regime"]),
        ("deaths", "Two men were killed; the senators killed the bill", ["killed"]),
        ("people under arms", "The rebels fled from fighter jets", ["rebels"]),
    ],
)
def test_the_longest_name_wins(naming: Lexicon, referent: str, text: str, hits: list[str]) -> None:
    own = set(naming.counted)
    found = [m.entry for m in Matcher([naming]).find(text) if m.entry in own]
    assert [entry.name for entry in found if entry.category == referent] == hits
