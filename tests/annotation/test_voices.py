from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.sentences import split_sentences
from analysis.annotation.tables import schema
from analysis.annotation.voices import Attribution, Cues, Run, attributions, find_voices, load_cues
from analysis.errors import InputError

LEXICON = Path(__file__).resolve().parents[2] / "data" / "lexicons" / "cues.csv"
CUES = load_cues(LEXICON)


def voices(text: str) -> tuple[list[Attribution], list[Run]]:
    return find_voices(text, split_sentences(text), CUES)


def quoted(text: str) -> list[tuple[str, str | None, str | None]]:
    """Content, source and cue of each attribution."""
    found, _ = voices(text)
    return [
        (
            text[a.start : a.end],
            text[slice(*a.source)] if a.source else None,
            text[slice(*a.cue)] if a.cue else None,
        )
        for a in found
    ]


def only(text: str) -> tuple[str, str | None, str | None]:
    found = quoted(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "pair", ['""', "“”", "''", "‘’", "«»", "„“", "「」", ("''", "''"), ("“", '"'), ("``", "''")]
)
def test_every_kind_of_mark(pair: str | tuple[str, str]) -> None:
    text = f"Ida Orr said: {pair[0]}We will not go to the island.{pair[1]} Then she left."
    assert only(text) == ("We will not go to the island.", "Ida Orr", "said")


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ('"We will go," said Ida Orr.', "Ida Orr", "said"),
        ('"We will go," Ida Orr said on Monday.', "Ida Orr", "said"),
        ('"We will go," Ida Orr, the mayor of Osterby, told reporters.', "Ida Orr", "told"),
        (
            '"We will go," said the spokesman for the ministry, who left.',
            "the spokesman for the ministry",
            "said",
        ),
        ('"Will you go?" she asked.', "she", "asked"),
        ('According to Ida Orr, the deal is "a gift to them".', "Ida Orr", "According to"),
        ('The deal is "a gift to them", according to Ida Orr.', "Ida Orr", "according to"),
        ('The mayor denounced the deal as a "gift".', "The mayor", "denounced"),
        ('The plan was described by Ida Orr as "a gift to them".', "Ida Orr", "described"),
        ('The deal is a "gift" to the east, said the mayor.', "the mayor", "said"),
        ('Ida Orr, who leads the union, has repeatedly said the deal is "dead".', "Ida Orr", "said"),
        ('Ida Orr went on to say that "nothing is lost".', "Ida Orr", "went on to say"),
        ('On Monday, Ida Orr left the hall, saying "it is over".', "Ida Orr", "saying"),
        ('OSTERBY, 12 April — Ida Orr said "it is over" and left.', "Ida Orr", "said"),
        ('Ida Orr warned he thinks the deal is "dead".', "Ida Orr", "warned"),
    ],
)
def test_the_source_stands_where_the_cue_puts_it(text: str, source: str, cue: str) -> None:
    assert only(text)[1:] == (source, cue)


def test_a_quotation_that_its_cue_breaks() -> None:
    found = quoted('"We will go," Ida Orr said, "and we will not come back."')
    assert found == [
        ("We will go,", "Ida Orr", "said"),
        ("and we will not come back.", "Ida Orr", "said"),
    ]


def test_a_quotation_across_a_line_break() -> None:
    text = 'Policy reflects a "\nblind way of thinking," Ida Orr said.'
    assert only(text) == ("\nblind way of thinking,", "Ida Orr", "said")


@pytest.mark.parametrize("opening", ['"', "“", "''", "‘"])
def test_a_mark_repeated_at_each_paragraph(opening: str) -> None:
    closing = {"“": "”", "‘": "’"}.get(opening, opening)
    text = f"Ida Orr said: {opening}One of us left.\n\n{opening}Two of us stayed.{closing}\n\nThe rest slept."
    if opening == "‘":
        text = "‘One of us left.\n\n‘Two of us stayed,’ Ida Orr said.\n\nThe rest slept."
    found, runs = voices(text)
    assert len(found) == 1
    assert not found[0].unbalanced
    spoken = "".join(text[run.start : run.end] for run in runs if run.voice == "quoted")
    assert "One of us left." in spoken
    assert "Two of us stayed" in spoken
    assert opening not in spoken
    assert "The rest" not in spoken


