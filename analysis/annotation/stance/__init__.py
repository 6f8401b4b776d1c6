"""What a sentence says toward a target: for, against, neither."""

from analysis.annotation.stance.reader import StanceReader
from analysis.annotation.stance.records import StancePlace, StanceReading
from analysis.annotation.stance.roles import STANCE_CATEGORIES, Direction

__all__ = ["STANCE_CATEGORIES", "Direction", "StancePlace", "StanceReader", "StanceReading"]
