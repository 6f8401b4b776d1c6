"""What the words of a name tell: which of them are titles, whether a body bears it, where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from analysis.annotation.voices.people.first_names import MEN, WOMEN
from analysis.annotation.voices.people.source_types import (
    POSSESSIVE,
    ends_possessive,
    source_type_of_words,
    without_possessive,
)
from analysis.annotation.voices.text import words

_NO_NAME = words.CONJUNCTIONS | words.PREPOSITIONS | words.DETERMINERS | words.ADVERBS
_CLOSED = _NO_NAME | words.AUXILIARIES | words.PRONOUNS | words.word_set("everybody our here yes out")
_NO_SURNAMES = (
    _CLOSED | words.DEMONYMS | words.US_PLACES | words.REGIONS | words.NO_SURNAMES | words.SHORT_TITLES
)
_LEADING = (_NO_NAME | words.AUXILIARIES | words.word_set("said says see")) - {"will", "may", "new"}
"""Words that may stand before a name with a capital: *Did Ms Orr …?*, *Said Orr*."""
_ENDS_BODY = words.word_set(
    "nations staff services states affairs relations security intelligence republic policy rights territories"
)
_SURNAMES_TOO = words.word_set(
    "king queen prince pope judge farmer coach singer major head chair pastor priest bishop doctor "
    "player chancellor marshal host speaker counsel founder anchor teacher general man"
)
_OFFICES = (words.ROLES | words.SHORT_TITLES | words.PEOPLE) - _SURNAMES_TOO
"""Last words of "Missouri Republican" and "Deputy Minister", which name nobody."""
_NO_SURNAME = (
    words.THINGS
    | words.ROLE_PLURALS
    | _OFFICES
    | words.word_set(
        "foundation committee company group campaign university institute association union corporation "
        "coalition alliance organization organisation commission society center centre federation "
        "bureau fund caucus movement college school hospital authority agency conference forum "
        "statement report says warns vows slams urges tells"
    )
)
"""Last words of what may begin with a person's name, and no surnames; verbs are those of headlines."""
_MOST_FIRST = 3
_FIRST_NAMES = MEN | WOMEN
_ENDINGS = ("ing", "ed", "ly")
_ENDING = re.compile(r"\w{3,}ing|\w{3,}ed|(?:\w{3,}[^\Wl]|\w{2,}[aiu]l)ly")
_BEFORE = re.compile(r"(?:^|[^\w'’-])[a-z][\w'’-]*,? $")
_AFTER = re.compile(r"['’]s\b|-\w| [A-Z]")
_VERB = re.compile(r"\s+([a-z]+)")
_FINITE = words.AUXILIARIES | words.word_set("said says told tells added adds wrote writes tweeted also who")
_FARTHEST = 30


JUNIORS = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III"))
"""What follows the surname of a son who bears his father's name."""


@lru_cache(maxsize=8_000)
def surname_of(full: str) -> str:
    """Return the surname of a name in full, in lower case.

    >>> surname_of("Ida Orr"), surname_of("Bram Orr Jr.")
    ('orr', 'orr')
    """
    parts = full.split()
    junior = len(parts) > 1 and parts[-1] in JUNIORS
    return parts[-2 if junior else -1].lower()


def is_junior(full: str) -> bool:
    """Whether a name in full ends as a son's does who bears his father's."""
    return full.rsplit(" ", 1)[-1] in JUNIORS


@lru_cache(maxsize=8_000)
def strip_titles(name: str) -> str:
    """Return a name without titles, roles and country adjectives before it.

    >>> strip_titles("Norwegian Deputy Minister Ida Orr"), strip_titles("President-elect Ida Orr")
    ('Ida Orr', 'Ida Orr')
    """
    parts = POSSESSIVE.sub("", " ".join(name.split())).split()
    cut = 0
    for number, part in enumerate(parts[:-1]):
        low = part.lower().rstrip(".,")
        first = low.split("-", 1)[0]  # "president-elect", "secretary-general"
        owner = without_possessive(low)  # "Tarsovia's Orr"
        # "Choe Son Hui": no son.
        title = (
            first in words.TITLES
            or (low in words.ROLES and low not in words.KIN)
            or low in words.SHORT_TITLES
        )
        left = len(parts) - 1 - number
        if title or owner in words.COUNTRIES or (left > 1 and ends_possessive(part)):
            cut = number + 1  # "CBN's Ida Orr"
        elif number == 0 and _stands_before_names(part, low) and has_first_name(tuple(parts[1:])):
            cut = number + 1  # "ambassador to the UN Ida Orr"
        elif low in _ENDS_BODY and number < len(parts) - 2:
            cut = number + 1  # "ambassador to the United Nations Ida Orr"
    while cut < len(parts) - 1 and parts[cut].lower() in _LEADING:
        cut += 1
    return " ".join(parts[cut:])


