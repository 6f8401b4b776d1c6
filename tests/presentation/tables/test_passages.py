"""The passages that a row opens to."""

from __future__ import annotations

import re

from analysis import annotate, open_study, read_article_text
from analysis.measures import term_passages
from analysis.presentation.tables.passages import opened_passages, passage_list


def test_a_term_with_a_category_s_name_opens_to_its_own_passages() -> None:
    articles, _ = read_article_text("A title\n\nThe aggression began in May. The provocation came in June.")
    annotated = annotate(articles)
    sides = (("all", tuple(annotated.outlets)),)
    row = {"measure": "rate:loaded_terms", "voice": "own"}
    as_term = opened_passages(annotated, {**row, "term": "aggression"}, sides)
    as_category = opened_passages(annotated, {**row, "category": "aggression"}, sides)
    assert "aggression</mark>" in as_term
    assert "provocation</mark>" in as_category


def test_rows_say_of_how_many_places_they_show_some() -> None:
    """Two passages beside five hits looked like a slip."""
    workspace = open_study()
    sides = (("Tarsov Herald", ("Tarsov Herald",)), ("reference", workspace.references))
    row = {"measure": "rate:loaded_terms", "category": "domination", "voice": "own"}
    hits = {"focus_hits": 16, "reference_hits": 12}
    assert "<summary>8 of 28 passages: " in opened_passages(workspace.annotated, row | hits, sides)
    assert "<summary>8 passages: " in opened_passages(workspace.annotated, row, sides)


def test_what_the_head_says_is_not_said_again_beside_each_passage() -> None:
    articles, _ = read_article_text('A title\n\n"It rained in Halmere," Ms Orr said.')
    annotated = annotate(articles)
    sides = (("all", tuple(annotated.outlets)),)
    for measure, category in (
        ("share:voice", "quoted"),
        ("share:voice", "attributed"),
        ("share:named", "all"),
    ):
        row = {"measure": measure, "category": category, "voice": "attributed"}
        assert " · quoted: Orr</span>" in opened_passages(annotated, row, sides)
        assert f"· {category} ·" not in opened_passages(annotated, row, sides)
    row = {"measure": "share:source_type", "category": "person", "voice": "attributed"}
    assert "· person · quoted: Orr" in opened_passages(annotated, row, sides)


def test_a_hit_inside_a_longer_word_is_not_torn_from_it() -> None:
    articles, _ = read_article_text(
        "A title\n\nAn anti-regime crowd and regime-run firms met - regime - at noon."
    )
    annotated = annotate(articles)
    shown = term_passages(annotated, "regime", kind="terms", per_article=9, limit=9)
    assert shown.height == 3
    markup = passage_list(shown)
    assert "anti-<mark>regime</mark> crowd" in markup
    assert "and <mark>regime</mark>-run" in markup
    assert "met - <mark>regime</mark> - at" in markup


def test_rows_that_overlap_do_not_all_open_to_the_same_passages() -> None:
    """One reported sentence stands for others' words, a person, a name and a cue: not in every row."""
    ws = open_study()
    sides = (("all", tuple(ws.annotated.outlets)),)
    rows = (("share:voice", "attributed"), ("share:source_type", "person"), ("share:named", "all"))
    base = {"voice": "attributed", "part": "all"}
    opened = [
        opened_passages(ws.annotated, base | {"measure": measure, "category": category}, sides)
        for measure, category in rows
    ]
    marked = [set(re.findall(r"<mark>(.*?)</mark>", page)) for page in opened]
    assert all(marked)
    assert not set.intersection(*marked)
    again = opened_passages(ws.annotated, base | {"measure": "share:named", "category": "all"}, sides)
    assert again == opened[-1]
