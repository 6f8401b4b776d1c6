"""What the reader says of places, by rules alone and with the model."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.stance import StancePlace, StanceReader, StanceReading
from tests.annotation.stance.said import place

READERS = {"rules": StanceReader.load(model=None), "with model": StanceReader.load()}
both = pytest.mark.parametrize("reader", READERS)
NAMES = st.from_regex(r"[BDGKLMNPTV][aou][kbdgmz][aou][kmd]or", fullmatch=True)
TEMPLATES = (
    "Halmere condemned [{}] for its attack.",
    "[{}] was praised by the council.",
    "[{}] said that talks would begin in May.",
    "Nobody in the north believed [{}], the aggressor.",
    "[{}]'s troops were not welcome, and the ministers thanked it.",
)


def read(reader: str, marked: str, previous: str = "", others: tuple[str, ...] = ()) -> StanceReading:
    """Return the reading of one sentence."""
    return READERS[reader].read([place(marked, previous, others)])[0]


@both
@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Halmere condemned [Tarsovia].", -1),
        ("[Tarsovia] was condemned by all sides.", -1),
        ("[Tarsovia] is a corrupt aggressor.", -1),
        ("[Mr. Orr], a corrupt liar, was accused of fraud.", -1),
        ("Halmere thanked [Tarsovia] for its brave help.", 1),
        ("[Ms. Lind] is a hero, admired by all.", 1),
        ("[Mr. Orr] told us on Monday.", 0),
    ],
)
def test_plain_sentences(reader: str, marked: str, expected: int) -> None:
    assert read(reader, marked).polarity == expected


@both
def test_who_is_condemned_fares_worse_than_who_condemns(reader: str) -> None:
    assert (
        read(reader, "Halmere condemned [Tarsovia].").score
        < read(reader, "[Tarsovia] condemned Halmere.").score
    )
    passive = "[Tarsovia] was condemned by Halmere.", "Halmere was condemned by [Tarsovia]."
    assert read(reader, passive[0]).score < read(reader, passive[1]).score


@both
def test_a_negation_weakens_or_turns(reader: str) -> None:
    assert (
        read(reader, "[Tarsovia] is not an aggressor.").score
        > read(reader, "[Tarsovia] is an aggressor.").score
    )


@both
def test_who_is_attacked_is_not_blamed(reader: str) -> None:
    struck, striking = read(reader, "Halmere bombed [Tarsovia]."), read(reader, "[Tarsovia] bombed Halmere.")
    assert struck.score > striking.score
    assert not (struck.polarity < 0 and struck.confidence >= 0.7)


def test_an_adjective_is_weaker_evidence_than_a_name() -> None:
    name = read("with model", "Halmere condemned [Tarsovia] for years.")
    adjective = read("with model", "Halmere condemned [Tarsovian] papers for years.")
    assert abs(adjective.score) < abs(name.score)


def test_a_place_is_weaker_evidence_than_an_actor() -> None:
    actor = read("with model", "It was a scandal for [Tarsovia].")
    where = read("with model", "It was a scandal in [Tarsovia].")
    assert abs(where.score) < abs(actor.score)


def test_the_sentence_before_counts() -> None:
    marked = "[Mr. Orr] spoke for an hour."
    friendly = read("with model", marked, "It was a great, brilliant and honest success.")
    hostile = read("with model", marked, "It was a terrible, corrupt and dishonest failure.")
    assert friendly.score > hostile.score


@both
def test_only_the_stretch_counts(reader: str) -> None:
    whole = place("[Tarsovia] is a corrupt aggressor, the paper wrote.")
    part = dataclasses.replace(whole, stretch=(whole.sentence.index(", the"), len(whole.sentence)))
    assert READERS[reader].read([part])[0].score > READERS[reader].read([whole])[0].score


@both
@given(names=st.tuples(NAMES, NAMES), template=st.sampled_from(TEMPLATES))
def test_a_name_is_only_a_name(reader: str, names: tuple[str, str], template: str) -> None:
    first, second = (read(reader, template.format(name)) for name in names)
    assert first == second


@both
@given(
    text=st.text(max_size=80),
    words=st.lists(
        st.sampled_from(["Tarsovia", "condemned", "not", "hero", ",", "who", "was", "by", "’s"]), max_size=12
    ),
    spans=st.tuples(*[st.integers(0, 60)] * 6),
    data=st.booleans(),
)
def test_any_place_has_a_reading_in_range(
    reader: str, text: str, words: list[str], spans: tuple[int, ...], data: bool
) -> None:
    sentence = " ".join(words) if data else text
    start, end, first, last, one, two = (min(n, len(sentence)) for n in spans)
    given_place = StancePlace(
        sentence,
        min(start, end),
        max(start, end),
        text,
        ((min(one, two), max(one, two)),),
        (first, max(first, last)),
    )
    [reading] = READERS[reader].read([given_place])
    assert reading.polarity in (-1, 0, 1)
    assert -1 <= reading.score <= 1
    assert 0 <= reading.confidence <= 1


@both
def test_places_are_read_in_order_and_each_for_itself(reader: str) -> None:
    places = [place(template.format("Tarsovia")) for template in TEMPLATES]
    together = READERS[reader].read(places * 3)
    alone = [READERS[reader].read([one])[0] for one in places]
    assert [r.polarity for r in together] == [r.polarity for r in alone] * 3
    assert [r.score for r in together] == pytest.approx([r.score for r in alone] * 3)


def test_a_word_that_softens_does_not_blame_who_does_it() -> None:
    softened = read("with model", "[Tarsovia] liberated the town of Orsk.").score
    assert softened > read("with model", "[Tarsovia] overran the town of Orsk.").score
    assert softened > -0.2


@pytest.mark.parametrize(
    ("wronged", "doer"),
    [
        ("Halmere's smear campaign against [Tarsovia] goes on.", "The smear campaign of [Tarsovia] goes on."),
        ("They end the hostile policy toward [Tarsovia].", "They end the hostile policy of [Tarsovia]."),
        ("Drones violated the sovereignty of [Tarsovia].", "Drones violated the plan of [Tarsovia]."),
    ],
)
def test_a_wrong_is_not_laid_on_the_one_it_is_aimed_at(wronged: str, doer: str) -> None:
    suffers, does = read("with model", wronged), read("with model", doer)
    assert suffers.score > max(does.score, -0.2)


@both
@pytest.mark.parametrize(
    ("wronged", "doer"),
    [
        ("They came to slander [Tarsovia].", "The slander that [Tarsovia] spreads goes on."),
        ("They came to violate [Tarsovia].", "The violations [Tarsovia] committed go on."),
        ("They intimidated [Tarsovia].", "They met the provocative [Tarsovia]."),
    ],
)
def test_only_the_object_of_a_verb_is_wronged(reader: str, wronged: str, doer: str) -> None:
    """Words such as "provocative" and "violations" before a name speak of what it does."""
    assert read(reader, wronged).score > read(reader, doer).score


@both
def test_who_is_slandered_is_hardly_blamed(reader: str) -> None:
    assert read(reader, "The paper slandered [Tarsovia].").score > -0.35
