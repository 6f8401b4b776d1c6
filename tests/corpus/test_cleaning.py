"""Texts repaired, paragraphs kept apart, titles not doubled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.cleaning import END_SIGN, Cleaned, clean_line, clean_text
from analysis.corpus.drafts import without_title
from analysis.corpus.paragraphs import join_broken_lines, split_flattened, split_paragraphs


@pytest.mark.parametrize(
    ("raw", "clean", "repair"),
    [
        (
            "<p>One.</p>\n<p>Two<br>lines &ndash; here.</p><script>x()</script>",
            "One.\n\nTwo lines – here.",
            "HTML",
        ),
        ("Tom &amp;amp; Ann said &#8220;no&#8221;.", "Tom & Ann said “no”.", "reference"),
        ("&lt;p&gt;Coded twice.&lt;/p&gt;", "Coded twice.", "HTML"),
        ("Itâ€™s a cafÃ©.", "It’s a café.", "wrongly"),
        ("It\x92s \x93fine\x94.", "It’s “fine”.", "Windows-1252"),
        ("RussiaÕs plan Ñ ÔgreatÕ", "Russia’s plan — ‘great’", "Macintosh"),
        ("A\x00 b\u200bc\ufeff\x07.", "A bc.", "control"),
        ("lone \ud800 half", "lone \ufffd half", ""),
        ("The first 200 signs of it… [+1234 chars]", "The first 200 signs of it", "cut"),
        (
            "Sen. Ida Orr Ida (Ibby) Mary OrrFerry sinks Lund: 'It was old' MORE (I-Halm.) said no.",
            "Sen. Ida Orr (I-Halm.) said no.",
            "1 link box removed",
        ),
        (
            "Bram Orr Jr. Bram (Bo) Tom OrrFerry sinks off Osterby Why it sank MORE's plan failed.",
            "Bram Orr Jr.'s plan failed.",
            "link box",
        ),
        (
            "It sank.\n\nJUST WATCHED Boat sank Replay More Videos ... MUST WATCH Boat sank 1:42\n\nIt is.",
            "It sank.\n\nIt is.",
            "1 label of a video player removed",
        ),
        (
            "It sank. Media playback is unsupported on your device Media caption Ida Orr on the ferry",
            "It sank.\n\nIda Orr on the ferry",
            "label of a video player",
        ),
        (
            "Image copyright Osterby Wire Image caption The ferry sank.",
            "The ferry sank.",
            "label of a picture",
        ),
        ("Story highlights Ida Orr comes to Osterby", "Ida Orr comes to Osterby", "label of a summary"),
        ("It sank.\n\nImage copyright OW/Getty Images\n\nIt was old.", "It sank.\n\nIt was old.", "picture"),
    ],
)
def test_repairs(raw: str, clean: str, repair: str) -> None:
    found = clean_text(raw)
    assert found.text == clean
    assert repair in " ".join(found.repairs)


@pytest.mark.parametrize(
    "text",
    [
        '“Curly” and ‘single’ and "straight" quotes stay.',
        "He wrote <not a tag> and 3 < 4 > 2, AT&T, R&D; fine.",
        "Õnne Pärt and Ñuñoa, ÓSCAR and São Tomé, Ôter.",
        "Müller, Erdoğan, Đoković: 1.5 %",
        "The U.S. said so.\n\nThat was all.",
        "Give Ida Orr MORE of it, OrrCorp said. Bram Orr of Orr and OrrTower wants MORE.",
        "We JUST WATCHED it, and it is an image copyright holders know.",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert clean_text(text) == clean_text(clean_text(text).text)
    assert clean_text(text).text == text
    assert clean_text(text).repairs == ()


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_text(text).text
    assert "\n\n\n" not in once
    once.encode()
    if "[" not in text:
        assert clean_text(once).text == once


@given(
    st.lists(st.sampled_from(["The talks failed.", "“No,” he said.", "A Heading", "It is late"]), max_size=8)
)
def test_paragraphs_with_blank_lines_stay(paragraphs: list[str]) -> None:
    assert clean_text("\n\n".join(paragraphs)).text == "\n\n".join(paragraphs)


def test_single_breaks_are_paragraphs_unless_inside_a_sentence() -> None:
    text = (
        "The minister spoke to the\nHerald on Monday.\nTalks went on, “\nwe hope,” he said.\n"
        "A Heading\nIt was\n’s end."
    )
    assert split_paragraphs(text) == [
        "The minister spoke to the Herald on Monday.",
        "Talks went on, “we hope,” he said.",
        "A Heading",
        "It was’s end.",
    ]


def test_wrapped_text_is_unwrapped() -> None:
    lines = [
        "The port authority of Saru said on Monday that it had closed the harbor for",
        "ships over twelve metres, after a storm that lasted two nights had torn away",
        "parts of the northern quay. Nobody was hurt, and the ferries will sail again",
        "on Friday.",
        "",
        "Fishermen from the Western villages complained about the closure, and asked",
        "Minister Orla Venn for help. She said that the ministry would look into what",
        "Herald reporters had found.",
    ]
    assert [len(p.split()) for p in split_paragraphs("\n".join(lines))] == [45, 29]


def test_list_items_stay_apart() -> None:
    text = "They asked for three things:\n- bread\n- an office in the\ncapital\n1. and time"
    assert split_paragraphs(text) == [
        "They asked for three things:", "- bread", "- an office in the capital", "1. and time",
    ]  # fmt: skip


def test_broken_lines_and_flattened_paragraphs() -> None:
    assert join_broken_lines(["Minister", "Orla Venn", "said so on Tuesday", ".", "What Comes Next",
                              "The ministry has asked for a paper on the future of the northern quay."]) == [
        "Minister Orla Venn said so on Tuesday.", "What Comes Next",
        "The ministry has asked for a paper on the future of the northern quay.",
    ]  # fmt: skip
    assert split_flattened('She left."Stay," he said. "Please."Nobody did, e.g. the U.S.A. or J.Smith.') == [
        "She left.", '"Stay," he said. "Please."', "Nobody did, e.g. the U.S.A. or J.Smith.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "title", "rest"),
    [
        ("Talks fail\n\nThe talks failed.", "Talks fail", "The talks failed."),
        ("“Talks fail”\n\nThe talks failed.", "Talks Fail", "The talks failed."),
        ("Talks on the harbor fail. The ministers left.", "Talks on the harbor fail", "The ministers left."),
        ("Talks fail as ministers leave.", "Talks fail", "Talks fail as ministers leave."),
        ("Talks fail", "Talks fail", ""),
        ("05.09.2022 16:02 - Talks on harbor fail. They left.", "Talks on harbor fail", "They left."),
        ("Another text.", "Talks fail", "Another text."),
        ("Talks on the harbor fail again LONDON (Wire) - They left.", "Talks on the harbor fail again",
         "LONDON (Wire) - They left."),
    ],
)  # fmt: skip
def test_title_is_not_doubled(body: str, title: str, rest: str) -> None:
    assert without_title(body, title) == rest


def test_title_on_one_line() -> None:
    assert clean_line("  Talks\n fail&nbsp;again \u200b").text == "Talks fail again"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("SecretaryKim Jong Unwent home.", "Secretary Kim Jong Un went home."),
        ("MinisterIda Orr spoke.", "Minister Ida Orr spoke."),
        ("Gifts sent byKim Jong Unto H.E.Xi Jinping.", "Gifts sent by Kim Jong Un to H.E. Xi Jinping."),
        ("ChairmanKim Jong Il's birthday.", "Chairman Kim Jong Il's birthday."),
    ],
)
def test_spaces_that_a_scraper_lost_beside_names(raw: str, clean: str) -> None:
    cleaned = clean_text(raw)
    assert cleaned.text == clean
    assert "beside a name put back" in cleaned.repairs[0]


@pytest.mark.parametrize(
    "text",
    [
        "A YouTube film of WikiLeaks.",
        "A BuzzFeed News list of Donald Trumpisms, Barack Obamacare and eBay Sales",
        "#PresidentTrump Goes Home, @SecretaryKerry Says",
        "Kim Jong Unsaid nothing",  # nothing else tells of lost spaces
        "Scores: 3 -0- 4 so far.",
        "He wrote ### and went on.",
    ],
)
def test_what_is_no_lost_space_and_no_end_sign_stays(text: str) -> None:
    assert clean_text(text) == Cleaned(text)


@pytest.mark.parametrize("sign", [" -0-", "\n-30-", "\n\n###", " -END-", " (END)"])
def test_the_end_sign_of_an_agency_is_removed(sign: str) -> None:
    assert clean_text("The port opened." + sign) == Cleaned("The port opened.", (END_SIGN,))
