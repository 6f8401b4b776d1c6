"""Where a reported clause or noun phrase ends: with its sentence, or at a mark where the outlet goes on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from analysis.annotation.voices.contents.openings import (
    AUXILIARY,
    COMMA,
    DASH,
    OPEN,
    PRONOUN,
    QUOTE,
    SEMICOLON,
    STOPS,
    before_time,
    class_set,
)
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import CLASS, FIRST_WORD
from analysis.annotation.voices.text.tokens import Scan

NAMED = class_set(
    [
        *("Name", "capitals", "title", "role", "the", "a", "an", "he", "she", "they", "one", "government"),
        *("media", "organisation", "country", "determiner", "possessive", "unnamed", "document", "Name's"),
    ]
)
"""Classes with which a source may begin."""
RELATIVE = class_set("who which whose")
BREAKS = class_set("but while though although when after before since until as because")
"""Classes before which a clause ends, and with which one may open a sentence."""
SPEAKING_PRONOUN = class_set("i we you he she it they")
NO_SOURCE = RELATIVE | AUXILIARY | {COMMA, QUOTE}
"""Classes that a short source does not hold."""
LONGEST, LONGEST_NAME = 300, 6
"""Tokens of one content, at most: longer ones are lists or tables that were flattened. And of a name."""

_PHRASE_ENDS = BREAKS | STOPS | {COMMA, DASH, OPEN}
_MAY_END = re.compile(
    b"[%b]|.(?=%b)" % tuple(re.escape(bytes(some)) for some in (_PHRASE_ENDS, [CLASS["time"]])), re.DOTALL
)
"""Classes that end a phrase, and what stands before a time, as "on" does in *on Monday*."""
_TURNS = class_set("but while though although")
_AND, _BUT, _THAT = (CLASS[name] for name in ("and", "but", "that"))
_MAY_TURN = _TURNS | {_AND}
_MANNER = class_set("-ly adverb")
_TO, _POINT = CLASS["to"], CLASS["."]
_ASKING_A_VERB = class_set("that who which what how why where when whether if because than as while")
_NO_SUBJECT = AUXILIARY | class_set("-ed to with on in at from about against preposition") | PRONOUN


def says(site: Site) -> bool:
    """Whether a cue is one of saying for certain, and in the active."""
    form = site.form
    says = form.takes[:1] in (("clause",), ("that",)) or "that" in form.takes[:2]
    return says and form.kind == "verb" and not form.doubtful and not site.passive


class ClauseEnds:
    """The tokens of a sentence ``bounds``, with its cues ``sites`` and its commas and semicolons ``breaks``.

    ``quoted`` is not 0 inside quote marks.
    """

    def __init__(
        self,
        scan: Scan,
        bounds: tuple[int, int],
        quoted: Sequence[int],
        sites: Sequence[Site],
        breaks: Sequence[int],
    ) -> None:
        self.scan, self.kinds, self.lows, self.quoted = scan, scan.kinds, scan.lows, quoted
        self.first, self.last = bounds
        self.own = {site.first: site for site in sites if not quoted[site.first]}
        self.breaks = breaks

    def turn(self, at: int) -> int:
        """Where the outlet goes on behind a mark, or the sentence ends."""
        kinds, limit = self.kinds, min(self.last, at + LONGEST)
        for number in range(bisect_left(self.breaks, at), len(self.breaks)):
            step = self.breaks[number]
            if step >= limit:
                break
            following = kinds[step + 1] if step + 1 < self.last else -1
            turns = following in _MAY_TURN and not self.quoted[step] and self._turns(step + 1, limit)
            if turns or kinds[step] == SEMICOLON or self._cue_follows(step):
                return step
        return limit

    def _turns(self, at: int, limit: int) -> bool:
        """Whether ``but`` or ``and Ms Orr said`` begins here."""
        if self.kinds[at] == _AND:
            return at + 1 < limit and self._speaker_and_cue(at + 1, limit)
        return not self._that_again(at + 1)

    def _that_again(self, at: int) -> bool:
        """``said that the pact is old, but that it holds``."""
        return at < self.last and self.kinds[at] == _THAT and self.kinds[at - 1] == _BUT

    def _speaker_and_cue(self, first: int, end: int) -> bool:
        """Whether a short name or noun begins here, and a cue in a finite form follows it."""
        if self.kinds[first] not in NAMED:
            return False
        for step in range(first + 1, min(end, first + LONGEST_NAME + 1)):
            site = self.own.get(step)
            if site is not None and site.form.kind == "verb" and site.form.shape in ("past", "third"):
                return not site.passive
            if self.kinds[step] in NO_SOURCE:
                return False
        return False

    def _cue_follows(self, comma: int) -> bool:
        """Whether ``, according to``, ``, adding`` or ``, and stressed`` follows: a cue with content."""
        first = comma + 1
        if first < self.last and self.kinds[first] == QUOTE:
            first += 1
        for number in (first, first + 1, first + 2):
            site = self.own.get(number)
            if site is None:
                continue
            form, kind = site.form, self.kinds[first]
            if form.kind == "phrase" or (number == first and form.shape == "ing"):
                return True
            if number != first + 1:
                continue
            if kind == _AND and form.shape == "past" and says(site):
                return True
            manner = kind in _MANNER and form.shape == "ing"
            if manner and not form.doubtful and form.cue_class != "mental":
                return True
        return False

    def before_main_verb(self, site: Site, at: int, end: int) -> int:
        """Where ``Halmere's decision to close the port`` ends before its verb: ``has surprised many``.

        A noun cue that opens a clause is part of its subject. The first auxiliary behind it is that of the
        clause, but for one each that a "that", a "who" or a question word before it asks for.
        """
        if not self._opens_clause(site):
            return end
        asked = 0
        for step in range(at, end):
            kind = self.kinds[step]
            if kind in _ASKING_A_VERB:
                asked += 1
            elif kind in AUXILIARY and self.kinds[step - 1] not in AUXILIARY and self.kinds[step - 1] != _TO:
                if not asked:
                    return step if step > at + 1 else end
                asked -= 1
        return end

    def _opens_clause(self, site: Site) -> bool:
        """Whether no more than whose a noun is, and an article, stands before it in its clause."""
        number = bisect_left(self.breaks, site.first) - 1
        first = self.breaks[number] + 1 if number >= 0 else self.first
        if self.kinds[first] in BREAKS or self.kinds[first] in (_AND, _BUT, _THAT):
            first += 1
        before = self.kinds[first : site.first]
        if not 0 < len(before) <= LONGEST_NAME or before[0] not in NAMED or QUOTE in before:
            return False
        return not any(kind in _NO_SUBJECT for kind in before) and not any(
            first <= other < site.first for other in self.own
        )

    def phrase_end(self, at: int, end: int) -> int:
        """Where a noun phrase and what hangs on it ends."""
        for match in _MAY_END.finditer(self.kinds, at + 1, end):
            step = match.start()
            ends = self.kinds[step] in _PHRASE_ENDS or before_time(self.scan, step, end)
            if self.kinds[step] == _POINT and step + 1 < end and self.kinds[step + 1] >= FIRST_WORD:
                continue  # "the ROK-U.S. drill"
            if ends and not self.quoted[step]:
                return step
        last_time = at < end - 1 and not self.quoted[end - 1] and self.lows[end - 1] in words.TIME
        return end - 1 if last_time else max(at, end)
