"""The pass that puts the attributions of one text together: drafts, their sources, names, and the layout."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from analysis.annotation.voices.contents.headlines import COLON_CUE
from analysis.annotation.voices.contents.openings import COMMA, QUOTE
from analysis.annotation.voices.contents.stretches import (
    Labels,
    Stretch,
    cue_place,
    only_model_finds_cue,
    stretches,
    with_cue,
)
from analysis.annotation.voices.cues.one_cue import joined, one_source_each
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.layout import lay_out, pieces_of
from analysis.annotation.voices.people.naming import Naming
from analysis.annotation.voices.people.nearby import sentence_at
from analysis.annotation.voices.reading import Reading
from analysis.annotation.voices.records import Attribution, Run
from analysis.annotation.voices.sources.authors import author_of
from analysis.annotation.voices.sources.choice import chosen_source
from analysis.annotation.voices.sources.near_quotation import Reach, reach_of
from analysis.annotation.voices.sources.speakers import judge, nested_speech
from analysis.annotation.voices.sources.stretch_sources import cue_of, stretch_source
from analysis.annotation.voices.sources.works import works_among
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import FIRST_WORD
from analysis.annotation.voices.text.frame import WITHOUT_SOURCE, make_frame
from analysis.annotation.voices.text.quotes import Quotation
from analysis.text import fold

_BETWEEN = " \n\"'“”‘’„«»`"


class TextVoices:
    """The pass that puts attributions together for one text."""

    def __init__(
        self, reading: Reading, sentences: Sequence[tuple[int, int]], labels: Labels, offset: int = 0
    ) -> None:
        self.reading, self.sentences, self.labels, self.offset = reading, sentences, labels, offset
        self.scan, self.text, self.quotations = reading.scan, reading.scan.text, reading.quotations
        self.starts = [start for start, _ in sentences]
        self.quoted = [q.start for q in self.quotations]
        folded = fold(self.text)
        outer = [q for q in self.quotations if q.outer is None]
        inner = [q for q in self.quotations if q.outer is not None and self.quotations[q.outer].outer is None]
        self.own = make_frame(self.scan, folded, outer, reading.sites)
        self.inside = make_frame(self.scan, folded, inner, reading.sites) if inner else self.own
        self.bounds = [*reading.sentences, len(self.scan.starts)]
        self.drafts: list[Draft] = []
        # For each quotation, the draft whose words it holds; None for scare quotes and titles.
        self.belongs: list[Draft | None] = []

    def draft(self) -> None:
        """Put the attributions together, each with the source that the rules find."""
        for q in self.quotations:
            self.belongs.append(self._outer(q) if q.outer is None else self._inner(q))
        for one in self.reading.unmarked:
            source = (
                author_of(self.own, one.start, self.sentences, self.starts) if one.document else one.source
            )
            self._nest(Draft(one.start, one.end, "quoted", source=source, carries_on=one.led, fixed=True))
        self._reported()
        self.drafts.sort(key=lambda d: (d.start, -d.end))

    def finish(self) -> tuple[list[Attribution], list[Run]]:
        """Name the sources and lay out the voices."""
        for draft in self.drafts:
            draft.source = chosen_source(self.own, draft)
        if len(self.drafts) > 1:
            kept = {id(one) for held in self.belongs if held is not None for one in (held, held.around)}
            self.drafts = one_source_each(self.drafts, self.text, kept, self._other_cue)
        spoken = [draft is not None for draft in self.belongs]
        works = works_among(self.text, self.own.folded, self.quotations, spoken)
        pieces = pieces_of(self.drafts, self.quotations, self.belongs, works)
        named = Naming(self.own, self.sentences, self.starts).attributions(self.drafts) if self.drafts else []
        return named, lay_out(len(self.text), pieces)

    def draft_of(self, start: int, end: int) -> Draft:
        """Return a draft for a content that is given: direct speech that it overlaps, or a stretch.

        Whoever is named inside the given content is not its source: ``"It is," the mayor said`` in what
        follows "according to the Post".
        """
        least, most = start, end
        for q in self.quotations:
            if q.outer is None and start < q.end and q.start < end:
                if q.start < start and end < q.end:
                    break  # words inside a quotation that somebody else said
                least, most = min(least, q.start), max(most, q.end)
        for q in self.quotations:
            if q.outer is None and least <= q.start and q.end <= most:
                speech = judge(self.own, q, reach_of(self.text, q, self.sentences, self.starts))
                cue = speech.cue
                inside = cue is not None and least <= cue.start < most
                if speech.quoted and not inside and not _within(speech.source, least, most):
                    return Draft(least, most, "quoted", speech.cue, speech.source, q, fixed=speech.signed)
        first, last = self.scan.index(least), max(self.scan.index(most), self.scan.index(least) + 1)
        number, until = sentence_at(self.starts, least), sentence_at(self.starts, most - 1)
        sentence = (self.bounds[number], max(self.bounds[until + 1], last))
        near = [c for c in self.reading.contents if sentence[0] <= c.site.first < sentence[1]]
        draft = self._stretch_draft(with_cue((first, last), sentence, near, self.reading, self.labels))
        draft.source = None if _within(draft.source, least, most) else draft.source
        return draft

    def _other_cue(self, draft: Draft) -> Site | None:
        """Another cue of the list, in the same sentence, that may have introduced a draft."""
        assert draft.cue is not None
        first, last = self.scan.index(draft.start), self.scan.index(draft.end)
        number = sentence_at(self.starts, draft.start)
        sentence = (self.bounds[number], max(self.bounds[number + 1], last))
        start = bisect_left(self.reading.contents, sentence[0], key=cue_place)
        end = bisect_left(self.reading.contents, sentence[1], start, key=cue_place)
        near = [c for c in self.reading.contents[start:end] if c.site.first != draft.cue.first]
        labels = self.labels.without_cue(draft.cue.first, draft.cue.last)
        stretch = with_cue((first, last), sentence, near, self.reading, labels)
        sure = stretch.site is not None or (stretch.cue is not None and labels.sure_of(stretch.cue[0]))
        return cue_of(self.scan, stretch) if sure and not only_model_finds_cue(stretch, self.scan) else None

    def _outer(self, q: Quotation) -> Draft | None:
        speech = judge(self.own, q, reach_of(self.text, q, self.sentences, self.starts))
        if not speech.quoted or (q.open_mark is None and speech.cue is None):
            return None
        carries = speech.source is None and speech.cue is None and speech.whole
        draft = Draft(q.start, q.end, "quoted", speech.cue, speech.source, q, carries, fixed=speech.signed)
        self.drafts.append(draft)
        return draft

    def _inner(self, q: Quotation) -> Draft | None:
        assert q.outer is not None
        around = self.quotations[q.outer]
        parent = self.belongs[q.outer]
        if parent is None or around.outer is not None:
            return parent
        reach = reach_of(self.text, q, self.sentences, self.starts)
        first, last = max(reach.first, around.start), min(reach.last, around.end)
        before, after = max(reach.before, around.start), min(reach.after, around.end)
        speech = nested_speech(self.inside, q, Reach(first, last, before, reach.opens, reach.closes, after))
        if not speech.quoted:
            return parent
        draft = Draft(q.start, q.end, "quoted", speech.cue, speech.source, q, around=parent)
        self.drafts.append(draft)
        return draft

    def _reported(self) -> None:
        """Add the reported stretches; a quotation inside one is nested in it."""
        labels = self.labels.without(self._unsaid())
        if not labels.content.any():
            return
        spoken = bytearray(len(self.scan.starts))
        for draft in self.drafts:
            first, last = self.scan.index(draft.start), self.scan.index(draft.end)
            spoken[first:last] = b"\x01" * (last - first)
        made: list[Draft] = []
        found = stretches(self.reading, labels, spoken)
        for stretch in joined(found, self.scan.kinds):
            if only_model_finds_cue(stretch, self.scan):
                continue
            if stretch.cue is not None and self.scan.lows[stretch.cue[1]] in words.TITLED:
                continue  # "a report titled '…' came out"
            draft = self._stretch_draft(stretch)
            self._take_in(draft, stretch)
            made.append(draft)
        named = sorted(d.source for d in (*self.drafts, *made) if d.source is not None)
        for draft in made:
            # "…, said the mayor": who speaks is not said.
            number = bisect_right(named, (draft.start, len(self.text)))
            if not [end for _, end in named[max(0, number - 3) : number] if end >= draft.end]:
                self._nest(draft)

    def _unsaid(self) -> list[tuple[int, int]]:
        """The tokens of scare quotes and titles that do not stand beside a content."""
        content, kinds, found = self.labels.content, self.scan.kinds, []
        for q, draft in zip(self.quotations, self.belongs, strict=True):
            if draft is not None or q.outer is not None:
                continue
            first, last = self.scan.index(q.start), self.scan.index(q.end)
            before = next(
                (n for n in range(first - 1, max(-1, first - 4), -1) if kinds[n] >= FIRST_WORD), None
            )
            after = next((n for n in range(last, min(len(kinds), last + 3)) if kinds[n] >= FIRST_WORD), None)
            if not any(n is not None and content[n] for n in (before, after)):
                found.append((first, last))
        return found

    def _take_in(self, draft: Draft, stretch: Stretch) -> None:
        """``said the pact is "dead"``: a quotation of the same cue beside it is part of the content."""
        if stretch.cue is None:
            return
        at = self.scan.starts[stretch.cue[0]]
        for number in (bisect_left(self.quoted, draft.start) - 1, bisect_left(self.quoted, draft.end)):
            if not 0 <= number < len(self.quoted):
                continue
            q, held = self.quotations[number], self.belongs[number]
            if held is None or held.quotation is None or held.cue is None or held.cue.start != at:
                continue
            if draft.end <= q.start and not self.text[draft.end : q.start].strip(_BETWEEN):
                draft.end = q.end
            elif q.end <= draft.start and not self.text[q.end : draft.start].strip(_BETWEEN):
                draft.start = q.start

    def _stretch_draft(self, stretch: Stretch) -> Draft:
        scan = self.scan
        draft = Draft(scan.starts[stretch.first], scan.ends[stretch.last - 1], "reported")
        if stretch.cue is not None:
            number = sentence_at(self.starts, scan.starts[stretch.cue[0]])
            draft.cue, draft.source = stretch_source(self.own, scan, stretch, self.sentences[number])
            draft.fixed = draft.cue.form is COLON_CUE or self._closes(draft, self.sentences[number][1])
            if draft.cue.form.form in WITHOUT_SOURCE:
                draft.source, draft.fixed = None, True
        return draft

    def _closes(self, draft: Draft, end: int) -> bool:
        """``…, says Halmere`` at the end of a sentence: nobody else says so."""
        cue, source = draft.cue, draft.source
        if cue is None or source is None or not draft.end <= cue.start < source[0] <= cue.end + 1:
            return False
        says = cue.form.shape in ("past", "third") and "clause" in cue.form.takes[:2]
        parted = self.scan.kinds[cue.first - 1] in (COMMA, QUOTE)
        says = cue.form.form == "according to" or (says and parted)
        return says and not self.text[source[1] : end].strip(".\n ")

    def _nest(self, draft: Draft) -> None:
        """Add a draft without quote marks of its own; quotations inside it belong to it or are nested."""
        self.drafts.append(draft)
        for number in range(bisect_left(self.quoted, draft.start), len(self.quoted)):
            q = self.quotations[number]
            if q.start >= draft.end:
                break
            if q.end <= draft.end:
                held = self.belongs[number]
                if held is None:
                    self.belongs[number] = draft
                elif held.around is None and held is not draft:
                    held.around = draft


def _within(source: tuple[int, int] | None, start: int, end: int) -> bool:
    return source is not None and start <= source[0] < end
