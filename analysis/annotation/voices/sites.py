"""Where cues stand in a text, and which words that look like cues are none there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.annotation.voices import words
from analysis.annotation.voices.classes import CLASS, FIRST_WORD
from analysis.annotation.voices.cues import CueForm, Cues
from analysis.annotation.voices.tokens import Scan

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
_OF_STATE = words.MEDIA | words.ROLES | words.ROLE_PLURALS | words.GOVERNMENT | words.ORGANISATIONS
"""What "state" describes: ``state media``, ``state officials``."""
_OPENERS = frozenset(CLASS[name] for name in (".", "!", "?", ":", ";", '"', "'", "-", "("))
_PASSIVE_BEFORE = words.word_set("was were is are been being be get gets got")
_COPULAS = _PASSIVE_BEFORE | words.word_set(
    "am seem seems seemed sound sounds sounded remain remains remained feel feels felt appear appears "
    "appeared look looks looked become becomes became 's 're 'm isn't aren't wasn't weren't"
)


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
    for number in scan.opening:
        if number < done:
            continue
        node, step, found = root[lows[number]], number, None
        if len(node) == 1 and "" in node:
            yield number, number, node[""]
            continue
        while node is not None:
            if "" in node:
                found = (number, step, node[""])
            step += 1
            node = node.get(lows[step]) if step < size else None
        if found:
            done = found[1] + 1
            yield found


def sites(scan: Scan, root: Node, titled: Sequence[tuple[int, int]] = ()) -> list[Site]:
    """Return the cues of a text that can be cues where they stand (``the claims`` is no verb).

    ``titled`` are stretches of tokens in which names and verbs alike begin with a capital.
    """
    found = []
    capitals = {number for begin, end in titled for number in range(begin, end)}
    for first, last, entries in spot(scan, root):
        chosen: Site | None = None
        for form in entries:
            site = _accept(scan, first, last, form, first in capitals)
            if site is not None and (chosen is None or chosen.passive):
                chosen = site  # "is convinced" is an attitude rather than a passive
        if chosen is not None:
            found.append(chosen)
    return found


def _accept(scan: Scan, first: int, last: int, form: CueForm, titled: bool) -> Site | None:  # noqa: PLR0911
    lows, kinds = scan.lows, scan.kinds
    if form.kind == "phrase":
        per = form.form in ("per", "as per") and last + 1 < len(lows)
        if per and not scan.text[scan.starts[last + 1]].isupper():
            return None  # "five per cent"
        return site_of(scan, first, last, form)
    if form.kind == "adjective":
        back = any(
            low in _COPULAS or low.endswith(("'s", "'re", "'m")) for low in lows[max(0, first - 3) : first]
        )
        return site_of(scan, first, last, form) if back else None
    opens = not first or kinds[first - 1] in _OPENERS
    previous = "" if opens or kinds[first - 1] < FIRST_WORD else lows[first - 1]
    name = not opens and not titled and scan.text[scan.starts[first]].isupper()
    if form.kind == "noun":
        # "the Ministry of Defence of Tarsovia" names, "the defence of the pact" cites.
        return None if name else site_of(scan, first, last, form)
    if name or (first and lows[first - 1] in ("-", "‑") and scan.ends[first - 1] == scan.starts[first]):
        return None
    if (previous in words.NO_VERB_BEFORE and previous not in _STAND_ALONE) or (
        previous.endswith(("'s", "s'"))
        and form.shape not in ("past", "ing")
        and previous not in ("he's", "she's", "it's", "who's", "that's")
    ):
        return None
    if form.shape == "base" and not _allows_base(previous):
        return None
    if form.form == "state" and last + 1 < len(lows) and lows[last + 1] in _OF_STATE:
        return None
    if form.form in words.NOUN_VERBS and not _allows_noun_verb(scan, first, last, previous):
        return None
    passive = form.shape == "past" and first > 0 and _after_be(lows, first)
    by = scan.starts[last + 2] if passive and last + 2 < len(lows) and lows[last + 1] == "by" else None
    return Site(first, last, scan.starts[first], scan.ends[last], form, passive, by)


def _after_be(lows: Sequence[str], first: int) -> bool:
    """Whether "be" or "get" stands before a verb, or before the adverb that stands there."""
    before = lows[first - 1]
    if before in _PASSIVE_BEFORE:
        return True
    adverb = before.endswith("ly") or before in ("also", "not")
    return adverb and first > 1 and lows[first - 2] in _PASSIVE_BEFORE


def _allows_noun_verb(scan: Scan, first: int, last: int, previous: str) -> bool:
    """A form in -s that may be a noun follows a name, a pronoun, a role or an adverb, and no "of"."""
    following = scan.lows[last + 1] if last + 1 < len(scan.lows) else ""
    if following in ("of", "by", "on") or previous in _ADJECTIVES or not previous:
        return False
    return scan.text[scan.starts[first - 1]].isupper() or previous in _BEFORE_VERB or previous.endswith("ly")


def _allows_base(previous: str) -> bool:
    """A base form follows a pronoun, a modal, a plural or a name, or opens a sentence."""
    if previous in words.BASE_BEFORE or not previous:
        return True
    plural = len(previous) > 3 and previous.endswith("s") and not previous.endswith(("'s", "ss", "us"))
    return plural or previous in ("democrats", "republicans", "men", "women", "people")
