"""Words, phrases and lexicon entries per article, by hand and against the tables that they come from."""

from __future__ import annotations

import polars as pl
import pytest

from analysis import annotate, open_study, read_articles
from analysis.errors import InputError
from analysis.measures import count_terms, per_article_rates
from analysis.measures.terms.counts_matrix import counts_matrix
from tests.measures.shards import in_parts

TEXT = (
    'Rain in Halmere\n\nThe old mill, the old mill burnt. "The mill was old," Ms Orr said. 2 Mill Lane burnt.'
)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    file = tmp_path_factory.mktemp("one") / "articles.csv"
    file.write_text('outlet,title,text\nHerald,Rain in Halmere,"' + TEXT.replace('"', '""') + '"\n')
    return read_articles(file)[0]


def counted(counts: object) -> dict[str, float]:
    return dict(zip(counts.terms, counts.counts.toarray()[0].tolist(), strict=True))  # type: ignore[attr-defined]


def test_words_of_one_voice(one: pl.DataFrame) -> None:
    counts = count_terms(annotate(one), "words", voice="quoted")
    assert counted(counts) == {"the": 1, "mill": 1, "was": 1, "old": 1}
    assert counts.words.tolist() == [4]


def test_phrases_stay_inside_punctuation_sentence_and_voice(one: pl.DataFrame) -> None:
    counts = counted(count_terms(annotate(one), "phrases", voice="own"))
    assert counts["the old"] == counts["old mill"] == counts["the old mill"] == 2
    assert "mill the" not in counts, "a comma stands between"
    assert "burnt ms" not in counts, "another voice stands between"
    assert "said 2" not in counts, "a sentence ends between"
    assert "halmere the" not in counts, "the headline ends between"
    assert counts["2 mill lane"] == 1
    assert all(2 <= len(phrase.split(" ")) <= 3 for phrase in counts)


def test_phrases_need_text(one: pl.DataFrame) -> None:
    tables = annotate(one).without_text()
    assert count_terms(tables, "words", voice="all").terms == count_terms(annotate(one), voice="all").terms
    with pytest.raises(InputError, match="text"):
        count_terms(tables, "phrases")


@pytest.mark.parametrize("argument", ["kind", "voice", "part"])
def test_an_unknown_name_is_refused(one: pl.DataFrame, argument: str) -> None:
    with pytest.raises(InputError, match="wrods"):
        count_terms(annotate(one), **{argument: "wrods"})


@pytest.mark.parametrize("voice", ["own", "quoted", "attributed", "all"])
@pytest.mark.parametrize("part", ["headline", "body", "all"])
def test_sums_are_those_of_the_tables(voice: str, part: str) -> None:
    annotated = open_study().annotated
    words = count_terms(annotated, voice=voice, part=part)
    assert words.counts.sum(axis=1).tolist() == words.words.tolist(), (
        "every word of the voice is counted once"
    )
    assert words.articles["article_id"].is_sorted()
    assert words.articles.height == annotated.articles.height
    rates = per_article_rates(annotated, voice=voice, part=part, by="category")
    found = rates.group_by("category").agg(pl.col("numerator").sum()).filter(pl.col("numerator") > 0)
    categories = count_terms(annotated, "categories", voice=voice, part=part)
    assert dict(zip(categories.terms, categories.counts.sum(axis=0).tolist(), strict=True)) == dict(
        found.rows()
    )


@pytest.mark.parametrize("size", [3, 50])
@pytest.mark.parametrize("kind", ["words", "phrases", "categories"])
def test_parts_of_any_size_give_the_same_counts(kind: str, size: int) -> None:
    annotated = open_study().annotated
    whole, cut = count_terms(annotated, kind), count_terms(in_parts(annotated, size), kind)
    assert cut.terms == whole.terms
    assert cut.articles.equals(whole.articles)
    for name in ("indptr", "indices", "data"):
        mine, theirs = getattr(cut.counts, name), getattr(whole.counts, name)
        assert mine.dtype == theirs.dtype
        assert (mine == theirs).all()


def test_articles_with_a_term_are_counted_in_rows_and_in_columns() -> None:
    counts = count_terms(open_study().annotated)
    by_hand = (counts.counts.toarray() > 0).sum(axis=0)
    assert (counts.articles_with == by_hand).all()
    assert (counts.by_term().articles_with == by_hand).all()


def test_an_article_in_several_tables_is_one_row() -> None:
    articles = pl.DataFrame({"article_id": ["a", "b", "c"]})
    rows = [[("b", "sea", 2), ("a", "sea", 1)], [("b", "sea", 3), ("b", "bay", 1)], []]
    names = {"article_id": pl.String, "term": pl.String, "n": pl.Int64}
    tables = [pl.DataFrame(table, schema=names, orient="row") for table in rows]
    terms, counts = counts_matrix(articles, tables)
    assert terms == ("bay", "sea")
    assert counts.toarray().tolist() == [[0.0, 1.0], [1.0, 5.0], [0.0, 0.0]]
