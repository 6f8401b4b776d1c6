"""What is remembered of words from text to text changes nothing of what is found in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.voices.text.classes import lower
from analysis.annotation.voices.text.lexis import CAPITALISED, TITLE, Lexis
from analysis.annotation.voices.text.tokens import scan


def test_pieces_that_are_forgotten_are_cut_anew() -> None:
    shared = Lexis(kept=30)
    texts = [
        "Mr. Orr said the ferry was late.",
        "Ida Orr, of Halmere, left it.",
        "The ferry was late, said Mr.",
    ]
    for text in texts * 3:
        again, alone = scan(text, shared), scan(text, Lexis())
        assert (again.starts, again.ends, again.lows) == (alone.starts, alone.ends, alone.lows)
        assert again.kinds == alone.kinds
        assert len(shared.spellings) == len(shared.tokens.counts) < 15


@given(st.lists(st.text(max_size=20), max_size=6))
def test_a_lexis_only_remembers(texts: list[str]) -> None:
    shared = Lexis()
    for text in texts:
        again, alone = scan(text, shared), scan(text, Lexis())
        assert (again.starts, again.ends, again.lows, again.kinds) == (
            *(alone.starts, alone.ends, alone.lows, alone.kinds),
        )
    assert len(shared.lows) == len(shared.kinds) == len(shared) + 1


@given(st.lists(st.text(max_size=6) | st.sampled_from(["ΟΔΟΣ", "Σ", "İ", "Orr’s"]), max_size=8))
def test_forms_that_are_learned_together_are_learned_alike(texts: list[str]) -> None:
    surfaces = [token for text in texts for token in _surfaces(text)]
    together, alone = Lexis(), Lexis()
    together.look_up(surfaces)
    assert [alone[surface] for surface in surfaces] == [together[surface] for surface in surfaces]
    assert alone.lows == together.lows == ["", *(lower(surface) for surface in together)]
    for name in ("traits", "kinds", "uses", "tells", "shortened"):
        assert getattr(alone, name) == getattr(together, name)


def _surfaces(text: str) -> list[str]:
    scanned = scan(text, Lexis())
    return [text[start:end] for start, end in zip(scanned.starts, scanned.ends, strict=True)]


def test_lower_case_forms_and_traits_as_arrays_grow_with_the_lexis() -> None:
    known = Lexis()
    for number in range(3000):
        row = known[f"Orr{number}"]
        if number % 700 == 0:
            assert known.objects()[0][row] == f"orr{number}"
    lows, traits = (column[: len(known.lows)].tolist() for column in known.objects())
    assert (lows, traits) == (known.lows, known.traits)


def test_what_words_may_do() -> None:
    known = Lexis({"said": {"": (), "to": {}}, "in": {"remarks": {}}})
    rows = [known[word] for word in ("Said", "in", "remarks", "to", "Mrs", "ferry")]
    assert [known.uses[row] for row in rows] == [CAPITALISED, 0, 0, 0, CAPITALISED | TITLE, 0]
    assert [known.first[row] for row in rows] == [1, 2, 0, 0, 0, 0]
    assert [known.second[row] for row in rows] == [0, 0, 2, 1, 0, 0]
