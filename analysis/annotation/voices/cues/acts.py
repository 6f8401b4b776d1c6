"""Cues that mostly tell of acts: ``sought help``, ``raised the pay``, ``gave detailed orders``.

Each is a cue only before what somebody says or thinks: a clause, an infinitive, "as", or a noun for what is
said; or not behind or before some words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.annotation.inflections import inflections
from analysis.annotation.voices.contents.openings import AUXILIARY, COMMA, STOPS, class_set
from analysis.annotation.voices.cues.beside import (
    clause_opens,
    ends_clause,
    following,
    kind_at,
    low_at,
    preceding,
)
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import CLASS
from analysis.annotation.voices.text.tokens import Scan
from analysis.annotation.voices.text.traits import POSSESSIVE

Test = Callable[[Scan, Site], bool]
_QUESTION = words.word_set("how why what who when where whether if which")
_DETERMINED = class_set(
    ["the", "a", "an", "possessive", "determiner", "Name", "Name's", "number", "country", "that"]
)
_NO_VERB = class_set(["the", "a", "an", "possessive", "determiner", "Name", "Name's", "number", "country"])
_LED = AUXILIARY | class_set("to not n't i we you adverb and who that")
"""Classes before a verb that tells what one can see, or saw, and not what one thinks."""
_DOCUMENT = CLASS["document"]
_ENDED = STOPS | {COMMA}
_AGAINST = AUXILIARY | class_set("not adverb -ly")
_SAID = words.word_set(
    "argument arguments case evidence plan plans proposal proposals finding findings idea ideas view "
    "views vision version theory theories facts information details detail data results figures testimony "
    "position stance list account reasons video footage transcript tape tapes ad estimate estimates "
    "blueprint "
    "guidelines warning warnings advice assessment message messages narrative claim claims"
)
"""Nouns for what is said, beside those for documents."""
_RAISED = words.word_set(
    "question questions concern concerns issue issues doubt doubts objection objections alarm possibility "
    "prospect point points fear fears specter spectre allegation allegations suspicion suspicions criticism "
    "criticisms matter spectres subject topic complaint complaints"
)
_TOPICS = words.word_set(
    "issue issues question questions concern concerns statement statements matter matters criticism "
    "controversy problem problems topic topics allegations comments remarks report reports subject "
    "challenges "
    "challenge need situation accusations rumors rumours crisis claims"
)
_ASKED_FOR = words.word_set(
    "answer answers apology approval assurance assurances permission clarification explanation advice "
    "consent support comment talks recognition"
)
_DOUBTS = words.word_set("doubt doubts blame aspersions suspicion")
_SEEN = words.word_set("no little need reason reasons risk sign signs evidence problem threat")
_OFFICES = words.word_set(
    "responsibility responsibilities office power control command duty duties role roles post position "
    "leadership presidency mission risk"
)
_AWAY = words.word_set("ahead forward back on out through up past into off")
_GREETING = words.word_set(
    "greeting greetings sympathy congratulations congratulation thanks condolence condolences love"
)
_KINDNESS = words.word_set("care love trust benevolence affection devotion kindness courage bravery mercy")
_ASKED = words.word_set("question questions answer answers answering issue issues subject topic")
_HELD_IN_COMMON = words.word_set("joy border borders stage space room power prize")
_DUTIES = words.word_set("requirements requirement obligations rules standards period system deadline")
_THREATENING = words.word_set("remarks rhetoric letter letters tone message messages words")
_ON_AIR = words.word_set(
    "tv television talk news radio cable trade air game comedy fashion reality late-night night sunday "
    "morning cooking magic light road"
)
_OF_SHOWS = frozenset(("of", "on", "by", "and"))
_NEAR, _OBJECT, _REACH = 4, 7, 12


def _clause(scan: Scan, site: Site) -> bool:
    """``saw that``, ``saw how``, ``saw: “…”``, or the end of a clause behind it."""
    at = site.last + 1
    return low_at(scan, at) in _QUESTION or clause_opens(scan, at) or ends_clause(scan, site)


def _last(scan: Scan, site: Site) -> bool:
    """``…, they add.``"""
    return kind_at(scan, site.last + 1) in _ENDED


def _infinitive(scan: Scan, site: Site) -> bool:
    """``sought to leave``, and not ``to the port``."""
    at = site.last + 1
    return low_at(scan, at) == "to" and kind_at(scan, at + 1) not in _NO_VERB


def _as(scan: Scan, site: Site) -> bool:
    return "as" in following(scan, site.last + 1, _REACH)


def _to(scan: Scan, site: Site) -> bool:
    """``encouraged them to go``: an infinitive behind its object."""
    after = following(scan, site.last + 1, _REACH)
    return any(
        low == "to" and kind_at(scan, site.last + 2 + number) not in _NO_VERB
        for number, low in enumerate(after)
    )


def _before(nouns: frozenset[str], most: int = _OBJECT) -> Test:
    """A test for one of some words behind a cue, before the next mark."""

    def test(scan: Scan, site: Site) -> bool:
        return not nouns.isdisjoint(following(scan, site.last + 1, most))

    return test


def _document(scan: Scan, site: Site) -> bool:
    """``released a statement``, and ``a statement released``."""
    at = site.last + 1
    last = at + len(following(scan, at, _OBJECT))
    first = site.first - len(preceding(scan, site.first, _OBJECT)) if site.passive else at
    return _DOCUMENT in scan.kinds[first:last] or not _SAID.isdisjoint(scan.lows[first:last])


def _holder(scan: Scan, site: Site) -> bool:
    """``Tarsovia's threat``, ``its repeated threats``."""
    first = max(0, site.first - 3)
    return any(
        scan.traits[n] & POSSESSIVE or scan.kinds[n] == CLASS["possessive"] for n in range(first, site.first)
    )


