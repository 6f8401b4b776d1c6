"""Room 2: one article read once."""

from analysis.annotation.annotate import annotate
from analysis.annotation.annotated import Annotated
from analysis.annotation.dataset import is_annotated
from analysis.annotation.lexicons import LEXICON_FOLDER, Entry, Lexicon, load_lexicon, load_lexicons
from analysis.annotation.stopwords import stopwords
from analysis.annotation.targets import find_targets

__all__ = [
    "LEXICON_FOLDER",
    "Annotated",
    "Entry",
    "Lexicon",
    "annotate",
    "find_targets",
    "is_annotated",
    "load_lexicon",
    "load_lexicons",
    "stopwords",
]
