"""Stance mentions in the cache: read once, and anew where anything changed."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.annotation import Annotated, annotate
from analysis.corpus import read_article_text
from analysis.measures import kept_stance_mentions, stance_mentions, told_apart
from analysis.measures.stance import kept_mentions


@pytest.fixture
def annotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Annotated:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path))
    articles, _ = read_article_text('Talks\n\n"Russia is a brutal aggressor," Ms Orr said. Kyiv agreed.')
    return annotate(articles)


def test_the_second_call_reads_the_cache(annotated: Annotated, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept_stance_mentions(annotated)
    assert_frame_equal(first, stance_mentions(annotated, told_apart(annotated)))
    monkeypatch.setattr(kept_mentions, "stance_mentions", None)
    assert_frame_equal(kept_stance_mentions(annotated), first)


def test_changed_tables_and_code_are_read_anew(annotated: Annotated, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_stance_mentions(annotated)
    calls: list[Annotated] = []
    found = pl.DataFrame({"a": 1})
    monkeypatch.setattr(kept_mentions, "stance_mentions", lambda a, _: calls.append(a) or found)
    fewer = annotated.with_tables(mentions=annotated.mentions.head(1))
    kept_stance_mentions(fewer)
    assert calls == [fewer]
    renamed = annotated.with_outlets(dict.fromkeys(annotated.articles["article_id"], "Echo"))
    kept_stance_mentions(renamed)  # who published it is not read
    assert calls == [fewer]
    monkeypatch.setattr(kept_mentions, "code_digest", lambda *_: "another")
    kept_stance_mentions(annotated)
    assert calls == [fewer, annotated]


def test_only_some_files_are_kept(
    annotated: Annotated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in range(kept_mentions.KEPT + 3):
        monkeypatch.setattr(kept_mentions, "code_digest", lambda *_, v=version: str(v))
        kept_stance_mentions(annotated)
    assert len(list((tmp_path / kept_mentions.FOLDER).iterdir())) == kept_mentions.KEPT


def test_tables_without_text_have_no_mentions(annotated: Annotated) -> None:
    empty = kept_stance_mentions(annotated.without_text())
    assert empty.is_empty() and empty.schema == kept_stance_mentions(annotated).schema