def _either(*tests: Test) -> Test:
    return lambda scan, site: any(test(scan, site) for test in tests)


def _both(*tests: Test) -> Test:
    return lambda scan, site: all(test(scan, site) for test in tests)


def _no(test: Test) -> Test:
    return lambda scan, site: not test(scan, site)


def _noun(test: Test) -> Test:
    """What is asked of a noun; a verb that is spelt so may be a cue."""
    return lambda scan, site: site.form.kind != "noun" or test(scan, site)


def _verb(test: Test) -> Test:
    """What is asked of a verb; a noun that is spelt so may be a cue."""
    return lambda scan, site: site.form.kind != "verb" or test(scan, site)


def _next(*lows: str) -> Test:
    return lambda scan, site: low_at(scan, site.last + 1) in lows


def _after(*lows: str) -> Test:
    return lambda scan, site: low_at(scan, site.first - 1) in lows


def _never(_scan: Scan, _site: Site) -> bool:
    return False


def _detailed(scan: Scan, site: Site) -> bool:
    """``detailed the plan``, and not ``a detailed plan``."""
    at = site.last + 1
    return kind_at(scan, at) in _DETERMINED or low_at(scan, at) in _QUESTION


def _against(scan: Scan, site: Site) -> bool:
    """``is against the pact``, and not ``the war against Halmere``."""
    return kind_at(scan, site.first - 1) in _AGAINST


def _learned(scan: Scan, site: Site) -> bool:
    after = following(scan, site.last + 1, 3)
    return not after or (after[0] not in ("about", "from", "to") and after[-1:] != ["about"])


def _of_greeting(scan: Scan, site: Site) -> bool:
    after = following(scan, site.last + 1, _NEAR)
    first = low_at(scan, site.last + 1)
    return first == "to" or (first == "of" and not _GREETING.isdisjoint(after))


def _sees(scan: Scan, site: Site) -> bool:
    """``rivals see an opening``, and not ``to see the port``."""
    return site.form.form == "see" and kind_at(scan, site.first - 1) not in _LED


def _showing(scan: Scan, site: Site) -> bool:
    """``footage shows``, and not ``television shows``."""
    return low_at(scan, site.first - 1) not in _ON_AIR and low_at(scan, site.last + 1) not in _OF_SHOWS


