"""A folder to start a study from."""

from __future__ import annotations

from pathlib import Path

from analysis.errors import InputError

STUDY_TEXT = """\
# One study: one comparison, described so that somebody else can rerun it.
# Paths are relative to this file. Lines that begin with # are switched off.

title    = "Name of the comparison"
corpus   = "articles"            # a file, a folder, a glob, or a folder of annotated tables
sampling = "not stated"          # how the articles were chosen; printed on page one of the report
focus    = "Name of an outlet"   # the outlet under study, or a list of them
reference = []                   # those it is compared with; empty: every other outlet

lexicons = ["loaded_terms"]      # names in data/lexicons, or paths of your own CSV files
# outlet_aliases = ["outlets.csv"]   # columns outlet,alias: other spellings of outlet names
voice    = "own"                 # whose words the headline numbers count: own, quoted, attributed, all
seed     = 20240115
# scorer = "straight quotes"     # valence as if curly quote marks and apostrophes were straight ones
# scorer = "vaderSentiment"      # valence by that library: the same scores, several times slower

# [select]
# from = 2024-01-01              # first day
# to = 2024-12-31                # last day
# outlets = ["Name of an outlet"]
# sections = ["world"]
# query = ["delegation", "summit*"]  # an article must hold at least one of these
# keep_empty = false             # true: articles without text count with their headline

# [columns]                      # only where names cannot be guessed: ours = "yours"
# text = "story"
# outlet = "paper"
# event = ""                     # read no column as this one: the article is the unit

# [inference]
# resamples = 2000
# level = 0.95
# min_articles = 8               # fewer a side: described, not tested
# min_hits = 10                  # on both sides together
# min_events = 10

# [article]                      # which article notebook 10 reads
# id = "an article_id"
# file = "article.txt"

# [engine]                       # who annotates a large corpus
# workers = 0                    # processes; 0: one for each processor core
# scheduler = "tcp://10.0.0.5:8786"  # or a Dask cluster
# block_bytes = 1000000          # about how much input makes a task
"""

ARTICLES_TEXT = """\
Put the articles here: JSON Lines, JSON, CSV, TSV, Parquet (each also .gz), saved HTML, Word (.docx),
or plain text. A folder for each outlet, with its name, says whose they are.
Useful columns: outlet, published, title, text, url, event. Usual names of them are recognised.
This file is not read.
"""


def make_study(folder: Path) -> Path:
    """Make a study folder and return the path of its study file.

    Raises
    ------
    InputError
        the folder exists and is not empty

    Example
    -------
    >>> import tempfile
    >>> make_study(Path(tempfile.mkdtemp()) / "mine").name
    'study.toml'
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            folder, "", "a file or a folder with files", "a new or empty folder", "choose another name"
        )
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "README").write_text(ARTICLES_TEXT, encoding="utf-8")
    study = folder / "study.toml"
    study.write_text(STUDY_TEXT, encoding="utf-8")
    return study
