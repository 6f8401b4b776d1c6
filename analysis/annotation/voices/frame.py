"""The frame of a text: its own words, with quoted ones masked, and the cues found in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.annotation.voices import words
from analysis.annotation.voices.cues import CueForm, Cues
from analysis.annotation.voices.quotes import Quotation

MASK = "\x00"
_BY = re.compile(r"\s+by\s+")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|gets?|got)\s+(?:\w+ly\s+|also\s+|not\s+)?$")
_REACH = 48
_STAND_ALONE = words.word_set("one many some all that most others another few both")
_ADJECTIVES = words.word_set("executive chief head state counsel")
_BEFORE_VERB = (
    words.PRONOUNS
    | words.ROLES
    | words.ADVERBS
    | words.MEDIA
    | words.DOCUMENTS
    | words.ORGANISATIONS
    | words.GOVERNMENT
)
MODIFIERS = ("in a ", "in an ", "in remarks ")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue where it stands. ``passive``: "was described …"; ``by``: offset of what follows its "by"."""

    start: int
    end: int
    form: CueForm
    passive: bool
    by: int | None


@dataclass(frozen=True)
class Frame:
    """Text with quoted words masked (same length), folded, and the cues among the words that are left."""

    text: str
    masked: str
    folded: str
    cues: tuple[Cue, ...]
    starts: tuple[int, ...]
    # Sources found so far, by cue, left end and order: many quotations ask for the same one.
    sources: dict[tuple[int, int, bool], tuple[int, int] | None] = field(default_factory=dict, compare=False)

    def between(self, start: int, end: int) -> Sequence[Cue]:
        """Return the cues that stand between two offsets."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        found = self.cues[first:last]
        return found if not found or found[-1].end <= end else found[:-1]


def make_frame(text: str, folded: str, quotations: Sequence[Quotation], cues: Cues) -> Frame:
    """Mask the words of the given quotations, which do not overlap, and find the cues among the rest."""
    masked, masked_folded = _mask(text, quotations), _mask(folded, quotations)
    found = []
    for start, end, form in cues.find(masked_folded):
        cue = _accept(text, masked_folded, start, end, form)
        if cue is not None:
            found.append(cue)
    found = [cue for n, cue in enumerate(found) if not _modifies(masked_folded, found, n)]
    return Frame(text, masked, masked_folded, tuple(found), tuple(cue.start for cue in found))


def _modifies(folded: str, cues: Sequence[Cue], number: int) -> bool:
    """``said in a statement``: the phrase only modifies the verb that stands before it in the sentence."""
    cue = cues[number]
    if cue.form.kind != "phrase" or not cue.form.form.startswith(MODIFIERS) or number == 0:
        return False
    before = cues[number - 1]
    between = folded[before.end : cue.start]
    return before.form.kind == "verb" and len(between) < 120 and not set(".\x00\n") & set(between)


def _mask(text: str, quotations: Sequence[Quotation]) -> str:
    pieces: list[str] = []
    position = 0
    for q in quotations:
        pieces += [text[position : q.start], MASK * (q.end - q.start)]
        position = q.end
    return "".join([*pieces, text[position:]])


def _accept(text: str, folded: str, start: int, end: int, form: CueForm) -> Cue | None:
    """Keep a cue if it can be a verb where it stands (``the claims`` and ``United States`` are none)."""
    if form.kind == "phrase":
        return Cue(start, end, form, False, None)
    before = folded[max(0, start - _REACH) : start]
    previous = _last_word(before)
    named = text[start].isupper() and before.strip() and not _opens_clause(before)
    if named or (start and text[start - 1] in "-‐‑"):
        return None
    if (previous in words.NO_VERB_BEFORE and previous not in _STAND_ALONE) or (
        previous.endswith(("'s", "s'")) and form.shape != "past"
    ):
        return None
    if form.shape == "base" and not _allows_base(previous):
        return None
    if form.form in words.NOUN_VERBS and not _allows_noun_verb(text, folded, (start, end), previous):
        return None
    passive = form.shape == "past" and _PASSIVE.search(before) is not None
    by = _BY.match(folded, end) if passive else None
    return Cue(start, end, form, passive, by.end() if by else None)


def _last_word(before: str) -> str:
    """Return the word right before, or an empty string where a mark stands between."""
    stripped = before.rstrip()
    position = len(stripped)
    while position and (stripped[position - 1].isalnum() or stripped[position - 1] in "'.-_"):
        position -= 1
    word = stripped[position:]
    return word.lstrip(".-") if word[-1:].isalnum() or word.endswith("'") else ""


def _opens_clause(before: str) -> bool:
    stripped = before.rstrip()
    return not stripped or stripped[-1] in ".!?:;\"'”’»\x00—–-“‘«(" or before.endswith("\n")


def _allows_noun_verb(text: str, folded: str, span: tuple[int, int], previous: str) -> bool:
    """A form in -s that may be a noun follows a name, a pronoun, a role or an adverb, and no "of"."""
    if folded[span[1] : span[1] + 4] in (" of ", " by ", " on ") or previous in _ADJECTIVES or not previous:
        return False
    place = folded.rfind(previous, max(0, span[0] - _REACH), span[0])
    return text[place].isupper() or previous in _BEFORE_VERB or previous.endswith("ly")


def _allows_base(previous: str) -> bool:
    """A base form follows a pronoun, a modal, a plural or a name, or opens a sentence."""
    if previous in words.BASE_BEFORE or not previous:
        return True
    plural = len(previous) > 3 and previous.endswith("s") and not previous.endswith(("'s", "ss", "us"))
    return plural or previous in ("democrats", "republicans", "men", "women", "people")
