"""Plain sentences computed from a table, so that prose cannot drift from the numbers."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl

from analysis.comparison import SAME_EVENT, Classified, OneSided, findings
from analysis.comparison.distributions import DISTRIBUTIONS
from analysis.comparison.parts import PART_GAPS
from analysis.comparison.terms.table import KEYNESS
from analysis.comparison.terms.vocabulary import LEFT_OUT
from analysis.measures import BY_OUTLET, WHO_SAYS, kind_of
from analysis.presentation.sentences.described import described_sentences
from analysis.presentation.sentences.events import inside_events_sentence
from analysis.presentation.sentences.keyness import keyness_sentences, left_out_sentence
from analysis.presentation.sentences.outlets import outlet_sentences
from analysis.presentation.sentences.who import who_sentences
from analysis.presentation.tables.classified import classified_sentences
from analysis.presentation.tables.naming import distribution_sentences, gap_sentences
from analysis.presentation.writing.contrast_sentences import (
    contrast_sentence,
    leaves_out_alike,
    undecided_sentence,
)
from analysis.presentation.writing.format import count, is_missing, listed, plural
from analysis.presentation.writing.wording import VOICE_NAMES, Row, in_voices, subject, wording

HEADS = {
    "findings": "What chance alone would rarely give",
    "undecided": "What cannot be told from chance in this corpus",
    "exploratory": "Not tested: for looking around",
    "described": "Described only",
}

MOST_NAMED = 8
"""Findings that a summary names."""


@dataclass(frozen=True)
class Sentences:
    """Sentences about one table, sorted by what can be said of it; ``summary`` counts them.

    ``plain`` are sentences of another kind, which stand as a list below the summary. ``why`` is the reason
    that all described rows share.
    """

    summary: str
    findings: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    exploratory: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    folded: frozenset[str] = field(default=frozenset({"undecided", "exploratory", "described"}))
    plain: tuple[str, ...] = ()
    why: str = ""

    def head(self, name: str) -> str:
        """Return what stands above a group."""
        return f"{HEADS[name]}: {self.why}" if name == "described" and self.why else HEADS[name]

    def groups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the groups that hold a sentence, by name."""
        return tuple((name, getattr(self, name)) for name in HEADS if getattr(self, name))

    def __str__(self) -> str:
        lines = [self.summary, *(f"- {sentence}" for sentence in self.plain)]
        for name, sentences in self.groups():
            lines += ["", f"{self.head(name)}:", *(f"- {sentence}" for sentence in sentences)]
        return "\n".join(lines)

    def html(self) -> str:
        """Return the sentences as HTML; the longer lists open on demand."""
        parts = [f"<p class='ww-summary'>{html.escape(self.summary)}</p>"]
        if self.plain:
            items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in self.plain)
            parts.append(f"<ul class='ww-plain'>{items}</ul>")
        for name, sentences in self.groups():
            head, number = html.escape(self.head(name)), len(sentences)
            items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in sentences)
            if name in self.folded and number > 1:
                summary = f"<summary>{head} ({number})</summary>"
                parts.append(f"<details class='ww-{name}'>{summary}<ul>{items}</ul></details>")
            else:
                parts.append(f"<p class='ww-head'>{head}</p><ul class='ww-{name}'>{items}</ul>")
        return f"<div class='ww ww-sentences'>{''.join(parts)}</div>"

    def _repr_html_(self) -> str:
        return self.html()


def describe(
    table: pl.DataFrame | OneSided | Classified, *, focus: str | Sequence[str] = (), level: float = 0.95
) -> Sentences:
    """Put a table of contrasts, of measures by outlet, of who says a term, or of keyness, into sentences.

    Parameters
    ----------
    table : ``CONTRASTS`` of ``comparison.tables``, ``BY_OUTLET`` of ``measures.tables``, what ``who_says``
        gives, ``KEYNESS`` and ``LEFT_OUT``, ``DISTRIBUTIONS``, ``PART_GAPS``, or ``SAME_EVENT`` and
        ``OneSided`` (one summary each), or ``Classified``
    focus : with a table by outlet or of who says a term, the outlets to speak of
    level : of the intervals in the table; a finding needs q of at most 1 - level

    Returns
    -------
    Sentences
        one sentence per row, each with its counts; sorted into findings, what cannot be told from chance,
        exploratory rows and rows that are only described. Of keyness only findings have a sentence each, the
        same number at most in both directions; the summary counts the rest

    Raises
    ------
    ValueError
        a table of another kind

    Example
    -------
    >>> from analysis.comparison.tables import schema
    >>> import polars as pl
    >>> print(describe(pl.DataFrame(schema=schema())))
    The table holds no contrast.
    """
    names = (focus,) if isinstance(focus, str) else tuple(focus)
    if isinstance(table, OneSided):
        return Sentences(inside_events_sentence(table, level))
    if isinstance(table, Classified):
        summary, plain = classified_sentences(table, level)
        return Sentences(summary, plain=plain)
    for columns, make in _kinds(names, level):
        if set(columns) <= set(table.columns):
            return make(table)
    if "estimate" not in table.columns:
        raise ValueError(
            "describe needs a table of contrasts, of keyness, of measures by outlet, or of who says a term"
        )
    return _contrasts(table, level)


