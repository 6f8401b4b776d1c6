"""Where cues stand in a text, and which words that look like cues are none there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.annotation.voices import words
from analysis.annotation.voices.classes import CLASS
from analysis.annotation.voices.cues import CueForm, Cues
from analysis.annotation.voices.preceding import BE, COPULA, MANNER, NO_BASE, NO_NOUN_LIKE, NO_VERB, OWNER
from analysis.annotation.voices.tokens import Scan
from analysis.annotation.voices.traits import CAPITAL

_OF_STATE = words.MEDIA | words.ROLES | words.ROLE_PLURALS | words.GOVERNMENT | words.ORGANISATIONS
"""What "state" describes: ``state media``, ``state officials``."""
_REFUSES = {
    "base": NO_VERB | OWNER | NO_BASE,
    "third": NO_VERB | OWNER,
    "past": NO_VERB,
    "ing": NO_VERB,
}
"""What a word before a verb must not tell, by the shape of the verb."""
_OPENERS = frozenset(CLASS[name] for name in (".", "!", "?", ":", ";", '"', "'", "-", "("))


@dataclass(slots=True)
class Site:
    """A cue where it stands: tokens ``first`` to ``last`` (inclusive), offsets ``start`` to ``end``.

    ``passive``: "was described …"; ``by``: the offset of what follows its "by".
    """

    first: int
    last: int
    start: int
    end: int
    form: CueForm
    passive: bool = False
    by: int | None = None


def site_of(scan: Scan, first: int, last: int, form: CueForm) -> Site:
    """Return a cue that stands on some tokens, ``last`` inclusive."""
    return Site(first, last, scan.starts[first], scan.ends[last], form)


Node = dict[str, Any]


def trie(cues: Cues) -> Node:
    """Return all forms as nested dictionaries of words; the key "" leads to the entries that end there."""
    root: Node = {}
    for form, entries in cues.forms.items():
        hyphens = entries[0].cue.count("-")
        # A form is folded to words with spaces, while a token keeps its hyphen: "so-called".
        joined = [form.replace(" ", "-")] if hyphens and hyphens == form.count(" ") else []
        for spelling in (form, *joined):
            node = root
            for word in spelling.split():
                node = node.setdefault(word, {})
            node.setdefault("", entries)
    return root


def spot(scan: Scan, root: Node) -> Iterator[tuple[int, int, tuple[CueForm, ...]]]:
    """Yield the cue forms of a text in order, the longest where several begin: first, last, entries.

    The scan is one whose lexis knows the words of ``root`` for openers.
    """
    lows, size, done = scan.lows, len(scan.lows), 0
    for first in scan.opening:
        if first < done:
            continue
        node, step = root[lows[first]], first
        entries, last = node.get(""), first
        while step + 1 < size and (node := node.get(lows[step + 1])) is not None:
            step += 1
            if "" in node:
                entries, last = node[""], step
        if entries is not None:
            done = last + 1
            yield first, last, entries


def sites(scan: Scan, root: Node, titled: Sequence[tuple[int, int]] = ()) -> list[Site]:
    """Return the cues of a text that can be cues where they stand (``the claims`` is no verb).

    ``titled`` are stretches of tokens in which names and verbs alike begin with a capital.
    """
    found = []
    capitals = {number for begin, end in titled for number in range(begin, end)}
    for first, last, entries in spot(scan, root):
        chosen: Site | None = None
        name = bool(scan.traits[first] & CAPITAL) and first not in capitals and not _opens(scan, first)
        for form in entries:
            site = _accept(scan, first, last, form, name)
            if site is not None and (chosen is None or chosen.passive):
                chosen = site  # "is convinced" is an attitude rather than a passive
        if chosen is not None:
            found.append(chosen)
    return found


def _opens(scan: Scan, first: int) -> bool:
    """Whether a word with a capital may be no name, since a sentence or a clause begins with it."""
    return not first or scan.kinds[first - 1] in _OPENERS


def _accept(scan: Scan, first: int, last: int, form: CueForm, name: bool) -> Site | None:
    """Return the cue if it can be one here; ``name``: its capital makes it a part of a name."""
    if form.kind == "verb":
        return None if name else _verb(scan, first, last, form)
    if form.kind == "noun":
        # "the Ministry of Defence of Tarsovia" names, "the defence of the pact" cites.
        return None if name else site_of(scan, first, last, form)
    if form.kind == "phrase":
        per = form.form in ("per", "as per") and last + 1 < len(scan.lows)
        if per and not scan.traits[last + 1] & CAPITAL:
            return None  # "five per cent"
        return site_of(scan, first, last, form)
    copula = any(told & COPULA for told in scan.before[max(0, first - 3) : first])
    return site_of(scan, first, last, form) if copula else None


def _verb(scan: Scan, first: int, last: int, form: CueForm) -> Site | None:
    before, shape = scan.before[first - 1] if first else NO_NOUN_LIKE, form.shape
    if before & _REFUSES[shape]:
        return None
    start, lows = scan.starts[first], scan.lows
    if first and scan.ends[first - 1] == start and lows[first - 1] in ("-", "‑"):
        return None
    following = lows[last + 1] if last + 1 < len(lows) else ""
    if form.form == "state" and following in _OF_STATE:
        return None
    if form.form in words.NOUN_VERBS and (before & NO_NOUN_LIKE or following in ("of", "by", "on")):
        return None
    if shape != "past" or not _after_be(scan, first, before):
        return Site(first, last, start, scan.ends[last], form)
    by = scan.starts[last + 2] if following == "by" and last + 2 < len(lows) else None
    return Site(first, last, start, scan.ends[last], form, True, by)


def _after_be(scan: Scan, first: int, before: int) -> bool:
    """Whether "be" or "get" stands before a verb, or before the adverb that stands there."""
    adverb = before & MANNER and first > 1
    return before & BE > 0 or (adverb > 0 and scan.before[first - 2] & BE > 0)
