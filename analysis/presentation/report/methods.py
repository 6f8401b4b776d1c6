"""methods.md: what a paper's methods section needs, and the settings that reproduce the report."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from analysis.presentation.writing.format import count, listed, percent, plural
from analysis.presentation.writing.wording import INDIRECT
from analysis.study import Inference, Study
from analysis.workspace import Workspace

LIBRARIES = ("polars", "numpy", "scipy", "vaderSentiment", "ahocorasick_rs")
KEPT = ("repaired", "outlet folded", "cleaned", "noted")
"""Kinds of the reading log that leave the article in the corpus."""
VOICES = {
    "own": "words that the article cites nobody for",
    "quoted": "words in direct speech",
    "reported": "words in indirect speech",
    "attributed": "quoted and reported words",
    "all": "all words",
}


TESTED = {"method": pl.String(), "family": pl.String(), "family_size": pl.Int64()}


def families_of(tables: Path) -> pl.DataFrame:
    """Return method, family and family_size of every kind of test in the tables of a folder, once each."""
    found = [pl.DataFrame(schema=TESTED)]
    for file in sorted(tables.glob("*.parquet")):
        table = pl.read_parquet(file)
        if {"family", "family_size"} <= set(table.columns):
            known = table if "method" in table.columns else table.with_columns(method=pl.lit(None))
            found.append(known.select(pl.col(name).cast(dtype) for name, dtype in TESTED.items()))
    return pl.concat(found).drop_nulls("family").unique().sort(list(TESTED))


def methods_text(workspace: Workspace, tests: pl.DataFrame) -> str:
    """Return methods.md: paragraphs for a paper, lexicons with hashes, settings as TOML.

    Parameters
    ----------
    workspace : the opened study
    tests : of ``families_of``: how the report tested, and what was corrected together
    """
    parts = [
        "# Methods",
        _corpus(workspace),
        _measures(workspace.study),
        _inference(workspace, tests),
        _software(),
        "## Lexicons",
        _lexicons(workspace),
        "## Settings",
        f"```toml\n{settings_toml(workspace)}```",
    ]
    return "\n\n".join(parts) + "\n"


def settings_toml(workspace: Workspace) -> str:
    """Return the settings as a study file that gives the same report; defaults are written out.

    Paths are relative to the study file, or bare names where there is none.
    """
    study = workspace.study
    lines = [f"title = {_toml(study.title)}"]
    lines.append(f"corpus = {_toml([portable(item, study) for item in study.corpus])}")
    lines.append(f"sampling = {_toml(study.sampling)}")
    if study.notice:
        lines.append(f"notice = {_toml(study.notice)}")
    lines.append(f"focus = {_toml(list(workspace.focus))}")
    lines.append(f"reference = {_toml(list(workspace.references))}")
    lines.append(f"lexicons = {_toml([portable(item, study) for item in study.lexicons])}")
    if study.outlet_aliases:
        lines.append(f"outlet_aliases = {_toml([portable(item, study) for item in study.outlet_aliases])}")
    lines += [f"voice = {_toml(study.voice)}", f"seed = {study.seed}"]
    select = {
        "from" if k == "start" else "to" if k == "end" else k: v for k, v in asdict(study.select).items()
    }
    chosen = {key: value for key, value in select.items() if value}
    article = {
        "id": study.article.id,
        "file": study.article.file and portable(str(study.article.file), study),
    }
    sections = {
        "select": chosen,
        "columns": dict(study.columns),
        "inference": asdict(study.inference),
        "article": {key: value for key, value in article.items() if value},
    }
    for name, section in sections.items():
        if section:
            lines += ["", f"[{name}]", *(f"{_key(key)} = {_toml(value)}" for key, value in section.items())]
    return "\n".join(lines) + "\n"


def portable(item: str, study: Study) -> str:
    """Return a path as the study file may write it; a bare name stays.

    >>> portable("/a/b/articles", Study("t", (), path=Path("/a/b/study.toml")))
    'articles'
    >>> portable("loaded_terms", Study("t", ()))
    'loaded_terms'
    """
    path = Path(item)
    if not path.is_absolute():
        return item
    return Path(os.path.relpath(path, study.path.parent)).as_posix() if study.path else path.name


def _corpus(workspace: Workspace) -> str:
    articles, study = workspace.annotated.articles, workspace.study
    days = [day.isoformat() for day in articles["published"].drop_nulls().dt.date().sort()]
    dates = f", published from {days[0]} to {days[-1]}" if days else ""
    events = articles["event"].drop_nulls().n_unique()
    about = f" about {plural(events, 'event')}" if events else ""
    size = f"{plural(articles.height, 'article')} ({plural(int(articles['n_words'].sum()), 'word')})"
    outlets = plural(len(workspace.annotated.outlets), "outlet")
    left = int((~workspace.annotated.reading_log["what"].is_in(list(KEPT))).sum())
    return (
        f"The corpus holds {size} of {outlets}{about}{dates}. Sampling: {study.sampling.rstrip('.')}. "
        f"{plural(left, 'record')} of the input {'is' if left == 1 else 'are'} not in the corpus; "
        "`tables/reading_log.csv` names file, line and reason. "
        f"Focus: {listed(workspace.focus)}. Reference: {listed(workspace.references)}, weighted equally."
    )


_QUOTES = {"straight quotes": ", after curly quote marks and apostrophes were replaced by straight ones"}
"""What is said of a scorer whose scores are not the library's on the text as it stands."""


