"""The page of one article: every word once and in order, valid nesting, article text stays text."""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis.annotation import Annotated
from analysis.annotation.tables import schema
from analysis.errors import InputError
from analysis.presentation.article.marks import Mark, Run, Sign, escape, marked_text
from analysis.presentation.article.page import article_fragment, article_page
from analysis.presentation.article.sources import article_of
from analysis.presentation.article.strip import strip
from analysis.presentation.article.summary import only_article, summarise
from analysis.text import WORD
from tests.presentation.article.reader import Page, check
from tests.presentation.article.voiced import LEXICON, Said, article, tables, voiced

NO_PHRASES = {"script", "iframe", "img", "object", "embed", "link", "form", "input", "b", "i"}

HEADLINE = "Ferry talks stall as “puppet” row grows"
BODY = (
    "The regime in Port Lume closed the strait on Monday. Nobody was hurt.\n\n"
    "\"They are a plague on these waters, and our heroic crews will not bow,\" said Edda Moor, the harbor "
    "minister. \"This is hegemony.\"\n\n"
    "Lume officials said that the vassal state had no answer. The so-called “peace plan” lies on the table."
)  # fmt: skip


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("lexicon") / "loaded_terms.csv"
    file.write_text(LEXICON, encoding="utf-8")
    return str(file)


def usual(lexicon: str) -> Annotated:
    return tables(lexicon, article(f"{HEADLINE}\n\n{BODY}", HEADLINE))


def test_every_word_stands_once_and_in_order(lexicon: str) -> None:
    annotated = usual(lexicon)
    page = Page(article_page(annotated, "one"))
    check(page)
    assert page.words == WORD.findall(article_of(annotated)["text"])


def test_page_shows_hits_voices_sources_and_scare_quotes(lexicon: str) -> None:
    html = article_page(usual(lexicon), "one")
    page = Page(html)
    hits = [values for tag, values in page.tags if tag == "a" and "hit" in (values.get("class") or "")]
    assert len(hits) == 7
    titles = [values["title"] or "" for values in hits]
    assert titles[1].startswith("loaded term: illegitimacy; own")
    assert "Edda Moor, quoted" in titles[2]
    assert {"Di", "Pr", "Do", "Il"} == {values["data-label"] for values in hits}
    styles = {values["data-label"]: values["class"] for values in hits}
    assert len(set(styles.values())) == 4, "each category has a line of its own"
    assert "Edda Moor, quoted" in html and 'class="scare"' in html and 'class="quoted"' in html
    strips = [values for tag, values in page.tags if tag == "svg" and "role" in values]
    assert all((values["aria-label"] or "").startswith("Valence of the") for values in strips)
    assert len({values["aria-label"] for values in strips}) > 1


def test_page_is_accessible_and_needs_no_other_file(lexicon: str) -> None:
    html = article_page(usual(lexicon), "one")
    page = Page(html)
    assert page.headings().count(1) == 1 and page.headings()[0] == 1
    assert page.tags[0] == ("html", {"lang": "en"})
    tables_found = sum(tag == "table" for tag, _ in page.tags)
    assert tables_found == sum(tag == "caption" for tag, _ in page.tags) == 4
    assert all("scope" in values for tag, values in page.tags if tag == "th")
    assert not re.search(r"https?:|url\(|@import|<script|<link", html)
    skip = next(values for tag, values in page.tags if values.get("class") == "skip")
    assert (skip["href"] or "")[1:] in page.values("id")


def test_fragment_begins_at_level_three_and_styles_only_itself(lexicon: str) -> None:
    html = article_fragment(usual(lexicon), "one")
    page = Page(html)
    check(page)
    assert min(page.headings()) == 3
    css = html[html.index("<style>") + 7 : html.index("</style>")]
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    selectors = re.findall(r"([^{}]+)\{", re.sub(r"@(?:container|media)[^{]*\{", "", css))
    assert all(
        part.strip().startswith(".ww-article") for s in selectors for part in re.split(r",(?![^(]*\))", s)
    )


HOSTILE = (
    '</p></main><script>alert(1)</script> "The regime <img src=x onerror=alert(2)> is a plague\u202e," said '
    'Mr. <Orr onclick="x">.\x00\x08 &lt;b&gt; &amp; --> <!-- ]]> <![CDATA[ </style> puppet\u2066 &#60;i&#62;'
)