def _stands_before_names(part: str, low: str) -> bool:
    """Whether a word is a heading, an acronym or a place, behind which a person may be named."""
    acronym = len(part) > 1 and part.replace(".", "").isupper() and part.count(".") != 1
    return acronym or low in words.REGIONS


def _shouted(word: str) -> bool:
    """Whether a word is written in capitals throughout, as ``WATCH`` and acronyms are."""
    return len(word) > _MOST_FIRST and word.isalpha() and word.isupper()


@lru_cache(maxsize=8_000)
def has_first_name(parts: tuple[str, ...]) -> bool:
    """Whether two or three words with capitals begin with a first name that women or men bear.

    >>> has_first_name(("Michael", "Bloomberg")), has_first_name(("Osterby", "Times"))
    (True, False)
    """
    return 1 < len(parts) <= _MOST_FIRST and parts[0].lower() in _FIRST_NAMES


def is_no_person(parts: tuple[str, ...]) -> bool:
    """Whether words with capitals name a body, a people, a place or an event, and no person.

    >>> is_no_person(("Orr", "Tower")), is_no_person(("North", "Korean")), is_no_person(("Ida", "Orr"))
    (True, True, False)
    """
    first, last = parts[0].lower(), parts[-1].lower()
    if not words.DEMONYMS.isdisjoint((first, last, first.removesuffix("s"), last.removesuffix("s"))):
        return True  # "Russians", "Chinese Premier"
    if len(parts) > 1 and (last in _NO_SURNAME or (first == "will" and last in words.COUNTRIES)):
        return True  # "Orr Tower", "Bram Orr Foundation", "Will China"
    if has_first_name(parts):
        return False  # "Michael Bloomberg", "Jim Jordan"
    if source_type_of_words(parts) is not None:
        return True
    if len(parts) > 1 and _shouted(parts[0]) and not parts[1].isupper():
        return True  # "WATCH Osterby", "NATO Support"
    things = (
        first in words.BEFORE_THINGS or first in words.ROLE_PLURALS or last in words.REGIONS or last == "i"
    )
    return len(parts) > 1 and things


def may_be_surname(word: str) -> bool:
    """Whether a word with a capital may name a person by itself: no people, state or word such as "while".

    >>> may_be_surname("Orr"), may_be_surname("Tarsov"), may_be_surname("While"), may_be_surname("Russian")
    (True, True, False, False)
    """
    low = word.lower()
    return low not in _NO_SURNAMES


def places_of(text: str, name: str, first: int = 0, last: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where a name stands as a word or words of its own, from offset ``first`` to ``last``.

    >>> list(places_of("Orr met Orrin and Orr", "Orr"))
    [(0, 3), (18, 21)]
    """
    start = text.find(name, first, last)
    while start >= 0:
        end = start + len(name)
        whole = not (_in_word(text[start - 1 : start]) or _in_word(text[end : end + 1]))
        if whole:
            yield start, end
        start = text.find(name, end if whole else start + 1, last)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def is_ordinary(text: str, word: str) -> bool:
    """Whether a word has its capitals only because it begins sentences, as far as its article tells.

    Such a word stands in small letters elsewhere, or looks like a participle or an adverb and no verb follows
    it. It is a name after all if it has its capital behind a word in small letters too.

    >>> text = "Giving a speech, he left. Highly praised, Kelly said so."
    >>> [is_ordinary(text, word) for word in ("Giving", "Highly", "Kelly")]
    [True, True, False]
    """
    low, places = word.lower(), list(places_of(text, word))
    if next(places_of(text, low), None) is None and not (
        looks_like_participle(word) and not any(_acts(text, end) for _, end in places)
    ):
        return False
    return not any(_inside(text, *place) for place in places)


def looks_like_participle(word: str) -> bool:
    """Whether a word has the ending of a participle or of an adverb.

    >>> looks_like_participle("Pointing"), looks_like_participle("Orr")
    (True, False)
    """
    low = word.lower()
    return low.endswith(_ENDINGS) and _ENDING.fullmatch(low) is not None


def _acts(text: str, end: int) -> bool:
    """Whether a verb follows a name."""
    following = _VERB.match(text, end)
    return following is not None and following.group(1) in _FINITE


def _inside(text: str, start: int, end: int) -> bool:
    """Whether a name stands alone behind a word in small letters."""
    before = text[max(0, start - _FARTHEST) : start]
    return _BEFORE.search(before) is not None and _AFTER.match(text, end) is None


def without_participle(text: str, name: str) -> str:
    """Return a name without a participle or adverb that was taken for its first word: ``WATCHED Ida Orr``.

    >>> without_participle("Watching Ida Orr was fun. They were watching.", "Watching Ida Orr")
    'Ida Orr'
    """
    first, _, rest = name.partition(" ")
    if not rest or not looks_like_participle(first):
        return name
    shouted = first.isupper() and not rest.isupper()
    return rest if shouted or next(places_of(text, first.lower()), None) else name
