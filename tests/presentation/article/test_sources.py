"""The sources of one article: names, words, shares, cue classes."""

from __future__ import annotations

import pytest

from analysis import annotate, read_article_text
from analysis.presentation.article.page import article_page
from analysis.presentation.article.sources import chain_of, outer_speaker
from analysis.presentation.article.summary import summarise
from analysis.presentation.article.tables import said_of_sources, sources_table
from tests.presentation.article.voiced import LEXICON, Said, article, invented, tables, voiced


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("lexicon") / "loaded_terms.csv"
    file.write_text(LEXICON, encoding="utf-8")
    return str(file)


def test_sources_of_the_invented_article(lexicon: str) -> None:
    """Counted by hand: words quoted and reported, inferred, loaded terms in them."""
    found = [
        (s.name, s.type, s.attributions, s.quoted, s.reported, s.inferred, s.hits, s.found)
        for s in summarise(invented(lexicon)).sources
    ]
    assert found == [
        ("Edda Moor", "person", 5, 8, 30, 7, 4, True),
        ("Bram Orr", "person", 3, 16, 1, 8, 0, True),
        ("unnamed: officials", "unnamed", 1, 0, 3, 0, 0, True),
        ("“They”", None, 1, 4, 0, 0, 1, False),
    ]
    classes = {s.name: s.cue_classes for s in summarise(invented(lexicon)).sources}
    assert classes["Edda Moor"] == (("neutral", 3), ("distancing", 1), ("no cue", 1))


def test_words_of_sources_add_up_to_the_voices(lexicon: str) -> None:
    summary = summarise(invented(lexicon))
    by = {voice.voice: voice.words for voice in summary.voices}
    assert sum(s.quoted for s in summary.sources) == by["quoted"]
    assert sum(s.reported for s in summary.sources) == by["reported"]
    assert summary.attributed == by["quoted"] + by["reported"] == by["all"] - by["own"]


def test_what_one_cue_introduces_counts_once(lexicon: str) -> None:
    text = 'Orr warned that the ferries were "rotten wood" and would sink. Orr said it rained.'
    one = annotate(read_article_text(f"A title\n\n{text}")[0])
    assert one.attributions.height == 3
    (orr,) = summarise(one).sources
    assert (orr.attributions, sum(n for _, n in orr.cue_classes)) == (2, 2)


def test_sentences_on_sources(lexicon: str) -> None:
    assert said_of_sources(summarise(invented(lexicon))) == [
        "3 sources speak; most of all Edda Moor: 38 words, 61 % of the words of others.",
        "For 15 words the source is inferred.",
        "For 4 words it is not known who speaks.",
    ]
    one = voiced(lexicon, article("Orr said it rained."), [Said("it rained.", cue="said", name="Orr")])
    assert said_of_sources(summarise(one)) == [
        "One source speaks, Orr: 2 words, 100 % of the words of others."
    ]
    assert said_of_sources(summarise(tables(lexicon, article("It rained.")))) == []


def test_who_speaks_only_in_the_words_of_another_is_said(lexicon: str) -> None:
    """The page on voices counts those whom the article cites itself."""
    text = 'Orr said that, as Moor put it, "it rained".'
    said = [
        Said('as Moor put it, "it rained".', cue="said", name="Orr"),
        Said("it rained", kind="quoted", cue="put it", name="Moor", within=0),
    ]
    (first, *_) = said_of_sources(summarise(voiced(lexicon, article(text), said)))
    assert first.startswith("2 sources speak, one of them only in the words of another; ")
    told = "measures of outlets count only whom an article itself cites"
    assert told in sources_table(summarise(voiced(lexicon, article(text), said)), "")
    assert told not in sources_table(summarise(voiced(lexicon, article(text), said[:1])), "")


def test_somebody_unnamed_is_not_called_by_the_label(lexicon: str) -> None:
    text = "Officials said that it rained."
    summary = summarise(
        voiced(lexicon, article(text), [Said("it rained", cue="said", name="Officials", type="unnamed")])
    )
    assert said_of_sources(summary)[0].startswith("One source speaks, Officials (unnamed): 2 words")


def test_a_role_is_a_source_and_a_pronoun_is_not(lexicon: str) -> None:
    text = "The pilot said it. The Pilot said this. She said that."
    said = [
        Said("it.", source="The pilot", cue="said", type="role"),
        Said("this.", source="The Pilot", cue="said", type="role"),
        Said("that.", source="She", cue="said", type=None),
    ]
    summary = summarise(voiced(lexicon, article(text), said))
    assert [(s.name, s.attributions) for s in summary.sources] == [("The pilot", 2), ("“She”", 1)]
    assert [s.name for s in summary.known] == ["The pilot"]


def test_table_of_sources_on_the_page(lexicon: str) -> None:
    html = article_page(invented(lexicon), "one")
    row = html[html.index('<th scope="row">Edda Moor</th>') :]
    cells = [cell.split("<")[0] for cell in row[: row.index("</tr>")].split('">')[2:]]
    assert cells == ["5", "38", "61 %", "8", "30", "7", "4"]
    assert "<td>neutral 3, distancing 1, no cue 1</td></tr>" in row
    assert '<th scope="row">officials</th><td>unnamed</td>' in html


def test_each_loaded_term_says_who_speaks_it(lexicon: str) -> None:
    html = article_page(invented(lexicon), "one")
    assert 'title="loaded term: disease and filth; Edda Moor, reported"' in html
    assert 'title="loaded term: domination; “They”, quoted, within the words of Edda Moor"' in html
    assert "<td>praise</td><td>Edda Moor, quoted</td>" in html


def test_chains_end_where_parents_lead_back_or_nowhere() -> None:
    rows = {n: {"parent": p, "source_name": name} for n, p, name in ((0, 1, "A"), (1, 0, "B"), (2, 9, "C"))}
    assert chain_of(0, rows) == [1, 0]
    assert chain_of(2, rows) == [2] and chain_of(None, rows) == chain_of(9, rows) == []
    assert outer_speaker(0, rows) == rows[1]
    assert outer_speaker(2, rows) is outer_speaker(9, rows) is None
