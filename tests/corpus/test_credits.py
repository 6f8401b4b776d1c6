"""Credits and notes at the end of a text go by their form; sentences of the story stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import read_articles
from analysis.corpus.credits import is_credit, without_byline, without_credits

POST = "Halmere Post"
CREDITS = (
    "The Osterby Agency contributed to this report.",
    "Halmere Post's Ida Orr and the Osterby Agency contributed to this story from Mirnau",
    "Ida Orr contributed reporting from Mirnau.",
    "• Tom Lund also contributed.",
    "Lund reported from Mirnau. Associated Press writers Ida Orr and Jan Aal in Osterby contributed.",
    "Contributing: Ida Orr",
    "With additional reporting by Ida Orr in Mirnau",
    "(Reporting by Ida Orr and Tom Lund; Writing by Jan Aal; Editing by Eva Brandt)",
    "Edited by Eva Brandt.",
    "This article is based in part on wire service reports.",
    "© 2024 Halmere Post",
    "Copyright © 2024 The Halmere Post, LLC. Click here for reprint permission.",
    "This material may not be published, broadcast or redistributed. All rights reserved.",
    "Follow Ida Orr on Twitter @idaorr.",
    "Follow us @halmerepost",
    "Twitter: @idaorr",
    "CLICK HERE TO GET THE HALMERE APP",
    "Sign up for our letter on the harbour.",
    "Get the stories that matter. By signing up, you agree to our Privacy Policy",
    "Write to Ida Orr at ida.orr@post.example",
    "Read more: https://post.example/harbour",
    "This story has been updated to include what Ms Orr said.",
    "Correction: An earlier version of this article gave the wrong year.",
    "This piece first appeared in the Osterby Review.",
    "This is a developing story.",
    "The views expressed in this article are the author's own.",
    "Ida Orr is a columnist for the Halmere Post.",
    "Ida Orr is a professor of law at Mirnau. Follow her on Twitter: @idaorr.",
)
STORY = (
    "Both factories contributed to the plan.",
    "Mr Lund contributed research to the project for years.",
    "The findings contributed to the crisis.",
    "She reported from the front for ten years.",
    "Reporting by the council showed that the harbour had lost money.",
    "The report was published on Tuesday by the council.",
    "The report was updated in March to include the harbour.",
    "He said that the copyright of the anthem belongs to Tarsovia.",
    "Followers of Ms Orr gathered on the square.",
    "Subscribers to the railway's letter were told first.",
    "Ms Orr is a professor of law at Mirnau.",
    "Ida Orr is a Halmere Post reporter who has been jailed in Mirnau since March.",
    "Ida Orr, who was an editor of the Halmere Post, lives in Mirnau.",
    "Ida Orr wrote to the minister, who did not answer.",
    '"This story has been updated," Mr Lund said.',
    "An earlier version of the treaty had named the river.",
    "Contact between the two sides broke off in May.",
    "Officials expressed their views on the harbour.",
)


@pytest.mark.parametrize("line", CREDITS)
def test_a_credit_goes_as_a_paragraph_and_behind_the_last_sentence(line: str) -> None:
    assert is_credit(line, POST)
    assert without_credits(f"The talks failed.\n\n{line}", POST) == ("The talks failed.", (line,))
    assert without_credits(f"The talks failed. {line}", POST)[0] == "The talks failed."


@pytest.mark.parametrize("line", STORY)
def test_a_sentence_of_the_story_stays(line: str) -> None:
    for body in (f"The talks failed.\n\n{line}", f"The talks failed. {line}"):
        assert without_credits(body, POST) == (body, ())


def test_several_lines_go_in_the_order_of_the_text_with_the_rule_above_them() -> None:
    body = "The talks failed.\n\n___\n\nIda Orr contributed to this report.\n\n© 2024 Halmere Post"
    kept, cut = without_credits(body, POST)
    assert kept == "The talks failed."
    assert cut == ("Ida Orr contributed to this report.", "© 2024 Halmere Post")


def test_a_text_that_is_only_a_credit_stays_and_so_does_one_in_the_middle() -> None:
    assert without_credits("This is a developing story.", POST)[1] == ()
    body = "\n\n".join(["The talks failed.", "Follow Ida Orr on Twitter @idaorr.", *["Nobody spoke."] * 5])
    assert without_credits(body, POST) == (body, ())


@given(st.lists(st.sampled_from(STORY + CREDITS), min_size=1, max_size=7))
def test_what_is_kept_and_what_is_cut_are_the_text_and_nothing_more_can_go(lines: list[str]) -> None:
    body = "\n\n".join(lines)
    kept, cut = without_credits(body, POST)
    assert sorted(" ".join([kept, *cut]).split()) == sorted(body.split())
    assert without_credits(kept, POST) == (kept, ())
    assert kept


def test_a_paragraph_of_credits_goes_as_a_whole() -> None:
    notes = "This is a developing story. © 2024 Halmere Post. Ida Orr contributed reporting."
    assert without_credits(f"The talks failed.\n\n{notes}", POST) == ("The talks failed.", (notes,))


@pytest.mark.parametrize("lines", [["By Ida Orr and Tom Lund"], ["Ida Orr", "HALMERE POST"]])
def test_a_byline_in_front_goes(lines: list[str]) -> None:
    body = "\n\n".join([*lines, "The talks failed."])
    assert without_byline(body, POST) == ("The talks failed.", tuple(lines))


@pytest.mark.parametrize(
    "start", ["By Monday they had left", "Halmere Post", "By Ida Orr's count, nobody came.", "Orr Quits"]
)
def test_a_first_line_that_is_no_byline_stays(start: str) -> None:
    assert without_byline(f"{start}\n\nThe talks failed.", POST) == (f"{start}\n\nThe talks failed.", ())


def test_the_reading_log_names_file_line_and_what_was_cut(tmp_path: Path) -> None:
    text = "The talks failed after ten hours in Mirnau.\n\nIda Orr contributed to this report."
    row = {"outlet": POST, "title": "Talks fail in Mirnau", "text": text}
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    articles, log = read_articles(file)
    assert articles["text"].to_list() == [
        "Talks fail in Mirnau\n\nThe talks failed after ten hours in Mirnau."
    ]
    (entry,) = log.filter(what="cleaned").iter_rows(named=True)
    assert (entry["source_file"], entry["source_line"]) == ("articles.jsonl", 1)
    assert entry["detail"] == "credit or note cut from the end: “Ida Orr contributed to this report.”"