def test_a_missing_closing_mark_ends_with_the_paragraph_and_is_flagged() -> None:
    text = 'Ida Orr said: "We will go.\n\nThe ferry left.'
    found, _ = voices(text)
    assert [(text[a.start : a.end], a.unbalanced) for a in found] == [("We will go.", True)]


def test_a_missing_closing_mark_before_the_cue() -> None:
    found, _ = voices('"We will go, she said.\n\n"We know," Ida Orr said.')
    assert [a.unbalanced for a in found] == [True, False]
    assert found[0].end == len('"We will go,')


def test_apostrophes_feet_inches_and_markup_are_no_quotations() -> None:
    text = "It's the workers' pay in the '90s, isn't it? He's 6'3\" tall, rock 'n' roll."
    assert voices(text)[0] == []
    assert all(run.voice == "own" and not run.scare for run in voices(text)[1])
    assert not any(run.scare for run in voices('<a href="page one" id="x">The island</a>')[1])


def test_single_marks_keep_apostrophes_inside() -> None:
    assert only("‘It’s the workers’ pay,’ Ida Orr said.")[0] == "It’s the workers’ pay,"
    assert only("'It's the workers' pay,' Ida Orr said.")[0] == "It's the workers' pay,"


def test_nested_words_stay_with_the_outer_speaker_unless_a_cue_says_who_else() -> None:
    found, _ = voices("\"We live in the 'grey zone' here,\" Ida Orr said.")
    assert len(found) == 1
    text = "\"Our critics say 'you will pay the price' and laugh,\" Ida Orr said."
    found, runs = voices(text)
    assert [(text[a.start : a.end], a.parent) for a in found][1] == ("you will pay the price", 0)
    inner = [run for run in runs if run.attribution == 1]
    assert [text[run.start : run.end] for run in inner] == ["you will pay the price"]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "grey zone" grew.',
        'The film "The Long Night" opened on Monday.',
        'Ida Orr, a host of "The Morning Hour," smiled.',
        'Ida Orr told the hosts of the show "Morning Hour" that she was tired.',
        'A report titled "The island and its ferry" came out.',
    ],
)
def test_words_that_nobody_says_are_scare_quotes_or_titles(text: str) -> None:
    found, runs = voices(text)
    assert found == []
    assert [run.voice for run in runs if run.scare] == ["own"]


def test_a_whole_quoted_sentence_goes_on_with_the_speaker_before() -> None:
    text = '"We will go," Ida Orr said. "We will not come back."\n\n"Nobody will miss us."'
    found, _ = voices(text)
    assert [a.confidence for a in found] == ["marked", "inferred", "inferred"]
    assert {a.source_name for a in found} == {"Ida Orr"}


def test_a_whole_quoted_sentence_after_a_sentence_with_a_speaker() -> None:
    text = '"Go," Ida Orr said.\n\nTom Lund disagreed. "We will never leave this island."'
    found, _ = voices(text)
    assert [a.source_name for a in found] == ["Ida Orr", "Tom Lund"]


def test_names_fold_to_the_full_name() -> None:
    text = (
        'Deputy Minister Ida Orr said the ferry was "ready". Orr said it was "new". She added: "It is ours." '
        'The minister stressed that it was "safe".'
    )
    found, _ = voices(text)
    assert [a.source_name for a in found] == ["Ida Orr"] * 4
    assert [a.source_type for a in found] == ["person"] * 4


def test_a_pronoun_does_not_point_to_somebody_it_cannot_mean() -> None:
    text = 'Ms. Ida Orr said it was "over". Mr. Tom Lund said it was "not over". "We shall see," she said.'
    found, _ = voices(text)
    assert found[2].source_name == "Ida Orr"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ida Orr", "person"),
        ("The Kremlin", "state or government"),
        ("Russia", "state or government"),
        ("state media", "media"),
        ("The Osterby Times", "media"),
        ("critics", "unnamed"),
        ("a senior official", "unnamed"),
        ("the report", "document"),
        ("the Dockers Union", "organisation"),
    ],
)
def test_types_of_sources(source: str, expected: str) -> None:
    found, _ = voices(f'On Monday, {source} said the deal was "a gift to them".')
    assert found[0].source_type == expected


