"""Indirect speech by rules: for each cue, where its content begins and ends.

English news puts indirect speech after its cue (``she said that …``, ``urged Halmere to …``, ``denounced the
pact``) or before it (``The pact is dead, she said``); a phrase such as "according to" may stand on either
side. What a cue takes stands in the cue list. Content runs to the end of the sentence, or to where the outlet
takes over again (``, but``, ``, while``, another cue with a source of its own).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from analysis.annotation.voices.contents.clause_ends import LONGEST, LONGEST_NAME, NAMED
from analysis.annotation.voices.contents.content import Content
from analysis.annotation.voices.contents.content_before import ContentBefore
from analysis.annotation.voices.contents.main_clauses import LABELLING
from analysis.annotation.voices.contents.openings import (
    AUXILIARY,
    COMMA,
    LOWER_VERB,
    NO_CONTENT,
    PREPOSITION,
    QUOTE,
    SEMICOLON,
    STOPS,
    TELL,
    bare_clause,
    class_set,
    infinitive,
    leads_to_that,
    that_clause,
)
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text.classes import CLASS, any_of
from analysis.annotation.voices.text.tokens import Scan

_PARTING = any_of((COMMA, SEMICOLON))
_QUESTION = class_set("whether if how why what who when where")
_NO_OBJECT = (
    NO_CONTENT | PREPOSITION | AUXILIARY | class_set("time adverb number -ly to") | frozenset((QUOTE,))
)
_THAT, _TO = CLASS["that"], CLASS["to"]
_AGENTS = frozenset(("by", "of", "from"))
"""What may stand between a noun or a passive and who speaks."""
_BEFORE_SOURCE = ("before", "phrase")
_CLAUSE = _QUESTION | {_THAT, _TO}
"""Classes with which a clause or an infinitive begins."""


def parting_marks(scan: Scan) -> list[int]:
    """Return the numbers of the commas and semicolons of a text."""
    return [match.start() for match in _PARTING.finditer(scan.kinds)]


class Sentence(ContentBefore):
    """One sentence's tokens while its contents are looked for.

    ``tails`` are the places (first token, last exclusive) that ``contents`` finds to be the outlet's own
    behind what is reported; ``told`` are the clauses that stand before their source.
    """

    tails: list[tuple[int, int]]
    told: list[Content]

    def contents(self) -> list[Content]:
        """Return what is reported in this sentence, in the order of the cues."""
        self.tails, self.told, self.turns = [], [], {}
        found = [content for site in self.own.values() for content in self._of(site)]
        if self.turns:
            for content in found:
                self._mark_tail(content, found)
        for site in self.own.values():
            if self.lows[site.last] in LABELLING:
                self._mark_label(site, found)
        for told in self.told:
            self._part(told, found)
        leads = [(c.site.last, c.first) for c in found if c.plain and c.first > c.site.last + 1]
        if not leads:
            return found
        # "said in a speech on the island that": what leads to "that" reports nothing.
        return [c for c in found if not any(first < c.site.first < last for first, last in leads)]

    def _mark_tail(self, content: Content, found: Sequence[Content]) -> None:
        """Where others act behind a content, nobody's words are told up to the next cue or content.

        The clause may be part of what stands before its source: ``…, and its miners will leave, she said``.
        """
        first = self.turns.get(content.site.first)
        if first is not None and first >= content.last:
            self._mark(first, found)

    def _mark_label(self, site: Site, found: Sequence[Content]) -> None:
        """The outlet goes on behind a label, unless the label stands in what somebody says."""
        first = self.past_label(site)
        if first is not None and not any(c.first <= site.first and first < c.last for c in found):
            self._mark(first, found)

    def _mark(self, first: int, found: Sequence[Content]) -> None:
        if any(c.pattern in _BEFORE_SOURCE and c.first <= first < c.last for c in found):
            return
        again = [c.first for c in found if first < c.first]
        again += [site.last + 1 for site in self.own.values() if first <= site.first]
        self.tails.append((first, min([self.last, *again])))

    def _part(self, told: Content, found: Sequence[Content]) -> None:
        """``Halmere wants to go, Tarsovia claims``: what it wants ends where somebody claims so."""
        comma = told.last
        if self.kinds[comma + 1] not in NAMED and told.site.first != comma + 1:
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

    def _after(self, site: Site) -> Content | None:  # noqa: PLR0911
        """Content that follows its cue."""
        takes, at, verb = site.form.takes, site.last + 1, site.form.kind == "verb"
        silent = site.passive and site.by is None and "that" not in takes and "to" not in takes
        if not takes or silent or at >= self.last or (verb and self._inverted(site)):
            return None
        kind = self.kinds[at]
        end = self.end(at, site)
        apart = self._apart(site, end)
        if apart is not None or not (verb or kind in _CLAUSE or "object" in takes or self.lows[at] in takes):
            return apart
        that = that_clause(self.scan, at, end, verb, takes) if "that" in takes or "clause" in takes else None
        if not verb:
            end = self.before_main_verb(site, at if that is None else that, end)
        if that is not None:
            plain = verb and not site.form.doubtful and leads_to_that(self.scan, at, that, site.form)
            return Content(that, end, site, "that" if verb else "noun", plain)
        if kind in _QUESTION and "whether" in takes:
            return Content(at, end, site, "whether")
        if "to" in takes and infinitive(self.scan, at, end, verb) is not None:
            return Content(at, self.infinitive_end(at, end, site), site, "to")
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

    def _apart(self, site: Site, end: int) -> Content | None:
        """Content behind a colon, or behind the one who speaks."""
        if self.kinds[site.last + 1] == CLASS[":"] and site.form.kind == "verb":
            return self._behind_colon(site)
        return self._behind_agent(site, end) if self.lows[site.last + 1] in _AGENTS else None

    def _behind_colon(self, site: Site) -> Content | None:
        """``she said: the pact is dead``, where no quotation follows."""
        at = site.last + 2
        form = site.form
        if form.doubtful or "clause" not in form.takes[:2] or form.shape == "ing" or site.passive:
            return None
        if at + 2 >= self.last:
            return None
        if self.kinds[at] == QUOTE or self.quoted[at]:
            return None
        return Content(at, self.end(at, site), site, "clause")

    def _behind_agent(self, site: Site, end: int) -> Content | None:
        """``was accused by Ms Orr of``, ``the claim by Ms Orr that``: what follows the one who speaks."""
        at, takes, noun = site.last + 1, site.form.takes, site.form.kind == "noun"
        if (
            not (noun or site.by is not None)
            or at + 1 >= end
            or self.kinds[at + 1] not in NAMED
            or (noun and self.lows[at] in takes)
        ):
            return None
        for step in range(at + 2, min(end - 1, at + LONGEST_NAME + 3)):
            kind, low = self.kinds[step], self.lows[step]
            if kind == _THAT and "that" in takes:
                return Content(step, end, site, "noun" if noun else "that")
            if kind == _TO and "to" in takes and infinitive(self.scan, step, end, False) is not None:
                return Content(step, end, site, "to")
            if low == "of" and not noun and "of" in takes[:2]:
                return Content(step + 1, self.phrase_end(step + 1, end), site, "preposition")
            if kind in STOPS or kind in (COMMA, QUOTE) or kind in AUXILIARY:
                return None
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
