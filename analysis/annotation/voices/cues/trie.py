"""The forms of cues as numbers, found again word by word, with what rules ask of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.voices.cues.listed import CueForm, Cues
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.lexis import numbered
from analysis.annotation.voices.text.preceding import NO_BASE, NO_PARTICIPLE, NO_VERB, OWNER

Ints = NDArray[np.int64]
VERB, NOUN, ADJECTIVE, PAST, NOUN_LIKE, STATE, PER = (1 << bit for bit in range(7))
"""What rules ask of a form: its kind, its shape, and whether it is one of a few words."""
_KINDS = {"noun": NOUN, "adjective": ADJECTIVE, "phrase": 0}
_REFUSES = {
    "base": NO_VERB | OWNER | NO_BASE,
    "third": NO_VERB | OWNER,
    "past": NO_VERB,
    "ing": NO_VERB,
}
"""What a word before a verb must not tell, by the shape of the verb."""


class Trie(dict[str, Any]):
    """All forms as nested dictionaries of words; the key "" leads to the entries that end there.

    Entries (the forms that are spelt alike) and forms have numbers, 0 for none.
    """

    @cached_property
    def entries(self) -> dict[tuple[CueForm, ...], int]:
        """The number of the entries that end anywhere."""
        return {found: number for number, found in enumerate(dict.fromkeys(_entries(self)), 1)}

    @cached_property
    def forms(self) -> list[CueForm]:
        """The forms of all entries in the order of their numbers, which begin with 1."""
        return list(dict.fromkeys(chain.from_iterable(self.entries)))

    @cached_property
    def spelt(self) -> Ints:
        """The numbers of the forms of entries: a row for each, filled with 0."""
        numbers = {form: number for number, form in enumerate(self.forms, 1)}
        table = np.zeros((len(self.entries) + 1, max(map(len, self.entries), default=1)), dtype=np.int64)
        for found, number in self.entries.items():
            table[number, : len(found)] = [numbers[form] for form in found]
        return table

    @cached_property
    def alone(self) -> Ints:
        """The number of the entries of a single word, by the number that it has in a lexis."""
        return np.array([0, *(self.entries.get(node.get("", ()), 0) for node in self.values())])

    @cached_property
    def paired(self) -> NDArray[np.bool_]:
        """Whether a word, by its number in a lexis, may stand second behind one with which cues begin."""
        openers, followers = numbered(self)
        table = np.zeros((len(openers) + 1, len(followers) + 1), dtype=bool)
        for low, node in self.items():
            table[openers[low], [followers[word] for word in node if word]] = True
        return table

    @cached_property
    def traits(self) -> tuple[Ints, Ints]:
        """What the rules ask of each form, as bits, and what must not be told of the word before it."""
        return np.array([0, *map(_traits, self.forms)]), np.array([0, *map(_refused, self.forms)])


def _entries(node: Mapping[str, Any]) -> Iterator[tuple[CueForm, ...]]:
    for word, following in node.items():
        if word:
            yield from _entries(following)
        else:
            yield following


def _refused(form: CueForm) -> int:
    """What a word before a form must not tell."""
    if form.form == "said":
        return 0
    refused = _REFUSES.get(form.shape, 0)
    if form.cue not in words.ONLY_VERBS:
        return refused
    return {"base": refused & ~NO_BASE, "ing": NO_PARTICIPLE}.get(form.shape, refused)


def _traits(form: CueForm) -> int:
    if form.kind != "verb":
        return _KINDS[form.kind] + PER * (form.form in ("per", "as per"))
    noun_like, state = form.form in words.NOUN_VERBS, form.form == "state"
    return VERB + PAST * (form.shape == "past") + NOUN_LIKE * noun_like + STATE * state


def trie(cues: Cues) -> Trie:
    """Return all forms of some cues."""
    root = Trie()
    for form, entries in cues.forms.items():
        hyphens = entries[0].cue.count("-")
        # A form is folded to words with spaces, while a token keeps its hyphen: "so-called".
        joined = [form.replace(" ", "-")] if hyphens and hyphens == form.count(" ") else []
        for spelling in (form, *joined):
            node: dict[str, Any] = root
            for word in spelling.split():
                node = node.setdefault(word, {})
            node.setdefault("", entries)
    return root
