"""A table of keys gives each piece its number, also where two want one slot."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.annotation import piece_table
from analysis.annotation.piece_table import Cut, PieceTable


def cut(text: str) -> Cut:
    return Cut(f"{text} ")


def test_what_is_long_or_rare_is_left_to_the_caller() -> None:
    table, found = PieceTable(), cut("The 16-characters- seventeen-letters 漢字 “ferry”")
    table.add(found, np.arange(5), np.arange(10, 15))
    numbers, others = table.find(found)
    assert others.tolist() == [2, 3]
    assert [numbers[place] for place in (0, 1, 4)] == [10, 11, 14]


def test_a_piece_is_not_taken_for_one_that_begins_or_ends_like_it() -> None:
    table, found = PieceTable(), cut("harbours")
    table.add(found, np.arange(1), np.arange(1))
    for other in ("harbour", "harbours'", "Harbours", "harbours-harbours"):
        assert len(table.find(cut(other))[1]) == 1


def test_a_key_whose_slot_is_taken_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piece_table, "_SLOT_BITS", 1)
    table, words = PieceTable(), [f"ferry{number}" for number in range(20)]
    known = 0
    for number, word in enumerate(words):
        table.add(cut(word), np.array([0]), np.array([number]))
    for number, word in enumerate(words):
        numbers, others = table.find(cut(word))
        if not len(others):
            known += 1
            assert numbers.tolist() == [number]
    assert known == 2
