"""One article as JSON and in a terminal: the same numbers as its page."""

from __future__ import annotations

import json

import pytest

from analysis.presentation.article.plain import article_json, article_text
from analysis.presentation.article.summary import summarise
from tests.presentation.article.voiced import LEXICON, Said, article, invented, tables, voiced


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("lexicon") / "loaded_terms.csv"
    file.write_text(LEXICON, encoding="utf-8")
    return str(file)


def test_json_holds_attributions_shares_and_sources(lexicon: str) -> None:
    one = invented(lexicon)
    record = json.loads(article_json(one))
    text, summary = record["article"]["text"], summarise(one)
    shares = {voice["voice"]: voice["share"] for voice in record["voices"]}
    assert shares["own"] + shares["quoted"] + shares["reported"] == pytest.approx(1) and shares["all"] == 1
    warned = record["attributions"][3]
    assert text[warned["start"] : warned["end"]] == "hegemony"
    assert text[warned["cue_start"] : warned["cue_end"]] == warned["cue"] == "warned"
    kept = ("kind", "confidence", "source", "source_name", "source_type", "cue_class", "parent")
    assert [warned[key] for key in kept] == [
        *("reported", "cued", "She", "Edda Moor", "person", "distancing", None)
    ]
    first = record["sources"][0]
    assert (first["name"], first["type"], first["attributions"], first["words"]) == (
        *("Edda Moor", "person", 5, summary.sources[0].words),
    )
    assert first["share"] == pytest.approx(38 / 62)
    assert first["cue_classes"] == {"neutral": 3, "distancing": 1, "no cue": 1}
    assert [hit["whose_words"] for hit in record["hits"]][-1] == "own"
    assert len(record["hits"]) == one.term_hits.height


def test_json_of_an_article_without_words(lexicon: str) -> None:
    record = json.loads(article_json(tables(lexicon, article(""))))
    assert {voice["share"] for voice in record["voices"]} == {None}
    assert record["sources"] == record["hits"] == []


def test_text_shows_shares_sources_and_whose_hits(lexicon: str) -> None:
    lines = article_text(invented(lexicon)).splitlines()
    assert lines[3].startswith("97 words: 35 own (36 %), 28 quoted (29 %) and 34 reported (35 %).")
    start = lines.index("sources, with their share of the quoted and reported words:")
    names = [line.split("  ")[1] for line in lines[start + 1 : start + 5]]
    assert names == ["Edda Moor", "Bram Orr", "unnamed: officials", "“They”"]
    # Columns are as wide as their widest cell.
    first = " ".join(lines[start + 1].split())
    assert first.endswith("5 attributions 38 words 61 % neutral 3, distancing 1, no cue 1")
    assert any(
        line.startswith("  [domination; “They”, quoted, within the words of Edda Moor]") for line in lines
    )


def test_text_counts_the_sources_that_it_leaves_out(lexicon: str) -> None:
    text = " ".join(f"Ms{n} said it{n}." for n in range(14))
    said = [Said(f"it{n}.", source=f"Ms{n}", cue="said", name=f"Ms{n}") for n in range(14)]
    assert "  and 2 more" in article_text(voiced(lexicon, article(text), said)).splitlines()


def test_text_without_a_source_or_a_hit(lexicon: str) -> None:
    text = article_text(tables(lexicon, article("It rained.")))
    assert "sources" not in text and "no loaded term of the lexicon stands in this article" in text
