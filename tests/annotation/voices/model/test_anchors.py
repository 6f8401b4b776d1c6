from __future__ import annotations

from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.model.anchors import anchors
from analysis.annotation.voices.model.candidates import Anchor
from analysis.annotation.voices.model.features import PAD

SAID = "It rained. Ida Orr of Osterby said the ferry was old."
NOBODY = "Tom Lund was angry. “The island is cut off from us all.” He left. It rained."
NESTED = "“The mayor said: ‘We will not go.’ So it ended,” Ms Orr said."
TEXTS = (SAID, "", NOBODY, NESTED)


def found(finder: VoiceFinder, *texts: str) -> list[list[int]]:
    """The anchors of all drafts of some texts, each a list of its fields."""
    voices = finder.group([(text, split_sentences(text)) for text in texts]).voices
    for one in voices:
        one.draft()
    return anchors(voices, [one.drafts for one in voices]).T.tolist()


def test_the_cue_the_content_and_the_head_of_the_source_are_told_in_tokens(with_model: VoiceFinder) -> None:
    (only,) = found(with_model, SAID)
    # It rained . Ida Orr of Osterby said the ferry was old .
    assert Anchor(*(number - PAD for number in only[:-1]), only[-1] - PAD) == Anchor(3, 13, 8, 12, 7, 8, 4)


def test_where_nobody_speaks_the_sentences_beside_are_looked_at(with_model: VoiceFinder) -> None:
    (only,) = found(with_model, NOBODY)
    anchor = Anchor(*only)
    assert (anchor.first - PAD, anchor.opens, anchor.ruled) == (0, -1, -1)
    assert anchor.last - anchor.end == len(["”", "He", "left", "."])


def test_a_nested_quotation_has_its_source_inside_the_one_around_it(with_model: VoiceFinder) -> None:
    outer, inner = (Anchor(*one) for one in found(with_model, NESTED))
    assert (inner.first, inner.last) == (outer.begin, outer.end)


def test_texts_together_have_the_anchors_that_each_has_alone(with_model: VoiceFinder) -> None:
    at, expected = 0, []
    for text in TEXTS:
        alone = found(with_model, text)
        expected += [[number + at * (number >= 0) for number in one] for one in alone]
        at += PAD + len(with_model.group([(text, split_sentences(text))]).voices[0].scan.starts)
    assert found(with_model, *TEXTS) == expected
