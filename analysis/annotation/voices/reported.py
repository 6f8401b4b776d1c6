"""Indirect speech by rules: for each cue, where its content begins and ends.

English news puts indirect speech after its cue (``she said that …``, ``urged Halmere to …``, ``denounced the
pact``) or before it (``The pact is dead, she said``); a phrase such as "according to" may stand on either
side. What a cue takes stands in the cue list. Content runs to the end of the sentence, or to where the outlet
takes over again (``, but``, ``, while``, another cue with a source of its own).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.annotation.voices.classes import CLASS, any_of
from analysis.annotation.voices.clause_ends import (
    BREAKS,
    LONGEST,
    LONGEST_NAME,
    NAMED,
    NO_SOURCE,
    RELATIVE,
    SPEAKING_PRONOUN,
    ClauseEnds,
    says,
)
from analysis.annotation.voices.openings import (
    AUXILIARY,
    COMMA,
    DASH,
    LOWER_VERB,
    NO_CONTENT,
    OPEN,
    PREPOSITION,
    QUOTE,
    SEMICOLON,
    STOPS,
    TELL,
    bare_clause,
    class_set,
    infinitive,
    leads_to_that,
    skip_addressee,
    skip_lead,
    that_clause,
)
from analysis.annotation.voices.sites import Site
from analysis.annotation.voices.tokens import Scan

PATTERNS = (
    *("that", "clause", "whether", "to", "object", "preposition"),
    *("before", "phrase", "noun", "headline"),
)
"""How the content was found; the number of a pattern is a feature of the model."""

_SOURCE_REACH = 15
_NAME_ENDS = class_set("Name capitals role unnamed")
_PARTING = any_of((COMMA, SEMICOLON))
_QUESTION = class_set("whether if how why what who when where")
_NAMES = class_set("Name capitals title the")
_SOURCE_BEGINS = NAMED | SPEAKING_PRONOUN
_TITLE = CLASS["title"]
_STRESSING = ("neutral", "endorsing", "praising", "committing")
_NO_OBJECT = (
    NO_CONTENT | PREPOSITION | AUXILIARY | class_set("time adverb number -ly to") | frozenset((QUOTE,))
)
_FINITE = ("past", "third", "base")
_CLAUSE = _QUESTION | class_set("that to")
"""Classes with which a clause or an infinitive begins."""


@dataclass(slots=True)
class Content:
    """Tokens ``first`` to ``last`` (exclusive) are what a cue reports; ``pattern`` says how it was found.

    ``plain``: a clause that a verb of saying stands beside, so that all of it is said or none of it.
    """

    first: int
    last: int
    site: Site
    pattern: str
    plain: bool = False


def parting_marks(scan: Scan) -> list[int]:
    """Return the numbers of the commas and semicolons of a text."""
    return [match.start() for match in _PARTING.finditer(scan.kinds)]


class Sentence(ClauseEnds):
    """One sentence's tokens while its contents are looked for.

    ``tails`` are the places (first token, last exclusive) that ``contents`` finds to be the outlet's own
    behind what is reported; ``told`` are the clauses that stand before their source.
    """

    tails: list[tuple[int, int]]
    told: list[Content]

    def contents(self) -> list[Content]:
        """Return what is reported in this sentence, in the order of the cues."""
        self.tails, self.told = [], []
        found = [content for site in self.own.values() for content in self._of(site)]
        for told in self.told:
            self._part(told, found)
        leads = [(c.site.last, c.first) for c in found if c.plain and c.first > c.site.last + 1]
        if not leads:
            return found
        # "said in a speech on the island that": what leads to "that" reports nothing.
        return [c for c in found if not any(first < c.site.first < last for first, last in leads)]

    def _part(self, told: Content, found: Sequence[Content]) -> None:
        """``Halmere wants to go, Tarsovia claims``: what it wants ends where somebody claims so."""
        comma = told.last
        if self.kinds[comma + 1] not in NAMED:
            return
        for content in found:
            if content.first < comma < content.last and content.pattern != "phrase":
                content.last = comma
                self.tails.append((comma, told.site.last + 1))

    def _of(self, site: Site) -> list[Content]:
        """Return the contents of one cue: none, one, or one on each side."""
        if site.form.kind == "phrase":
            return self._of_phrase(site)
        after = self._after(site)
        if (after is None or after.pattern == "object") and self._may_follow(site):
            before = self._before(site)
            if before is not None:
                self.told.append(before)
                rest = self._resumed(site)
                return [before, rest] if rest else [before]
        return [after] if after is not None else []

    def _may_follow(self, site: Site) -> bool:
        """Whether content may stand before the cue: for verbs of saying in a finite form."""
        form = site.form
        if form.kind != "verb" or form.shape not in _FINITE or site.passive:
            return False
        return "clause" in form.takes[:2] or self._inverted(site) or self._ends_sentence(site)

    def _ends_sentence(self, site: Site) -> bool:
        """``…, the Post stresses in an editorial``: nothing but an occasion stands behind a cue of saying."""
        if site.form.cue_class not in _STRESSING or not says(site):
            return False
        at = skip_lead(self.scan, site.last + 1, self.last)
        comma = self._comma_before(site) if at == self.last or self.kinds[at] in STOPS else None
        return comma is not None and self._plainly_said(comma, site)

    def _after(self, site: Site) -> Content | None:  # noqa: PLR0911
        """Content that follows its cue."""
        takes, at, verb = site.form.takes, site.last + 1, site.form.kind == "verb"
        silent = site.passive and site.by is None and "that" not in takes and "to" not in takes
        if not takes or silent or at >= self.last or (verb and self._inverted(site)):
            return None
        kind = self.kinds[at]
        if not (verb or kind in _CLAUSE or "object" in takes or self.lows[at] in takes):
            return None
        end = self.end(at, site)
        that = that_clause(self.scan, at, end, verb, takes) if "that" in takes or "clause" in takes else None
        if that is not None:
            plain = verb and not site.form.doubtful and leads_to_that(self.scan, at, that, site.form)
            return Content(that, end, site, "that" if verb else "noun", plain)
        if kind in _QUESTION and "whether" in takes:
            return Content(at, end, site, "whether")
        if "to" in takes and infinitive(self.scan, at, end, verb) is not None:
            return Content(at, end, site, "to")
        if verb and "of" in takes[:2] and kind not in _NO_OBJECT:
            of = self._of_after_object(at, end)
            if of is not None:
                return Content(at, self.phrase_end(of + 1, end), site, "to")
        if self.lows[at] in takes and kind in PREPOSITION:
            return Content(at + 1, self.phrase_end(at + 1, end), site, "preposition")
        if "clause" in takes and verb and not self._ends_quotation(site):
            start = bare_clause(self.scan, at, end, site.form.form)
            if start is not None:
                return Content(start, end, site, "clause")
        told = site.form.form in TELL  # what follows is the addressee
        if "object" in takes and not site.form.doubtful and not told and kind not in _NO_OBJECT:
            return Content(at, self.phrase_end(at, end), site, "object")
        return None

    def _of_after_object(self, at: int, end: int) -> int | None:
        """``accused Tarsovia of``: the preposition after the one who is accused."""
        for step in range(at, min(end, at + LONGEST_NAME + 2)):
            if self.lows[step] == "of":
                return step if step + 1 < end else None
            kind = self.kinds[step]
            if kind in STOPS or kind in (COMMA, QUOTE) or kind in AUXILIARY:
                return None
        return None

    def _inverted(self, site: Site) -> bool:
        """``…, said Ms Orr``: the source follows, unless a verb follows it in turn."""
        apart = site.first > self.first and self.kinds[site.first - 1] in (COMMA, QUOTE, DASH)
        says = "clause" in site.form.takes or "that" in site.form.takes[:2]
        if not apart or not says or site.passive or site.form.shape == "ing" or site.form.form in TELL:
            return False
        if site.last + 1 >= self.last or self.kinds[site.last + 1] not in NAMED:
            return False
        for step in range(site.last + 2, min(self.last, site.last + 12)):
            kind = self.kinds[step]
            if kind in STOPS or kind in (COMMA, QUOTE, DASH, OPEN) or kind in RELATIVE:
                return True
            if kind in AUXILIARY or kind == CLASS["-ed"]:
                return False  # "Bram Orr, a miner, said the pit had closed"
        return True

    def _ends_quotation(self, site: Site) -> bool:
        """``"…," Ms Orr said during the debate``: the quotation before the source is the content."""
        for step in range(site.first - 1, max(self.first, site.first - 10), -1):
            if self.kinds[step] == QUOTE:
                before = self.scan.text[self.scan.ends[step - 1] - 1]
                return before in ",?!'" or self.kinds[min(step + 1, self.last - 1)] == COMMA
        return False

    def _before(self, site: Site) -> Content | None:
        """``The pact is dead, Ms Orr said``: the clause before the comma before the source."""
        comma = self._comma_before(site)
        if comma is None or not self._closes(site):
            return None
        opening = self.kinds[self.first]
        if opening in PREPOSITION or opening in BREAKS or opening == CLASS["-ing"]:
            # "On Monday, she said …": an opening, unless a clause stands between.
            kinds = self.kinds[self.first : min(comma, self.first + LONGEST)]
            if COMMA not in kinds and not any(kind in AUXILIARY or kind in LOWER_VERB for kind in kinds):
                return None
        first = self._past_kicker(comma)
        plain = comma - first < LONGEST and self._plainly_said(comma, site)
        return Content(first, comma, site, "before", plain)

    def _plainly_said(self, comma: int, site: Site) -> bool:
        """Whether no more than a source stands between the clause and a cue of saying."""
        if site.form.cue_class == "mental" or not says(site):
            return False
        if self._inverted(site):
            return any(kind in AUXILIARY for kind in self.kinds[max(self.first, comma - LONGEST) : comma])
        if site.last + 1 < self.last and self.lows[site.last + 1] in (*site.form.takes, "about"):
            return False  # "she learned about the pact"
        source = self.kinds[comma + 1 : site.first]
        if not 0 < len(source) <= LONGEST_NAME or source[0] not in _SOURCE_BEGINS:
            return False
        # "…, a charge Ms Orr repeated", "…, the pact he praised": a clause that describes.
        described = not _NAMES.intersection(source[:1]) and _TITLE in source[2:]
        return not described and not (NO_SOURCE | SPEAKING_PRONOUN).intersection(source[1:])

    def _past_kicker(self, end: int) -> int:
        """Past ``Halmere vote latest:`` at the head of a sentence."""
        opening = self.kinds[self.first : min(end, self.first + LONGEST_NAME)]
        return self.first + opening.index(CLASS[":"]) + 1 if CLASS[":"] in opening else self.first

    def _comma_before(self, site: Site) -> int | None:
        """The comma between a clause and its source, with no quotation that would be the content."""
        number = bisect_left(self.breaks, site.first) - 1
        if number >= 0 and self.breaks[number] == site.first - 1 and not self._inverted(site):
            number = self._before_aside(number)
        comma = self.breaks[number] if number >= 0 else self.first
        if comma <= self.first + 2 or site.first - comma > _SOURCE_REACH or self.kinds[comma] != COMMA:
            return None
        if self.quoted[comma] or self.quotation_end < comma:
            return None
        return None if QUOTE in (self.kinds[comma - 1], self.kinds[comma + 1]) else comma

    def _before_aside(self, number: int) -> int:
        """The comma before the name in ``…, Ida Orr, a miner from Osterby, said``, by its number."""
        for opened in range(number - 1, max(-1, number - 4), -1):
            first = self.breaks[opened - 1] + 1 if opened else self.first
            name = self.kinds[first : self.breaks[opened]]
            if 0 < len(name) <= LONGEST_NAME and name[0] in NAMED and name[-1] in _NAME_ENDS:
                return opened - 1
        return number - 1

    def _closes(self, site: Site) -> bool:
        """Whether nothing that could be content follows the cue; after a comma only more of the outlet's."""
        start = skip_lead(self.scan, site.last + 1, self.last)
        if site.form.form in TELL:
            start = skip_addressee(self.scan, start, self.last)
        kind = self.kinds[start] if start < self.last else -1
        quotes = start + 1 < self.last and (self.quoted[start + 1] or self.kinds[start + 1] == QUOTE)
        if kind in (CLASS[":"], QUOTE) or (kind == COMMA and quotes):
            return False
        ended = kind == -1 or kind in NO_CONTENT or kind in PREPOSITION
        return ended or (self.kinds[site.first - 1] == COMMA and self._inverted(site))

    @cached_property
    def quotation_end(self) -> int:
        """The first closing quote mark after ``,``, ``?`` or ``!``, or the end of the sentence."""
        for step in range(self.first + 1, self.last):
            if self.kinds[step] == QUOTE and self.scan.text[self.scan.starts[step] - 1] in ",?!":
                return step
        return self.last

    def _resumed(self, site: Site) -> Content | None:
        """``…, she said on Monday, and the pact is dead``: the content goes on after the cue."""
        start = skip_lead(self.scan, site.last + 1, self.last)
        if start + 3 >= self.last or self.kinds[start] != COMMA or self.kinds[start + 1] in BREAKS:
            return None
        if self.lows[start + 1] in ("adding", "citing", "referring"):
            return None
        return Content(start + 1, min(self.last, start + LONGEST), site, "before")

    def _of_phrase(self, site: Site) -> list[Content]:
        """``according to Ms Orr``: the rest of the sentence, up to the comma beside the phrase."""
        form, at = site.form, site.last + 1
        if "adverbial" not in form.takes and "clause" not in form.takes:
            if "object" not in form.takes or at >= self.last:
                return []
            return [Content(at, self.phrase_end(at, self.last), site, "preposition")]
        if not form.form.endswith((" to", " of", " by", "per")) or form.form.startswith("in a "):
            return []
        number = bisect_left(self.breaks, at)
        comma = self.breaks[number] if number < len(self.breaks) else self.last
        rest = Content(comma + 1, min(self.last, comma + LONGEST), site, "phrase")
        after = [rest] if rest.first < rest.last else []
        if site.first - self.first <= 1:
            return after
        stop = site.first - 1 if self.kinds[site.first - 1] == COMMA else site.first
        before = Content(max(self.first, stop - LONGEST), stop, site, "phrase")
        return [before, *after] if self._opening(stop) else [before]

    def _opening(self, comma: int) -> bool:
        """``In Halmere, according to Ms Orr, …``: nothing is said before the first comma."""
        kinds = self.kinds[self.first : comma]
        opens = self.kinds[comma] == COMMA and COMMA not in kinds and kinds[0] in PREPOSITION
        return opens and not any(kind in AUXILIARY or kind in LOWER_VERB for kind in kinds)