def _kinds(
    focus: tuple[str, ...], level: float
) -> tuple[tuple[Iterable[str], Callable[[pl.DataFrame], Sentences]], ...]:
    """Return the columns by which tables of other kinds are known, and what puts each into sentences."""
    return (
        (SAME_EVENT, lambda table: Sentences(inside_events_sentence(table, level))),
        (BY_OUTLET, lambda table: Sentences(*outlet_sentences(table, focus, level))),
        (WHO_SAYS, lambda table: Sentences(*who_sentences(table, focus))),
        (KEYNESS, lambda table: Sentences(*keyness_sentences(table, level))),
        (DISTRIBUTIONS, lambda table: Sentences(*distribution_sentences(table, level))),
        (PART_GAPS, lambda table: Sentences(*gap_sentences(table, level))),
        (LEFT_OUT, lambda table: Sentences(left_out_sentence(table))),
    )


def _contrasts(table: pl.DataFrame, level: float) -> Sentences:
    found = findings(table, level).to_dicts()
    keys = {_key(row) for row in found}
    rest = [row for row in table.to_dicts() if _key(row) not in keys]
    rest.sort(key=lambda row: row["category"] != "all")
    tested = [row for row in rest if not is_missing(row["q"])]
    tested.sort(key=lambda row: not leaves_out_alike(row))  # what comes nearest to a finding stands first
    untested = [row for row in rest if is_missing(row["q"])]
    why, described = described_sentences([row for row in untested if row["status"] != "inferred"])
    return Sentences(
        summary=_summary(found, tested, untested),
        findings=tuple(contrast_sentence(row, level) + "." for row in found),
        undecided=tuple(undecided_sentence(row, level) + "." for row in tested),
        exploratory=tuple(
            contrast_sentence(row, level) + "." for row in untested if row["status"] == "inferred"
        ),
        described=described,
        why=why,
    )


def _about(rows: Sequence[Row]) -> str:
    """Name the focus articles; rows of cited words, names and stance count only those that hold some."""
    every = [row for row in rows if kind_of(str(row["measure"])).base not in ("name", "mention")]
    widest = max(every or rows, key=lambda row: row["focus_articles"] or 0)
    several = not every and any((row["focus_articles"] or 0) != 1 for row in rows)
    return subject({**widest, "voice": "all"} | ({"focus_articles": 0} if several else {}), capital=False)


def _key(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in ("measure", "category", "voice", "part", "focus", "reference"))


def _summary(found: Sequence[Row], undecided: Sequence[Row], untested: Sequence[Row]) -> str:
    tested = len(found) + len(undecided)
    rows = tested + len(untested)
    if not rows:
        return "The table holds no contrast."
    about = _about([*found, *undecided, *untested])
    if not tested:
        described = sum(row["status"] != "inferred" for row in untested)
        how = "described only" if described == rows else "shown without a test"
        return (
            f"{plural(rows, 'contrast')} of {about} with the reference {'is' if rows == 1 else 'are'} {how}."
        )
    start = f"Of {plural(tested, 'tested contrast')} of {about} with the reference,"
    if not found:
        if tested > 1:
            return f"{start} none can be told from chance in this corpus."
        return f"The one tested contrast of {about} with the reference cannot be told from chance."
    spoken = [row for row in (*found, *undecided) if in_voices(row)]
    several = len({row["voice"] for row in spoken}) > 1
    names = dict.fromkeys(
        wording(row) + (f" ({VOICE_NAMES[row['voice']]})" if several and in_voices(row) else "")
        for row in found
    )
    kinds = listed(sorted(names))
    if len(names) > MOST_NAMED:
        # The surest come first in the findings.
        kinds = f"{', '.join(list(names)[:MOST_NAMED])} and {count(len(names) - MOST_NAMED)} more"
    more = f"{count(len(undecided))} cannot be told from it"
    if tested == 1:
        return f"The one tested contrast of {about} with the reference stands out from chance: {kinds}."
    stand = f"{count(len(found))} {'stands' if len(found) == 1 else 'stand'} out from chance: {kinds}"
    return f"{start} {stand}; {more}." if undecided else f"{start} all {stand}."