_OF_ACTS = [
    form for verb in ("enjoy", "glorify", "look up to", "work out") for form in inflections(verb, "verb")
]
_shown = _either(_clause, _no(_before(_KINDNESS, _NEAR)))
_CLAUSE_OR_AS = _either(_clause, _as)
ACTS: Mapping[str, Test] = {
    **dict.fromkeys(inflections("look", "verb"), _verb(_either(_infinitive, _next("for")))),
    **dict.fromkeys(("seek", "sought", "seeking"), _either(_infinitive, _clause, _before(_ASKED_FOR, _NEAR))),
    **dict.fromkeys(("see", "saw", "seen", "seeing"), _either(_clause, _as, _before(_SEEN, _NEAR), _sees)),
    **dict.fromkeys(("means", "meaning"), _never),
    **dict.fromkeys(_OF_ACTS, _verb(_never)),
    **dict.fromkeys(inflections("name", "verb"), _no(_next("after", "for"))),
    "state": _either(_clause, _last),
    "detailed": _detailed,
    **dict.fromkeys(
        inflections("present", "verb"), _either(_as, _document, _before(_SAID | words.DOCUMENTS))
    ),
    **dict.fromkeys(inflections("encourage", "verb"), _either(_to, _clause, lambda _, site: site.passive)),
    **dict.fromkeys(inflections("push", "verb"), _no(_before(_AWAY, 1))),
    **dict.fromkeys(
        inflections("direct", "verb"), _both(_to, _no(_before(_AWAY | {"efforts", "effort"}, 3)))
    ),
    **dict.fromkeys(("learn", "learns", "learned", "learnt"), _either(_learned, _clause)),
    "learning": _either(_clause, _next("of")),
    **dict.fromkeys(
        ("teach", "teaches", "taught", "teaching"), _either(_clause, _before(_QUESTION | {"that"}))
    ),
    **dict.fromkeys(inflections("demonstrate", "verb"), _clause),
    **dict.fromkeys(("prove", "proves", "proved", "proven", "proving"), _either(_clause, _next("to"))),
    **dict.fromkeys(inflections("raise", "verb"), _before(_RAISED)),
    **dict.fromkeys(inflections("pose", "verb"), _before(_ASKED)),
    **dict.fromkeys(inflections("assume", "verb"), _no(_before(_OFFICES))),
    **dict.fromkeys(inflections("release", "verb"), _document),
    **dict.fromkeys(inflections("address", "verb"), _either(_before(_TOPICS), _clause)),
    **dict.fromkeys(inflections("identify", "verb"), _CLAUSE_OR_AS),
    **dict.fromkeys(("cast", "casts", "casting"), _either(_as, _before(_DOUBTS))),
    "compared": _no(_both(_next("to", "with"), lambda _, site: not site.passive)),
    **dict.fromkeys(("threat", "threats"), _noun(_both(_holder, _no(_both(_next("to"), _no(_infinitive)))))),
    **dict.fromkeys(("response", "responses"), _noun(_both(_holder, _no(_after("in"))))),
    "against": _against,
    **dict.fromkeys(inflections("sense", "noun"), _noun(_next("that"))),
    **dict.fromkeys(inflections("message", "noun"), _noun(_no(_of_greeting))),
    "promoting": _either(_as, _document, _before(_SAID)),
    **dict.fromkeys(inflections("expose", "verb"), _no(_either(_next("to"), lambda _, site: site.passive))),
    "order": _noun(_no(_after("in"))),
    **dict.fromkeys(inflections("evade", "verb"), _before(_ASKED)),
    "highlights": _no(_after("story")),
    **dict.fromkeys(inflections("guarantee", "verb"), _either(_clause, _infinitive)),
    "add": _either(_clause, _last),
    "say": _no(_next("nothing")),
    "think": _no(_next("tank", "tanks")),
    "wrote": _no(_next("down")),
    **dict.fromkeys(inflections("share", "verb"), _no(_before(_HELD_IN_COMMON, _NEAR))),
    "threatening": _no(_before(_THREATENING, 3)),
    "reporting": _no(_before(_DUTIES, 1)),
    "care about": _no(_after("you")),
    **dict.fromkeys(("show", "showed", "showing"), _shown),
    "shows": _both(_shown, _showing),
}
"""What is asked of a form of a cue."""
