"""What VADER knows about single words, worked out once per spelling and kept.

Words, emojis, boosters, negations and their sizes are read from the installed vaderSentiment, so that another
release of it changes its scores and ours alike.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

KEPT = 1 << 16
"""Spellings that are kept; when there are more, all are forgotten and the memo fills anew."""
LONGEST_KEPT = 40
"""Characters of a spelling that is kept: a file without spaces must not stay in memory."""
PUNCTUATION = string.punctuation
EMPHATIC = ("so", "this")
"""Words that raise what follows, also where they have a valence themselves."""
ACTING = frozenset(["least", *EMPHATIC])
"""Words that rules name, beside boosters and negations, for what they do to words after them."""
CONTEXT = frozenset(["but", "doubt", "no", "nor", "or"])
"""Other words that rules name."""


@dataclass(frozen=True)
class VaderData:
    """The lists and sizes of vaderSentiment.

    ``words``: valence of a word or emoticon, -4 to 4; ``boosters``: what a word or phrase adds to the words
    after it; ``idioms``: valence of a phrase; ``flip``: the factor of a negation; ``capitals``: what capitals
    add; ``emojis``: the words for a character.
    """

    words: Mapping[str, float]
    boosters: Mapping[str, float]
    negations: frozenset[str]
    idioms: Mapping[str, float]
    flip: float
    capitals: float
    emojis: dict[str, str]

    @staticmethod
    def load(analyzer: Any) -> VaderData:
        """Take the data of an analyzer of vaderSentiment and of its module."""
        from vaderSentiment.vaderSentiment import BOOSTER_DICT, C_INCR, N_SCALAR, NEGATE, SPECIAL_CASES

        return VaderData(
            words=analyzer.lexicon,
            boosters=BOOSTER_DICT,
            negations=frozenset(NEGATE),
            idioms=SPECIAL_CASES,
            flip=N_SCALAR,
            capitals=C_INCR,
            emojis={sign: words for sign, words in analyzer.emojis.items() if len(sign) == 1},
        )


@dataclass(frozen=True, slots=True)
class Word:
    """A word that the rules look at.

    ``form`` is in lower case; ``valued``: it has a ``valence``, which is 0 otherwise; ``booster`` is what it
    adds to words after it; ``phrase``: it marks a phrase of the data; ``emoji``: it holds an emoji; ``acts``:
    it may change words after it; ``steers``: something about it bears on the whole sentence, as capitals,
    phrases, emojis and "but" do; ``plain``: neither.
    """

    form: str
    valued: bool
    valence: float
    booster: float
    negates: bool
    upper: bool
    phrase: bool
    emoji: bool
    acts: bool
    steers: bool
    plain: bool


class Words(dict[str, Word | None]):
    """A memo from each spelling between spaces to its word, or to None where no rule looks at it.

    >>> from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    >>> words = Words(VaderData.load(SentimentIntensityAnalyzer()))
    >>> words["GREAT!"].form, words["GREAT!"].valence, words["GREAT!"].upper
    ('great', 3.1, True)
    >>> words["ferry"] is None
    True
    """

    def __init__(self, data: VaderData, kept: int = KEPT) -> None:
        super().__init__()
        self._data, self._kept, self._emojis = data, kept, frozenset(data.emojis)
        self._marks = _phrase_marks([*data.boosters, *data.idioms])
        self._named = frozenset(
            [*data.words, *data.boosters, *data.negations, *self._marks, *ACTING, *CONTEXT]
        )

    def __missing__(self, token: str) -> Word | None:
        form = bare(token)
        # No emoji is ASCII; a test holds the library's data to that.
        emoji = not (token.isascii() or self._emojis.isdisjoint(token))
        word = None
        if form in self._named or emoji or "n't" in form:
            word = self._word(form, token.isupper(), emoji)
        if len(token) <= LONGEST_KEPT:
            if len(self) >= self._kept:
                self.clear()
            self[token] = word
        return word

    def _word(self, form: str, upper: bool, emoji: bool) -> Word:
        data, phrase = self._data, form in self._marks
        valued, negates = form in data.words, "n't" in form or form in data.negations
        booster = data.boosters.get(form, 0.0)
        acts = form in ("no", *EMPHATIC) or (not valued and (bool(booster) or negates or form in ACTING))
        steers = upper or phrase or emoji or form == "but" or (valued and bool(booster))
        valence, plain = data.words.get(form, 0.0), not (acts or steers)
        return Word(form, valued, valence, booster, negates, upper, phrase, emoji, acts, steers, plain)


def bare(token: str) -> str:
    """Return a token in lower case and without punctuation around it; an emoticon keeps its own.

    >>> bare("Great!"), bare(":)")
    ('great', ':)')
    """
    stripped = token.strip(PUNCTUATION)
    return (stripped if len(stripped) > 2 else token).lower()


def spell_emojis(text: str, emojis: Mapping[str, str]) -> str:
    """Put words in the place of emojis: apart from what stands before, but not from what follows.

    >>> spell_emojis("Fine☂", {"☂": "umbrella"})
    'Fine umbrella'
    """
    return "".join(f" {emojis[sign]}" if sign in emojis else sign for sign in text)


def _phrase_marks(entries: Iterable[str]) -> frozenset[str]:
    """Return the longest word of each phrase: without it the phrase cannot be there, and it is rare."""
    return frozenset(max(entry.split(), key=len) for entry in entries if " " in entry)
