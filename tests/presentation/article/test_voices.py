"""Voices on the page of one article: every word says whose it is, nested as the speakers are."""

from __future__ import annotations

import re

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from analysis.annotation import Annotated
from analysis.annotation.sentences import split_parts
from analysis.annotation.voices import Attribution
from analysis.presentation.article.page import article_page
from analysis.presentation.article.sources import article_of
from analysis.presentation.article.voices import stretches_of
from analysis.text import WORD
from tests.presentation.article.reader import Page, check
from tests.presentation.article.voiced import LEXICON, Said, article, invented, voiced, with_attributions


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("lexicon") / "loaded_terms.csv"
    file.write_text(LEXICON, encoding="utf-8")
    return str(file)


def words_by_voice(one: Annotated) -> list[tuple[str, str]]:
    """Every word with the voice of its span, from the tables."""
    text = article_of(one)["text"]
    return [
        (word, voice)
        for start, end, voice in one.spans.sort("start").select("start", "end", "voice").rows()
        for word in WORD.findall(text[start:end])
    ]


def shown(one: Annotated) -> list[tuple[str, str, int]]:
    """The stretches as kind, words and depth."""
    article_row = article_of(one)
    parts = split_parts(article_row["text"], article_row["title"])
    return [
        (stretch.kind, article_row["text"][stretch.start : stretch.end], stretch.depth)
        for block in stretches_of(one, parts)
        for stretch in block
    ]


def test_every_word_stands_in_an_element_of_its_voice(lexicon: str) -> None:
    one = invented(lexicon)
    page = Page(article_page(one, "one"))
    check(page)
    assert page.words_with_voice == words_by_voice(one)
    assert {voice for _, voice in page.words_with_voice} == {"own", "quoted", "reported"}


BREAKS = (
    "“A plague,” she said, that\n\nhe told us: “They say ‘no’ to it.” Then\n\nthe regime fell."
)  # fmt: skip
PLACES = st.tuples(st.integers(0, len(BREAKS)), st.integers(0, len(BREAKS))).map(sorted)


NEIGHBOUR_OF_A_NESTED_ONE = [
    ([1, 41], "quoted", False),
    ([6, 62], "reported", False),
    ([6, 62], "quoted", True),
]


@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@example([*NEIGHBOUR_OF_A_NESTED_ONE, ([1, 41], "quoted", False)])
@given(st.lists(st.tuples(PLACES, st.sampled_from(["quoted", "reported"]), st.booleans()), max_size=5))
def test_words_keep_their_voice_however_speakers_nest(lexicon: str, drawn: list) -> None:
    found: list[Attribution] = []
    for (start, end), kind, nested in drawn:
        around = [n for n, a in enumerate(found) if a.start <= start and end <= a.end]
        parent = around[-1] if nested and around else None
        name = f"Ms {len(found)}"
        found.append(Attribution(start, end, kind, "cued", None, None, None, name, "person", parent, False))
    one = with_attributions(lexicon, article(BREAKS), found)
    page = Page(article_page(one, "one"))
    check(page)
    assert page.words_with_voice == words_by_voice(one)
    assert page.words == WORD.findall(BREAKS)


def test_a_nested_speaker_stands_inside_the_words_around_it(lexicon: str) -> None:
    one = invented(lexicon)
    around = "“They told me: ‘We are nobody’s puppet,’ and I believe them,”"
    assert ("quoted", around, 0) in shown(one)
    assert ("quoted", "‘We are nobody’s puppet,’", 1) in shown(one)
    html = article_page(one, "one")
    assert html[html.index('id="') :].count('class="quoted nested"') == 2, "in the legend and in the text"
    assert "<strong>4 words</strong> of a speaker within the words of another" in html


def test_a_quotation_inside_a_report_of_one_speaker_is_not_nested_speech(lexicon: str) -> None:
    html = article_page(invented(lexicon), "one")
    inside = html[html.index(">regime<") : html.index("crews")]
    assert '<span class="quoted"><span class="note vh">quoted: </span>“' in inside


def test_scare_quotes_are_own_voice_and_marked(lexicon: str) -> None:
    html = article_page(invented(lexicon), "one")
    assert '<span class="scare">“peace plan”</span>' in html
    assert "<strong>2 words</strong> in quote marks that nobody is cited for" in html


def test_words_of_source_and_cue_are_marked(lexicon: str) -> None:
    html = article_page(invented(lexicon), "one")
    assert '<span class="who">Bram Orr</span>, a pilot, <span class="cue">denied</span> ' in html
    assert '<span class="cue">According to</span> <span class="who">officials</span>, ' in html


def test_neighbours_share_no_quote_mark(lexicon: str) -> None:
    text = "He said that it “rains”“snows” there."
    said = [
        Said("it “", source="He", cue="said", name="A"),
        Said("rains", "quoted", name="B"),
        Said("snows", "quoted", name="C"),
        Said("” there.", name="D"),
    ]
    assert shown(voiced(lexicon, article(text), said)) == [
        ("reported", "it ", 0),
        ("quoted", "“rains”", 0),
        ("quoted", "“snows”", 0),
        ("reported", "there.", 0),
    ]


def test_a_report_that_begins_with_a_quotation_takes_its_mark(lexicon: str) -> None:
    said = [
        Said("puppet” was it.", source="Orr", cue="said", name="Orr"),
        Said("puppet", "quoted", name="Orr", within=0),
    ]
    assert shown(voiced(lexicon, article("Orr said “puppet” was it."), said)) == [
        ("reported", "“puppet” was it.", 0),
        ("quoted", "“puppet”", 1),
    ]


def test_listeners_are_told_where_a_voice_begins_and_ends(lexicon: str) -> None:
    html = article_page(invented(lexicon), "one")
    opening = r'<span class="(\w+)(?: nested)?"[^>]*>(?:<a class="note ref|<span class="note vh)'
    begun = re.findall(opening, html)
    ended = re.findall(r'<span class="note vh"> \(end of (quotation|report)\)</span></span>', html)
    assert begun.count("quoted") == ended.count("quotation") == 5
    assert begun.count("reported") == ended.count("report") == 6


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_the_shading(lexicon: str) -> None:
    """WCAG 2.2: text 4.5 to 1 (1.4.3), marks that carry meaning 3 to 1 (1.4.11)."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    html = article_page(invented(lexicon), "one")
    css = html[html.index("<style>") : html.index("</style>")]
    rules = dict(re.findall(r"\.ww-article ([^{}]+) \{([^}]*)\}", css))
    last = {name: re.findall(r"#[0-9a-f]{6}\b", body)[-1] for name, body in rules.items() if "#" in body}
    shaded = (".quoted", ".reported", ".nested.quoted", ".nested.reported")
    tints = [*(last[name] for name in shaded), "#fff0c2", "#ffffff"]
    assert "background: #fff0c2" in rules[":target"]
    text = re.findall(r"[^-]color: (#[0-9a-f]{6})", rules[".ref, .ww-article a.ref"])
    assert all(contrast(colour, tint) >= 4.5 for colour in ("#1d2126", *text) for tint in tints)
    for name in shaded:
        assert contrast("#35506b" if "quoted" in name else "#7a6428", last[name]) >= 3
    lines = re.findall(r"\.hit\.u\d+ \{ text-decoration: [^#]*(#[0-9a-f]{6})", css)
    assert len(lines) == 12
    assert all(contrast(line, tint) >= 3 for line in lines for tint in tints)
