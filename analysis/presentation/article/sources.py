"""Who speaks in one article: how the page names them, and how much each of them says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis.annotation.annotated import Annotated
from analysis.annotation.voices.text.words import PRONOUNS
from analysis.text import fold

NO_SOURCE = "source not found"
NO_CUE = "no cue"
UNNAMED = "unnamed"
NAME_LENGTH = 60
DEPTH = 4

Row = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """A source and the words of the article that are its own; a word counts for the innermost speaker.

    ``found`` : false for words without a source, and for a pronoun that was not resolved
    ``attributions`` : how often it is cited; what one cue introduces counts once, also where quotation
    marks stand inside reported words
    ``quoted``, ``reported`` : words; ``inferred`` : those of them for which the source is inferred
    ``hits`` : loaded terms in its words
    ``cue_classes`` : class of the cue → attributions, the most frequent first
    ``within`` : whether it speaks only within the words of another source, which cites it
    """

    name: str
    type: str | None
    attributions: int
    quoted: int
    reported: int
    inferred: int
    hits: int
    cue_classes: tuple[tuple[str, int], ...]
    found: bool = True
    within: bool = False

    @property
    def words(self) -> int:
        """Quoted and reported words."""
        return self.quoted + self.reported


def article_of(one: Annotated) -> Row:
    """Return the only article of these tables, with its text."""
    return one.scan("articles").collect().row(0, named=True)


def attributions_of(one: Annotated) -> dict[int, Row]:
    """Return the attributions of one article by their number."""
    return {row["attribution"]: row for row in one.attributions.iter_rows(named=True)}


def source_of(attribution: Row) -> str:
    """Return how the page names the source of an attribution.

    >>> source_of({"source_name": "Ms Orr"}), source_of({"source": "the pilot"}), source_of({})
    ('Ms Orr', 'the pilot', 'source not found')
    >>> source_of({"source": "officials", "source_type": "unnamed"}), source_of({"source": "she"})
    ('unnamed: officials', '“she”')
    """
    name = attribution.get("source_name") or attribution.get("source")
    if not name:
        return NO_SOURCE
    if not is_known(attribution):
        return f"“{name}”"
    return f"{UNNAMED}: {name}" if attribution.get("source_type") == UNNAMED else str(name)


def is_known(attribution: Row) -> bool:
    """Whether a source was found that is more than a pronoun for nobody in sight."""
    words = attribution.get("source")
    return bool(attribution.get("source_name") or (words and fold(words) not in PRONOUNS))


def same_source(name: str) -> str:
    """Return what the names of one source have in common.

    >>> same_source("The  Pilot") == same_source("the pilot")
    True
    """
    return " ".join(fold(name).split())


def shortened(text: str, length: int = NAME_LENGTH) -> str:
    """Cut a long name, behind a word where there is one; white space becomes one space.

    >>> shortened("the head of the\\nharbour board", 18)
    'the head of the …'
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length + 1].rfind(" ")
    return f"{text[: cut if cut > 0 else length]} …"


def bare_name(attribution: Row) -> str:
    """Return the name of a source for use inside a sentence: an unnamed one without the word.

    >>> bare_name({"source": "officials", "source_type": "unnamed"})
    'officials'
    """
    return shortened(source_of(attribution).removeprefix(f"{UNNAMED}: "))


def whose(voice: str, attribution: Row | None, outer: Row | None = None) -> str:
    """Say whose words: ``own``, or voice and source, and within whose words they stand.

    >>> whose("own", None), whose("quoted", {"source_name": "Halmere", "confidence": "inferred"})
    ('own', 'Halmere, quoted (inferred)')
    >>> whose("quoted", {"source_name": "Ms Orr"}, {"source_name": "Bram Orr"})
    'Ms Orr, quoted, within the words of Bram Orr'
    """
    if voice == "own":
        return voice
    attribution = attribution or {}
    inferred = " (inferred)" if attribution.get("confidence") == "inferred" else ""
    within = f", within the words of {bare_name(outer)}" if outer else ""
    return f"{shortened(source_of(attribution))}, {voice}{inferred}{within}"


def chain_of(number: int | None, attributions: dict[int, Row]) -> list[int]:
    """Return an attribution and those that it is nested in, the outermost first.

    >>> chain_of(2, {0: {"parent": None}, 2: {"parent": 0}})
    [0, 2]
    """
    chain: list[int] = []
    while number in attributions and number not in chain and len(chain) < DEPTH:
        chain.append(number)
        number = attributions[number]["parent"]
    return chain[::-1]


def outer_speaker(number: int | None, attributions: dict[int, Row]) -> Row | None:
    """Return the nearest attribution around this one whose source is another; None without one."""
    chain = [attributions[each] for each in chain_of(number, attributions)]
    return next((row for row in reversed(chain[:-1]) if _key(row) != _key(chain[-1])), None)


def sources_of(one: Annotated, hits: Sequence[Row]) -> tuple[Source, ...]:
    """Return the sources of an article, the one with the most words first, what is not known last.

    Parameters
    ----------
    hits : what ``located`` gave for the article
    """
    attributions = attributions_of(one)
    counts: dict[str, Counter[str]] = {}
    classes: dict[str, Counter[str]] = {}
    known: dict[str, Row] = {}
    counted: set[tuple[str, int | None]] = set()
    by_article: set[str] = set()
    for attribution in attributions.values():
        key = _key(attribution)
        if attribution["parent"] is None:
            by_article.add(key)
        if not known.get(key, {}).get("source_type"):
            known[key] = attribution
        counts.setdefault(key, Counter())
        cue = attribution["cue_start"]
        if cue is not None and (key, cue) in counted:
            continue
        counted.add((key, cue))
        counts[key]["attributions"] += 1
        cited = attribution["cue_class"] or ("other" if attribution["cue"] else NO_CUE)
        classes.setdefault(key, Counter())[cited] += 1
    for number, voice, n in one.spans.select("attribution", "voice", "n_words").rows():
        if voice != "own":
            attribution = attributions.get(number) or {}
            inferred = n if attribution.get("confidence") == "inferred" else 0
            counts.setdefault(_key(attribution), Counter()).update({voice: n, "inferred": inferred})
    for hit in hits:
        key = _key(attributions.get(hit["attribution"]) or {})
        if hit["voice"] != "own" and key in counts:
            counts[key]["hits"] += 1
    found = [
        _source(
            known.get(key, {}), n, classes.get(key, Counter()), within=key in known and key not in by_article
        )
        for key, n in counts.items()
    ]
    return tuple(sorted(found, key=lambda source: (not source.found, -source.words, source.name)))


def _key(attribution: Row) -> str:
    return same_source(source_of(attribution))


def _source(known: Row, n: Counter[str], classes: Counter[str], *, within: bool) -> Source:
    ordered = sorted(classes.items(), key=lambda item: (-item[1], item[0]))
    words = (n["attributions"], n["quoted"], n["reported"], n["inferred"], n["hits"])
    return Source(source_of(known), known.get("source_type"), *words, tuple(ordered), is_known(known), within)
