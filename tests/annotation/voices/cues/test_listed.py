"""The cue list: read strictly, inflected, and covering what the rules ask of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analysis.annotation.voices import Cues, load_cues
from analysis.annotation.voices.cues.listed import CLASSES, KINDS, TAKES
from analysis.annotation.voices.cues.sites import spot
from analysis.annotation.voices.cues.trie import trie
from analysis.annotation.voices.text.lexis import Lexis
from analysis.annotation.voices.text.tokens import scan
from analysis.errors import InputError

LEXICON = Path(__file__).resolve().parents[4] / "data" / "lexicons" / "cues.csv"
HEADER = "cue,cue_class,inflect,kind,takes,note\n"


@pytest.fixture(scope="module")
def built_in() -> Cues:
    return load_cues(LEXICON)


def write(folder: Path, text: str) -> Path:
    path = folder / "cues.csv"
    path.write_text(text, encoding="utf-8")
    return path


def forms(text: str, cues: Cues) -> list[str]:
    """Return the forms that stand in a text, each with its kinds and shapes."""
    root = trie(cues)
    found = spot(scan(text, Lexis(root)), root)
    return [
        " | ".join(f"{entry.form}, {entry.kind} {entry.shape}".rstrip() for entry in entries)
        for _, _, entries in found
    ]


def test_inflected_forms_of_cues(tmp_path: Path) -> None:
    cues = load_cues(write(tmp_path, HEADER + "point out,endorsing,verb,verb,that,\nsaid,neutral,,verb,,\n"))
    assert forms("She pointed  out what he said and points out more, pointing in.", cues) == [
        *("pointed out, verb past", "said, verb past", "points out, verb third"),
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("said,neutral,,verb,\n", ["line 2", "cells"]),
        ("said,mild,,verb,,\n", ["line 2", "mild"]),
        ("said,neutral,,adverb,,\n", ["line 2", "kind 'adverb'"]),
        ("say,neutral,plural,verb,,\n", ["line 2", "plural"]),
        ("say,neutral,,verb,clause thta,\n", ["line 2", "takes 'thta'", "did you mean 'that'"]),
        ("say,neutral,,verb,that clause that,\n", ["line 2", "each word once"]),
        (",neutral,,verb,,\n", ["line 2", "empty"]),
        ("say*,neutral,,verb,,\n", ["line 2", "wildcard"]),
        ("say,neutral,,verb,,\nSay,neutral,,verb,,\n", ["line 3", "line 2"]),
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


def test_a_form_of_two_kinds_has_an_entry_for_each(tmp_path: Path) -> None:
    rows = (
        "call for,committing,verb,verb,object,\ncall,committing,noun,noun,for to,\n"
        "claim,distancing,noun,noun,that,\nclaim,distancing,verb,verb,that to,\n"
        "sure,mental,,adjective,that of,\n"
    )
    cues = load_cues(write(tmp_path, HEADER + rows))
    assert forms("the call for calm and the claims: they call a sure thing", cues) == [
        "call for, verb base",
        "claims, noun plural | claims, verb third",
        "call, noun singular",
        "sure, adjective",
    ]
    takes = {form.kind: form.takes for form in cues.forms["claim"]}
    assert takes == {"noun": ("that",), "verb": ("that", "to")}


def test_a_form_with_a_hyphen_is_found(tmp_path: Path) -> None:
    rows = "e-mail,neutral,verb,verb,that,\nso-called,distancing,,phrase,adverbial,\n"
    cues = load_cues(write(tmp_path, HEADER + rows))
    assert forms("She e-mailed the so-called expert.", cues) == ["e mailed, verb past", "so called, phrase"]


def test_a_doubtful_form_says_so(tmp_path: Path) -> None:
    rows = 'make,neutral,verb,verb,that,often no cue\nhold,neutral,verb,verb,that,"often no cue: holding"\n'
    cues = load_cues(write(tmp_path, HEADER + rows))
    doubtful = {form.form for entries in cues.forms.values() for form in entries if form.doubtful}
    assert doubtful == {"make", "makes", "maked", "making", "holding"}


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("said", "past"),
        ("goes on", "third"),
        ("going on to say", "ing"),
        ("bring up", "base"),
        ("foresaw", "past"),
        ("dismiss", "base"),
        ("made clear", "past"),
    ],
)
def test_the_shape_of_an_irregular_form(tmp_path: Path, form: str, shape: str) -> None:
    cues = load_cues(write(tmp_path, HEADER + f"{form},neutral,,verb,that,\n"))
    assert cues.forms[form][0].shape == shape


def test_the_built_in_cues_cover_every_kind_class_and_content(built_in: Cues) -> None:
    known = [form for entries in built_in.forms.values() for form in entries]
    assert len({(form.kind, form.cue) for form in known}) >= 750
    assert {form.kind for form in known} == set(KINDS)
    assert {form.cue_class for form in known} == set(CLASSES)
    assert {word for form in known for word in form.takes} == set(TAKES)
    assert all(form.takes for form in known if form.kind != "verb")


def test_an_irregular_form_has_the_class_and_content_of_its_cue() -> None:
    with LEXICON.open(encoding="utf-8", newline="") as file:
        rows = {(row["kind"], row["cue"]): row for row in csv.DictReader(file)}
    irregular = [row for row in rows.values() if row["note"].startswith("form of ")]
    assert len(irregular) > 500
    for row in irregular:
        base = rows[row["kind"], row["note"].removeprefix("form of ").split(";")[0]]
        assert (row["cue_class"], row["takes"]) == (base["cue_class"], base["takes"]), row


@pytest.mark.parametrize(
    ("form", "kind", "cue_class", "takes"),
    [
        ("said", "verb", "neutral", ("clause", "that")),
        ("accused", "verb", "attacking", ("of",)),
        ("revealed", "verb", "endorsing", ("object", "that")),
        ("realised", "verb", "endorsing", ("that", "whether", "clause")),
        ("allegations", "noun", "distancing", ("of", "that", "against")),
        ("refusal", "noun", "committing", ("to",)),
        ("convinced", "adjective", "mental", ("that", "of", "about")),
        ("according to", "phrase", "neutral", ("adverbial",)),
        ("went on", "verb", "neutral", ()),
    ],
)
def test_class_and_content_of_some_cues(
    form: str, kind: str, cue_class: str, takes: tuple[str, ...], built_in: Cues
) -> None:
    entry = next(entry for entry in built_in.forms[form] if entry.kind == kind)
    assert (entry.cue_class, entry.takes) == (cue_class, takes)
