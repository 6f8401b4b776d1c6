"""What a sentence says toward a target: for, against, neither."""

from analysis.annotation.stance.accuracy import ACCURACY_SCHEMA, stance_accuracy
from analysis.annotation.stance.model import StanceModel, load_model, write_model
from analysis.annotation.stance.reader import StanceReader
from analysis.annotation.stance.records import StancePlace, StanceReading
from analysis.annotation.stance.roles import STANCE_CATEGORIES, Direction

__all__ = [
    "ACCURACY_SCHEMA",
    "STANCE_CATEGORIES",
    "Direction",
    "StanceModel",
    "StancePlace",
    "StanceReader",
    "StanceReading",
    "load_model",
    "stance_accuracy",
    "write_model",
]
