"""The words and marks of a text, scanned once and turned into numbers.

A form (a word or mark as it stands) gets a row in a lexis the first time it is met; what rules and model ask
of it (its class, its ending, whether it is a cue) are columns of numbers, gathered for a whole text at once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, compress, repeat

from analysis.annotation.voices import words
from analysis.text import WORD

_PIECES = re.compile(rf"({WORD.pattern}|--+|\.\.+|''|``|[^\w\s]|_)")
"""Splits a text into what lies between tokens and the tokens, in turn: no match object for each."""
_DOTTED = words.word_set(
    "mr mrs ms dr sen rep gov gen lt col sgt prof rev sens reps st jr sr capt maj adm cmdr hon pres supt"
)
"""Words that a full stop shortens: it is a part of them and ends no sentence. So it is after an initial."""

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
_ALONE_SET = frozenset(_ALONE)
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
OUTSIDE = 0
"""The class and the row of what lies beyond either end of a text."""
_STOP, _INITIAL = CLASS["."], CLASS["Name"]


def class_of(surface: str) -> int:  # noqa: PLR0911
    """Return the number of the class of a word or mark; see CLASSES."""
    if not surface[0].isalnum():
        return CLASS[_MARKS.get(surface, "other mark")]
    low = lower(surface)
    if low in CLASS and low in _ALONE_SET:
        return CLASS[low]
    for name, members in _SETS:
        if low in members:
            return CLASS[name]
    if surface[0].isdigit():
        return CLASS["number"]
    if surface[0].isupper():
        if low.endswith(("'s", "s'")):
            return CLASS["Name's"]
        return CLASS["capitals" if len(surface) > 1 and surface.isupper() else "Name"]
    return next(
        (CLASS[f"-{e}"] for e in _ENDINGS if low.endswith(e) and len(low) > len(e) + 1), CLASS["word"]
    )


def lower(surface: str) -> str:
    """Return a surface in lower case with straight apostrophes."""
    return surface.lower().replace("’", "'").replace("‘", "'")


@dataclass(slots=True)
class Token:
    """A word or a mark where it stands in a text.

    ``low`` is its lower case, ``kind`` the number of its class.
    """

    text: str
    start: int
    end: int
    low: str
    kind: int

    @property
    def surface(self) -> str:
        """The word or mark as it stands."""
        return self.text[self.start : self.end]

    @property
    def word(self) -> bool:
        """Whether it is a word."""
        return self.kind >= FIRST_WORD

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[self.start].isupper()


_UNMADE = Token("", 0, 0, "", OUTSIDE)


class Lexis(dict[str, int]):
    """Surface → row of ``lows`` and ``kinds``; a surface that is new gets the next row.

    >>> lexis = Lexis()
    >>> lexis["Said"], lexis["said"], lexis.lows
    (1, 2, ['', 'said', 'said'])
    """

    def __init__(self) -> None:
        super().__init__()
        self.lows: list[str] = [""]
        self.kinds: list[int] = [OUTSIDE]
        self.capitals: list[bool] = [False]

    def __missing__(self, surface: str) -> int:
        row = len(self.lows)
        self.lows.append(lower(surface))
        self.kinds.append(class_of(surface))
        self.capitals.append(surface[0].isupper())
        self[surface] = row
        return row


@dataclass(frozen=True)
class Scan:
    """The tokens of a text as parallel lists.

    ``rows`` are rows of the lexis; ``capitals`` holds the numbers of the tokens that begin with a capital.
    """

    text: str
    starts: list[int]
    ends: list[int]
    rows: list[int]
    lows: list[str]
    kinds: list[int]
    capitals: list[int]

    @cached_property
    def index(self) -> Callable[[int], int]:
        """Return the number of the first token that starts at or after an offset."""
        return partial(bisect_left, self.starts)

    def made(self, first: int, last: int) -> Iterator[Token]:
        """Yield some tokens with all that rules ask of them."""
        columns = (self.starts, self.ends, self.lows, self.kinds)
        return map(Token, repeat(self.text), *(column[first:last] for column in columns))


class Tokens:
    """The tokens of a scan as objects, made when somebody asks for them."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.found = [_UNMADE] * len(scan.starts)
        self.there = bytearray(len(scan.starts))

    def between(self, first: int, last: int) -> list[Token]:
        """Return the tokens with some numbers, ``last`` exclusive."""
        missing = self.there.find(0, first, last)
        if missing >= 0:
            self.found[missing:last] = self.scan.made(missing, last)
            self.there[missing:last] = b"\x01" * (last - missing)
        return self.found[first:last]


def scan(text: str, lexis: Lexis) -> Scan:
    """Return the words and marks of a text.

    >>> scan("Mr. Orr said no.", Lexis()).lows
    ['mr', 'orr', 'said', 'no', '.']
    """
    pieces = _PIECES.split(text)
    offsets = list(accumulate(map(len, pieces)))
    starts, ends = offsets[:-1:2], offsets[1::2]
    rows = list(map(lexis.__getitem__, pieces[1::2]))
    kinds = list(map(lexis.kinds.__getitem__, rows))
    stops = [n for n, kind in enumerate(kinds) if kind == _STOP and n and starts[n] == ends[n - 1]]
    joined = [n for n in stops if n + 1 < len(rows) and _is_shortened(lexis, rows[n - 1])]
    if joined:
        kept = bytearray(b"\x01") * len(rows)
        for n in joined:
            ends[n - 1], kept[n] = ends[n], 0
        starts, ends, rows, kinds = (list(compress(values, kept)) for values in (starts, ends, rows, kinds))
    capitals = list(compress(range(len(rows)), map(lexis.capitals.__getitem__, rows)))
    return Scan(text, starts, ends, rows, list(map(lexis.lows.__getitem__, rows)), kinds, capitals)


def _is_shortened(lexis: Lexis, row: int) -> bool:
    """Whether a full stop right after a word belongs to it."""
    low = lexis.lows[row]
    return low in _DOTTED or (len(low) == 1 and lexis.kinds[row] == _INITIAL)
