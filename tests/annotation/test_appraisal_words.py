"""The list of words that evaluate: what its card states, what its words catch, what they leave alone."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from analysis.annotation.annotate import annotate
from analysis.annotation.lexicons import LEXICON_FOLDER, Lexicon, load_lexicon, load_lexicons
from analysis.annotation.matching import Matcher
from analysis.corpus import read_article_text

CATEGORIES = {
    "affect",
    "social_esteem",
    "social_sanction",
    "appreciation",
    "force",
    "manner",
    "speaking",
    "kinds",
    "labels",
    "drama",
    "conduct",
}
SIDES = {"general", "western", "ukrainian", "south_korean", "north_korean", "russian"}
SIDES |= {"chinese", "iranian", "israeli", "turkish", "arab"}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon("appraisal_words")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (LEXICON_FOLDER / "appraisal_words.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def card() -> str:
    return (LEXICON_FOLDER / "appraisal_words.md").read_text(encoding="utf-8")


def counted(lexicon: Lexicon, text: str) -> list[str]:
    return [match.entry.category for match in Matcher([lexicon]).find(text)]


def test_list_is_large_explained_and_of_known_categories(rows: list[dict[str, str]]) -> None:
    assert {row["category"] for row in rows} == CATEGORIES | {"literal"}
    assert sum(row["category"] != "literal" for row in rows) >= 2000
    assert all(len(row["why"].split()) >= 3 for row in rows)
    assert {row["origin"] for row in rows} == SIDES


def test_is_a_term_list_that_joins_others() -> None:
    loaded = load_lexicons(["loaded_terms", "appraisal_words"])
    assert [(x.name, x.kind) for x in loaded[:2]] == [("loaded_terms", "terms"), ("appraisal_words", "terms")]
    assert all(x.name != "appraisal_words" for x in load_lexicons(["loaded_terms"]))


def test_card_states_the_rows_of_each_category(rows: list[dict[str, str]], card: str) -> None:
    cells = [
        [c.strip() for c in line.split("|")[1:-1]] for line in card.splitlines() if line.startswith("| ")
    ]
    stated = {row[0]: int(row[1]) for row in cells if row[0] in CATEGORIES}
    counts = Counter(row["category"] for row in rows)
    assert stated == {category: counts[category] for category in CATEGORIES}


def test_examples_of_the_card_stand_in_their_category(lexicon: Lexicon, card: str) -> None:
    lines = [line for line in card.splitlines() if line.startswith("| ") and ": " in line]
    for line in lines:
        category, _, says = (cell.strip() for cell in line.split("|")[1:-1])
        for example in says.rsplit(": ", 1)[1].split(", "):
            assert counted(lexicon, example) == [category], example
    assert len(lines) == len(CATEGORIES)


def test_card_states_sizes_and_origins(rows: list[dict[str, str]], card: str) -> None:
    flat = " ".join(card.split())
    n_literal = sum(row["category"] == "literal" for row in rows)
    assert f"{len(rows):,} rows: {n_literal} of the category `literal`" in flat
    assert f"and {len(rows) - n_literal:,} that count" in flat
    assert f"{sum(bool(row['unless']) for row in rows)} rows have an `unless` list" in flat
    assert f"{sum(row['match_case'] == 'yes' for row in rows)} match only in lower case" in flat
    stated = re.search(r"By origin: ([^.]+)\.", flat)
    assert stated is not None
    origins = Counter(row["origin"] for row in rows)
    assert stated.group(1) == ", ".join(f"{side} {n}" for side, n in origins.most_common())
    assert "MIT" in flat


def test_no_form_stands_twice(lexicon: Lexicon) -> None:
    """The loader compares forms where case is ignored and terms where it is not; here all with all."""
    seen: dict[str, str] = {}
    for entry in lexicon.entries:
        assert not entry.stem, entry.term  # a wildcard could cover a row unseen
        for form in (entry.term,) if entry.match_case else entry.forms:
            assert seen.setdefault(form, entry.term) == entry.term, form


def test_words_of_the_other_lists_are_not_repeated(lexicon: Lexicon) -> None:
    others = [
        entry
        for name in ("loaded_terms", "stance_words", "markers")
        for entry in load_lexicon(name).counted
        if entry.category != "attitude_marker" and not entry.match_case
    ]
    whole = {form for entry in others if not entry.stem for form in entry.forms}
    stems = tuple(form for entry in others if entry.stem for form in entry.forms)
    repeated = [
        entry.term
        for entry in lexicon.counted
        if (entry.match_case and entry.term in whole)
        or (not entry.match_case and not whole.isdisjoint(entry.forms))
        or entry.forms[0].startswith(stems)
    ]
    assert repeated == []


def test_every_literal_phrase_keeps_a_word_from_counting(lexicon: Lexicon) -> None:
    bare = Matcher([Lexicon("bare", "terms", lexicon.counted, "")])
    whole = Matcher([lexicon])
    for entry in lexicon.entries:
        if entry.literal:
            assert bare.find(entry.term), entry.term
            assert not whole.find(entry.term), entry.term


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("The envoy of Tarsovia was livid.", ["affect"]),
        ("Lawmakers were jittery before the vote.", ["affect"]),
        ("She gloated for a week.", ["affect"]),
        ("A wary parliament met in Halmere.", ["affect"]),
        ("The governor bristled when the bill came.", ["affect"]),
        ("The hapless treasurer resigned.", ["social_esteem"]),
        ("A shrewd negotiator led the talks.", ["social_esteem"]),
        ("The mayor behaved bizarrely at the dinner.", ["social_esteem"]),
        ("They met a gullible minister.", ["social_esteem"]),
        ("His tone was condescending.", ["social_esteem"]),
        ("A mendacious report was sent to Halmere.", ["social_sanction"]),
        ("The court heard of the duplicity of the bank.", ["social_sanction"]),
        ("It was an odious deed.", ["social_sanction"]),
        ("Her candor surprised nobody in Tarsovia.", ["social_sanction"]),
        ("The harbour plan is farcical.", ["appreciation"]),
        ("It ended in a dismal season for the club.", ["appreciation"]),
        ("The most polarizing bill of the year", ["appreciation"]),
        ("A stunning harbour", ["drama"]),
        ("The bank made a staggering profit.", ["drama"]),
        ("The town owes a whopping sum.", ["force"]),
        ("A litany of excuses followed.", ["force"]),
        ("The senators are all too familiar with it.", ["force"]),
        ("A massive tax cut", ["force"]),
        ("The minister pointedly left the room.", ["manner"]),
        ("He announced it with great fanfare.", ["manner"]),
        ("The mayor railed for an hour.", ["speaking"]),
        ("Her rival scoffed.", ["speaking"]),
        ("They hammered the governor over the budget.", ["speaking"]),
        ("The senator gushed about the new bridge.", ["speaking"]),
        ("The old canard was heard again.", ["speaking"]),
        ("They hired a charlatan.", ["kinds"]),
        ("The party's new darling spoke last.", ["kinds"]),
        ("He is a sycophant.", ["kinds"]),
        ("Voters in Halmere dislike the establishment.", ["labels"]),
        ("A hard left faction split off.", ["labels"]),
        ("The hearing became a circus.", ["drama"]),
        ("A maelstrom in the chancellery", ["drama"]),
        ("The scandal engulfed the ministry.", ["drama"]),
        ("They rammed through the budget.", ["conduct"]),
        ("He pandered to the unions.", ["conduct"]),
        ("The ministry turned a blind eye.", ["conduct"]),
        ("The council squandered the money.", ["conduct"]),
    ],
)
def test_words_are_found_in_their_category(lexicon: Lexicon, text: str, categories: list[str]) -> None:
    assert counted(lexicon, text) == categories


@pytest.mark.parametrize(
    "text",
    [
        "A tirade in the lower house",
        "The firebrand won the seat.",
        "He is a stooge.",
        "An embattled chancellor",
    ],
)
def test_what_is_missing_here_stands_in_another_list(lexicon: Lexicon, text: str) -> None:
    assert not counted(lexicon, text)
    others = [load_lexicon(name) for name in ("loaded_terms", "stance_words")]
    assert Matcher(others).find(text)


@pytest.mark.parametrize(
    "text",
    [
        "The lame duck session opens on Monday.",
        "He was supposed to arrive at noon.",
        "The vast majority of the members voted.",
        "The court took the land under eminent domain.",
        "In spite of the rain they met.",
        "Conventional wisdom holds that turnout falls.",
        "They buckled down to work.",
        "Negotiators hammered out the text by dawn.",
        "Troops came under fire near the village.",
        "Rebels clashed with the police.",
        "The convoy crossed a town that is besieged; civilians fled.",
        "Firefighters said the raging blaze reached the wood.",
        "The senator Ada Stern spoke to Dana Bash.",
        "Wild boar and wild horses live in the park.",
        "A juvenile court heard the case.",
        "They are sweeping it under the carpet.",
        "Extraordinary and plenipotentiary ambassador of Tarsovia",
        "The lawyers kept the documents privileged.",
        "Precious metals rose by 2 percent.",
        "It took place in the past tense.",
        "The flu can be severe.",
        "She woke up at six.",
        "He was charged with aggravated assault.",
    ],
)
def test_literal_readings_do_not_count(lexicon: Lexicon, text: str) -> None:
    assert counted(lexicon, text) == []


def test_plain_news_has_no_hit(lexicon: Lexicon) -> None:
    text = (
        "The minister of trade said on Monday that Tarsovia and Halmere will sign an agreement in March. "
        "Exports rose by four percent last year, according to the central bank. Parliament votes on Friday. "
        "Two people were killed when a bus left the road; the police are investigating."
    )
    assert counted(lexicon, text) == []


def test_a_study_that_names_the_list_gets_its_hits() -> None:
    articles, _ = read_article_text("Vote in Halmere\n\nThe hapless mayor railed for an hour.")
    hits = annotate(articles, ["loaded_terms", "appraisal_words"]).hits
    assert set(hits.filter(hits["lexicon"] == "appraisal_words")["term"]) == {"hapless", "railed"}
