"""Where somebody else acts behind what is reported: the main clause of a sentence, or one of a new subject.

``If Halmere asks for the port, Tarsovia will …``, ``Asked whether the ferry is old, she …``, ``a promise to
close the port, and its miners will …``: what the cue reports ends at the comma.
"""

from __future__ import annotations

from bisect import bisect_left

from analysis.annotation.inflections import inflections
from analysis.annotation.voices.contents.clause_ends import (
    NAMED,
    SPEAKING_PRONOUN,
    ClauseEnds,
)
from analysis.annotation.voices.contents.openings import (
    AUXILIARY,
    COMMA,
    DASH,
    LOWER_VERB,
    OPEN,
    PREPOSITION,
    QUOTE,
    SEMICOLON,
    STOPS,
    class_set,
)
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text.classes import CLASS

_OPENERS = class_set("while though although when after before since until as because if")
_BEGUN = class_set("and but")
_AND, _THAT, _ED = CLASS["and"], CLASS["that"], CLASS["-ed"]
_INDEFINITE = class_set("a an")
_QUANTITIES = class_set("number there this these those some many most both other all")
_SUBJECTS = NAMED | SPEAKING_PRONOUN | _QUANTITIES | class_set(["object pronoun"])
"""Classes with which a subject may begin; "her" counts as an object pronoun."""
_NO_SUBJECT = STOPS | {COMMA, QUOTE, DASH, OPEN, SEMICOLON} | class_set("to that who which and or")
_FINITE_CLASSES = AUXILIARY | LOWER_VERB
_FINITE = ("past", "third")
_LABELS = ("call", "dub", "label", "term", "brand", "describe")
LABELLING = frozenset(form for verb in _LABELS for form in inflections(verb, "verb"))
_NO_LABEL = AUXILIARY | STOPS | {COMMA, SEMICOLON}
_BEHIND_LABEL = frozenset((QUOTE, COMMA))
_GOES_ON = AUXILIARY | class_set("-ed -ing")
_REACH = 8
"""Tokens from the first of a subject to its verb, at most."""


class MainClauses(ClauseEnds):
    """One sentence's tokens; ``turns`` tells by the first token of a cue at which comma others act."""

    turns: dict[int, int]

    def end(self, at: int, site: Site) -> int:
        """Where what a cue reports from a token on ends: with the sentence, or where the outlet goes on."""
        end = self.turn(at)
        if not self._in_opening(site):
            return end
        last = self._main_clause(at, end)
        if last < self.last and self.kinds[last] == COMMA:
            self.turns[site.first] = last
        return last

    def infinitive_end(self, at: int, end: int, site: Site) -> int:
        """Where ``to close the port, and its miners will leave`` comes to what somebody else does."""
        for number in range(bisect_left(self.breaks, at + 1), len(self.breaks)):
            step = self.breaks[number]
            if step + 3 >= end:
                break
            if self.kinds[step + 1] == _AND and not self.quoted[step] and self._acts(step + 2, end):
                self.turns[site.first] = step
                return step
        return end

    def past_label(self, site: Site) -> int | None:
        """Where ``calls itself "free" and has closed`` goes on behind a label in quote marks, if it does."""
        step = site.last + 1
        limit = min(self.last - 1, step + _REACH)
        while step < limit and not self.quoted[step]:
            if self.kinds[step] in _NO_LABEL:
                return None
            step += 1
        if step == limit:
            return None
        while step < self.last and (self.quoted[step] or self.kinds[step] in _BEHIND_LABEL):
            step += 1
        return step if step + 1 < self.last and self._takes_over(step) else None

    def _takes_over(self, step: int) -> bool:
        """Whether a verb follows here, or behind "and" or "but"."""
        site = self.own.get(step)
        if self.kinds[step] in _BEGUN:
            site = self.own.get(step + 1)
            if site is not None and site.form.kind == "verb":
                return True
            return self.kinds[step + 1] in _GOES_ON or self._acts(step + 1, self.last)
        finite = site is not None and site.form.kind == "verb" and site.form.shape in _FINITE
        return finite or self.kinds[step] in AUXILIARY

    def _in_opening(self, site: Site) -> bool:
        """Whether a cue stands in a clause or phrase with which its sentence opens."""
        if (self.breaks and self.breaks[0] < site.first) or self.kinds[site.last + 1] == COMMA:
            return False
        first = self.first + (self.kinds[self.first] in _BEGUN)
        first += self.lows[first] == "even"
        participle = site.form.shape == "ing"
        if self.kinds[first] in _OPENERS or (participle and site.first - first <= 1):
            return True
        if site.first == first and site.form.form == "asked":
            return True
        return (
            self.kinds[first] in PREPOSITION
            and (participle or site.form.kind == "noun")
            and not self._has_verb(first, site.first)
        )

    def _has_verb(self, first: int, last: int) -> bool:
        """Whether a finite verb may stand between two tokens, the last exclusive."""
        own = (self.own[n].form.shape for n in range(first, last) if n in self.own)
        return any(kind in _FINITE_CLASSES for kind in self.kinds[first:last]) or any(
            s in _FINITE for s in own
        )

    def _main_clause(self, at: int, end: int) -> int:
        """Where ``Noting that the pact is dead, she …`` comes to its main clause."""
        number = bisect_left(self.breaks, at)
        if at + 1 < end and self.kinds[at] == _THAT and self.kinds[at + 1] in _OPENERS:
            number += 1  # "noting that if the pact is dead, the port will close, she …"
        for step in self.breaks[number:]:
            if step >= end - 1:
                break
            if self.quoted[step] or step == at:
                continue
            if self.kinds[step + 1] in SPEAKING_PRONOUN or self._acts(step + 1, end, opened=True):
                return step
        return end

    def _acts(self, first: int, end: int, opened: bool = False) -> bool:
        """Whether a subject begins here and a finite verb follows it, with no mark between.

        ``opened``: behind a clause that opens a sentence a form in -ed is no participle.
        """
        if self.kinds[first] not in _SUBJECTS:
            return False
        for step in range(first + 1, min(end, first + _REACH)):
            kind, site = self.kinds[step], self.own.get(step)
            if kind in AUXILIARY:
                return True
            if site is not None and site.form.kind == "verb" and site.form.shape in _FINITE:
                return not site.passive
            if kind == _ED and site is None and opened and self.kinds[first] not in _INDEFINITE:
                return True
            if kind in _NO_SUBJECT:
                return False
        return False
