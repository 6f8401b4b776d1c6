"""Repeats dropped within an outlet, copies marked across outlets, whatever the order of reading."""

from __future__ import annotations

import itertools
import json
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import read_articles
from analysis.corpus.shingles import CROWD, candidates, overlaps, plain_words, runs_of_words, sample

WORDS = (
    "harbor", "storm", "ferry", "grain", "mill", "council", "bridge", "winter", "price", "road", "north",
    "quay", "vote", "border", "ship", "coal", "tax",
)  # fmt: skip


def invented(seed: int, paragraphs: int = 6) -> str:
    """Return a text of about 50 words a paragraph that no other seed gives."""
    pick = random.Random(seed)
    return "\n\n".join(
        " ".join(f"{pick.choice(WORDS)} {pick.choice(WORDS)} the" for _ in range(17)) + "."
        for _ in range(paragraphs)
    )


def row(name: str, outlet: str, day: int | None, text: str, **others: Any) -> dict[str, Any]:
    published = f"2031-05-{day:02d}" if day else None
    return {
        "id": name,
        "outlet": outlet,
        "published": published,
        "title": f"About {name}",
        "text": text,
        **others,
    }


def read(folder: Path, rows: list[dict[str, Any]], **options: Any) -> tuple[pl.DataFrame, pl.DataFrame]:
    file = folder / "x.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return read_articles(file, **options)


def test_earliest_stays_then_smallest_id_in_any_order(tmp_path: Path) -> None:
    text = invented(1)
    rows = [
        row("c", "Herald", 2, text),
        row("b", "Herald", 2, text.upper().replace(".", " !")),
        row("a", "Herald", 3, text),
        row("z", "Herald", None, text),
    ]
    for order in itertools.permutations(rows):
        articles, log = read(tmp_path, list(order))
        assert articles["article_id"].to_list() == ["b"]
        assert sorted(log["article_id"].to_list()) == ["a", "c", "z"]
        assert set(log["what"].to_list()) == {"repeat"}


def test_near_exact_repeat_and_two_versions(tmp_path: Path) -> None:
    text = invented(2)
    corrected = text.replace(text.split()[150], "misprint", 1)
    rewritten = "\n\n".join([*text.split("\n\n")[:4], invented(3, 3)])
    rows = [row("a", "Herald", 1, text), row("b", "Herald", 2, corrected), row("c", "Herald", 3, rewritten)]
    articles, log = read(tmp_path, rows)
    assert articles["article_id"].to_list() == ["a", "c"]
    assert "a (x.jsonl:1)" in log["detail"][0]


def test_wire_reprints_are_kept_and_marked(tmp_path: Path) -> None:
    wire = invented(4)
    shorter = "\n\n".join(["Courier staff and agencies", *wire.split("\n\n")[1:]])
    rows = [
        row("wire", "Wire", 1, wire),
        row("courier", "Courier", 1, shorter),
        row("herald", "Herald", 2, wire),
        row("brief", "Post", 2, wire.split("\n\n")[0]),
        row("own", "Post", 1, invented(5)),
    ]
    articles, log = read(tmp_path, rows[::-1])
    copies = dict(articles.select("article_id", "copy_of").rows())
    assert copies == {"courier": None, "wire": "courier", "herald": "courier", "brief": None, "own": None}
    assert log.is_empty()
    rows[0]["published"] = "2031-04-30"
    copies = dict(read(tmp_path, rows)[0].select("article_id", "copy_of").rows())
    assert copies == {"wire": None, "courier": "wire", "herald": "wire", "brief": None, "own": None}


def test_short_texts_are_repeats_only_on_the_same_occasion(tmp_path: Path) -> None:
    head = "War in the north: what we know today"
    rows = [
        {"outlet": "Herald", "title": head, "date": "2031-05-01", "url": "https://h.example/1"},
        {"outlet": "Herald", "title": head, "date": "2031-05-02", "url": "https://h.example/2"},
        {"outlet": "Herald", "title": head.upper(), "date": "2031-05-02", "url": "https://h.example/3"},
        {"outlet": "Herald", "title": head, "date": "", "url": "https://h.example/1?from=home"},
        {"outlet": "Courier", "title": head, "date": "2031-05-02", "url": "https://c.example/1"},
        {"outlet": "Post", "title": head, "date": "2031-05-30", "url": "https://p.example/1"},
    ]
    articles, log = read(tmp_path, rows)
    found = articles.select("outlet", pl.col("published").dt.day().alias("day")).rows()
    assert found == [("Courier", 2), ("Herald", 1), ("Herald", 2), ("Post", 30)]
    assert log.filter(pl.col("what") == "repeat").height == 2
    ids = {
        row["outlet"]: row["article_id"]
        for row in articles.sort("published", descending=True).iter_rows(named=True)
    }
    assert articles.filter(pl.col("outlet") == "Courier")["copy_of"].to_list() == [ids["Herald"]]
    assert articles.filter(pl.col("outlet") == "Post")["copy_of"].to_list() == [None]


