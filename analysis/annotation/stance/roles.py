"""What each category of stance words says, and toward whom it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["object", "holder", "both"]


@dataclass(frozen=True, slots=True)
class Direction:
    """Sign of a category, and the role of whom it is said: see the card of ``stance_words``."""

    sign: int
    role: Role


STANCE_CATEGORIES: dict[str, Direction] = {
    "cooperation": Direction(1, "both"),
    "support": Direction(1, "object"),
    "praise": Direction(1, "object"),
    "exoneration": Direction(1, "object"),
    "legitimacy": Direction(1, "holder"),
    "merit": Direction(1, "holder"),
    "victim": Direction(1, "holder"),
    "opposition": Direction(-1, "object"),
    "condemnation": Direction(-1, "object"),
    "blame": Direction(-1, "object"),
    "threat": Direction(-1, "object"),
    "illegitimacy": Direction(-1, "holder"),
    "failure": Direction(-1, "holder"),
    "villain": Direction(-1, "holder"),
    "danger": Direction(-1, "holder"),
}
"""As the card of ``stance_words`` has them."""

ATTACK, GOOD, BAD, LOADED, FAIR = "attack", "good", "bad", "loaded", "fair"
CUE_CLASSES = ("attacking", "praising")
OTHER_CATEGORIES: dict[str, Direction] = {
    ATTACK: Direction(-1, "holder"),
    GOOD: Direction(1, "holder"),
    BAD: Direction(-1, "holder"),
    LOADED: Direction(-1, "holder"),
    FAIR: Direction(1, "holder"),
    "court": Direction(-1, "object"),
    "fall": Direction(-1, "holder"),
    "rise": Direction(1, "holder"),
    "attacking": Direction(-1, "object"),
    "praising": Direction(1, "object"),
}
"""Violence (blame goes to who does it, none to whom it hits), words with a valence, loaded terms, cues."""

DIRECTIONS: dict[str, Direction] = STANCE_CATEGORIES | OTHER_CATEGORIES
