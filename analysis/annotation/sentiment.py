"""VADER's scores at several times the speed of vaderSentiment, and the same to the last printed digit.

Hutto and Gilbert (2014), "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
Text". Most words of a sentence have no valence and touch no rule: those are recognised by one look-up, a
sentence of nothing else is done, and rules run only around words with a valence. Where the paper leaves
something open, vaderSentiment's behaviour is the measure, its oddities included; tests compare the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from math import nan, sqrt
from typing import Any, NamedTuple, Protocol

from analysis.annotation.sentiment_rules import REACH, Sentence
from analysis.annotation.sentiment_words import VaderData, Words, spell_emojis
from analysis.errors import InputError, did_you_mean
from analysis.study import SCORER_CHOICES
from analysis.text import straight

BEFORE_BUT, AFTER_BUT = 0.5, 1.5
EXCLAMATION, MOST_EXCLAMATIONS = 0.292, 4
QUESTION, MOST_QUESTIONS, MANY_QUESTIONS = 0.18, 3, 0.96
SQUASH = 15
"""The compound score is the sum divided by the square root of its square and this."""


class Sentiment(NamedTuple):
    """VADER's four scores: ``compound`` is -1 to 1; the others are shares that sum to 1."""

    compound: float
    positive: float
    neutral: float
    negative: float


NOTHING = Sentiment(0.0, 0.0, 0.0, 0.0)
ALL_NEUTRAL = Sentiment(0.0, 0.0, 1.0, 0.0)


class Alone(NamedTuple):
    """What a piece between two spaces does to a score by itself.

    ``value`` is what it adds: 0 where it has no word with a valence, NaN where only rules can tell; ``acts``:
    it may change itself and the next ``REACH`` pieces; ``steers``: it may change all of a stretch.
    """

    value: float
    acts: bool
    steers: bool


ADDS_NOTHING = Alone(0.0, acts=False, steers=False)
ONLY_STEERS = Alone(0.0, acts=False, steers=True)
UNKNOWN = Alone(nan, acts=False, steers=True)


class Scorer(Protocol):
    """Scores a stretch of text; ``words`` is the valence of each word that it knows, -4 to 4."""

    words: dict[str, float]

    def score(self, text: str) -> Sentiment:
        """Return the four scores of a text."""

    def compound(self, text: str) -> float:
        """Return the compound score alone."""

    def alone(self, piece: str) -> Alone:
        """Return what a piece between two spaces does to a score by itself."""


def load_scorer(name: str = "built-in") -> Scorer:
    """Return the scorer that a study names.

    "built-in" and "vaderSentiment" (the library) give the same scores. "straight quotes" is the built-in one
    on text whose curly quote marks and apostrophes are straight: VADER knows neither “disaster” in curly
    marks nor "don’t" with a curly apostrophe.

    Raises
    ------
    InputError
        another name

    Example
    -------
    >>> load_scorer().score("A great success!") == load_scorer("vaderSentiment").score("A great success!")
    True
    """
    if name not in SCORER_CHOICES:
        expected = f"one of {', '.join(SCORER_CHOICES)}{did_you_mean(name, SCORER_CHOICES)}"
        raise InputError("sentiment", "key 'scorer'", f"'{name}'", expected, "correct the name")
    if name == "vaderSentiment":
        return LibraryScorer()
    return StraightQuotesScorer() if name == "straight quotes" else SentimentScorer()


class LibraryScorer:
    """vaderSentiment itself.

    >>> LibraryScorer().score("A plague.").compound == SentimentScorer().score("A plague.").compound
    True
    """

    def __init__(self) -> None:
        self._analyzer = _analyzer()
        self.words: dict[str, float] = dict(self._analyzer.lexicon)

    def score(self, text: str) -> Sentiment:
        """Return the library's four scores."""
        found = self._analyzer.polarity_scores(text)
        return Sentiment(found["compound"], found["pos"], found["neu"], found["neg"])

    def compound(self, text: str) -> float:
        """Return the library's compound score."""
        return float(self._analyzer.polarity_scores(text)["compound"])

    def alone(self, piece: str) -> Alone:
        """Return that the library is to be asked about everything."""
        return UNKNOWN if piece else ADDS_NOTHING