def test_noun_and_participle_are_no_cues() -> None:
    assert only('The claims of the "grey men" grew, Ida Orr said.')[2] == "said"
    assert voices('The United States has a "grey zone" of its own.')[0] == []


def covers(text: str, runs: list[Run]) -> bool:
    if not runs:
        return not text
    whole = runs[0].start == 0 and runs[-1].end == len(text)
    return whole and all(a.end == b.start and a.start < a.end for a, b in pairwise(runs))


PIECES = st.sampled_from(
    [
        ' "',
        '" ',
        "“",
        "”",
        "''",
        " '",
        "' ",
        "‘",
        "’",
        "«",
        "»",
        "「",
        "」",
        "\n\n",
        "\n",
        ". ",
        ", ",
        ": ",
        "5",
        "(",
        ")",
        " said ",
        " Ida Orr ",
        " he ",
        " according to ",
        " adding ",
        " who ",
        "Mr. ",
        " the mayor ",
        "—",
        "is a plan",
    ]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_runs_cover_any_text(text: str) -> None:
    found, runs = voices(text)
    assert covers(text, runs)
    assert {run.attribution for run in runs} - {None} <= set(range(len(found)))
    for run in runs:
        assert (run.voice == "quoted") == (run.attribution is not None)
        if run.attribution is not None:
            assert found[run.attribution].start <= run.start < run.end <= found[run.attribution].end
    for number, a in enumerate(found):
        assert 0 <= a.start < a.end <= len(text)
        assert a.kind == "quoted"
        assert a.parent is None or a.parent < number
        for span in (a.source, a.cue):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


@given(st.text(max_size=300))
def test_any_unicode_text_is_read_without_error(text: str) -> None:
    assert covers(text, voices(text)[1])


@pytest.mark.parametrize(
    "piece", ['"a ', "“", "'a ", "“a” said ", "“We go,” said Ida. ", "‘a\n\n", ', "a" said X, ']
)
def test_many_marks_take_linear_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        started = time.process_time()
        voices(text)
        return time.process_time() - started

    seconds(100)
    small, large = seconds(500), seconds(5000)
    assert large < 40 * max(small, 0.005)


def test_the_table_has_the_schema() -> None:
    table = attributions('"We will go," Ida Orr said.')
    assert dict(table.schema) == schema("attributions")
    assert table.select("source", "cue", "cue_class").row(0) == ("Ida Orr", "said", "neutral")


def write(folder: Path, text: str) -> Path:
    path = folder / "cues.csv"
    path.write_text(text, encoding="utf-8")
    return path


HEADER = "cue,cue_class,inflect,kind,note\n"


def test_inflected_forms_of_cues(tmp_path: Path) -> None:
    cues = load_cues(write(tmp_path, HEADER + "point out,endorsing,verb,verb,\nsaid,neutral,,verb,\n"))
    assert isinstance(cues, Cues)
    found = [form.form for _, _, form in cues.find("she pointed  out what he said and points out more")]
    assert found == ["pointed out", "said", "points out"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("said,neutral,,verb\n", ["line 2", "cells"]),
        ("said,neutral,,noun,\n", ["line 2", "noun"]),
        ("say,neutral,plural,verb,\n", ["line 2", "plural"]),
        (",neutral,,verb,\n", ["line 2", "empty"]),
        ("say*,neutral,,verb,\n", ["line 2", "wildcard"]),
        ("say,neutral,,verb,\nSay,neutral,,verb,\n", ["line 3", "line 2"]),
    ],
)
def test_a_bad_row_is_refused_with_file_and_line(tmp_path: Path, rows: str, words: list[str]) -> None:
    with pytest.raises(InputError) as error:
        load_cues(write(tmp_path, HEADER + rows))
    for word in ["cues.csv", *words]:
        assert word in str(error.value)


def test_a_missing_column_or_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kind"):
        load_cues(write(tmp_path, "cue,cue_class,inflect\nsay,neutral,\n"))
    with pytest.raises(InputError, match=r"nothing\.csv"):
        load_cues(tmp_path / "nothing.csv")


def test_the_built_in_cues_load() -> None:
    assert len(CUES.forms) > 500
