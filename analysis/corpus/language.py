"""The language of an article: English by its commonest words, anything doubtful by a trained identifier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from analysis.corpus.shingles import plain_words

MIN_WORDS = 20
ENGLISH_SHARE = 0.15
"""Share of the commonest words from which a text counts as English; English news has 0.20 to 0.40."""

_COMMONEST = frozenset(map(str.encode, (
    "the", "of", "and", "to", "in", "that", "is", "was", "for", "with", "as", "by", "from", "has", "have",
    "had", "said", "were", "are", "be", "been", "his", "her", "their", "they", "he", "she", "it", "but",
    "not", "this", "which", "will", "would", "who", "at", "on", "after", "an", "its",
)))  # fmt: skip
LANGUAGES = (
    "en", "ar", "bg", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id",
    "it", "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr",
    "uk", "ur", "vi", "zh",
)  # fmt: skip
CERTAIN = 0.9


def detect_language(text: str, given: str | None = None, words: Sequence[bytes] | None = None) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where it is too short to tell.

    A text of 20 words or more is English if at least 15 % of its first 400 words are among the commonest
    English ones. Otherwise py3langid decides (Lui and Baldwin 2012); below a confidence of 0.9 the text
    counts as English. Shorter texts are only judged where most letters are not Latin; else ``given``, the
    input's own code, is taken. ``words`` are the plain words of the text, where they are at hand.

    >>> detect_language("The minister said that talks with the neighbours would go on. " * 3)
    'en'
    """
    sample = text[:4000]
    words = (plain_words(sample) if words is None else words)[:400]
    if len(words) >= MIN_WORDS:
        share = sum(map(_COMMONEST.__contains__, words)) / len(words)
        return "en" if share >= ENGLISH_SHARE else _identify(sample)
    if _mostly_not_latin(sample):
        return _identify(sample)
    return _code(given)


def _mostly_not_latin(text: str) -> bool:
    if text.isascii():
        return False
    letters = re.findall(r"[^\W\d_]", text)
    return bool(letters) and sum(letter > "\u024f" for letter in letters) > 0.5 * len(letters)


def _code(given: str | None) -> str | None:
    """Return a language code as inputs write it (en, en-US, eng, English) as two letters."""
    plain = (given or "").strip().lower()
    known = {"english": "en", "eng": "en"}
    short = known.get(plain, re.split(r"[-_]", plain)[0])
    return short if short in LANGUAGES else None


def _identify(text: str) -> str:
    code, confidence = _identifier().classify(text)
    return str(code) if confidence >= CERTAIN else "en"


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    # An identifier of our own: the module's functions share one, which other code may restrict differently.
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
