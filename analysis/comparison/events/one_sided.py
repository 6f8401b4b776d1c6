"""Terms that the reference carries on an event and the focus does not, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import polars as pl

from analysis.comparison.events.one_sided_event import EventText, not_in_focus, only_in_focus
from analysis.comparison.events.one_sided_sums import JOINT, Found, by_event, over_events
from analysis.comparison.events.one_sided_tables import COMPARED, NOT_IN_FOCUS, ONLY_IN_FOCUS
from analysis.comparison.families import with_q
from analysis.comparison.outlets import chosen_outlets
from analysis.comparison.terms.vocabulary import stopped_terms
from analysis.corpus.outlets import read_aliases
from analysis.errors import InputError
from analysis.measures.cells import Bools, Ints
from analysis.measures.counting import as_tuple
from analysis.measures.tables import schema
from analysis.measures.terms.sentences import SentenceTerms, count_sentence_terms
from analysis.study import DEFAULT_SEED, Inference
from analysis.text import WORD, unify_word

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

WORDINGS = ("words", "phrases")
TWO_LETTERS = re.compile(r"[^\W\d_]{2}|(?:[^\W\d_]\.){2}")


@dataclass(frozen=True)
class OneSided:
    """``terms`` (``ONE_SIDED``), ``events`` (``ONE_SIDED_EVENTS``) and ``compared`` (``COMPARED``).

    ``reason`` says in a sentence why both are empty; ``None`` if they are not for want of events.
    """

    terms: pl.DataFrame
    events: pl.DataFrame
    compared: pl.DataFrame
    reason: str | None


def one_sided_terms(
    annotated: Annotated,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    kind: str = "words",
    voice: str = "own",
    part: str = "all",
    lexicon: str | None = None,
    at_least: int = 3,
    stopwords: Collection[str] = (),
    join_forms: bool = True,
    draws: int = 200,
    inference: Inference | None = None,
    family: str | None = None,
    seed: int = DEFAULT_SEED,
) -> OneSided:
    """Find what the others carried on an event and the focus did not, and what only the focus carried.

    Parameters
    ----------
    focus, reference : outlets. No reference means every other outlet. Several focus outlets count as one
    kind : ``words`` or ``phrases`` (two or three words), which need text; ``terms`` or ``categories`` of a
        lexicon, which do not
    voice, part, lexicon : as in ``count_terms``
    at_least : reference outlets that must carry a term that the focus lacks, or cover the event where the
        focus alone carries it; 2 or more
    stopwords : lower-case words that are left out; phrases that begin or end with one too
    join_forms : count regular forms of a word as one, so that *talks* does not stand for an absent *talk*
    draws : stretches of text per event
    inference : level; a term that cannot reach it is only described
    family : name of the tests that are corrected together; the focus names it by default
    seed : of the draws

    Returns
    -------
    OneSided
        ``terms``, a row per direction and term that is one-sided on an event or more, by p, then by events
        beyond the expected; ``events``, the same event by event. Numbers, initials and, on their events, the
        names of authors and of outlets that name themselves are left out and counted in ``compared``.

    Raises
    ------
    InputError
        an outlet that is not in the corpus, or on both sides; words or phrases without text; at_least under 2

    Note
    ----
    ``chance`` comes from real sentences, not from a formula that takes words as independent: stretches as
    long as the focus's text are drawn from the reference articles of the same event (``not_in_focus``), or
    stretches as long as each outlet's text from all articles of the event (``only_in_focus``). Null
    hypothesis: given how many outlets of an event carry a term, it is a matter of chance and length which.
    Over events, independent of each other, the number of one-sided events is Poisson-binomial. On a single
    event the chance is seldom below 1 / (outlets of the event), so one absence is no evidence by itself.

    Example
    -------
    >>> import polars as pl
    >>> from analysis import annotate, read_article_text
    >>> def article(outlet, text):
    ...     table, _ = read_article_text(f"Vote in Halmere\\n\\nThe vote was held. {text}")
    ...     return table.with_columns(
    ...         outlet=pl.lit(outlet), event=pl.lit("vote"), article_id=pl.lit(outlet))
    >>> texts = {"Sun": "Rain fell.", "Post": "Monitors saw fraud.", "Wire": "Monitors spoke of fraud."}
    >>> annotated = annotate(pl.concat(article(*item) for item in texts.items()))
    >>> found = one_sided_terms(annotated, "Sun", at_least=2)
    >>> found.terms.filter(direction="not in the focus")["term"].to_list()
    ['fraud', 'monitors']
    """
    if at_least < 2:
        raise InputError("one-sided terms", "argument 'at_least'", f"{at_least}", "2 or more", "raise it")
    ours, theirs = chosen_outlets(annotated.articles, as_tuple(focus), as_tuple(reference))
    counted = count_sentence_terms(
        annotated, kind, voice=voice, part=part, lexicon=lexicon, join_forms=join_forms
    )
    wording = kind in WORDINGS
    stopped = stopped_terms(counted.terms, frozenset(stopwords) if wording else frozenset())
    numbers = _without_letters(counted) if wording else np.zeros(len(stopped), dtype=bool)
    bylines = _bylines(annotated) if wording else {}
    found: list[Found] = []
    events, named = 0, set[int]()
    for name, outlets, event in _events(counted, ours, theirs, at_least):
        events += 1
        in_byline = _in_byline(counted, event.terms, bylines.get(name, frozenset()))
        named |= set(event.terms[in_byline].tolist())
        text = event.columns(np.flatnonzero(~(stopped | numbers)[event.terms] & ~in_byline))
        random = np.random.default_rng([seed, crc32(name.encode())])
        missing, extra = not_in_focus(text, at_least, draws, random), only_in_focus(text, draws, random)
        found += [Found(NOT_IN_FOCUS, name, outlets, text, missing)]
        found += [Found(ONLY_IN_FOCUS, name, outlets, text, extra)]
    detail = by_event(found, counted)
    table = over_events(found, counted, detail, 1.0 - (inference or Inference()).level)
    rows = [
        (f"events that the focus and {at_least} or more reference outlets cover", events),
        ("other events", counted.sentences["event"].n_unique() - events),
        ("articles without an event", annotated.articles["event"].null_count()),
        (f"terms left out: stopwords ({len(stopwords):,} listed)", int(stopped.sum())),
        ("terms left out: numbers and initials", int((numbers & ~stopped).sum())),
        ("terms left out on events where they name an author or the outlet itself", len(named)),
    ]
    return OneSided(
        with_q(table, family or f"one-sided {kind}, {' + '.join(ours)}").filter(pl.col("events") > 0),
        detail.with_columns(pl.col("carried_by").str.replace_all(JOINT, "; ", literal=True)),
        pl.DataFrame(rows, schema=schema(COMPARED), orient="row"),
        _no_events(annotated, events, at_least),
    )


def _no_events(annotated: Annotated, events: int, at_least: int) -> str | None:
    if events:
        return None
    if annotated.articles["event"].null_count() == annotated.articles.height:
        return "no article has an event, so nothing can be compared event by event"
    return f"no event is covered by the focus and {at_least} or more reference outlets"


def _events(
    counted: SentenceTerms, focus: Sequence[str], reference: Sequence[str], at_least: int
) -> Iterator[tuple[str, tuple[str, ...], EventText]]:
    """Yield the comparable events with their reference outlets and their text, focus first."""
    names = counted.sentences["event"].to_numpy().astype(str)
    outlets = counted.sentences["outlet"].to_numpy().astype(str)
    words = counted.sentences["words"].cast(pl.Float64).to_numpy()
    events, starts = np.unique(names, return_index=True)
    for name, here in zip(events, np.split(np.arange(len(names)), starts[1:]), strict=False):
        in_focus = np.isin(outlets[here], focus)
        theirs = here[np.isin(outlets[here], reference)]
        covering, unit = np.unique(outlets[theirs], return_inverse=True)
        if len(covering) < at_least or not in_focus.any():
            continue
        rows = np.concatenate([here[in_focus], theirs])
        counts = counted.counts[rows]
        terms = np.unique(counts.indices).astype(np.int64)
        units = np.concatenate([np.zeros(int(in_focus.sum()), dtype=np.int64), unit + 1])
        text = EventText(words[rows], units, counts[:, terms], terms)
        yield str(name), tuple(str(outlet) for outlet in covering), text


def _without_letters(counted: SentenceTerms) -> Bools:
    """Return which terms begin or end with a number, an initial or the rest of one ("D-N")."""
    ends = [(words[0], words[-1]) for words in (term.split(" ") for term in counted.terms)]
    lettered = [all(TWO_LETTERS.search(word) for word in pair) for pair in ends]
    return ~np.array(lettered, dtype=bool)


def _bylines(annotated: Annotated) -> dict[str, frozenset[str]]:
    """Return, per event, the words of its authors' names, and of outlets that name themselves."""
    names: dict[str, set[str]] = {}
    spellings = {outlet: {outlet.casefold()} for outlet in annotated.outlets}
    for alias, outlet in read_aliases().items():
        spellings.get(outlet, set()).add(alias)
    columns, with_event = ("event", "outlet", "authors", "text"), pl.col("event").is_not_null()
    for part in annotated.batches():
        for event, outlet, authors, text in part.table("articles", *columns, where=with_event).iter_rows():
            folded = (text or "").casefold()
            itself = [name for name in spellings[outlet] if re.search(rf"\b{re.escape(name)}\b", folded)]
            byline = " ".join([authors or "", *itself])
            words = (unify_word(match.group()) for match in WORD.finditer(byline))
            names.setdefault(event, set()).update(words)
    return {event: frozenset(here) for event, here in names.items()}


def _in_byline(counted: SentenceTerms, terms: Ints, names: frozenset[str]) -> Bools:
    """Return which terms are, or hold a word that is, in a byline of the event."""
    if not names:
        return np.zeros(len(terms), dtype=bool)
    return np.array([not names.isdisjoint(counted.terms[term].split(" ")) for term in terms], dtype=bool)
