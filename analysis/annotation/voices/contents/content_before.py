"""Content that stands before its cue: ``The pact is dead, she said``, and what goes on behind it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from analysis.annotation.voices.contents.clause_ends import (
    BREAKS,
    LONGEST,
    LONGEST_NAME,
    NAMED,
    NO_SOURCE,
    RELATIVE,
    SPEAKING_PRONOUN,
    says,
)
from analysis.annotation.voices.contents.content import Content
from analysis.annotation.voices.contents.main_clauses import MainClauses
from analysis.annotation.voices.contents.openings import (
    AUXILIARY,
    COMMA,
    DASH,
    LOWER_VERB,
    NO_CONTENT,
    OPEN,
    PREPOSITION,
    QUOTE,
    STOPS,
    TELL,
    class_set,
    skip_addressee,
    skip_lead,
)
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text.classes import CLASS

_SOURCE_REACH = 15
_NAME_ENDS = class_set("Name capitals role unnamed")
_NAMES = class_set("Name capitals title the")
_SOURCE_BEGINS = NAMED | SPEAKING_PRONOUN
_TITLE, _ING, _LY = CLASS["title"], CLASS["-ing"], CLASS["-ly"]
_STRESSING = ("neutral", "endorsing", "praising", "committing")
_FINITE = ("past", "third", "base")


class ContentBefore(MainClauses):
    """One sentence's tokens while content before a cue is looked for."""

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
        if self.kinds[comma] != COMMA or site.first - comma > _SOURCE_REACH:
            return None
        if comma <= self.first + 2 and not self._goes_on(site):
            return None
        if self.quoted[comma] or self.quotation_end < comma:
            return None
        return None if QUOTE in (self.kinds[comma - 1], self.kinds[comma + 1]) else comma

    def _goes_on(self, site: Site) -> bool:
        """``The ferry, Ms Orr said, would sail``: the verb of the clause follows the cue."""
        at = skip_lead(self.scan, site.last + 1, self.last)
        return at + 1 < self.last and self.kinds[at] == COMMA and self.kinds[at + 1] in AUXILIARY

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
        if _ING in self.kinds[start + 1 : start + 2 + (self.kinds[start + 1] == _LY)]:
            return None  # "…, she said, severely criticising the port"
        return Content(start + 1, min(self.last, start + LONGEST), site, "before")
