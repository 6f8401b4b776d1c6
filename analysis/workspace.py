"""Open a study: read the corpus, annotate it once, keep the tables in a cache, hand them out."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

import polars as pl

from analysis.annotation import Annotated, annotate, is_annotated, load_lexicons
from analysis.annotation.annotate import Progress
from analysis.corpus import corpus_digest, fold_outlet, log_counts, read_article_text, read_articles
from analysis.errors import InputError, did_you_mean
from analysis.study import Select, Study, read_study

ROOT = Path(__file__).resolve().parents[1]
SAMPLE_STUDY = ROOT / "data" / "sample" / "study.toml"
STUDY_VARIABLE = "FRAMING_STUDY"
FOCUS_VARIABLE = "FRAMING_FOCUS"
CACHE_VARIABLE = "FRAMING_CACHE"
CACHE_ENTRIES = 8
IN_USE = 3600
"""Seconds since an entry was opened last in which it is never removed."""
# What the tables depend on beside our own code.
LIBRARIES = ("ahocorasick_rs", "ftfy", "polars", "py3langid", "trafilatura", "vaderSentiment")


@dataclass(frozen=True)
class Workspace:
    """An opened study: its settings and the annotated tables, with outlet names as the corpus has them.

    >>> ws = open_study()                                       # doctest: +SKIP
    >>> rates = per_article_rates(ws.annotated, voice=ws.study.voice)   # doctest: +SKIP
    >>> contrast(rates, ws.focus, ws.references, inference=ws.study.inference,
    ...          family="02 loaded terms", seed=ws.study.seed)  # doctest: +SKIP
    """

    study: Study
    annotated: Annotated
    focus: tuple[str, ...]
    references: tuple[str, ...]


def open_study(
    path: Path | str | None = None,
    focus: Sequence[str] = (),
    *,
    workers: int = 1,
    progress: Progress | None = None,
    need_focus: bool = True,
) -> Workspace:
    """Open a study, a corpus or a folder of annotated tables.

    Parameters
    ----------
    path : a study file or its folder, a corpus file, folder or glob, or annotated tables; without it the
        environment variable FRAMING_STUDY, and without that the sample
    focus : outlets under study, in place of the study's; needed where there is no study file
    workers : processes for annotating
    progress : called with the number of articles annotated and of all
    need_focus : raise where no focus is named

    Returns
    -------
    Workspace
        ``study``, ``annotated``, ``focus`` and ``references``

    Raises
    ------
    InputError
        a wrong study file, an unreadable corpus, a focus or reference that is not in the corpus

    Example
    -------
    >>> ws = open_study()
    >>> ws.focus
    ('Tarsov Herald',)
    """
    study = load_study(path, focus)
    annotated = annotated_tables(study, workers=workers, progress=progress)
    chosen, references = resolve_outlets(study, annotated.outlets, need_focus=need_focus)
    return Workspace(study, annotated, chosen, references)


def resolve_outlets(
    study: Study, outlets: Sequence[str], *, need_focus: bool = True
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return focus and reference outlets of a study as the corpus spells them.

    Raises
    ------
    InputError
        no focus, or an outlet that is not in the corpus or on both sides
    """
    chosen = _outlets(study, "focus", study.focus, outlets)
    if need_focus and not chosen:
        raise InputError(
            _name(study), "key 'focus'", "none", f"one of {_some(outlets)}", "add focus = …, or --focus"
        )
    references = _outlets(study, "reference", study.reference, outlets)
    references = references or tuple(name for name in outlets if name not in chosen)
    both = sorted(set(chosen) & set(references))
    if both:
        raise InputError(
            _name(study), "key 'reference'", f"'{both[0]}'", "outlets not in the focus", "remove it"
        )
    return chosen, references


def load_study(path: Path | str | None = None, focus: Sequence[str] = ()) -> Study:
    """Return the settings of a study file, or those of a bare corpus or of annotated tables."""
    chosen = str(path or os.environ.get(STUDY_VARIABLE) or SAMPLE_STUDY)
    named = tuple(focus) or tuple(json.loads(os.environ.get(FOCUS_VARIABLE, "[]")))
    place = Path(chosen)
    if place.suffix.lower() == ".toml" or (place / "study.toml").is_file():
        study = read_study(place)
    elif place.exists() or any(sign in chosen for sign in "*?["):
        study = Study(title=place.stem or chosen, corpus=(str(place.absolute()),))
    else:
        raise InputError(
            chosen, "", "no such file", "a study, a corpus or annotated tables", "check the path"
        )
    return replace(study, focus=named) if named else study


