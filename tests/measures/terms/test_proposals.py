"""Proposals for a lexicon: collocation by hand, words of one use, and the file they become."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import annotate, read_article_text
from analysis.annotation import Annotated, load_lexicon
from analysis.errors import InputError
from analysis.folders import scratch_folder
from analysis.measures import PROPOSALS, accept_terms, propose_terms
from analysis.measures.terms.word_sequences import KeptSequences, join_phrases, keep_sequences
from analysis.measures.terms.word_space import frequent_phrases
from analysis.workspace import open_study
from tests.comparison.events.event_corpus import event_corpus
from tests.measures.shards import in_parts


@pytest.fixture(scope="module")
def invented() -> Annotated:
    """Cat, dog and hound are used alike, ferry, boat and ship alike; ice cream is one thing."""
    random = np.random.default_rng(4)
    filler = ["".join(random.choice(list("bdgklmnprst"), 5)) for _ in range(300)]
    uses = (
        (("cat", "dog", "hound"), ("licked", "washed", "cleaned"), ("fur", "coat", "paws")),
        (("ferry", "boat", "ship"), ("crossed", "left", "reached"), ("bay", "pier", "port")),
    )
    texts = []
    for i in range(60):
        lines = ["They ate ice cream."]
        for _ in range(6):
            for use in uses:
                who, did, what = (random.choice(list(words)) for words in use)
                first, second, third = random.choice(filler, 3)
                lines.append(f"The {first} {who} {second} {did} {third} {what}.")
        articles, _ = read_article_text(f"Day {i}\n\n" + " ".join(lines))
        texts.append(articles.with_columns(article_id=pl.lit(f"a{i:02}"), outlet=pl.lit("Herald")))
    return annotate(pl.concat(texts))


def test_words_of_one_use_are_near_each_other(invented: Annotated) -> None:
    made = propose_terms(invented, ["cat"], limit=8)
    assert dict(made.table.schema) == {name: dtype for name, (dtype, _) in PROPOSALS.items()}
    alike = dict(propose_terms(invented, ["cat"], limit=400).table.select("term", "similarity").rows())
    assert min(alike[word] for word in ("dog", "hound")) > 0.3
    assert max(alike[word] for word in ("ferry", "boat", "ship", "crossed", "pier")) < 0.3
    by_place = made.table.drop_nulls("association_rank").sort("association_rank")["term"].to_list()
    assert set(by_place[:3]) <= {"licked", "washed", "cleaned", "fur", "coat", "paws"}
    assert not set(by_place) & {"crossed", "pier", "ferry"}


def test_a_seed_that_stands_once_proposes_nothing(invented: Annotated) -> None:
    texts, _ = read_article_text("Stadium\n\nCancer tumor everywhere.")
    one = texts.with_columns(article_id=pl.lit("z"), outlet=pl.lit("Herald"))
    more = annotate(pl.concat([invented.scan("articles").select(one.columns).collect(), one]))
    assert propose_terms(more, ["cancer tumor"]).table.is_empty()


def test_the_association_is_the_log_likelihood_ratio(invented: Annotated, tmp_path: Path) -> None:
    row = propose_terms(invented, ["cat"]).table.filter(term="licked").row(0, named=True)
    kept = keep_sequences(invented, "all", tmp_path)
    number = {word: i for i, word in enumerate(kept.words)}
    (words,) = kept.parts()
    is_seed = words.number == number["cat"]
    near = np.zeros(len(is_seed), dtype=bool)
    for place in np.flatnonzero(is_seed):
        around = [p for p in range(place - 5, place + 6) if 0 <= p < len(near)]
        near[[p for p in around if words.sentence[p] == words.sentence[place]]] = True
    near &= ~is_seed
    licked = words.number == number["licked"]
    a, b = int((near & licked).sum()), int((~near & licked & ~is_seed).sum())
    c, d = int((near & ~licked).sum()), int((~near & ~licked & ~is_seed).sum())
    assert row["near_seeds"] == a
    # G² of the two by two table (Dunning 1993); a few phrases are one word there, not here.
    total = a + b + c + d
    cells = [(a, (a + b) * (a + c)), (b, (a + b) * (b + d)), (c, (c + d) * (a + c)), (d, (c + d) * (b + d))]
    expected = 2 * sum(n * math.log(n * total / product) for n, product in cells if n)
    assert row["association"] == pytest.approx(expected, rel=0.05)


def test_frequent_neighbours_are_one_phrase(invented: Annotated, tmp_path: Path) -> None:
    kept = keep_sequences(invented, "all", tmp_path)
    found = frequent_phrases(kept, frozenset({"the", "they"}), 5)
    assert "ice cream" in found
    assert not any("the" in phrase.split() for phrase in found)
    assert "ice cream" in propose_terms(invented, ["ate"], limit=200).table["term"]


@pytest.mark.parametrize(
    ("text", "phrases", "joined"),
    [
        ("the cold war ended", ["cold war"], ["the", "cold war", "ended"]),
        ("the cold war room", ["cold war", "cold war room", "war room"], ["the", "cold war room"]),
        ("a cold war room", ["war room", "cold war"], ["a", "cold war", "room"]),
        ("it was cold. war came", ["cold war"], ["it", "was", "cold", "war", "came"]),
        ("cold cold war", ["cold war", "hot war"], ["cold", "cold war"]),
        ("at war", ["war at", "at war room"], ["at", "war"]),
    ],
)
def test_phrases_are_joined_inside_a_sentence(
    text: str, phrases: list[str], joined: list[str], tmp_path: Path
) -> None:
    corpus = event_corpus([(("Sun", None), text.split(". "))])
    made = join_phrases(keep_sequences(corpus, "own", tmp_path), phrases, tmp_path)
    (part,) = made.parts()
    assert [made.words[i] for i in part.number] == joined


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=8)
ARTICLES = st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=6)


@given(ARTICLES, st.integers(1, 4), st.integers(0, 9))
def test_parts_of_any_size_give_the_same_words(articles: list[list[list[str]]], size: int, seed: int) -> None:
    """Words are numbered as they come in the articles by id, phrases after them, in whatever parts."""
    corpus = event_corpus([(("Sun", None), [" ".join(words) for words in article]) for article in articles])

    def read(tables: Annotated) -> list[KeptSequences]:
        with scratch_folder() as folder:
            plain = keep_sequences(tables, "own", folder)
            both = [plain, join_phrases(plain, ["b c", "a b a", "a b", "d d"], folder)]
            return [kept for kept in both if len(kept.counts) == len(kept.articles)]

    texts = [word for article in articles for words in article for word in words]
    plain, joined = read(corpus)
    assert plain.words == tuple(dict.fromkeys(texts))
    assert dict(zip(plain.words, plain.counts.tolist(), strict=True)) == Counter(texts)
    for one, other in zip(read(in_parts(corpus, size, seed)), (plain, joined), strict=True):
        assert one.words == other.words
        assert one.counts.tolist() == other.counts.tolist()
        assert one.articles.tolist() == other.articles.tolist()


@pytest.mark.parametrize("size", [3, 50])
def test_parts_of_any_size_give_the_same_proposals(size: int, invented: Annotated) -> None:
    for tables, seeds in ((open_study().annotated, ["hegemony", "regime"]), (invented, ["cat"])):
        whole = propose_terms(tables, seeds, min_count=3)
        cut = propose_terms(in_parts(tables, size), seeds, min_count=3)
        assert cut.table.equals(whole.table)
        assert cut.settings == whole.settings


def test_the_same_seed_gives_the_same_table(invented: Annotated) -> None:
    first, second = (propose_terms(invented, "cat", seed=3).table for _ in range(2))
    assert first.equals(second)


def test_what_cannot_be_looked_for_is_refused(invented: Annotated) -> None:
    with pytest.raises(InputError, match="'catt'"):
        propose_terms(invented, ["catt"])
    with pytest.raises(InputError, match="one or more words"):
        propose_terms(invented, [])
    with pytest.raises(InputError, match="no text"):
        propose_terms(invented.without_text(), ["cat"])


def test_what_a_person_accepts_becomes_a_lexicon_with_its_card(invented: Annotated, tmp_path: Path) -> None:
    made = propose_terms(invented, ["cat"])
    file = accept_terms(made, {"dog": "pets", "hound": "pets"}, tmp_path / "mine.csv", why={"dog": "barks"})
    lexicon = load_lexicon(file)
    assert [(entry.term, entry.category) for entry in lexicon.entries] == [("dog", "pets"), ("hound", "pets")]
    card = (tmp_path / "mine.md").read_text(encoding="utf-8")
    assert "2 terms: pets 2" in card
    assert "seeds cat" in card
    with pytest.raises(InputError, match="a file of this name"):
        accept_terms(made, {"dog": "pets"}, file)
    with pytest.raises(InputError, match="did you mean 'dog'"):
        accept_terms(made, {"dogg": "pets"}, tmp_path / "other.csv")
    with pytest.raises(InputError, match="no term"):
        accept_terms(made, {}, tmp_path / "other.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.csv", "mine.md"]
