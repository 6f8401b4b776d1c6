"""Where a source's words end: names are whole, no verb or adverb is part of them, and they can speak."""

from __future__ import annotations

import re

from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.clauses import can_speak

Span = tuple[int, int]

_STATE_WORDS = frozenset(
    ("Democratic", "Islamic", "Federal", "Socialist", "Bolivarian", "Republic", "Federation", "Kingdom")
) | {"People's", "People’s"}
_STATE = rf"(?:{'|'.join(sorted(_STATE_WORDS))})"
_CUT_STATE = re.compile(rf"\b{_STATE}(?P<of> of)?$")
_LONGEST_STATE = 20
_NAME = re.compile(r" [A-Z][\w.]*")
_REST = re.compile(rf"(?:['’]s|(?: {_STATE}))*(?: of (?:the )?[A-Z][\w.]*(?:-[A-Z]\w+)?)?")
_LETTERS = re.compile(r"\.[A-Z](?![a-z])[\w.]*|-(?:[A-Z]\.)+|-\w+")
"""What follows the first letters of ``U.S.``, ``ROK-U.S.`` and ``U.S.-Halmere``."""
_BEFORE_LETTERS = re.compile(r"(?:[A-Za-z]+-|(?:[A-Z]\.)+)+$")
_LONGEST_PREFIX = 12
_YEAR = re.compile(r"(?:19|20)\d\d")
_AGAINST = re.compile(r"(?:(?:the|an?) )?(?:anti|pro)-\S+$", re.IGNORECASE)
_DONE = words.word_set("released issued published expressed announced designated made")
_OBJECT = re.compile(
    r"\s+(?:[A-Z]\w+day\s+)?(?:a|an|the|its|his|her|their|deep|great|such|press|statements?|\d+)\b"
)
"""What follows these verbs where they are no participles: ``released a statement``."""
_NAME_BEFORE = re.compile(r"[A-Z][\w.]* \w+$")
_FARTHEST = 40
_LONGEST_NOUN = len("breed")
"""Letters of a noun in -ed, at most."""
_NO_NOUNS = words.DETERMINERS | words.PREPOSITIONS | words.CONJUNCTIONS | words.ADVERBS | {"some", "many"}
_PERIODS = words.word_set("week month year weekend")
_TIME = re.compile(r" (?:(?:earlier|later) )?(?:last|this|next|that|past) \w+$")
"""When something was published, behind what was: ``a poll last week``."""
_NO_MANNER = words.word_set(
    "family daily weekly monthly yearly elderly rally tally ally assembly reply supply bully anomaly monopoly"
)
_LINKS = words.word_set("for of by with on in at to from")
FINITE = words.word_set(
    "launches creates denies softens becomes seems appears delivers discusses intensifies continues lifts "
    "survives condemns sends awaits withdraws sets begins starts halts reveals carries gives takes faces "
    "brings remains makes says claims"
)
"""Forms of verbs that no noun has, or seldom, behind a name: ``Tarsovia launches``."""
_WENT = words.word_set("came went took gave sang bore fell flew rose began became said")
"""Forms in the past that are no nouns."""
_TAILS = _DONE | _LINKS | FINITE | _WENT | {"the"}
_OPENERS = (
    words.CONJUNCTIONS
    | words.PREPOSITIONS
    | words.word_set(
        "however furthermore moreover nevertheless nonetheless meanwhile besides hence indeed instead"
    )
)
"""Words with which sentences open and that are nobody, whatever their first letter."""
_SPEAKING = words.word_set(
    "two three four five six seven eight nine ten half both all most another one others none each either "
    "neither few those these this that which who whose whom there it his its her their him me us them myself "
    "himself herself itself whoever mine ours theirs yours hers everybody anybody person minority majority "
    "country staff public press data research evidence polling footage video testimony history average"
)
"""Single words in the singular that may be a source though they are no role, body, document or plural."""