def annotated_tables(study: Study, *, workers: int = 1, progress: Progress | None = None) -> Annotated:
    """Return the annotated tables of a study: its own, those in the cache, or newly made ones."""
    if len(study.corpus) == 1 and is_annotated(study.corpus[0]):
        if study.select != Select():
            action = "select before annotating, or remove [select]"
            raise InputError(_name(study), "[select]", "a selection", "none with annotated tables", action)
        return Annotated.read(study.corpus[0])
    kept = cache_folder() / cache_key(study)
    if is_annotated(kept):
        os.utime(kept)
        return Annotated.read(kept)
    articles, log = read_corpus(study)
    if articles.is_empty():
        kinds = ", ".join(f"{kind}: {n:,}" for kind, n in log_counts(log).items()) or "no rows"
        action = "run `check` on it, which lists every entry with file and line"
        raise InputError(_name(study), "the corpus", f"no article ({kinds})", "articles with text", action)
    made = annotate(
        articles, study.lexicons, scorer=study.scorer, reading_log=log, workers=workers, progress=progress
    )
    made.write(kept)
    _prune(cache_folder())
    return made


def read_corpus(study: Study, *, progress: Progress | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return articles and reading log of a study's corpus."""
    if len(study.corpus) == 1 and is_annotated(study.corpus[0]):
        tables = Annotated.read(study.corpus[0])
        return tables.articles, tables.reading_log
    return read_articles(
        list(study.corpus),
        dict(study.columns) or None,
        outlet_aliases=study.outlet_aliases,
        select=study.select,
        keep_empty=study.select.keep_empty,
        progress=progress,
    )


def open_article(
    file: str, lexicons: Sequence[str] = ("loaded_terms",), scorer: str = "built-in"
) -> Annotated:
    """Annotate one article from a file, or from standard input where ``file`` is ``-``.

    Raises
    ------
    InputError
        no such file, or nothing that can be read as an article
    """
    if file == "-":
        articles, log = read_article_text(sys.stdin.buffer.read().decode("utf-8", errors="replace"))
    else:
        articles, log = read_articles(file)
    if articles.is_empty():
        reason = "; ".join(log["detail"].to_list()) or "nothing to read"
        raise InputError(file, "", reason, "one article with text", "check the file")
    if articles.height > 1:
        found = f"{articles.height:,} articles"
        raise InputError(file, "", found, "one article", "use `check` or `report`, or cut one out")
    return annotate(articles, lexicons, scorer=scorer, reading_log=log)


def cache_folder() -> Path:
    """Return where annotated tables are kept: FRAMING_CACHE, or the user's cache folder."""
    from platformdirs import user_cache_dir

    return Path(os.environ.get(CACHE_VARIABLE) or user_cache_dir("whose-words", appauthor=False))


def cache_key(study: Study) -> str:
    """Return a hash of what the tables depend on: corpus, lexicons, settings, code, libraries."""
    digest = hashlib.sha256(corpus_digest(list(study.corpus)).encode())
    settings = {"columns": dict(study.columns), "select": asdict(study.select), "scorer": study.scorer}
    digest.update(json.dumps(settings, sort_keys=True, default=str).encode())
    for lexicon in load_lexicons(study.lexicons):
        digest.update(f"{lexicon.name} {lexicon.sha256}".encode())
    digest.update(code_digest().encode())
    for file in map(Path, study.outlet_aliases):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:32]


def code_digest(*more: str) -> str:
    """Return a hash of the code, lists, models and libraries that annotate, and of the code of more rooms."""
    code = [*sorted((ROOT / "analysis").glob("*/**/*.py")), ROOT / "analysis" / "text.py"]
    others = {"measures", "comparison", "presentation"} - set(more)
    rooms = [file for file in code if file.relative_to(ROOT / "analysis").parts[0] not in others]
    lists = sorted((ROOT / "data" / "lexicons").glob("*.csv"))
    models = sorted((ROOT / "data" / "models").glob("*.txt"))
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    for file in [*rooms, *lists, *models]:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _prune(folder: Path) -> None:
    """Keep the newest entries of the cache, and those that a report may be reading."""
    used = {entry: entry.stat().st_mtime for entry in folder.iterdir() if is_annotated(entry)}
    for entry in sorted(used, key=lambda entry: used[entry], reverse=True)[CACHE_ENTRIES:]:
        if used[entry] < time.time() - IN_USE:
            shutil.rmtree(entry, ignore_errors=True)


def _outlets(study: Study, key: str, names: Sequence[str], outlets: Sequence[str]) -> tuple[str, ...]:
    """Return outlet names as the corpus has them; the aliases that fold outlets in reading count here too."""
    known = {name.casefold(): name for name in outlets}
    found = []
    for name in names:
        folded = fold_outlet(name, study.outlet_aliases)
        outlet = known.get(name.casefold()) or known.get(folded.casefold())
        if outlet is None:
            expected = f"an outlet of the corpus: {_some(outlets)}{did_you_mean(name, outlets)}"
            raise InputError(_name(study), f"key '{key}'", f"'{name}'", expected, "correct the name")
        found.append(outlet)
    return tuple(dict.fromkeys(found))


def _some(outlets: Sequence[str]) -> str:
    return ", ".join(outlets[:12]) + (" …" if len(outlets) > 12 else "")


def _name(study: Study) -> str:
    return str(study.path or study.corpus[0])
