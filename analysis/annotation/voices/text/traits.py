"""What rules ask of a word or mark by itself, as bits: worked out once, when it is first met.

A rule tests ``traits[n] & (PREPOSITION | ADVERB)``, where ``traits`` of a scan holds the bits of its tokens.
"""

from __future__ import annotations

from functools import cache

from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import FIRST_WORD

WORD, CAPITAL, DIGIT, POSSESSIVE, ED, ING, LY, PLACE = (1 << bit for bit in range(8))
PRONOUN, OBJECT, DETERMINER, ARTICLE, PREPOSITION, NOUN_LINK, CONJUNCTION = (1 << bit for bit in range(8, 15))
AUXILIARY, ADVERB, TIME, MONTH, ROLE, NOUN, APPOSITIVE = (1 << bit for bit in range(15, 22))
AND, JOIN, TOLD, PARTING, CLOSING, INSIDE = (1 << bit for bit in range(22, 28))
"""Fewer than 30 bits in all: such numbers are compared fastest."""

SPEAKERS = (
    words.ROLES
    | words.ROLE_PLURALS
    | words.UNNAMED
    | words.MEDIA
    | words.DOCUMENTS
    | words.GOVERNMENT
    | words.ORGANISATIONS
)
"""Nouns for people, bodies and documents."""
_APPOSITIVES = words.word_set(
    "a an the who which whose himself herself his her its their one former president chairman chief "
    "director founder author head professor r-ky r d formerly now then and when while as after asked "
    "if though although"
)
_NOUNS = words.word_set("member members one some many most part group side family majority familiar close")
_PLACES = words.US_PLACES | words.COUNTRIES | words.word_set("new north south west")
_SETS = {
    PRONOUN: words.PRONOUNS,
    OBJECT: words.word_set("him them me us her"),
    ADVERB: words.ADVERBS,
    TIME: words.TIME,
    DETERMINER: words.DETERMINERS,
    ARTICLE: words.word_set("the a"),
    PREPOSITION: words.PREPOSITIONS,
    NOUN_LINK: words.NOUN_LINKS,
    CONJUNCTION: words.CONJUNCTIONS,
    AUXILIARY: words.AUXILIARIES,
    ROLE: words.ROLES | words.ROLE_PLURALS | words.PEOPLE,
    NOUN: SPEAKERS | _NOUNS | words.PEOPLE,
    APPOSITIVE: _APPOSITIVES,
    MONTH: words.word_set("may march june april august"),  # surnames too
    AND: words.word_set("and &"),
    JOIN: words.word_set("and but or then"),
    TOLD: words.word_set("told said"),
    PARTING: frozenset((",", "(", ")", "—", "–", "--")),
    CLOSING: frozenset((",", ")", "—", "–", "-", "--")),
}
_SHORT = 4
"""Letters of a word in -ly that is no adverb: *only* is, *ally* is not."""


@cache
def _listed() -> dict[str, int]:
    """The traits that words have since they stand in lists."""
    found: dict[str, int] = {}
    for trait, members in _SETS.items():
        for low in members:
            found[low] = found.get(low, 0) | trait
    return found


def traits_of(surface: str, low: str, kind: int) -> int:
    """Return the traits of a word or mark; ``low`` is its lower case, ``kind`` its class.

    >>> traits_of("In", "in", FIRST_WORD) == WORD | CAPITAL | PREPOSITION | NOUN_LINK
    True
    """
    found = _listed().get(low, 0)
    if surface[0].isupper():
        found |= CAPITAL
    if kind < FIRST_WORD:
        return found | INSIDE if surface in "'’&/.-%$" else found
    found |= WORD | DIGIT if surface[0].isdigit() else WORD
    if low.endswith(("'s", "s'")):
        found |= POSSESSIVE
    elif low.endswith("ed"):
        found |= ED
    elif low.endswith("ing"):
        found |= ING
    elif low.endswith("ly") and len(low) > _SHORT:
        found |= LY
    return found | PLACE if low.rstrip(".") in _PLACES else found
