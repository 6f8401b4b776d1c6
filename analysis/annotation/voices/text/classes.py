"""The class of a word or mark: what rules and model know it by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from analysis.annotation.voices.text import words

_LISTED = (
    "that to and but or nor as of for by with on in at from about against than if because whether how why "
    "what when where while who which whom whose though although since after before until so then the a an "
    "i we you he she it they this these those there not no n't 's so-called both either all some many most "
    "one such other another more"
)
_ALONE = tuple(_LISTED.split())
_MARKS = {
    **dict.fromkeys(",，、", ","),
    **dict.fromkeys([".", "。"], "."),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys(";；", ";"),
    **dict.fromkeys("?？", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys(["-", "–", "—", "―", "--", "---"], "-"),
    **dict.fromkeys("(", "("),
    **dict.fromkeys(")", ")"),
    **dict.fromkeys("[", "["),
    **dict.fromkeys("]", "]"),
    **dict.fromkeys(['"', "“", "”", "„", "''", "``", "«", "»", "「", "」", "『", "』", "＂"], '"'),
    **dict.fromkeys("'‘’`‹›", "'"),
    **dict.fromkeys(["…", "..", "...", "...."], "…"),
    **dict.fromkeys("$£€", "$"),
    "%": "%",
}
_SETS: tuple[tuple[str, frozenset[str]], ...] = (
    ("object pronoun", words.word_set("him her me us them himself herself themselves myself itself")),
    ("possessive", words.word_set("his its their our my your")),
    ("be", words.word_set("is are was were be been being am 'm 're isn't aren't wasn't weren't")),
    ("have", words.word_set("has have had having 've hasn't haven't hadn't")),
    ("do", words.word_set("do does did doing done don't doesn't didn't")),
    (
        "modal",
        words.word_set(
            "will would shall should can could may might must cannot won't wouldn't shouldn't can't "
            "couldn't 'll 'd"
        ),
    ),
    ("negative", words.word_set("never nothing nobody none neither hardly")),
    ("time", words.TIME),
    ("adverb", words.ADVERBS),
    ("unnamed", words.UNNAMED),
    ("role", words.ROLES | words.ROLE_PLURALS),
    ("title", words.TITLES),
    ("document", words.DOCUMENTS),
    ("media", words.MEDIA),
    ("government", words.GOVERNMENT),
    ("organisation", words.ORGANISATIONS),
    ("country", words.COUNTRIES),
    ("determiner", words.DETERMINERS),
    ("preposition", words.PREPOSITIONS),
    ("conjunction", words.CONJUNCTIONS),
)
_ENDINGS = ("ly", "ing", "ed", "'s", "s", "tion", "al", "er")
CLASSES: tuple[str, ...] = (
    "outside",
    "other mark",
    *sorted(set(_MARKS.values())),
    *_ALONE,
    *(name for name, _ in _SETS),
    "number",
    "capitals",
    "Name's",
    "Name",
    *(f"-{ending}" for ending in _ENDINGS),
    "word",
)
FIRST_WORD = CLASSES.index(_ALONE[0])
"""Classes from this number on are those of words, those below it of marks."""
CLASS: Mapping[str, int] = {name: number for number, name in enumerate(CLASSES)}
_LISTED_CLASSES = {
    **{low: CLASS[name] for name, members in reversed(_SETS) for low in members},
    **{low: CLASS[low] for low in _ALONE},
}
"""The classes of words that stand in lists: of the first list where a word stands in several."""
OUTSIDE = 0
"""The class and the row of what lies beyond either end of a text."""


def class_of(surface: str, low: str) -> int:
    """Return the number of the class of a word or mark, whose lower case is ``low``; see CLASSES."""
    if not surface[0].isalnum():
        return CLASS[_MARKS.get(surface, "other mark")]
    listed = _LISTED_CLASSES.get(low)
    if listed is not None:
        return listed
    if surface[0].isdigit():
        return CLASS["number"]
    if surface[0].isupper():
        if low.endswith(("'s", "s'")):
            return CLASS["Name's"]
        return CLASS["capitals" if len(surface) > 1 and surface.isupper() else "Name"]
    return next(
        (CLASS[f"-{e}"] for e in _ENDINGS if low.endswith(e) and len(low) > len(e) + 1), CLASS["word"]
    )


def any_of(classes: Iterable[int]) -> re.Pattern[bytes]:
    """Return a pattern that finds the next token of some classes in the ``kinds`` of a scan."""
    return re.compile(b"[" + re.escape(bytes(classes)) + b"]")


def lower(surface: str) -> str:
    """Return a surface in lower case with straight apostrophes."""
    return surface.lower().replace("’", "'").replace("‘", "'")