def mended(text: str, span: Span, draft: Draft) -> Span | None:
    """Return a source's span without verbs and adverbs and with its name whole, or None where nobody speaks.

    A source that lies in the content stays as it is.

    >>> text = "The chief of the Democratic People's Republic of Tarsovia released the letter."
    >>> start, end = mended(text, (0, 27), Draft(60, 70, "reported"))
    >>> text[start:end]
    "The chief of the Democratic People's Republic of Tarsovia"
    """
    start, end = span
    surface = text[start:end]
    beside, last = text[start - 1 : start], surface[surface.rfind(" ") + 1 :]
    if beside in (".", "-"):
        start = _whole_start(text, start)
    if text[end : end + 1] in (".", "-") or last in _STATE_WORDS or last == "of":
        end = _whole_end(text, end)
    if last in _PERIODS and (when := _TIME.search(text, start, end)) is not None:
        end = when.start()
        last = text[text.rfind(" ", start, end) + 1 : end]
    if last in _TAILS or last.endswith(("ly", "ed")):
        end = _without_tail(text, start, end)
    if (start, end) != span and start < draft.end and draft.start < end:
        start, end = span
    return (start, end) if beside.isalnum() or draft.fixed or _may_speak(text[start:end]) else None


def _whole_start(text: str, start: int) -> int:
    """Before the ``then-U.`` of "then-U.S."."""
    found = _BEFORE_LETTERS.search(text, max(0, start - _LONGEST_PREFIX), start)
    return found.start() if found is not None else start


def _whole_end(text: str, end: int) -> int:
    """Behind the rest of a state's name, of letters with points, and of a word with a hyphen."""
    if text[end : end + 1] in (".", "-") and text[end - 1 : end].isupper():
        found = _LETTERS.match(text, end)
        return found.end() if found is not None else end
    cut = _CUT_STATE.search(text, max(0, end - _LONGEST_STATE), end)
    if cut is None:
        return end
    rest = (_NAME if cut["of"] else _REST).match(text, end)
    return rest.end() if rest is not None else end


def _without_tail(text: str, start: int, end: int) -> int:
    """Before a verb, an adverb and a preposition with which a phrase does not end."""
    for cut in (_is_verb, _is_manner, _is_link, _is_link):
        last = text.rfind(" ", start, end)
        if last > start and cut(text[last + 1 : end], text, end):
            end = last
    return end


def _is_verb(word: str, text: str, end: int) -> bool:
    if word.endswith("ed") and word not in _DONE:
        return _ends_with_participle(text, end - len(word), word)
    if word in FINITE:
        return _NAME_BEFORE.search(text, max(0, end - _FARTHEST), end) is not None
    return word in _WENT or (word in _DONE and _OBJECT.match(text, end) is not None)


def _ends_with_participle(text: str, start: int, word: str) -> bool:
    """Whether a noun stands right before a word in -ed: ``two people briefed``, not ``the accused``."""
    before = text[max(0, start - _FARTHEST) : start].split()
    return (
        len(word) > _LONGEST_NOUN and word.islower() and bool(before) and before[-1].lower() not in _NO_NOUNS
    )


def _is_manner(word: str, _: str, __: int) -> bool:
    return word.endswith("ly") and len(word) > len("early") and word.islower() and word not in _NO_MANNER


def _is_link(word: str, _: str, __: int) -> bool:
    return word in _LINKS or word == "the"


def _may_speak(surface: str) -> bool:
    """Whether words can be a source: not a bare noun, adjective or adverb such as ``development``."""
    low = surface.strip(".,;:")
    if not low or ("-" in low and _AGAINST.match(surface)):
        return False
    if " " in low:
        return True
    if not low.islower() or "'" in low or "’" in low:
        return low.lower().replace("’", "'") not in _OPENERS and not _YEAR.fullmatch(low)
    plural = low.endswith("s") and not low.endswith(("ss", "ous", "is"))
    return plural or low in _SPEAKING or can_speak(surface)