class SentimentScorer:
    """Scores text by VADER's lexicon and rules; keeps a bounded memo of the words that it has met.

    >>> SentimentScorer().score("The harbour feast was not a great success.")
    Sentiment(compound=-0.7424, positive=0.0, neutral=0.488, negative=0.512)
    """

    def __init__(self) -> None:
        self._data = VaderData.load(_analyzer())
        self._look_up = Words(self._data).__getitem__
        self.words: dict[str, float] = dict(self._data.words)

    def score(self, text: str) -> Sentiment:
        """Return the four scores of a text, rounded as VADER gives them.

        Parameters
        ----------
        text : a sentence or a part of one; longer text is scored too, but its compound score says little

        Returns
        -------
        Sentiment
            compound (four decimals), positive, neutral and negative (three); all 0 where there is no word
        """
        values, n_words, said = self._values(text)
        if values:
            return _combine(values, n_words, said)
        return ALL_NEUTRAL if n_words else NOTHING

    def compound(self, text: str) -> float:
        """Return the compound score alone, as ``score`` gives it."""
        values, _, said = self._values(text)
        return compound_of(_emphasised(sum(values), _emphasis(said))) if values else 0.0

    def alone(self, piece: str) -> Alone:
        """Return what a piece between two spaces does to a score by itself.

        The compound score of a text is 0 where no piece adds anything, and that of their sum where no piece
        steers and none that adds something is within reach of one that acts.
        """
        word, marked = self._look_up(piece), "!" in piece or "?" in piece
        if word is None:
            return ONLY_STEERS if marked else ADDS_NOTHING
        unknown = word.emoji or (word.valued and not word.valence)
        return Alone(nan if unknown else word.valence, word.acts, word.steers or marked or unknown)

    def _values(self, text: str, spelled: bool = False) -> tuple[list[float], int, str]:
        """Return the values of words that have one, the number of all, and the text with emojis as words."""
        tokens = text.split()
        found = list(map(self._look_up, tokens))
        words = list(filter(None, found))
        # One loop: asking any() of each of these takes longer than the rules.
        emoji = valued = upper = phrase = plain = 0
        for word in words:
            plain += word.plain
            valued += word.valued
            if word.steers:
                emoji, upper, phrase = emoji + word.emoji, upper + word.upper, phrase + word.phrase
        if plain == len(words):
            return [word.valence for word in words], len(tokens), text
        if not spelled and emoji:
            return self._values(spell_emojis(text, self._data.emojis), spelled=True)
        if not valued:
            return [], len(tokens), text
        capitals = upper > 0 and sum(map(str.isupper, tokens)) < len(tokens)
        sentence = Sentence(self._data, tokens, found, capitals, phrase > 0)
        return self._by_rules(sentence), len(tokens), text

    def _by_rules(self, sentence: Sentence) -> list[float]:
        """Return the values of the words of a text in which some words change others."""
        found = sentence.found
        values, places, turn, acting = [], [], -1, -REACH - 1
        for place, word in zip(compress(count(), found), filter(None, found), strict=True):
            if word.acts:
                acting = place
            if word.valued:
                alone = place - acting > REACH and word.plain and not sentence.phrases
                values.append(word.valence if alone else sentence.valence(place, word))
                places.append(place)
            elif turn < 0 and word.form == "but":
                turn = place
        if turn >= 0:
            _weigh_around_but(values, places, turn)
        return values


class StraightQuotesScorer(SentimentScorer):
    """The same after straightening curly quote marks and apostrophes.

    >>> SentimentScorer().compound("A “disaster”"), StraightQuotesScorer().compound("A “disaster”")
    (0.0, -0.6249)
    """

    def score(self, text: str) -> Sentiment:
        """Return the four scores of a text with straight quote marks."""
        return super().score(straight(text))

    def compound(self, text: str) -> float:
        """Return the compound score of a text with straight quote marks."""
        return super().compound(straight(text))

    def alone(self, piece: str) -> Alone:
        """Return what a piece with straight quote marks does to a score by itself."""
        return super().alone(straight(piece))


def _analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def _weigh_around_but(values: list[float], places: Sequence[int], turn: int) -> None:
    """Halve what stands before "but" and raise what stands after, in place.

    vaderSentiment finds a value's place by the first value that equals it, so a changed value that has become
    equal to a later one is changed again, and the later one is not. That is kept.
    """
    for n in range(len(values)):
        first = values.index(values[n])
        if places[first] != turn:
            values[first] *= BEFORE_BUT if places[first] < turn else AFTER_BUT


def _combine(values: Sequence[float], n_words: int, text: str) -> Sentiment:
    """Return the four scores from the values of words; punctuation strengthens the side that prevails."""
    total, positive, negative, neutral = sum(values), 0.0, 0.0, n_words
    # Added one by one: from Python 3.12 on sum() rounds otherwise, and the library has it for the total only.
    for value in values:
        if value > 0:
            positive += value + 1
            neutral -= 1
        elif value < 0:
            negative += 1 - value
            neutral -= 1
    emphasis = _emphasis(text)
    if positive > negative:
        positive += emphasis
    elif positive < negative:
        negative += emphasis
    whole = positive + negative + neutral
    # Rounding takes longer than all the additions, hence not of zeros.
    return Sentiment(
        compound_of(_emphasised(total, emphasis)),
        round(positive / whole, 3) if positive else 0.0,
        round(neutral / whole, 3),
        round(negative / whole, 3) if negative else 0.0,
    )


def compound_of(total: float) -> float:
    """Return the compound score, -1 to 1, of a sum of valences.

    >>> compound_of(3.1), compound_of(0.0)
    (0.6249, 0.0)
    """
    return round(total / sqrt(total * total + SQUASH), 4) if total else 0.0


def _emphasised(total: float, emphasis: float) -> float:
    return total + emphasis if total > 0 else total - emphasis if total < 0 else total


def _emphasis(text: str) -> float:
    """Return what exclamation marks and repeated question marks add."""
    if "!" not in text and "?" not in text:
        return 0.0
    questions, asked = text.count("?"), 0.0
    if questions > 1:
        asked = questions * QUESTION if questions <= MOST_QUESTIONS else MANY_QUESTIONS
    return min(text.count("!"), MOST_EXCLAMATIONS) * EXCLAMATION + asked
