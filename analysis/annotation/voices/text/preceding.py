"""What the words around a cue tell of it, as bits: can a verb stand there, and is it passive."""

from __future__ import annotations

from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import CLASS, FIRST_WORD

NO_VERB, OWNER, NO_BASE, NO_NOUN_LIKE, BE, MANNER, COPULA = (1 << number for number in range(7))
HYPHEN, OPENS, CAPITAL, OF_STATE, LINK, BY = (1 << number for number in range(7, 13))
NO_PARTICIPLE = 1 << 13
BEYOND = NO_NOUN_LIKE | OPENS
"""What lies before the first word of a text tells."""

_STAND_ALONE = words.word_set("one many some all that most others another few both")
_NO_VERB = words.NO_VERB_BEFORE - _STAND_ALONE
_CONTRACTED = words.word_set("he's she's it's who's that's")
_PLURALS = words.word_set("democrats republicans men women people")
_BE = words.word_set("was were is are been being be get gets got")
_COPULAS = _BE | words.word_set(
    "am seem seems seemed sound sounds sounded remain remains remained feel feels felt appear appears "
    "appeared look looks looked become becomes became 's 're 'm isn't aren't wasn't weren't"
)
_ADJECTIVES = words.word_set("executive chief head state counsel")
_BEFORE_NOUN_LIKE = (
    words.PRONOUNS
    | words.ROLES
    | words.ADVERBS
    | words.MEDIA
    | words.DOCUMENTS
    | words.ORGANISATIONS
    | words.GOVERNMENT
)
_OF_STATE = words.MEDIA | words.ROLES | words.ROLE_PLURALS | words.GOVERNMENT | words.ORGANISATIONS
"""What "state" describes: ``state media``, ``state officials``."""
_OPENERS = frozenset(CLASS[name] for name in (".", "!", "?", ":", ";", '"', "'", "-", "("))


def tells(low: str, kind: int, capital: bool) -> int:
    """Return what a word or mark, whose class is ``kind``, tells of a cue beside it, or of itself as one.

    Beside what ``tells_of_cue`` says of a word: ``HYPHEN``: no cue follows it without a space. ``OPENS``: a
    clause may begin after it. ``CAPITAL``: it begins with one. ``OF_STATE``: "state" before it is no verb.
    ``LINK``: nor is a form in -s that may be a noun. ``BY``: it is "by".
    """
    found = tells_of_cue(low, capital) if kind >= FIRST_WORD else NO_NOUN_LIKE
    found += HYPHEN * (low in ("-", "‑")) + OPENS * (kind in _OPENERS) + CAPITAL * capital
    return found + OF_STATE * (low in _OF_STATE) + LINK * (low in ("of", "by", "on")) + BY * (low == "by")


def tells_of_cue(low: str, capital: bool) -> int:
    """Return what a word tells of a cue right after it; ``capital``: it begins with one.

    ``NO_VERB``: no verb follows ("the claims"). ``NO_PARTICIPLE``: nor one in -ing ("by saying"). ``OWNER``:
    no verb in the present ("Halmere's claims"). ``NO_BASE``: none in its base form. ``NO_NOUN_LIKE``: a form
    in -s that may be a noun is one. ``BE``: the verb is passive; so it is with such a word before one of
    ``MANNER``. ``COPULA``: an adjective may follow.
    """
    found = NO_VERB * (low in _NO_VERB)
    found += NO_PARTICIPLE * (low in _NO_VERB and low not in ("by", "without"))
    found += OWNER * (low.endswith(("'s", "s'")) and low not in _CONTRACTED)
    found += NO_BASE * (not _allows_base(low))
    found += NO_NOUN_LIKE * (low in _ADJECTIVES or not (capital or _allows_noun_like(low)))
    found += BE * (low in _BE)
    found += MANNER * (low.endswith("ly") or low in ("also", "not"))
    return found + COPULA * (low in _COPULAS or low.endswith(("'s", "'re", "'m")))


def _allows_noun_like(low: str) -> bool:
    """A form in -s that may be a noun follows a name, a pronoun, a role or an adverb."""
    return low in _BEFORE_NOUN_LIKE or low.endswith("ly")


def _allows_base(low: str) -> bool:
    """A base form follows a pronoun, a modal, a plural or a name."""
    plural = len(low) > 3 and low.endswith("s") and not low.endswith(("'s", "ss", "us"))
    return low in words.BASE_BEFORE or plural or low in _PLURALS
