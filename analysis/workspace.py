"""Open a study: read the corpus, annotate it once, keep the tables in a cache, hand them out."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

import polars as pl

from analysis.annotation import Annotated, annotate, is_annotated, load_lexicons
from analysis.annotation.annotate import Progress
from analysis.corpus import (
    corpus_digest,
    corpus_files,
    fits_one_block,
    fold_outlet,
    log_counts,
    read_article_text,
    read_articles,
)
from analysis.corpus.outlets import UNKNOWN
from analysis.engine import (
    DaskPool,
    LocalPool,
    Pool,
    Request,
    annotate_corpus,
    articles_without_text,
    parts_used,
    prune_store,
    read_parts,
)
from analysis.errors import InputError, did_you_mean
from analysis.study import Select, Study, read_study

ROOT = Path(__file__).resolve().parents[1]
SAMPLE_STUDY = ROOT / "data" / "sample" / "study.toml"
STUDY_VARIABLE = "FRAMING_STUDY"
FOCUS_VARIABLE = "FRAMING_FOCUS"
NO_OUTLETS = (
    'no article has an outlet: name its column under [columns] of a study file (outlet = "Paper"), '
    "or put the articles into a folder for each outlet"
)
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
    workers: int | None = None,
    scheduler: str | None = None,
    reading: Progress | None = None,
    progress: Progress | None = None,
    need_focus: bool = True,
) -> Workspace:
    """Open a study, a corpus or a folder of annotated tables.

    Parameters
    ----------
    path : a study file or its folder, a corpus file, folder or glob, or annotated tables; without it the
        environment variable FRAMING_STUDY, and without that the sample
    focus : outlets under study, in place of the study's; needed where there is no study file
    workers : processes for a large corpus; with more than one, a script that calls this needs the usual
        ``if __name__ == "__main__"``. None: what the study says, or this process alone; 0: what the study
        says, or one for each processor core
    scheduler : address of a Dask scheduler whose workers annotate a large corpus, in place of the study's
    reading : called with the number of articles read, where a large corpus is read for the first time
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
    study = load_study(path, focus, scheduler=scheduler)
    resolve = partial(resolve_outlets, study, need_focus=need_focus)
    # A name that is wrong is an error before anything is annotated: that may take hours.
    annotated = annotated_tables(study, workers=workers, reading=reading, progress=progress, check=resolve)
    chosen, references = resolve(annotated.outlets)
    check_article(study, annotated.articles["article_id"])
    return Workspace(study, annotated, chosen, references)


def check_article(study: Study, ids: pl.Series) -> None:
    """Refuse a study whose [article] is not in the corpus, or is a file that is not there."""
    choice = study.article
    if choice.file is not None and not choice.file.is_file():
        raise InputError(_name(study), "key 'article.file'", str(choice.file), "a file", "check the path")
    if choice.id is not None and choice.file is None and choice.id not in ids:
        expected = f"an article_id of the corpus{did_you_mean(choice.id, ids.to_list())}"
        raise InputError(_name(study), "key 'article.id'", f"'{choice.id}'", expected, "correct it")


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


def load_study(
    path: Path | str | None = None, focus: Sequence[str] = (), *, scheduler: str | None = None
) -> Study:
    """Return the settings of a study file, or those of a bare corpus or of annotated tables.

    ``focus`` and ``scheduler``, where given, take the place of the study's.
    """
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
    if scheduler:
        study = replace(study, engine=replace(study.engine, scheduler=scheduler))
    return replace(study, focus=named) if named else study


def annotated_tables(
    study: Study,
    *,
    workers: int | None = None,
    reading: Progress | None = None,
    progress: Progress | None = None,
    check: Callable[[Sequence[str]], object] | None = None,
) -> Annotated:
    """Return the annotated tables of a study: its own, those in the cache, or newly made ones.

    What is larger than a block is made in parts, on disk; a run that was stopped goes on from its last part.
    ``check`` is called with the outlets of a corpus that was read, before it is annotated.
    """
    if len(study.corpus) == 1 and is_annotated(study.corpus[0]):
        if study.select != Select():
            action = "select before annotating, or remove [select]"
            raise InputError(_name(study), "[select]", "a selection", "none with annotated tables", action)
        return Annotated.read(study.corpus[0])
    kept = cache_folder() / cache_key(study)
    if is_annotated(kept):
        os.utime(kept)
        return Annotated.read(kept)
    if _is_small(study):
        articles, log = _read_corpus(study)
        _refuse_without_article(study, articles.height, log)
        if check:
            check(sorted(articles["outlet"].unique()))
        made = annotate(articles, study.lexicons, scorer=study.scorer, reading_log=log, progress=progress)
        made.write(kept)
    else:
        _annotate_in_parts(study, kept, workers, reading=reading, progress=progress, check=check)
        made = Annotated.read(kept)
    _prune(cache_folder())
    return made


