"""What one article says toward whom: readings of stance by target and by who speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from analysis.annotation.annotated import Annotated
from analysis.measures.counting import SPAN_KEYS
from analysis.measures.stance.mentions import stance_mentions
from analysis.measures.stance.shared_targets import told_apart
from analysis.measures.stance.tables import DIRECTIONS, STANCE_MENTIONS
from analysis.measures.tables import schema
from analysis.presentation.article.sources import (
    Row,
    attributions_of,
    bare_name,
    outer_speaker,
    same_source,
    shortened,
    whose,
)
from analysis.presentation.writing.format import count, listed, plural, valence, with_the

SURE = 0.8
"""A reading is marked in the text from this confidence on.

Of 51 such readings in foreign news one reader found 42 right, of 29 with 0.7 to 0.8 only 18
(``data/models/stance.md``).
"""
ONE_SIDED = 0.7
"""In one article a side easily has half of all mentions; its actors are told apart from this part on."""
ITSELF = "the outlet itself"
TOLD_FROM = 5
"""Mentions in own voice from which the opening speaks of a target."""
TOLD, NAMES = 3, 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention with something said toward it: sign 1 for, -1 against; ``whose`` words; how sure, 0 to 1."""

    start: int
    end: int
    number: int
    target: str
    surface: str
    sign: int
    confidence: float
    whose: str

    @property
    def sure(self) -> bool:
        """Whether the text marks it."""
        return self.confidence >= SURE

    @property
    def told(self) -> str:
        """What a listener hears of it."""
        return f"said {'for' if self.sign > 0 else 'against'} {self.target}"


@dataclass(frozen=True, slots=True)
class Toward:
    """What one speaker says toward one target: mentions, those read as for and against it, mean score.

    ``speaker`` is the outlet itself, the side that sources speak for, or a source of no known side;
    ``own`` : it is the outlet itself.
    """

    target: str
    speaker: str
    own: bool
    mentions: int
    favourable: int
    unfavourable: int
    score: float


@dataclass(frozen=True)
class ArticleStance:
    """Stance in one article: ``STANCE_MENTIONS``, its sums, and the readings for and against in text order.

    Targets with the most mentions first; of each, the outlet itself and then speakers by mentions.
    """

    mentions: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=schema(STANCE_MENTIONS)))
    toward: tuple[Toward, ...] = ()
    readings: tuple[Reading, ...] = ()


def stance_of(one: Annotated) -> ArticleStance:
    """Read the stance of one article toward the actors that it mentions; nothing without text."""
    if not one.has_text or not one.mentions.height:
        return ArticleStance()
    spans = one.spans.select(*SPAN_KEYS, "attribution").unique(list(SPAN_KEYS))
    mentions = stance_mentions(one, told_apart(one, ONE_SIDED))
    rows = mentions.join(spans, on=list(SPAN_KEYS), how="left", maintain_order="left").to_dicts()
    attributions = attributions_of(one)
    return ArticleStance(mentions, _toward(rows, attributions), _readings(rows, attributions))


def _readings(rows: Sequence[Row], attributions: dict[int, Row]) -> tuple[Reading, ...]:
    found: list[Reading] = []
    for row in rows:
        sign, number = DIRECTIONS[row["direction"]], row["attribution"]
        if sign:
            words = whose(row["voice"], attributions.get(number), outer_speaker(number, attributions))
            place = (row["start"], row["end"], len(found) + 1)
            found.append(Reading(*place, row["target"], row["surface"], sign, row["confidence"], words))
    return tuple(found)


def _toward(rows: Sequence[Row], attributions: dict[int, Row]) -> tuple[Toward, ...]:
    """Sum mentions to targets and speakers."""
    cells: dict[tuple[str, str], list[Row]] = {}
    sizes: dict[str, int] = {}
    for row in rows:
        key = _speaker_key(row, attributions)
        cells.setdefault((row["target"], key), []).append(row)
        sizes[row["target"]] = sizes.get(row["target"], 0) + 1
    found = [_cell(target, members, attributions) for (target, _), members in cells.items()]
    return tuple(sorted(found, key=lambda t: (-sizes[t.target], t.target, not t.own, -t.mentions, t.speaker)))


def _speaker_key(row: Row, attributions: Mapping[int, Row]) -> str:
    """A side, or a source of no known side; they are told apart where they bear one name."""
    if row["voice"] == "own":
        return ""
    if row["source_side"]:
        return f"side {row['source_side']}"
    return f"source {same_source(bare_name(attributions.get(row['attribution'], {})))}"


def _cell(target: str, rows: Sequence[Row], attributions: Mapping[int, Row]) -> Toward:
    own = rows[0]["voice"] == "own"
    directions = [DIRECTIONS[row["direction"]] for row in rows]
    score = sum(row["score"] for row in rows) / len(rows)
    speaker = ITSELF if own else _speaker(rows, attributions)
    return Toward(target, speaker, own, len(rows), directions.count(1), directions.count(-1), score)


def _speaker(rows: Sequence[Row], attributions: Mapping[int, Row]) -> str:
    """Return a side with the sources that speak for it, or the source."""
    names = list(dict.fromkeys(bare_name(attributions.get(row["attribution"], {})) for row in rows))
    side = rows[0]["source_side"]
    if not side:
        return names[0]
    others = [shortened(name, 32) for name in names if same_source(name) != same_source(side)]
    more = [f"{count(len(others) - NAMES)} more"] if len(others) > NAMES else []
    return f"{side} ({', '.join([*others[:NAMES], *more])})" if others else side


def said_of_stance(stance: ArticleStance) -> list[str]:
    """Return a sentence on the targets that the outlet itself mentions often; none where there is none."""
    often = sorted((t for t in stance.toward if t.own and t.mentions >= TOLD_FROM), key=lambda t: -t.mentions)
    parts = [
        f"{with_the(t.target)} {plural(t.mentions, 'time')} ({_directions(t)}, mean score {valence(t.score)})"
        for t in often[:TOLD]
    ]
    return [f"In its own words it mentions {listed(parts)}."] if parts else []


def _directions(cell: Toward) -> str:
    if not cell.favourable and not cell.unfavourable:
        return "none read as for or against it"
    good, bad = (count(n) if n else "none" for n in (cell.favourable, cell.unfavourable))
    return f"{good} read as for it and {bad} as against it"
