"""Stance on the page of one article: signs in the text, toward whom in numbers, the same in JSON and text."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import polars as pl
import pytest

from analysis.annotation import Annotated
from analysis.measures.stance.tables import STANCE
from analysis.presentation.article.marks import Mark, Run, Sign, marked_text
from analysis.presentation.article.page import article_fragment, article_page
from analysis.presentation.article.plain import article_json, article_text
from analysis.presentation.article.stance import (
    ITSELF,
    SURE,
    ArticleStance,
    Reading,
    Toward,
    said_of_stance,
    stance_of,
)
from analysis.presentation.article.summary import summarise
from analysis.presentation.article.text import signs_of
from analysis.presentation.article.toward import often_and_seldom, readings_table, toward_table
from analysis.text import WORD
from tests.presentation.article.reader import Page, check
from tests.presentation.article.voiced import LEXICON, Said, article, tables, voiced

BODY = (
    "Russia sent ships. Talks with Russia go on, and Russia waits.\n\n"
    "“Russia is a brutal aggressor,” Ida Orr said. She thanked Ukraine.\n\n"
    "China had no answer. Russia has none, Russia said."
)
SAID = (
    Said("Russia is a brutal aggressor,", "quoted", "Ida Orr", "said", "Ida Orr", confidence="marked"),
)  # fmt: skip


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("lexicon") / "loaded_terms.csv"
    file.write_text(LEXICON, encoding="utf-8")
    return str(file)


@pytest.fixture(scope="module")
def one(lexicon: str) -> Annotated:
    return voiced(lexicon, article(BODY), SAID)


def reading(confidence: float = 0.9, sign: int = -1, number: int = 1, **other: object) -> Reading:
    known = {"start": 0, "end": 6, "target": "Russia", "surface": "Russia", "whose": "own"} | other
    return Reading(number=number, sign=sign, confidence=confidence, **known)  # type: ignore[arg-type]


def test_words_against_an_actor_carry_a_sign_that_is_heard_too(one: Annotated) -> None:
    html = article_page(one, "one")
    page = Page(html)
    check(page)
    assert page.words == WORD.findall(BODY)
    signs = re.findall(r"(\w+)<a class=\"note toward\"[^>]*>(.*?)</a>", html)
    assert signs == [
        ("Russia", '<span aria-hidden="true">−</span><span class="vh"> (said against Russia)</span>')
    ]
    said = next(values for tag, values in page.tags if values.get("class") == "note toward")
    assert (said["title"] or "").startswith("said against Russia; Ida Orr, quoted; ")
    # The key explains the sign that stands in the text, and no other.
    key = html[html.index('<dl class="key">') : html.index("</dl>")]
    assert "words read as against it" in key and "words read as for it" not in key


def test_nothing_is_explained_that_does_not_occur(lexicon: str) -> None:
    html = article_page(tables(lexicon, article("It rained. Nobody spoke.")), "one")
    body = html[html.index("<main>") :]
    assert 'class="toward"' not in body and "Toward whom" not in body and "For and against" not in body


def test_only_sure_readings_are_marked_and_all_are_listed(one: Annotated) -> None:
    shown, hidden = signs_of([reading(SURE, 1), reading(SURE - 0.01, 1, 2)])
    assert (shown.sign, hidden.sign) == (1, 0)
    text = marked_text("Russia and Russia.", (0, 18), [], [], "a-", signs=[replace(hidden, start=11, end=17)])
    assert text == 'Russia and Russia<span id="a-to-2"></span>.'
    table = readings_table([reading(SURE, 1), reading(0.55, 1, 2)], "a-")
    assert 'href="#a-to-2"' in table and "55 %" in table and table.count("<tr id=") == 2
    assert readings_table([], "a-") == ""


def test_a_sign_stands_inside_the_words_of_its_speaker_and_in_no_other_link() -> None:
    signs = [Sign(4, 8, 1, 1, "said for Voln", "own")]
    runs, marks = [Run(0, 8, "quoted", "Orr, quoted", 1)], [Mark(0, 15, 1, 0, "Il", "illegitimacy")]
    html = marked_text("the Voln regime left", (0, 20), runs, marks, "a-", signs=signs)
    page = Page(f'<div class="t">{html}</div>')
    assert "".join(page.own) == "the Voln regime left"
    assert html.index("a-to-1") < html.index("(end of quotation)")
    assert html.count('id="a-at-1"') == 1 and html.count("data-label") == 1


def test_the_numbers_are_sums_of_the_mentions(one: Annotated) -> None:
    stance = stance_of(one)
    assert sum(cell.mentions for cell in stance.toward) == stance.mentions.height
    own = stance.mentions.filter((pl.col("target") == "Russia") & (pl.col("voice") == "own"))
    first = stance.toward[0]
    assert (first.target, first.speaker, first.mentions) == ("Russia", ITSELF, own.height)
    assert first.score == pytest.approx(own["score"].mean())
    orr = next(cell for cell in stance.toward if not cell.own)
    assert (orr.target, orr.speaker, orr.unfavourable) == ("Russia", "Ida Orr", 1)
    judged = stance.mentions.filter(pl.col("direction") != "neutral")
    assert [(r.start, r.target) for r in stance.readings] == judged.select("start", "target").rows()


def test_sources_of_one_side_stand_together(lexicon: str) -> None:
    text = "Kim Jong Un praised Russia. “We thank Russia,” the Kremlin said. Sergey Lavrov said Russia waits."
    text += " China and Japan kept away."
    said = [
        Said("We thank Russia,", "quoted", "the Kremlin", "said", "Kremlin", "state"),
        Said("Russia waits.", "reported", "Sergey Lavrov", "said", "Sergey Lavrov"),
    ]
    cells = stance_of(voiced(lexicon, article(text), said)).toward
    assert [(c.speaker, c.mentions) for c in cells if c.target == "Russia" and not c.own] == [
        ("Russia (Kremlin, Sergey Lavrov)", 2)
    ]


def cells(*rows: tuple[str, bool, int, int, int, float]) -> ArticleStance:
    return ArticleStance(
        toward=tuple(
            Toward(target, ITSELF if own else "Ida Orr", own, n, good, bad, score)
            for target, own, n, good, bad, score in rows
        )
    )


def test_the_opening_speaks_of_targets_with_five_own_mentions() -> None:
    few = cells(("Tarsovia", True, 4, 0, 4, -0.9), ("Halmere", False, 9, 0, 9, -0.9))
    assert said_of_stance(few) == []
    often = cells(("Tarsovia", True, 5, 0, 2, -0.312), ("Halmere", True, 7, 0, 0, 0.01))
    assert said_of_stance(often) == [
        "In its own words it mentions Halmere 7 times (none read as for or against it, mean score 0.01) and "
        "Tarsovia 5 times (none read as for it and 2 as against it, mean score −0.31)."
    ]
    (told,) = said_of_stance(cells(("United States", True, 5, 0, 0, 0.0)))
    assert told.startswith("In its own words it mentions the United States 5 times")


def test_targets_that_are_seldom_mentioned_share_a_row() -> None:
    stance = cells(
        ("Tarsovia", True, 5, 0, 2, -0.5),
        ("Halmere", True, 1, 0, 1, -0.8),
        ("Lindara", True, 1, 0, 0, 0.1),
        ("Lindara", False, 1, 0, 0, 0.3),
        ("Dunmarch", True, 2, 0, 0, 0.05),
    )
    shown, seldom = often_and_seldom(stance)
    assert [cell.target for cell in shown] == ["Tarsovia", "Halmere"]
    assert sum(cell.mentions for cell in (*shown, *seldom)) == 10
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th><td>(.*?)</td>(.*?)</tr>", toward_table(stance, "a-"))
    assert rows[-1][:2] == ("2 other actors", "all")
    assert re.findall(r">([^<]+)<", rows[-1][2]) == ["4", "0", "0", "0.12"]
    assert toward_table(ArticleStance(), "a-") == ""
    few = cells(("Lindara", True, 1, 0, 0, 0.1), ("Dunmarch", True, 1, 0, 0, -0.1))
    assert [cell.target for cell in often_and_seldom(few)[0]] == ["Lindara", "Dunmarch"], "none left unnamed"


def test_names_stay_text() -> None:
    hostile = '</td><script>"&'
    stance = ArticleStance(toward=(Toward(hostile, hostile, False, 9, 1, 0, 0.5),))
    listed = readings_table([reading(target=hostile, surface=hostile, whose=hostile)], "a-")
    text = marked_text("Voln", (0, 4), [], [], "a-", signs=[Sign(0, 4, 1, 1, hostile, hostile)])
    for html in (toward_table(stance, "a-"), listed, text):
        assert "<script" not in html
        assert not {tag for tag, _ in Page(f"<div>{html}</div>").tags} & {"script"}


def test_without_text_nothing_is_shown(one: Annotated) -> None:
    bare = one.without_text()
    html = article_fragment(bare, "one")
    assert summarise(bare).stance.toward == ()
    assert "Toward whom" not in html and 'class="note toward"' not in html


def test_json_and_terminal_show_what_the_page_shows(one: Annotated) -> None:
    record = json.loads(article_json(one))
    assert list(record["stance"][0]) == list(STANCE)
    summed = sum(row["mentions"] for row in record["stance"])
    assert summed == len(record["stance_mentions"]) == summarise(one).stance.mentions.height
    against = [row for row in record["stance"] if row["unfavourable"]]
    assert [(row["source"], row["target"], row["unfavourable"]) for row in against] == [
        ("Ida Orr", "Russia", 1)
    ]
    lines = article_text(one).splitlines()
    start = lines.index("toward whom, and who speaks (mean score from −1, against, to 1, for):")
    assert lines[start + 1].split()[:4] == ["Russia", "the", "outlet", "itself"]
    assert re.match(r"  Russia +Ida Orr +1 mention +0 for +1 against +mean −0\.\d\d$", lines[start + 2])
    assert lines[start + 3].split()[0] == "Ukraine"
    assert lines[start + 4] == "  and 1 other actor, seldom mentioned"


def test_json_of_an_article_that_names_no_actor(lexicon: str) -> None:
    record = json.loads(article_json(tables(lexicon, article("It rained."))))
    assert record["stance"] == record["stance_mentions"] == []
    assert "toward whom" not in article_text(tables(lexicon, article("It rained.")))
