"""Where the model looks for the sources of drafts, worked out for all texts of a batch at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain

import numpy as np

from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.model.candidates import columns
from analysis.annotation.voices.text.classes import CLASSES
from analysis.annotation.voices.text.phrases import HEAD_ENDS
from analysis.annotation.voices.text.places import Ints
from analysis.annotation.voices.text.quotes import Quotation
from analysis.annotation.voices.text_voices import TextVoices

_NOWHERE = (-1, -1)
_ENDS_HEAD = np.isin(np.arange(len(CLASSES)), list(HEAD_ENDS))


def anchors(texts: Sequence[TextVoices], drafts: Sequence[Sequence[Draft]]) -> Ints:
    """Return the anchors of the drafts of each text, as ``candidates.columns`` gives them.

    A source is looked for in the sentences of its draft and cue. Where nobody speaks there ("Ms Orr issued a
    statement. '…'", or "'… ?' Ms Orr went on."), the sentences beside them are looked at too; a nested
    quotation has its source inside the one around it.
    """
    rows = [
        (number, *_row(draft, one.quotations))
        for number, (one, own) in enumerate(zip(texts, drafts, strict=True))
        for draft in own
    ]
    if not rows:
        return columns([])
    values = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=len(rows) * len(rows[0]))
    text, wide, cue_first, cue_last, *offsets = values.reshape(len(rows), -1).T.copy()
    at = _Places(texts, text)
    opens, begin, end, cue, around, around_end, source, source_end = (o + at.base for o in offsets)
    cued, inner, ruled = (offsets[n] >= 0 for n in (3, 4, 6))
    first = at.sentence(opens)
    last = np.maximum(first, at.sentence(end - 1))
    beside = at.sentence(cue)
    first = np.where(cued, np.minimum(first, beside), first) - wide
    last = np.where(cued, np.maximum(last, beside), last) + wide
    # In the order of the fields of an Anchor.
    found = (
        np.where(inner, at.token(around), at.first_token(first)),
        np.where(inner, at.token(around_end), at.last_token(last)),
        at.token(begin),
        at.token(end),
        np.where(cued, cue_first + at.first, -1),
        np.where(cued, cue_last + at.first, -1),
        np.where(ruled, at.head(source, source_end), -1),
    )
    return np.stack(found)


def _row(draft: Draft, quotations: Sequence[Quotation]) -> tuple[int, ...]:
    """Whether to look wider, the tokens of the cue, and offsets: of content, cue, what is around, source."""
    q, cue, source = draft.quotation, draft.cue, draft.source
    opens = min(q.open_mark[0], draft.start) if q is not None and q.open_mark else draft.start
    outer = quotations[q.outer] if q is not None and q.outer is not None else None
    around = (outer.start, outer.end) if outer is not None else _NOWHERE
    wide = cue is None and source is None and q is not None and outer is None
    tokens, cue_at = ((cue.first, cue.last + 1), cue.start) if cue is not None else (_NOWHERE, -1)
    return (wide, *tokens, opens, draft.start, draft.end, cue_at, *around, *(source or _NOWHERE))


class _Places:
    """Sentences and tokens of texts that follow each other, asked for some drafts; ``text`` is that of each.

    Offsets are raised by ``base``, where the text begins if all are joined; tokens are those of the batch, in
    which the text's own begin at ``first``.
    """

    def __init__(self, texts: Sequence[TextVoices], text: Ints) -> None:
        scans = [one.scan for one in texts]
        bases, sentences, tokens = (
            np.array([0, *accumulate(sizes)])
            for sizes in (
                (len(one.text) + 1 for one in texts),
                (len(one.starts) for one in texts),
                (len(scan.starts) for scan in scans),
            )
        )
        offsets = np.array([one.offset for one in texts])
        self.base, self.first = bases[text], offsets[text]
        self._shift = self.first - tokens[text]
        self._low, self._high = sentences[text], sentences[text + 1] - 1
        self._sentences = _joined([one.starts for one in texts], bases)
        self._first_tokens = _joined([one.bounds[: len(one.starts)] for one in texts], offsets)
        self._last_tokens = _joined([one.bounds[1 : len(one.starts) + 1] for one in texts], offsets)
        self._tokens = np.concatenate([scan.offsets for scan in scans]) + bases[:-1].repeat(np.diff(tokens))
        kinds = np.frombuffer(b"".join(scan.kinds for scan in scans), dtype=np.uint8)
        self._ends_head = np.append(_ENDS_HEAD.take(kinds).nonzero()[0], len(kinds))

    def sentence(self, offsets: Ints) -> Ints:
        """Return the sentence of its text in which each offset lies, or before which it is the first."""
        found: Ints = np.maximum(self._sentences.searchsorted(offsets, "right") - 1, self._low)
        return found

    def token(self, offsets: Ints) -> Ints:
        """Return the first token that starts at or after each offset."""
        found: Ints = self._tokens.searchsorted(offsets) + self._shift
        return found

    def first_token(self, sentences: Ints) -> Ints:
        """Return the token with which each sentence, or the text, begins."""
        found: Ints = self._first_tokens.take(np.maximum(sentences, self._low))
        return found

    def last_token(self, sentences: Ints) -> Ints:
        """Return the token before which each sentence, or the text, ends."""
        found: Ints = self._last_tokens.take(np.minimum(sentences, self._high))
        return found

    def head(self, starts: Ints, ends: Ints) -> Ints:
        """Return the heads of some phrases: the last word before the first comma or link."""
        first, last = self._tokens.searchsorted(starts), self._tokens.searchsorted(ends)
        ended = self._ends_head.take(self._ends_head.searchsorted(first + 1), mode="clip")
        found: Ints = np.minimum(ended, last) - 1 + self._shift
        return found


def _joined(lists: Sequence[Sequence[int]], bases: Ints) -> Ints:
    """Return the numbers of some lists, one list after the other, each raised by its base."""
    counts = [len(one) for one in lists]
    numbers: Ints = np.fromiter(chain.from_iterable(lists), dtype=np.int64, count=sum(counts))
    return numbers + bases[: len(counts)].repeat(counts)
