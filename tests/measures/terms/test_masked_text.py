"""Masking: what each rule takes, that nothing is counted twice, and what stays."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import Annotated, annotate
from analysis.corpus import read_article_text
from analysis.errors import InputError
from analysis.measures import MASKED, MASKED_WORDS, count_terms, count_unmasked_words, masked_places
from analysis.measures.terms.masked_text import RULES
from analysis.measures.terms.names_in_text import Names

PLAIN = "The ferry sank near the coast. Nobody was hurt, and the port was closed."


def corpus(bodies: Sequence[str], outlet: str = "Osterby Post", authors: str | None = None) -> Annotated:
    tables = []
    for number, body in enumerate(bodies):
        table, _ = read_article_text(f"Ferry sinks\n\n{PLAIN}")
        columns = {
            "text": f"Ferry sinks\n\n{body}",
            "article_id": f"a{number}",
            "outlet": outlet,
            "authors": authors,
        }
        tables.append(table.with_columns(pl.lit(v, dtype=pl.String).alias(c) for c, v in columns.items()))
    return annotate(pl.concat(tables))


def surfaces(annotated: Annotated, rule: str) -> list[str]:
    texts = annotated.texts(annotated.articles["article_id"])
    found = masked_places(annotated).filter(rule=rule).select("article_id", "start", "end").rows()
    return [texts[article][start:end].strip() for article, start, end in found]


@pytest.mark.parametrize(
    ("rule", "sentence", "masked"),
    [
        ("dateline", "HALMERE, 12 April (AP) - The ferry sank.", ["HALMERE, 12 April (AP) -"]),
        ("byline or credit", "By Ida Orr and Jan van Lind", ["By Ida Orr and Jan van Lind"]),
        ("byline or credit", "Ms Lind contributed to this report.", ["Ms Lind contributed to this report."]),
        ("byline or credit", "Click here for more of our stories.", ["Click here for more of our stories."]),
        ("byline or credit", "Read the rest of the story here.", ["Read the rest of the story here."]),
        ("address or markup", "More at www.osterby.example today.", ["www.osterby.example"]),
        ("address or markup", 'It said <b id="3" lang="en">so</b> twice.', ['<b id="3" lang="en">', "</b>"]),
        ("address or markup", "He wrote to @idaorr about it.", ["@idaorr"]),
        ("outlet or agency", "It told Reuters and the Post so.", ["Reuters", "Post"]),
        ("outlet or agency", "It told The New York Times so.", ["New York Times", "Times"]),
        ("actor", "It went to Russia in spring.", ["Russia"]),
        ("day or month", "It sank on Monday, in late March, at 9 a.m. sharp.", ["Monday", "March", "a.m."]),
        ("number or initial", "All 1,200 of the 3rd J. class.", ["1,200", "3rd", "J"]),
        ("form of address", "It hit Mr. Orr and Senator Lind.", ["Mr.", "Senator"]),
        ("other name", "It hit Zorlan and his Tarsovian friends.", ["Zorlan", "Tarsovian"]),
    ],
)
def test_each_rule(rule: str, sentence: str, masked: list[str]) -> None:
    annotated = corpus([f"{PLAIN}\n\n{sentence}"])
    assert surfaces(annotated, rule) == masked


@pytest.mark.parametrize(
    "sentence",
    [
        "By Tuesday the ferry had been raised.",
        "The post was sent by mail to a sun and a times table.",
        "We may march in the fall, and I think so, too.",
    ],
)
def test_plain_words_stay(sentence: str) -> None:
    annotated = corpus([f"{PLAIN}\n\n{sentence}"])
    rules = set(masked_places(annotated)["rule"])
    assert rules <= {"day or month", "other name"}
    left = count_unmasked_words(annotated).counts.terms
    assert {word for word in sentence.lower().strip(".").replace(",", "").split() if word != "tuesday"} <= {
        *left
    }


def test_authors_are_masked_in_their_own_articles_only() -> None:
    body = f"{PLAIN}\n\nLind saw it."
    assert surfaces(corpus([body], authors="Mara Lind"), "author") == ["Lind"]
    assert surfaces(corpus([body], authors="Ida Orr"), "author") == []


def test_a_line_that_an_outlet_repeats_is_masked_with_other_names_in_it() -> None:
    bodies = [
        f"{PLAIN[:30]} {name} saw it.\n\nOur reporter {name} was there." for name in ("Orr", "Lind", "Vey")
    ]
    lines = surfaces(corpus(bodies), "sentence that the outlet repeats")
    assert [line for line in lines if "reporter" in line] == [
        f"Our reporter {name} was there." for name in ("Orr", "Lind", "Vey")
    ]
    assert surfaces(corpus(bodies[:2]), "sentence that the outlet repeats") == []


def test_a_name_is_known_at_the_beginning_of_a_sentence_by_its_other_places() -> None:
    text = "Zorlan fell. We saw Zorlan fall. The end came."
    sentences = [(0, 12), (13, 32), (33, 46)]
    names = Names([(text, sentences)])
    assert [text[slice(*place)] for place in sorted(set(names.places(text, sentences)))] == [
        "Zorlan",
        "Zorlan",
    ]


def test_words_of_other_voices_are_not_counted() -> None:
    annotated = corpus(['"A wicked plague," Ida Orr said. The ferry sank.'])
    assert "wicked" not in count_unmasked_words(annotated).counts.terms
    assert "wicked" in count_unmasked_words(annotated, voice="quoted").counts.terms


def test_only_the_articles_of_the_table_are_read() -> None:
    annotated = corpus([PLAIN, PLAIN])
    read = count_unmasked_words(annotated.with_tables(articles=annotated.scan("articles").head(1)))
    assert read.counts.articles["article_id"].to_list() == ["a0"]
    assert read.masked.filter(rule="left")["words"].sum() == read.counts.words.sum()


def test_without_text_there_is_nothing_to_mask() -> None:
    with pytest.raises(InputError, match="without text"):
        masked_places(corpus([PLAIN]).without_text())


WORDS = [
    "ferry",
    "Monday",
    "Zorlan",
    "Reuters",
    "12",
    "Mr",
    "the",
    "By",
    "Russia",
    "a.m.",
    "said",
    "\n\n",
    ". ",
    "@x",
]


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40), min_size=3, max_size=6))
def test_every_word_is_masked_once_or_left(bodies: list[list[str]]) -> None:
    annotated = corpus([f"{PLAIN} {' '.join(words)}" for words in bodies])
    read = count_unmasked_words(annotated, voice="all")
    assert read.masked["words"].sum() == count_terms(annotated, voice="all").words.sum()
    assert set(read.masked["rule"]) <= {*RULES, "left"}
    places = masked_places(annotated)
    assert (places["end"] > places["start"]).all()
    assert dict(places.schema) == {name: dtype for name, (dtype, _) in MASKED.items()}
    assert dict(read.masked.schema) == {name: dtype for name, (dtype, _) in MASKED_WORDS.items()}
