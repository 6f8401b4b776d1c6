"""Text that other outlets have, too: counted where there is any; a reason where it cannot be looked for."""

from __future__ import annotations

from dataclasses import replace

from analysis import open_study
from analysis.measures import BY_OUTLET, WITH_AND_WITHOUT
from analysis.presentation import copied_text


def test_shared_text_of_the_sample_is_counted_with_and_without() -> None:
    found = copied_text(open_study())
    assert found.sentence == ""
    assert found.by_outlet["hits"].sum() > 0
    assert (
        found.terms.select("hits").sum().item()
        == found.terms.select("hits_shared", "hits_without").sum().sum_horizontal().item()
    )


def test_without_text_a_sentence_says_why_nothing_is_counted() -> None:
    """A report on tables that were published without their text stopped here."""
    ws = open_study()
    bare = copied_text(replace(ws, annotated=ws.annotated.without_text()))
    assert "this corpus is without it" in bare.sentence
    assert bare.by_outlet.columns == list(BY_OUTLET) and bare.by_outlet.is_empty()
    assert bare.terms.columns == list(WITH_AND_WITHOUT) and bare.terms.is_empty()
