"""The annotated stances of SEESAW and NewsMTSC as places, as training and benchmark read them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.annotation.lexicons import load_lexicon
from analysis.annotation.stance import StancePlace

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("FRAMING_CORPORA", ROOT.parent / "shared" / "corpora"))
_UNNAMED = frozenset({"None", "Not in the list"})
_SMALL = frozenset(
    [
        "the",
        "of",
        "to",
        "and",
        "for",
        "in",
        "on",
        "a",
        "an",
        "party",
        "states",
        "united",
        "act",
        "new",
        "house",
        "senate",
        "committee",
    ]
)
_WORD = re.compile(r"[^\W_]+")
Span = tuple[int, int]


@dataclass(frozen=True)
class Gold:
    """One annotated stance: a place, its polarity (-1, 0, 1), article, event, and the target's name."""

    place: StancePlace
    polarity: int
    article: str
    event: str
    target: str


def newsmtsc(corpora: Path = CORPORA) -> list[Gold]:
    """Return the targets of NewsMTSC; polarity 2, 4, 6 is against, neither, for."""
    found = []
    with (corpora / "newsmtsc.gold.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            article = "_".join(row["primary_gid"].split("_")[:3])
            spans = [(target["from"], target["to"]) for target in row["targets"]]
            for target, span in zip(row["targets"], spans, strict=True):
                others = tuple(other for other in spans if other[1] <= span[0] or other[0] >= span[1])
                place = StancePlace(row["sentence_normalized"], *span, others=others)
                polarity = round((target["polarity"] - 4) / 2)
                found.append(Gold(place, polarity, article, article, target["mention"]))
    return found


def seesaw(split: str, corpora: Path = CORPORA) -> list[Gold]:
    """Return the pairs of SEESAW's ``train`` or ``valid`` part, found in their sentences by their names."""
    return list(_seesaw(split, corpora))


def _seesaw(split: str, corpora: Path) -> Iterator[Gold]:
    with (corpora / "seesaw.gold.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["split"] != split:
                continue
            event = row["id"].rsplit("_", 1)[0]
            for number, stances in sorted(row["stances"].items(), key=lambda item: int(item[0])):
                n = int(number)
                sentence, previous = row["sentences"][n], row["sentences"][n - 1] if n else ""
                names = sorted(
                    {stance[role] for stance in stances for role in ("subject", "object")} - _UNNAMED
                )
                spans = {name: find_name(sentence, name) for name in names}
                for stance in stances:
                    target, holder = spans.get(stance["object"]), spans.get(stance["subject"])
                    start, end = target or (0, 0)
                    others = {span for span in spans.values() if span and span not in (target, holder)}
                    others = {s for s in others if not target or s[1] <= start or s[0] >= end}
                    place = StancePlace(
                        sentence,
                        start,
                        end,
                        previous,
                        tuple(sorted(others)),
                        None if stance["subject"] == "None" else holder or (0, 0),
                    )
                    polarity = 1 if stance["sentiment"] == "POS" else -1
                    yield Gold(place, polarity, row["id"], event, stance["object"])


@cache
def _aliases() -> dict[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for entry in load_lexicon("actors").entries:
        found.setdefault(entry.category.casefold(), []).append(entry.term)
    return {name: sorted(terms, key=len, reverse=True) for name, terms in found.items()}


_SHORT = {
    "republican party": ("Republicans", "Republican Party", "GOP", "Republican"),
    "democratic party": ("Democrats", "Democratic Party", "Democrat", "Democratic"),
    "affordable care act": ("Obamacare", "Affordable Care Act", "health care law", "ACA"),
    "united states house of representatives": ("House",),
    "united states senate": ("Senate",),
    "united states congress": ("Congress",),
    "united states department of justice": ("Justice Department", "DOJ", "Department of Justice"),
    "federal bureau of investigation": ("FBI",),
    "supreme court of the united states": ("Supreme Court",),
    "us-mexico border wall": ("wall",),
    "voter": ("voters",),
}


@cache
def find_name(sentence: str, name: str) -> Span | None:
    """Return where a named entity stands in a sentence: its name, a short form, or one word of it.

    >>> find_name("Mr. Orr and Ms. Lind spoke.", "Anna Lind")
    (16, 20)
    """
    forms = [name, *_SHORT.get(name.casefold(), ()), *_aliases().get(name.casefold(), ())]
    parts = [part for part in _WORD.findall(name) if part.casefold() not in _SMALL and len(part) > 2]
    initials = "".join(part[0] for part in _WORD.findall(name) if part[0].isupper())
    forms += [*reversed(parts), *([initials] if len(initials) > 2 else [])]
    for form in forms:
        flags = 0 if form.isupper() else re.IGNORECASE
        match = re.search(rf"(?<!\w){re.escape(form)}(?:s(?!\w))?(?!\w)", sentence, flags)
        if match:
            return match.span()
    return None