def test_hostile_text_stays_text(lexicon: str) -> None:
    title = '</title></h1><script>alert("puppet")</script>'
    fields = {
        "outlet": "<b>O</b>",
        "authors": '"><i>',
        "url": 'javascript:alert(1)"><b>',
        "language": '"><b>',
    }
    said = [Said("The regime <img src=x onerror=alert(2)> is a plague\u202e,", "quoted", "Mr. <Orr", "said")]
    annotated = voiced(lexicon, article(f"{title}\n\n{HOSTILE}", title, **fields), said)
    annotated = annotated.with_tables(
        hits=annotated.hits.with_columns(term=pl.lit("<b>term"), category=pl.lit('"><i>cat')),
        attributions=annotated.attributions.with_columns(
            source_name=pl.lit("<b>source"),
            source=pl.lit("<b>"),
            source_type=pl.lit("<i>type"),
            cue=pl.lit('"><img src=x>'),
            cue_class=pl.lit("</li><script>"),
        ),
        reading_log=pl.DataFrame(
            [("x", 1, "one", "<b>", "</details><script>")], schema=annotated.reading_log.schema, orient="row"
        ),
    )
    for html in (article_page(annotated, "one", title="</title><b>"), article_fragment(annotated, "one")):
        page = Page(html)
        check(page)
        assert not {tag for tag, _ in page.tags} & NO_PHRASES
        assert page.words == WORD.findall(article_of(annotated)["text"])
        assert "<script>alert(1)</script>" in "".join(page.own)
        assert "&lt;b&gt;source" in html
        assert "&lt;/li&gt;&lt;script&gt;" in html
        assert not re.search("[\x00-\x08\x0b\x0e-\x1f\u202a-\u202e\u2066-\u2069]", html)


def test_title_replaces_a_missing_headline(lexicon: str) -> None:
    annotated = tables(lexicon, article(BODY, None), article(BODY, "", "two"))
    assert "<h1 dir=\"auto\">Article without a headline</h1>" in article_page(annotated, "one")  # fmt: skip
    assert '<h1 dir="auto">Pasted &amp; read</h1>' in article_page(annotated, "two", title="Pasted & read")
    assert Page(article_page(annotated, "two")).words == WORD.findall(BODY)


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        (HEADLINE, HEADLINE, "This is a headline only."),
        ("", None, "There are no words to count."),
        ("It rained.\n\nNobody spoke.", None, "No loaded term of the lexicon stands in it."),
        ("…", None, "There are no words to count."),
    ],
)
def test_small_articles(lexicon: str, text: str, title: str | None, said: str) -> None:
    annotated = tables(lexicon, article(text, title))
    page = Page(html := article_page(annotated, "one", reference=annotated))
    check(page)
    assert said in html
    assert page.words == WORD.findall(text)


def test_tables_without_text_give_the_numbers(lexicon: str) -> None:
    full = usual(lexicon)
    bare = full.without_text()
    page = Page(html := article_page(bare, "one", reference=bare))
    check(page)
    assert "written without the text" in html
    assert not page.words
    for mine, theirs in zip(summarise(bare).voices, summarise(full).voices, strict=True):
        assert (mine.voice, mine.words, mine.hits) == (theirs.voice, theirs.words, theirs.hits)
        assert mine.valence == pytest.approx(theirs.valence)
    assert "regime" in html, "the entry of the lexicon stands for the words of the article"
    assert "source not found" not in html


def test_rank_counts_the_article_once_and_names_ties(lexicon: str) -> None:
    rows = [article(f"{'regime ' * n}{'word ' * (20 - n)}", None, f"a{n}") for n in (5, 3, 2, 0)]
    rows.append(article(f"{'regime ' * 3}{'word ' * 17}", None, "b3"))
    annotated = tables(lexicon, *rows)
    rank = summarise(only_article(annotated, "a3"), annotated).ranks[0]
    assert (rank.place, rank.articles, rank.sharing) == (2, 5, 1)
    alone = tables(lexicon, rows[2])
    rank = summarise(alone, annotated.__class__.read(annotated.write(lexicon + ".tables"))).ranks[0]
    assert (rank.place, rank.articles, rank.sharing) == (4, 5, 0)
    assert "4th of 5 articles" in article_page(alone, "a2", reference=annotated)
    assert not summarise(alone, alone).ranks


def test_no_rank_against_another_lexicon(lexicon: str, tmp_path) -> None:
    other = tmp_path / "loaded_terms.csv"
    other.write_text("term,category\nword,x\n", encoding="utf-8")
    reference = tables(str(other), article("word word", None, "r"))
    html = article_page(usual(lexicon), "one", reference=reference)
    assert "annotated with other lexicons" in html and " of 2 articles" not in html