def _annotate_in_parts(
    study: Study,
    kept: Path,
    workers: int | None,
    *,
    reading: Progress | None,
    progress: Progress | None,
    check: Callable[[Sequence[str]], object] | None,
) -> None:
    store = cache_folder()
    with _pool(study, workers) as pool:
        read = read_parts(_request(study), store, pool, reading)
        _refuse_without_article(study, sum(map(len, read.decisions.kept.values())), read.log)
        if check:
            check(read.decisions.outlets)
        annotate_corpus(
            read, kept, store, pool, lexicons=study.lexicons, scorer=study.scorer, progress=progress
        )


def _is_small(study: Study) -> bool:
    return fits_one_block(corpus_files(list(study.corpus)), study.engine.block_bytes)


def _pool(study: Study, workers: int | None) -> AbstractContextManager[Pool]:
    """Return who does the tasks; ``workers`` as in `open_study`."""
    if workers:
        return LocalPool(workers)
    if study.engine.scheduler:
        return DaskPool(study.engine.scheduler, cache_folder(), corpus_files(list(study.corpus))[:1])
    cores = 1 if workers is None else os.cpu_count() or 1
    return LocalPool(study.engine.workers or cores)


def _request(study: Study) -> Request:
    aliases = tuple(study.outlet_aliases)
    keep_empty, block_bytes = study.select.keep_empty, study.engine.block_bytes
    return Request(study.corpus, study.columns, aliases, study.select, keep_empty, block_bytes)


def _refuse_without_article(study: Study, articles: int, log: pl.DataFrame) -> None:
    if articles:
        return
    kinds = ", ".join(f"{kind}: {n:,}" for kind, n in log_counts(log).items()) or "no rows"
    action = "run `check` on it, which lists every entry with file and line"
    raise InputError(_name(study), "the corpus", f"no article ({kinds})", "articles with text", action)


def check_corpus(
    study: Study, *, workers: int | None = None, progress: Progress | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return articles and reading log of a study's corpus; of a large corpus without the text."""
    if len(study.corpus) == 1 and is_annotated(study.corpus[0]):
        tables = Annotated.read(study.corpus[0])
        return tables.articles, tables.reading_log
    if _is_small(study):
        return _read_corpus(study, progress)
    with _pool(study, workers) as pool:
        read = read_parts(_request(study), cache_folder(), pool, progress)
    return articles_without_text(read), read.log


def _read_corpus(study: Study, progress: Progress | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
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
    settings = {
        "columns": dict(study.columns),
        "select": asdict(study.select),
        "scorer": study.scorer,
        "block_bytes": study.engine.block_bytes,
    }
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
    """Keep the newest entries of the cache, those that a report may be reading, and the parts of both."""
    used = {entry: entry.stat().st_mtime for entry in folder.iterdir() if is_annotated(entry)}
    newest_first = sorted(used, key=lambda entry: used[entry], reverse=True)
    unused_since = time.time() - IN_USE
    for entry in newest_first[CACHE_ENTRIES:]:
        if used[entry] < unused_since:
            shutil.rmtree(entry, ignore_errors=True)
    if len(used) >= CACHE_ENTRIES:
        # Parts of a run that was stopped since belong to no entry yet.
        oldest = used[newest_first[CACHE_ENTRIES - 1]]
        prune_store(folder, parts_used(filter(is_annotated, newest_first)), min(oldest, unused_since))


def _outlets(study: Study, key: str, names: Sequence[str], outlets: Sequence[str]) -> tuple[str, ...]:
    """Return outlet names as the corpus has them; the aliases that fold outlets in reading count here too."""
    known = {name.casefold(): name for name in outlets}
    found = []
    for name in names:
        folded = fold_outlet(name, study.outlet_aliases)
        outlet = known.get(name.casefold()) or known.get(folded.casefold())
        if outlet is None:
            expected = f"an outlet of the corpus: {_some(outlets)}{did_you_mean(name, outlets)}"
            action = NO_OUTLETS if tuple(outlets) == (UNKNOWN,) else "correct the name"
            raise InputError(_name(study), f"key '{key}'", f"'{name}'", expected, action)
        found.append(outlet)
    return tuple(dict.fromkeys(found))


def _some(outlets: Sequence[str]) -> str:
    return ", ".join(outlets[:12]) + (" …" if len(outlets) > 12 else "")


def _name(study: Study) -> str:
    return str(study.path or study.corpus[0])
