"""The notes in the margin: one per run of a speaker in a paragraph, in order, linked both ways."""

from __future__ import annotations

import re
from html import unescape

import pytest

from analysis.annotation import Annotated
from analysis.annotation.voices import Attribution
from analysis.presentation.article.page import article_fragment, article_page
from tests.presentation.article.reader import Page, check
from tests.presentation.article.voiced import (
    LEXICON,
    Said,
    article,
    invented,
    tables,
    voiced,
    with_attributions,
)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("lexicon") / "loaded_terms.csv"
    file.write_text(LEXICON, encoding="utf-8")
    return str(file)


def notes(one: Annotated) -> list[str]:
    """The notes of the page as plain text, block by block, joined by a bar."""
    html = article_page(one, "one")
    lists = re.findall(r'<ul class="notes"[^>]*>(.*?)</ul>', html, re.DOTALL)
    return [" | ".join(plain(item) for item in re.findall(r"<li.*?</li>", each)) for each in lists]


def plain(html: str) -> str:
    shown = re.sub(r'<span class="vh">.*?</span>', "", html)
    return unescape(re.sub(r"<[^>]+>", "", shown)).replace("\xa0", " ")


def test_notes_of_the_invented_article(lexicon: str) -> None:
    assert notes(invented(lexicon)) == [
        "1 Edda Moor person · reported · “says” (neutral)",
        "2 Edda Moor person · reported and quoted · “said” (neutral) · “warned” (distancing)",
        "3 Edda Moor person · quoted · “added” (neutral) | "
        "4 “They” quoted · within the words of Edda Moor · “told” (neutral) | "
        "5 Bram Orr person · reported · “denied” (distancing)",
        "6 Edda Moor ? inferred · person · reported | "
        "7 unnamed: officials reported · “according to” (neutral) | "
        "8 Bram Orr person · quoted · “said” (neutral)",
        "9 Bram Orr ? inferred · person · quoted",
    ]


def test_notes_and_words_lead_to_each_other(lexicon: str) -> None:
    html = article_page(invented(lexicon), "one")
    page = Page(html)
    check(page)
    ids = page.values("id")
    numbers = [n for name in ids if (n := re.fullmatch(r"a\w{8}-n(\d+)", name))]
    assert [int(n[1]) for n in numbers] == list(range(1, 10)), "notes stand in the order of the text"
    for n in numbers:
        words, note = f"{n[0][: -len(n[1]) - 1]}w{n[1]}", n[0]
        assert html.count(f'href="#{words}"') == html.count(f'href="#{note}"') == 1
        assert re.search(rf'id="{words}"><a class="note ref" href="#{note}">', html)
        assert re.search(rf'<li id="{note}" class="\w+-note"><a href="#{words}">', html)


def test_number_of_an_inferred_source_has_a_sign(lexicon: str) -> None:
    html = article_page(invented(lexicon), "one")
    marked = re.findall(r'<span class="vh">([^<]*), note </span>(\d+\??)</a>', html)
    assert [(said, number) for said, number in marked if "?" in number or "inferred" in said] == [
        ("Edda Moor, reported (inferred)", "6?"),
        ("Bram Orr, quoted (inferred)", "9?"),
    ]
    assert "<strong>15 words</strong> whose source is inferred" in html


def test_a_quotation_over_two_paragraphs_goes_on_in_its_note(lexicon: str) -> None:
    said = [Said("We wait.\n\nThen we sail.", "quoted", "Orr", "said", "Bram Orr", confidence="marked")]
    one = voiced(lexicon, article("Orr said: “We wait.\n\nThen we sail.”"), said)
    assert notes(one) == [
        "1 Bram Orr person · quoted · “said” (neutral)",
        "2 Bram Orr person · quoted, continued · “said” (neutral)",
    ]


def test_fragments_of_one_speaker_share_a_note_until_another_speaks(lexicon: str) -> None:
    text = "“One,” said Orr. “Two.” “Three,” said Moor. “Four,” said Orr."
    said = [
        Said(words, "quoted", name, "said", name, confidence=confidence)
        for words, name, confidence in (
            ("One,", "Orr", "marked"),
            ("Two.", "Orr", "inferred"),
            ("Three,", "Moor", "marked"),
            ("Four,", "Orr", "marked"),
        )
    ]
    assert notes(voiced(lexicon, article(text), said)) == [
        "1 Orr ? inferred in part · person · quoted · “said” (neutral) | "
        "2 Moor person · quoted · “said” (neutral) | 3 Orr person · quoted · “said” (neutral)"
    ]


def test_many_and_long_cues_and_names_are_cut(lexicon: str) -> None:
    text = " ".join(f"Orr verb{n} it{n}." for n in range(6)) + f" “Yes,” {'x' * 200} said."
    said = [Said(f"it{n}.", source="Orr", cue=f"verb{n}", name="Orr") for n in range(6)]
    said.append(Said("Yes,", "quoted", "x" * 200, f"{'x' * 200} said", None, None, None))
    assert notes(voiced(lexicon, article(text), said)) == [
        "1 Orr person · reported · “verb0”, “verb1”, “verb2”, “verb3” (neutral) · 2 more | "
        f"2 {'x' * 60} … quoted · “{'x' * 32} …”"
    ]


def test_no_attribution_no_note(lexicon: str) -> None:
    one = tables(lexicon, article("The regime fell.\n\nIt rained."))
    assert notes(one) == []
    page = Page(html := article_page(one, "one"))
    check(page)
    assert "<strong>0 words, 0 %</strong>: direct speech" in html
    assert "<strong>5 words, 100 %</strong>: the outlet’s own words" in html
    assert not {"ref", "who", "cue"} & set(page.values("class"))
    assert {voice for _, voice in page.words_with_voice} == {"own"}


def test_words_without_an_attribution_row_have_a_note(lexicon: str) -> None:
    one = invented(lexicon)
    bare = one.with_tables(attributions=one.attributions.clear())
    assert notes(bare)[0] == "1 source not found reported"
    check(Page(article_page(bare, "one")))


def test_two_articles_in_one_notebook_share_no_id(lexicon: str) -> None:
    one = invented(lexicon)
    other = voiced(lexicon, article("Orr said it.", article_id="two"), [Said("it.", cue="said", name="Orr")])
    check(Page(article_fragment(one, "one") + article_fragment(other, "two")))


def test_a_long_article_gives_a_page_in_proportion(lexicon: str) -> None:
    """2,000 sentences, half of them with somebody else's words."""
    told = "ships would be turned back by force before the week was out."
    two = f"The harbour board said on Monday that {told} It rained again and the boats of the town stayed in."
    text = "\n\n".join([f"{two} {two}"] * 500)
    rest = ("neutral", "Board", "media", None, False)
    found = [
        Attribution(m.start(), m.end(), "reported", "cued", None, None, *rest)
        for m in re.finditer(re.escape(told), text)
    ]
    one = with_attributions(lexicon, article(text), found)
    assert one.sentences.height == 2000 and len(found) == 1000
    page = Page(html := article_page(one, "one"))
    check(page)
    assert len(html) < 6 * len(text)