def test_summary_counts_words_by_voice_and_source(lexicon: str) -> None:
    annotated = usual(lexicon)
    summary = summarise(annotated)
    words = {voice.voice: voice.words for voice in summary.voices}
    assert (
        words["all"] == words["own"] + words["quoted"] + words["reported"] == annotated.spans["n_words"].sum()
    )
    assert sum(s.quoted + s.reported for s in summary.sources) == words["quoted"] + words["reported"]
    assert next(s for s in summary.sources if s.name == "Edda Moor").hits >= 2
    of_all = sum(n for (_, voice), n in summary.categories.items() if voice == "all")
    assert of_all == annotated.term_hits.height


def test_unknown_article(lexicon: str) -> None:
    with pytest.raises(InputError, match="one"):
        article_page(usual(lexicon), "onee")


TEXT = "A < b & \"c\"\n\nregime ‘d’ said\n\nthe end of it"  # fmt: skip
OFFSETS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)
KINDS = st.sampled_from(["quoted", "reported", "scare"])


@given(
    st.lists(st.tuples(OFFSETS, KINDS), max_size=6), st.lists(OFFSETS, max_size=6), OFFSETS, st.lists(OFFSETS)
)
def test_marks_nest_however_they_overlap(runs: list, marks: list, block: list[int], mentions: list) -> None:
    start, end = block
    html = marked_text(
        TEXT,
        (start, end),
        [Run(a, b, kind, f"<{kind}", note) for note, ((a, b), kind) in enumerate(runs, 1)],
        [Mark(a, b, number, number, "X", '"told"') for number, (a, b) in enumerate(marks)],
        "p-",
        signs=[Sign(a, b, number, number % 3 - 1, "<said") for number, (a, b) in enumerate(mentions)],
    )
    page = Page(f'<div class="t">{html}</div>')
    assert len(re.findall('id="p-to-', html)) == sum(start < b <= end for _, b in mentions)
    assert "".join(page.own) == TEXT[start:end]
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    covered = {i for a, b in marks for i in range(max(a, start), min(b, end))}
    linked = sum(len(piece) for piece in re.findall(r"<a [^>]*>([^<]*)</a>", _unescaped_lengths(html)))
    assert linked == len(covered)


def _unescaped_lengths(html: str) -> str:
    """Replace entities in the text by one character, so that lengths can be counted."""
    return re.sub(r"&(?:lt|gt|amp|quot|#x27);", "x", html)


# No shrinking: a page takes long enough that it would not end soon.
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.data())
def test_page_stands_whatever_the_tables_say(lexicon: str, data: st.DataObject) -> None:
    base = tables(lexicon, article(TEXT, None))
    numbers = st.integers(0, 3)
    spans, hits = [], []
    for (a, b), voice, scare in data.draw(
        st.lists(
            st.tuples(OFFSETS, st.sampled_from(["own", "quoted", "reported"]), st.booleans()), max_size=6
        )
    ):
        number = None if voice == "own" else data.draw(numbers)
        spans.append(("one", data.draw(numbers), len(spans), a, b, voice, number, scare, 2, 0.5, -0.5))
    for a, b in data.draw(st.lists(OFFSETS.filter(lambda o: TEXT[o[0] : o[1]][:1].isalnum()), max_size=6)):
        hits.append(
            ("one", data.draw(numbers), 0, a, b, "loaded_terms", "praise", "heroic", TEXT[a:b], False)
        )
    known = {"article_id": "one", "kind": "quoted", "unbalanced": False}
    attributions = []
    for number in range(data.draw(numbers)):
        (a, b), (c, d), (e, f) = (data.draw(OFFSETS) for _ in range(3))
        places = {"start": a, "end": b, "source_start": c, "source_end": d, "cue_start": e, "cue_end": f}
        parent = data.draw(st.one_of(st.none(), numbers))
        attributions.append({**known, **places, "attribution": number, "parent": parent})
    made = base.with_tables(
        spans=pl.DataFrame(spans, schema=schema("spans"), orient="row"),
        hits=pl.DataFrame(hits, schema=schema("hits"), orient="row"),
        attributions=pl.DataFrame(attributions, schema=schema("attributions")),
    )
    page = Page(article_page(made, "one"))
    check(page)
    assert "".join("".join(page.own).split()) == "".join(TEXT.split())


@given(st.text())
def test_escape_leaves_no_markup(text: str) -> None:
    page = Page(f'<div class="t" title="{escape(text)}">{escape(text)}</div>')
    assert [tag for tag, _ in page.tags] == ["div"]
    assert WORD.findall("".join(page.own)) == WORD.findall(text)


def test_strip_draws_below_zero_to_the_left() -> None:
    svg = strip([(0, 10, -0.5), (10, 20, 0.25), (20, 30, None)], 0, 30)
    assert 'class="down" x="5.00"' in svg and 'class="up" x="10.00"' in svg
    assert "Valence of the 2 sentences below: −0.50, 0.25" in svg
    assert strip([], 0, 30) == ""
