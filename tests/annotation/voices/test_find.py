"""What holds for any text, for texts read together, and for bad and very long input."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import annotate
from analysis.annotation.sentences import split_sentences
from analysis.annotation.tables import schema
from analysis.annotation.voices import Attribution, Run, VoiceFinder, attributions
from analysis.annotation.voices.cues.listed import CLASSES
from analysis.annotation.voices.sources.choice import chosen_source
from analysis.corpus import read_article_text
from analysis.text import WORD, count_words
from tests.clock import least_seconds

from .said import in_voice, voices

PIECES = st.sampled_from(
    [
        *(' "', '" ', "“", "”", "''", " '", "' ", "‘", "’", "«", "»", "「", "」", "„", "``"),
        *(
            "\n\n",
            "\n",
            ". ",
            ", ",
            ": ",
            "? ",
            "; ",
            "5",
            "(",
            ")",
            "—",
            " – ",
            "— ",
            "Q: ",
            "A: ",
            "\n\n— ",
        ),
        *(" said ", " said that ", " Ida Orr ", " he ", " according to ", " adding ", " who ", "Mr. "),
        *(" the mayor ", " is a plan", " claims ", " the claim that ", " urged Halmere to ", " believes "),
        *(" but ", " that ", " to ", " was called by ", " of ", "Orr: ", " the latter ", " report "),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)
NAMES = [
    f"{first}{last}" for first in ("Tar", "Hal", "Mir", "Oster", "Sil") for last in ("na", "mo", "ka", "by")
]
# Direct speech that is only cued has a label and no quote marks: a turn of an interview.
CONFIDENCES = {
    *(("quoted", "marked"), ("quoted", "cued"), ("quoted", "inferred")),
    *(("reported", "cued"), ("reported", "inferred")),
}


def check(text: str, found: list[Attribution], runs: list[Run]) -> None:
    """Raise unless runs cover a text and attributions lie in it, nested as they say."""
    assert "".join(text[run.start : run.end] for run in runs) == text
    assert all(a.end == b.start for a, b in pairwise(runs))
    assert all(run.start < run.end for run in runs)
    for run in runs:
        assert run.voice in ("own", "quoted", "reported")
        assert (run.voice == "own") == (run.attribution is None)
        assert not run.scare or run.voice == "own"
        if run.attribution is not None:
            a = found[run.attribution]
            assert a.start <= run.start and run.end <= a.end and a.kind == run.voice
    for number, a in enumerate(found):
        assert 0 <= a.start < a.end <= len(text) and text[a.start : a.end].strip()
        assert (a.kind, a.confidence) in CONFIDENCES
        assert a.cue_class is None or (a.cue is not None and a.cue_class in CLASSES)
        assert (a.source_name is None and a.source_type is None) or a.source is not None
        for span in (a.source, a.cue):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        if a.parent is not None:
            around = found[a.parent]
            assert a.parent < number
            assert around.start <= a.start and a.end <= around.end
    assert [a.start for a in found] == sorted(a.start for a in found)


def words_by_run(text: str, runs: list[Run]) -> int:
    """Return how many words begin in some run, each counted once per run that it begins in."""
    starts = [match.start() for match in WORD.finditer(text)]
    return sum(run.start <= start < run.end for start in starts for run in runs)


@given(TEXTS)
def test_any_text_is_covered_and_its_attributions_are_nested(finder: VoiceFinder, text: str) -> None:
    found, runs = voices(text, finder)
    check(text, found, runs)
    assert words_by_run(text, runs) == count_words(text)


@given(st.text(max_size=300))
def test_any_unicode_text_is_read_without_error(finder: VoiceFinder, text: str) -> None:
    check(text, *voices(text, finder))


@given(TEXTS)
@settings(max_examples=15)  # each example is a whole pass over an article
def test_every_word_is_in_one_span(text: str) -> None:
    articles, _ = read_article_text(text or "It rained.")
    annotated = annotate(articles, [])
    if annotated.articles.is_empty():
        return
    assert annotated.spans["n_words"].sum() == annotated.articles["n_words"].sum()
    assert set(annotated.spans["attribution"].drop_nulls()) <= set(annotated.attributions["attribution"])


@given(st.lists(TEXTS, max_size=5), st.randoms(use_true_random=False))
def test_texts_together_equal_each_alone(finder: VoiceFinder, texts: list[str], random: object) -> None:
    def together(chosen: list[str]) -> dict[str, str]:
        found = finder.find([(text, split_sentences(text)) for text in chosen])
        assert len(found) == len(chosen)
        return {text: repr(one) for text, one in zip(chosen, found, strict=True)}

    alone = {text: repr(voices(text, finder)) for text in [*texts, ""]}
    shuffled = ["", *texts]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert together([*texts, ""]) == alone
    assert together(shuffled) == alone


@given(TEXTS)
def test_a_finder_does_not_change_by_use(finder: VoiceFinder, text: str) -> None:
    first = voices(text, finder)
    voices("Edda Moor said: “Nobody”, and her claim that it rained.", finder)
    assert voices(text, finder) == first


def test_two_finders_agree() -> None:
    text = "Ida Orr said that the ferry was old. “We will go,” she added. The ferry is new, said Tom Lund."
    assert voices(text, VoiceFinder.load()) == voices(text, VoiceFinder.load())


def test_no_texts_and_empty_texts(finder: VoiceFinder) -> None:
    assert finder.find([]) == []
    assert finder.find([("", []), (" \n\n ", [])]) == [([], []), ([], [Run(0, 4, "own", None, False)])]


def test_the_table_has_the_schema() -> None:
    table = attributions('"We will go," Ida Orr said. She added that it was late.')
    assert dict(table.schema) == schema("attributions")
    assert table.select("kind", "source", "cue", "cue_class").rows() == [
        ("quoted", "Ida Orr", "said", "neutral"),
        ("reported", "She", "added", "neutral"),
    ]
    assert table["source_id"].n_unique() == 1
    assert attributions("").height == 0


CODE = 'def f(x):\n    print("a", x[\'b\'], f"{x}")\n    return {"k": \'v\'}  # it\'s "done\n' * 20
POEM = "“O ship, said he,\n“the sea is wide,\n“and who says\nwhat lies beside\n\nthe grey, the ‘old sea\n" * 9


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        POEM,
        'The net is 12" wide, 5\'10" tall; "so what," said Orr, 6\'2". ' * 20,
        "Ida Orr said: “" + "We will go. " * 50,
        '"' * 999,
        "'" * 999,
        "“" * 500 + "”" * 500,
        "‘a “b «c „d " * 100,
        "said " * 500,
        "Orr: " * 300,
        "Q: a\n\nA: b\n\n" * 100,
        "she said that " * 300,
        "— Yes.\n\n" * 200,
        "\u200b\ufeff\u202e“\U0001f600” said \u0130\u0130 \U0001d54f. ﬁ ſaid ʼn.",
    ],
)
def test_bad_input_keeps_every_offset(text: str, finder: VoiceFinder) -> None:
    check(text, *voices(text, finder))


def test_a_quotation_of_fifty_thousand_words(finder: VoiceFinder) -> None:
    text = "Ida Orr said: “" + "We will go to sea. " * 10_000 + "” Then she left."
    found, runs = voices(text, finder)
    check(text, found, runs)
    spoken = sum(count_words(text[run.start : run.end]) for run in runs if run.voice == "quoted")
    assert spoken == 50_000
    assert found[0].source_name == "Ida Orr" and not found[0].unbalanced


def test_closing_marks_that_are_missing_to_the_end_of_the_file(rules: VoiceFinder) -> None:
    text = "\n\n".join(f"Ida Orr said: “We go number {n}. The ferry is late." for n in range(50))
    found, runs = voices(text, rules)
    check(text, found, runs)
    assert [a.unbalanced for a in found] == [True] * 50
    assert in_voice(text, rules, "quoted")[3] == "We go number 3. The ferry is late."


def seconds(text: str, finder: VoiceFinder) -> float:
    return least_seconds(lambda: voices(text, finder))


@pytest.mark.parametrize(
    "piece",
    [
        *(
            '"a ',
            "“",
            "'a ",
            "“a” said ",
            "“We go,” said Ida. ",
            "‘a\n\n",
            ', "a" said X, ',
            "Q: Yes?\n\nA: No.\n\n",
        ),
        *(
            "she said that it rained, ",
            "said Orr, ",
            "Orr's claim that ",
            "she said it rained. ",
            "— No.\n\n",
        ),
        "the ferry, according to Ida Orr, ",
    ],
)
def test_time_grows_with_the_length(piece: str, finder: VoiceFinder) -> None:
    seconds(piece * 100, finder)
    small, large = seconds(piece * 500, finder), seconds(piece * 5000, finder)
    assert large < 40 * max(small, 0.005)


def long_text(characters: int, marks: int) -> str:
    """Return a text with as many quote marks, spread evenly."""
    filler = "The ferry left the port of Osterby and the harbour master saw it go. "
    quotation = "“We will not go to the island,” Ida Orr said. She added that the ferry was old. "
    pairs = marks // 2
    block = quotation + filler * max(0, round((characters / pairs - len(quotation)) / len(filler)))
    return "\n\n".join([block] * pairs)


@pytest.mark.slow  # half a million words; about ten seconds with each finder
def test_a_text_of_two_megabytes_with_ten_thousand_quote_marks(finder: VoiceFinder) -> None:
    text = long_text(2_000_000, 10_000)
    assert len(text) > 1_900_000 and text.count("“") + text.count("”") == 10_000
    started = time.process_time()
    found, runs = voices(text, finder)
    taken = time.process_time() - started
    assert sum(run.voice == "quoted" for run in runs) == 5_000
    assert len(found) >= 10_000
    assert taken < 120


@pytest.mark.parametrize(
    ("content", "source"),
    [
        ('"We will go," the mayor said', "the Osterby Post"),
        ('"We will go,"', "the mayor"),
    ],
)
def test_nobody_named_inside_a_given_content_is_its_source(
    content: str, source: str, finder: VoiceFinder
) -> None:
    text = '"We will go," the mayor said, according to the Osterby Post.'
    group = finder.group([(text, split_sentences(text))])
    (voices,) = group.voices
    draft = voices.draft_of(text.index(content), text.index(content) + len(content))
    finder.choose_sources(group, [[draft]])
    given = chosen_source(voices.own, draft)
    assert given is not None
    assert text[slice(*given)] == source


def test_a_finder_that_forgets_finds_the_same_and_stays_small() -> None:
    texts = [f"“It rained,” {name} Orr of {name}berg said. She added it was late." for name in NAMES]
    pairs = [(text, split_sentences(text)) for text in texts]
    known, forgets = VoiceFinder.load(), VoiceFinder.load()
    forgets.lexis.spellings.kept = 200
    assert [forgets.find([pair]) for pair in pairs * 2] == [known.find([pair]) for pair in pairs * 2]
    assert len(forgets.lexis) <= 48 < len(known.lexis)
    assert len(forgets.lexis.lows) == len(forgets.lexis) + 1
