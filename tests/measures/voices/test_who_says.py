"""Who says a term: by voice and source, and summed to outlets."""

from __future__ import annotations

import polars as pl
import pytest

from analysis import annotate, read_article_text
from analysis.annotation import Annotated
from analysis.errors import InputError
from analysis.measures import WHO_SAYS, who_says, who_says_by_outlet


def test_voice_and_source_of_each_hit(annotated: Annotated) -> None:
    table = who_says(annotated)
    assert table.columns == list(WHO_SAYS)
    rows = table.select("outlet", "voice", "source_name", "hits", "articles").rows()
    assert rows[0] == ("Courier", "own", None, 2, 1)
    assert sorted(rows[1:]) == [
        ("Courier", "reported", None, 1, 1),
        ("Herald", "own", None, 1, 1),
        ("Herald", "quoted", "lind", 1, 1),
    ]
    assert who_says(annotated, term="plague").select("voice", "source_name").rows() == [("quoted", "lind")]
    assert who_says(annotated, category="order", outlet="Herald").select("voice", "hits").rows() == [
        ("own", 1)
    ]
    assert who_says(annotated, term="cancer*").is_empty()


def test_by_outlet(annotated: Annotated) -> None:
    table = who_says_by_outlet(annotated, category="order")
    assert table.select("outlet", "own", "quoted", "reported", "hits", "articles").rows() == [
        ("Courier", 2, 0, 1, 3, 1),
        ("Herald", 1, 0, 0, 1, 1),
    ]
    every = who_says_by_outlet(annotated)
    assert (
        every.select(pl.sum_horizontal("own", "quoted", "reported"))
        .to_series()
        .equals(every["hits"].rename("own"))
    )


def test_without_text_voices_and_counts_stay(annotated: Annotated) -> None:
    bare = annotated.without_text()
    assert who_says_by_outlet(bare).equals(who_says_by_outlet(annotated))
    assert who_says(bare)["hits"].sum() == who_says(annotated)["hits"].sum()
    assert who_says(bare)["source_name"].null_count() == who_says(bare).height


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"term": "plage"}, "did you mean 'plague'"),
        ({"category": "ordr"}, "did you mean 'order'"),
        ({"lexicon": "loaded"}, "argument 'lexicon'"),
        ({"outlet": "Heralds"}, "did you mean 'Herald'"),
    ],
)
def test_unknown_names(annotated: Annotated, asked: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        who_says(annotated, **asked)


def test_the_names_of_one_leader_are_one_row() -> None:
    """One article calls him by his surname only, the other by his full name."""
    texts = ('"The regime fell," Putin said.', '"The regime fell," Vladimir Putin said.')
    articles = pl.concat([read_article_text(f"Talks {n}\n\n{text}")[0] for n, text in enumerate(texts)])
    said = who_says(annotate(articles), category="illegitimacy")
    assert said.select("source_name", "hits", "articles").rows() == [("Vladimir Putin", 2, 2)]
