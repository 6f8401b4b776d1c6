"""The model file: written, read again, refused where it is broken, and done without."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.find import MODEL_FILE
from analysis.annotation.voices.model.candidates import Anchor, columns
from analysis.annotation.voices.model.features import axis_sizes
from analysis.annotation.voices.model.linear import (
    FORMAT,
    PARTS,
    load_model,
    offsets_of,
    slot_layouts,
    write_model,
)
from analysis.annotation.voices.reading import read
from analysis.annotation.voices.text.tokens import scan
from analysis.errors import InputError

from ..said import brief, voices

TEXT = (
    "Edda Moor said on Monday that the ferry was old, and “nobody” would buy it. Its crew hopes to leave.\n\n"
    "According to officials, two have left. “We wait,” said Bram Orr, a pilot. His claim that it sank is odd."
)


def test_the_file_is_readable_text_of_at_most_two_megabytes() -> None:
    text = MODEL_FILE.read_text(encoding="utf-8")
    assert text.startswith(FORMAT + "\n")
    assert MODEL_FILE.stat().st_size <= 2_000_000
    assert all(f"[weights {part}]" in text for part in PARTS)


def test_a_model_written_and_read_again_predicts_the_same(with_model: VoiceFinder, tmp_path: Path) -> None:
    assert with_model.model is not None and with_model.encoder is not None
    path = tmp_path / "copy.txt"
    write_model(with_model.model, path)
    again = VoiceFinder.load(model=path)
    assert again.model is not None
    assert voices(TEXT, again) == voices(TEXT, with_model)
    reading = read(scan(TEXT, with_model.lexis), split_sentences(TEXT), with_model.root)
    batch = with_model.encoder.batch([reading])
    for ours, theirs in zip(
        with_model.model.probabilities(batch), again.model.probabilities(batch), strict=True
    ):
        assert np.array_equal(ours, theirs)
    write_model(again.model, tmp_path / "twice.txt")
    assert (tmp_path / "twice.txt").read_bytes() == path.read_bytes()


def test_without_the_file_the_rules_work(rules: VoiceFinder, tmp_path: Path) -> None:
    without = VoiceFinder.load(model=tmp_path / "none.txt")
    assert without.model is None and without.encoder is None
    assert voices(TEXT, without) == voices(TEXT, rules)
    assert ("reported", "that the ferry was old, and “nobody” would buy it", "Edda Moor") in brief(
        TEXT, rules
    )


def cut_short(text: str) -> str:
    return text[: text.index("[weights content]") + 40]


@pytest.mark.parametrize(
    "broken",
    [
        lambda text: "",
        lambda text: "PK\x03\x04 no model",
        lambda text: text.replace("format 1", "format 7", 1),
        lambda text: text.replace("threshold\t", "threshold ", 1),
        lambda text: text.replace("threshold\t", "threshold\tx", 1),
        lambda text: text.replace("[axis class]", "[axis klass]", 1),
        lambda text: text.replace("[weights source]", "[weights origin]", 1),
        lambda text: text.replace("slot\t", "slot\tno such ", 1),
        lambda text: text.replace("\nslot\t", "\nslat\t", 1),
        lambda text: text.replace("bias\t", "bias\tx", 1),
        lambda text: text.partition("[weights cue]")[0],
        cut_short,
    ],
)
def test_a_broken_file_is_refused_by_name(broken: object, tmp_path: Path) -> None:
    path = tmp_path / "voices.txt"
    path.write_text(broken(MODEL_FILE.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    with pytest.raises(InputError, match=r"voices\.txt"):
        VoiceFinder.load(model=path)


def test_a_file_of_other_bytes_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "voices.txt"
    path.write_bytes(b"\xff\xfe\x00model")
    with pytest.raises(InputError, match=r"voices\.txt"):
        load_model(path)


@pytest.mark.parametrize("number", ["nan", "inf"])
def test_a_weight_that_is_no_number_is_refused(number: str, tmp_path: Path) -> None:
    text = MODEL_FILE.read_text(encoding="utf-8")
    head, mark, rest = text.partition("slot\t")
    slot, _, weights = rest.partition("\n")
    path = tmp_path / "voices.txt"
    path.write_text(f"{head}{mark}{slot}\n{number}\t{weights.partition(chr(9))[2]}", encoding="utf-8")
    with pytest.raises(InputError, match=r"voices\.txt"):
        load_model(path)


def test_weights_add_up_to_logits(with_model: VoiceFinder) -> None:
    assert with_model.model is not None
    for part, layout in zip(PARTS, slot_layouts(with_model.model.alphabets), strict=True):
        weights = getattr(with_model.model, part)
        offsets, total = offsets_of(layout, axis_sizes(with_model.model.alphabets))
        assert weights.offsets == offsets and len(weights.table) == total


def test_without_candidates_no_head_is_chosen(with_model: VoiceFinder) -> None:
    assert with_model.model is not None and with_model.encoder is not None
    text = "“!!!”"
    reading = read(scan(text, with_model.lexis), split_sentences(text), with_model.root)
    batch = with_model.encoder.batch([reading])
    cue, _ = with_model.model.probabilities(batch)
    assert with_model.model.heads(batch, cue, columns([Anchor(4, 5, 4, 5, -1, -1, -1)])) == [
        (-1, float("-inf"))
    ]
    assert with_model.model.heads(batch, cue, columns([])) == []
