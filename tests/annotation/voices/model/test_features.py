"""What the model looks at: values in range, windows that end with their text, groups that do not mix."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.model.candidates import Anchor, candidates, columns
from analysis.annotation.voices.model.features import (
    PAD,
    Slots,
    axis_sizes,
)
from analysis.annotation.voices.model.word_slots import add_content_slots, add_cue_slots
from analysis.annotation.voices.reading import Reading, read
from analysis.annotation.voices.text.places import FARTHEST, Groups, Near, shift
from analysis.annotation.voices.text.tokens import scan

from ..test_find import TEXTS


def readings(texts: list[str], finder: VoiceFinder) -> list[Reading]:
    return [read(scan(text, finder.lexis), split_sentences(text), finder.root) for text in texts]


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_values_lie_within_their_axes(with_model: VoiceFinder, texts: list[str]) -> None:
    assert with_model.model is not None and with_model.encoder is not None
    batch = with_model.encoder.batch(readings(texts, with_model))
    sizes = axis_sizes(with_model.model.alphabets)
    cue, content = with_model.model.probabilities(batch)
    assert np.isfinite(cue).all() and np.isfinite(content).all()
    assert ((cue >= 0) & (cue <= 1)).all()
    cues, contents = Slots(sizes), Slots(sizes)
    add_cue_slots(cues, batch)
    add_content_slots(contents, batch, cue)
    for slot in (*cues.found, *contents.found):
        most = np.prod([int(axis) if axis.isdigit() else sizes[axis] for axis in slot.axes])
        assert slot.values.shape == batch.word.shape
        assert slot.values.min() >= 0 and slot.values.max() < most, slot.name


@given(TEXTS, TEXTS, TEXTS)
def test_no_window_reaches_into_another_text(with_model: VoiceFinder, a: str, b: str, c: str) -> None:
    """A text's values are the same whatever stands beside it."""
    assert with_model.model is not None and with_model.encoder is not None

    def middle(around: list[str]) -> list[bytes]:
        made = readings([around[0], b, around[1]], with_model)
        first = 2 * PAD + len(made[0].quote)
        batch = with_model.encoder.batch(made)  # type: ignore[union-attr]
        cue, content = with_model.model.probabilities(batch)  # type: ignore[union-attr]
        last = first + len(made[1].quote)
        return [values[first:last].tobytes() for values in (cue, content)]

    assert middle([a, c]) == middle([c, a]) == middle(["", ""])


@given(st.lists(st.integers(-5, 5), max_size=12), st.integers(-FARTHEST, FARTHEST))
def test_values_further_on(values: list[int], step: int) -> None:
    given_values = np.array(values, dtype=np.int64)
    there = [values[n + step] if 0 <= n + step < len(values) else None for n in range(len(values))]
    assert Near(given_values).at(step).tolist() == [0 if value is None else value for value in there]
    if step and len(values) > abs(step):
        assert shift(given_values, step, 9).tolist() == [9 if value is None else value for value in there]


groups = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=20)


@given(groups, st.booleans())
def test_the_last_and_the_next_of_a_group(rows: list[tuple[bool, bool]], strictly: bool) -> None:
    mask = np.array([there for there, _ in rows], dtype=bool)
    group = np.cumsum([new for _, new in rows], dtype=np.int64) if rows else np.zeros(0, dtype=np.int64)
    if not rows:
        return
    of = Groups(group)
    for find, steps in ((of.last, -1), (of.next, 1)):
        for place, found in enumerate(find(mask, strictly).tolist()):
            ends = -1 if steps < 0 else len(rows)
            there = [n for n in range(place + (steps if strictly else 0), ends, steps) if mask[n]]
            near = [n for n in there if group[n] == group[place]]
            assert found == (near[0] if near else -1)


def test_candidates_are_words_of_the_sentence_outside_the_content(with_model: VoiceFinder) -> None:
    assert with_model.encoder is not None
    text = "Ida Orr said that it rained."
    batch = with_model.encoder.batch(readings([text], with_model))
    anchor = Anchor(PAD, PAD + 7, PAD + 3, PAD + 6, PAD + 2, PAD + 3, -1)
    found = candidates(batch, columns([anchor]))
    assert found.token.tolist() == [PAD, PAD + 1, PAD + 2]
    assert found.anchor.tolist() == [0, 0, 0]
    assert candidates(batch, columns([])).token.tolist() == []