def _measures(study: Study) -> str:
    return (
        "Each article was split into sentences, and each word assigned to one voice: the outlet's own, "
        f"quoted (direct speech) or reported (indirect speech). {INDIRECT} Headline numbers speak of the "
        f"{study.voice} voice ({VOICES[study.voice]}). Rates are lexicon hits per 1,000 words of the same "
        "voice. Valence is VADER's compound score (Hutto and Gilbert 2014), weighted by words, with proper "
        f"names masked where their words would count by accident{_QUOTES.get(study.scorer, '')}; it "
        "describes words, not stance. Shares of "
        "voices are of all words, shares of kinds of sources and of sides are of the attributions that the "
        "outlet makes itself; the effective number of sources is exp of the Shannon entropy of their shares "
        "(Hill 1973; Jost 2006). Shares compare as a difference, with intervals on the logit scale (Korn and "
        "Graubard 1998) joined after Newcombe (1998).\n\n"
        "Stance toward an actor was read mention by mention: by rules of word order, and a linear model "
        "fitted on NewsMTSC (Hamborg and Donnay 2021) and SEESAW (Zhang et al. 2022). A mention's score "
        "is the probability that something is said for the actor less that something is said against it; "
        "an outlet's is the sum of scores over the number of mentions. Actors count for the state or body "
        "that they speak for; where one has most of all mentions its actors were told apart. Markers "
        "follow Hyland (2005). Names are shares of all names of the same thing. The outlet classifier is "
        "ridge regression on word weights, tested on events or articles that it had not seen, with names, "
        "datelines and bylines masked; its p comes from permuted outlet labels (Ojala and Garriga 2010). "
        "How many articles or events a finding hangs on was found by leaving out those that say most for "
        "it (after Broderick, Giordano and Meager 2020)."
    )


def _inference(workspace: Workspace, tests: pl.DataFrame) -> str:
    settings: Inference = workspace.study.inference
    sides = f"{plural(settings.min_articles, 'article')} a side and {plural(settings.min_hits, 'hit')} in all"
    sides += f", and from {plural(settings.min_events, 'event')} a side where the event is the unit"
    parts = [
        "The unit of inference is the event where articles name events, and the article otherwise, never "
        f"the word. Intervals have a level of {percent(settings.level)}; permutation tests and bootstraps "
        f"use {count(settings.resamples)} resamples and the seed {workspace.study.seed}. A contrast is "
        f"tested from {sides}; below that it is described. In null checks and in other versions of a "
        "comparison permutations stop as soon as p is sure to stay above "
        f"{1 - settings.level:.2g} (Besag and Clifford 1991): what is called is the same, a larger p is told "
        "roughly.",
        _tests(tests),
    ]
    if len(workspace.focus) == 1:
        parts.append(
            "With one focus outlet, results speak of its articles in this corpus, not of the outlet."
        )
    return " ".join(parts)


def _tests(tests: pl.DataFrame) -> str:
    if tests.is_empty():
        return "No contrast was tested."
    methods = tests["method"].drop_nulls().unique().sort()
    families = tests.select("family", "family_size").unique().sort("family").rows()
    listed_families = "; ".join(f"{name} ({plural(size, 'test')})" for name, size in families)
    used = f"Methods used: {_numbered(methods.to_list())}." if len(methods) else "No contrast was tested."
    return f"{used} P-values were corrected within families (Benjamini and Hochberg 1995): {listed_families}."


def _numbered(methods: Sequence[str]) -> str:
    """Number methods, whose own parts are parted by semicolons.

    >>> _numbered(["t interval; permutation", "bootstrap"])
    '(1) t interval; permutation, (2) bootstrap'
    """
    return ", ".join(f"({n}) {method}" for n, method in enumerate(methods, 1)) if methods[1:] else methods[0]


def _software() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    python = ".".join(map(str, sys.version_info[:3]))
    return f"Software: Whose Words {version('whose-words')} on Python {python}, with {libraries}."


def _lexicons(workspace: Workspace) -> str:
    rows = ["| lexicon | kind | entries | found | hits | SHA-256 |", "|---|---|--:|--:|--:|---|"]
    for row in workspace.annotated.lexicons.sort("lexicon").iter_rows(named=True):
        numbers = " | ".join(count(row[name]) for name in ("entries", "entries_found", "hits"))
        rows.append(f"| {row['lexicon']} | {row['kind']} | {numbers} | `{row['sha256']}` |")
    return "\n".join(rows)


def _key(key: str) -> str:
    bare = key.replace("_", "").replace("-", "")
    return key if bare.isascii() and bare.isalnum() else _toml(key)


def _toml(value: Any) -> str:
    """Write a value as TOML; text is escaped, so that any name can be written.

    >>> _toml('a "b"\\n'), _toml(["x", 1]), _toml(True)
    ('"a \\\\"b\\\\"\\\\n"', '["x", 1]', 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    safe = (escapes.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 32 or ord(c) == 127 else c) for c in str(value))
    return f'"{"".join(safe)}"'
