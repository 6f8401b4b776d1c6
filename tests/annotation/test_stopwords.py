"""Stopword lists: one word a row, in the form in which words are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.annotation import load_lexicon, stopwords
from analysis.errors import InputError
from analysis.text import WORD, unify_word


def test_function_words_are_counted_as_they_are_listed() -> None:
    listed = stopwords()
    assert len(listed) == len(load_lexicon("function_words").entries)
    assert all(WORD.fullmatch(word) and unify_word(word) == word for word in listed)
    assert {"the", "and", "of", "would", "don't"} <= listed


def test_function_words_hide_no_loaded_term_and_no_actor() -> None:
    for name in ("loaded_terms", "actors"):
        terms = {unify_word(entry.term) for entry in load_lexicon(name).entries}
        assert not stopwords() & terms


def test_a_list_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "house.csv"
    file.write_text("term\nSaid\nspokesman’s\n", encoding="utf-8")
    assert stopwords(file) == {"said", "spokesman's"}


@pytest.mark.parametrize(("row", "found"), [("as well", "'as well'"), ("say*", "'say\\*'")])
def test_what_is_not_one_word_is_refused(tmp_path: Path, row: str, found: str) -> None:
    file = tmp_path / "house.csv"
    file.write_text(f"term\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=found):
        stopwords(file)


def test_actors_are_no_stopwords() -> None:
    with pytest.raises(InputError, match="a list of actors"):
        stopwords("actors")