def test_same_id_with_another_text(tmp_path: Path) -> None:
    rows = [
        row("a", "Herald", 2, invented(6)),
        row("a", "Herald", 1, invented(7)),
        row("a-2", "Post", 1, invented(8)),
    ]
    for order in (rows, rows[::-1]):
        articles, log = read(tmp_path, order)
        days = dict(articles.select("article_id", pl.col("published").dt.day()).rows())
        assert days == {"a": 1, "a-2": 1, "a-3": 2}
        assert log["what"].to_list() == ["repaired"]


def test_same_text_under_another_title(tmp_path: Path) -> None:
    text = invented(9)
    rows = [row("a", "Herald", 1, text), {**row("b", "Herald", 2, text), "title": "Corrected headline"}]
    assert read(tmp_path, rows)[0]["article_id"].to_list() == ["a"]


@given(st.text(alphabet=st.one_of(st.sampled_from("aİΣς’“—_ 1²\u00a0\n"), st.characters(codec="utf-8"))))
def test_plain_words_are_runs_of_small_letters_and_digits(text: str) -> None:
    assert [word.decode() for word in plain_words(text)] == re.findall(r"[^\W_]+", text.lower())


@given(st.lists(st.sampled_from([b"storm", b"ferry", b"grain"]), max_size=40))
def test_runs_are_distinct_and_in_order(words: list[bytes]) -> None:
    (runs,) = runs_of_words([words])
    assert runs.size == len({tuple(words[place : place + 5]) for place in range(len(words) - 4)})
    assert np.all(runs[1:] > runs[:-1])


def test_runs_are_the_same_in_every_process() -> None:
    words = [b"storm", b"ferry", b"grain", b"mill", b"council"]
    alone, short, again = runs_of_words([words, words[:4], words])
    assert alone.tolist() == again.tolist() == [2344149896903317333]
    assert short.size == 0


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.floats(0, 0.06))
def test_overlaps_finds_what_comparing_all_pairs_finds(seed: int, share: float) -> None:
    pick = random.Random(seed)
    base = plain_words(invented(seed))
    texts = [
        base,
        *(
            [pick.choice(WORDS).encode() if pick.random() < share else word for word in base]
            for _ in range(4)
        ),
    ]
    runs = runs_of_words(texts)
    expected = {
        (i, j)
        for i, j in itertools.combinations(range(5), 2)
        if np.intersect1d(runs[i], runs[j]).size >= 0.8 * min(runs[i].size, runs[j].size)
    }
    assert {
        (pair.first, pair.second)
        for pair in overlaps(
            [sample(text) for text in runs], lambda numbers: {n: runs[n] for n in numbers}, 0.8
        )
    } == expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 30), min_size=1), max_size=40),
    st.floats(0.1, 1),
    st.sampled_from([1, 5, 1 << 22]),
)
def test_candidates_share_enough_runs_with_the_first_texts_of_a_crowd(
    texts: list[set[int]], least: float, at_once: int
) -> None:
    samples = [np.array(sorted(text), dtype=np.uint64) for text in texts]
    shared = Counter(
        pair
        for run in range(31)
        for pair in itertools.combinations([n for n, text in enumerate(texts) if run in text], 2)
        if pair[0] in [n for n, text in enumerate(texts) if run in text][:CROWD]
    )
    expected = [
        (a, b)
        for (a, b), count in sorted(shared.items())
        if count >= 0.5 * least * min(len(texts[a]), len(texts[b]))
    ]
    assert candidates(samples, least, at_once) == expected


def test_text_shared_by_many_outlets(tmp_path: Path) -> None:
    text = invented(12)
    rows = [row(f"a{n:02d}", f"Outlet {n:02d}", 1 + n // 3, text) for n in range(60)]
    articles, _ = read(tmp_path, rows)
    assert articles.height == 60
    assert articles["copy_of"].to_list() == [None, *["a00"] * 59]
