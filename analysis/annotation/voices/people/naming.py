"""Names for the sources of the drafts of a text, in its order: pronouns and roles go back to who spoke."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.people.expletives import is_expletive
from analysis.annotation.voices.people.full_names import collect_names
from analysis.annotation.voices.people.memory import Memory
from analysis.annotation.voices.people.name_words import looks_like_participle
from analysis.annotation.voices.people.nearby import Nearby, sentence_at
from analysis.annotation.voices.people.pointing import person_meant
from analysis.annotation.voices.people.pointing_things import thing_meant
from analysis.annotation.voices.people.referents import referent
from analysis.annotation.voices.people.source_names import name_and_type
from analysis.annotation.voices.records import Attribution
from analysis.annotation.voices.sources.beside_cue import clause_subject, source_of
from analysis.annotation.voices.sources.seeming import speaks
from analysis.annotation.voices.sources.things import is_thing
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.datelines import dateline_end
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.phrases import Span

_CARRY = 600
_PRONOUNS = words.SINGULAR_PERSON | {"it", "they"}


class Naming:
    """Who has spoken so far, while the drafts of a text are named one after the other."""

    def __init__(self, frame: Frame, sentences: Sequence[Span], starts: Sequence[int]) -> None:
        self.frame, self.text, self.sentences, self.starts = frame, frame.text, sentences, starts
        self.memory = Memory(collect_names(frame.scan))
        self.found: list[Attribution] = []
        self.near = Nearby(frame, sentences, starts, self.memory, self.found, {}, {})
        self.speech: list[Attribution] = []  # direct speech that may go on

    def attributions(self, drafts: Sequence[Draft]) -> list[Attribution]:
        """Give sources their names, in the order of the text, and number the attributions."""
        numbers = {id(draft): number for number, draft in enumerate(drafts)}
        for draft in drafts:
            name, kind = self._name(draft)
            around = numbers[id(draft.around)] if draft.around is not None else None
            self.found.append(_attribution(draft, name, kind, around))
            self.near.hear(self.found[-1])
            if draft.kind == "quoted":
                self.speech.append(self.found[-1])
        return self.found

    def _name(self, draft: Draft) -> tuple[str | None, str | None]:
        """Return name and type of the source of a draft; one that carries on gets those of the one before."""
        draft.inferred = draft.cue is None and draft.source is None
        # A statement whose author is known, or a source that the model finds beside the quotation.
        led = draft.source is not None and (draft.fixed or draft.head is not None)
        if (draft.carries_on and not led) or (draft.inferred and draft.kind == "reported"):
            draft.source = self._lead(draft)
            before = self._speaker_before(draft) if draft.source is None else None
            if before is not None:
                draft.source = draft.shown = before.source
                if before.source_name is not None or before.source_type is not None:
                    return before.source_name, before.source_type
        draft.shown = draft.source
        if draft.source is None:
            return None, None
        named = self._name_shown(draft, draft.source)
        if draft.source is None or draft.cue is None or speaks(self.frame, draft.cue, draft.source):
            return named
        # Whom "he" points to may be named there all the same.
        draft.source = draft.shown = None
        return None, None

    def _name_shown(self, draft: Draft, source: Span) -> tuple[str | None, str | None]:
        """Return name and type of what a source refers to, which is shown in its place."""
        low = self.text[slice(*source)].lower()
        if low == "it" and is_expletive(self.text, *source, of_noun=_is_noun(draft.cue, source)):
            draft.source = draft.shown = None
            return None, None
        if low in _PRONOUNS:
            return self._pronoun(low, source, draft)
        meant = referent(self.frame, source)
        if meant is None:
            return self._name_words(draft, source)
        if meant.pronoun:
            name, kind = self._pronoun(meant.pronoun, source, draft)
            draft.shown = source if name is not None or kind == "unnamed" else None
            return (name, kind) if draft.shown is not None else (None, None)
        draft.shown = None if meant.span is None or _overlap(meant.span, draft, source) else meant.span
        if meant.unnamed:
            return None, "unnamed"
        return self._name_words(draft, draft.shown) if draft.shown is not None else (None, None)

    def _name_words(self, draft: Draft, shown: Span) -> tuple[str | None, str | None]:
        """Return what the words of a source say; a participle ("Giving guidance, …") is no source."""
        name, kind = self.memory.name(self.text, shown)
        surface = self.text[slice(*shown)]
        if name is None and kind is None and surface[0].isupper() and looks_like_participle(surface):
            draft.shown = None
        elif name == surface and is_thing(surface.lower()) and not self.memory.names.is_titled(surface):
            draft.shown = None  # "Pressure is growing to explain …"
            return None, None
        return name, kind

    def _pronoun(self, pronoun: str, source: Span, draft: Draft) -> tuple[str | None, str | None]:
        """Return name and type of whom "he", "she", "it" or "they" points to."""
        until = min(draft.start, source[0])
        if pronoun not in words.SINGULAR_PERSON:
            return thing_meant(self.near, pronoun, source, until)
        name, kind = person_meant(self.near, pronoun, source, until, self._speaking(source[0]))
        if name is not None:
            self.memory.hear(name, kind)
            return name, kind
        return None, "person"  # somebody, even if it is not known who

    def _speaking(self, offset: int) -> set[str | None]:
        """The names of those whose direct speech goes on at an offset."""
        self.speech = [a for a in self.speech if a.end > offset]
        return {a.source_name for a in self.speech if a.start <= offset}

    def _type(self, source: Span) -> str | None:
        return name_and_type(self.text[slice(*source)], source[0], self.memory.names)[1]

    def _lead(self, draft: Draft) -> Span | None:
        """The source of the sentence that leads to a quotation without a cue: ``Ms Orr agreed. "…"``."""
        q = draft.quotation
        opens = q.open_mark[0] if q is not None and q.open_mark else draft.start
        number = sentence_at(self.starts, opens)
        if self.sentences[number][0] == opens or not self.text[self.sentences[number][0] : opens].strip():
            number -= 1
        if (
            draft.kind == "reported"
            or number < 0
            or any(a.end > self.sentences[number][0] for a in self.found[-3:])
        ):
            return None
        start, end = self.sentences[number][0], min(self.sentences[number][1], opens)
        start = dateline_end(self.text, start, end)
        for cue in reversed(self.frame.between(start, end)[-3:]):
            if cue.form.cue_class != "mental" and not cue.passive:
                source = source_of(self.frame, cue, start, end, False)
                if source:
                    return source
        subject = clause_subject(self.frame, start, end)
        if subject is None or self.text[slice(*subject)].lower() in words.SINGULAR_PERSON:
            return subject
        return subject if self._type(subject) in ("person", "role") else None

    def _speaker_before(self, draft: Draft) -> Attribution | None:
        """The attribution from whose speaker this one carries on: the one before it, if it is near."""
        for before in reversed(self.found):
            if before.parent is None and before.end <= draft.start:
                return before if draft.start - before.end < _CARRY else None
        return None


def _attribution(draft: Draft, name: str | None, kind: str | None, around: int | None) -> Attribution:
    cue, q = draft.cue, draft.quotation
    sure = not draft.inferred and (cue is not None or draft.source is not None)
    # An interview's turn has a label and no quote marks; a statement's author stands sentences before it.
    confidence = "inferred" if not sure or draft.carries_on else "marked" if q is not None else "cued"
    return Attribution(
        draft.start,
        draft.end,
        draft.kind,
        confidence,
        draft.shown,
        (cue.start, cue.end) if cue else None,
        (cue.form.cue_class or None) if cue else None,
        name,
        kind,
        around,
        q is not None and q.unbalanced,
        draft.source if draft.source != draft.shown else None,
    )


def _is_noun(cue: Site | None, source: Span) -> bool:
    """Whether the cue is a noun behind its source: ``it is a vision of …``."""
    return cue is not None and cue.form.kind == "noun" and cue.start > source[1]


def _overlap(span: Span, draft: Draft, source: Span) -> bool:
    """Whether what a source refers to, and is not itself, stands in the content."""
    return span != source and span[0] < draft.end and draft.start < span[1]
