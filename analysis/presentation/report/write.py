"""Run every notebook on a study and write the report: a folder that appears whole or not at all."""

from __future__ import annotations

import hashlib
import json
import math
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from analysis.comparison import CONTRASTS, NULL_SUMMARY, PROFILE, findings
from analysis.errors import InputError
from analysis.folders import made_aside, put_in_place
from analysis.presentation.report.index import index_html
from analysis.presentation.report.methods import families_of, methods_text
from analysis.presentation.report.notebooks import Page, ReportError, run_notebooks
from analysis.presentation.shown import safe_csv
from analysis.presentation.writing.contrast_sentences import contrast_sentence
from analysis.workspace import FOCUS_VARIABLE, ROOT, SAMPLE_STUDY, STUDY_VARIABLE, Workspace

__all__ = ["ReportError", "write_report"]

NOTEBOOKS = ROOT / "notebooks"
MANIFEST = "manifest.json"
RUN = "run.json"
MADE_BY = "whose-words"
FORMAT = 1
ORDER = ("page", "measure", "category", "voice", "part", "focus", "reference")
# Litter that file managers leave behind; it does not make a folder somebody else's.
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


def write_report(
    workspace: Workspace,
    out: Path | str,
    *,
    study_path: Path | str | None = None,
    progress: Callable[[int, int], None] | None = None,
    jobs: int = 2,
    notebooks_dir: Path | str | None = None,
) -> Path:
    """Run the notebooks on an opened study and write the report.

    Parameters
    ----------
    workspace : the opened study; its tables are in the cache, so that notebooks only read them
    out : folder of the report; an earlier report there is replaced once the new one is complete
    study_path : what ``workspace`` was opened from, where that is not a study file
    progress : called with the number of notebooks done and of all
    jobs : notebooks that run at one time
    notebooks_dir : folder of the notebooks, if others than the suite's own

    Returns
    -------
    Path
        ``out/index.html``

    Raises
    ------
    ReportError
        a notebook failed; nothing was written
    InputError
        ``out`` holds something that is not a report, or files that are not of the report
    RunError
        the disk is full or cannot be written to

    Example
    -------
    >>> write_report(open_study(), "report")     # doctest: +SKIP
    PosixPath('report/index.html')
    """
    target = Path(out)
    _refuse_foreign(target)
    started = time.monotonic()
    with made_aside(target) as aside:
        folder = Path(notebooks_dir or NOTEBOOKS).resolve()
        environment = _environment(workspace, study_path, aside)
        pages = run_notebooks(folder, aside / "notebooks", environment, jobs=jobs, progress=progress)
        _write_summaries(workspace, aside, pages)
        _write_json(aside / MANIFEST, _manifest(aside))
        _write_json(aside / RUN, _run_record(started, len(pages)))
        put_in_place(aside, target, check=_refuse_foreign)
    return target / "index.html"


def contrast_records(tables: Path, level: float) -> list[dict[str, Any]]:
    """Return every contrast of the tables in a folder, one record a row, without NaN, sorted.

    ``page`` names the table; ``finding`` says whether chance alone would rarely give the row. Findings of the
    profile have their sentence, and what would undo them.
    """
    records = []
    for file in sorted(tables.glob("*.parquet")):
        table = pl.read_parquet(file)
        if not set(CONTRASTS) <= set(table.columns):
            continue
        kept = PROFILE if set(PROFILE) <= set(table.columns) else CONTRASTS
        table = table.select(list(kept)).with_row_index("row")
        found = set(findings(table, level)["row"])
        for row in table.iter_rows(named=True):
            record = {"page": file.stem, "finding": row.pop("row") in found}
            if kept is PROFILE and record["finding"]:
                record["sentence"] = f"{contrast_sentence(row, level)}."
            records.append(record | {key: _finite(value) for key, value in row.items()})
    return sorted(records, key=lambda r: tuple(str(r[name]) for name in ORDER))


def _environment(workspace: Workspace, study_path: Path | str | None, aside: Path) -> dict[str, str]:
    """Return the variables by which notebooks find study, focus and output folder."""
    source = study_path or workspace.study.path or SAMPLE_STUDY
    return {
        STUDY_VARIABLE: str(Path(source).absolute()),
        FOCUS_VARIABLE: json.dumps(list(workspace.study.focus)),
        "FRAMING_OUT": str(aside),
        "FRAMING_HEADLESS": "1",
    }


def _write_summaries(workspace: Workspace, aside: Path, pages: tuple[Page, ...]) -> None:
    """Write page one, the methods and the findings beside what the notebooks wrote."""
    tables, figures = aside / "tables", aside / "figures"
    tables.mkdir(exist_ok=True)
    figures.mkdir(exist_ok=True)
    log = workspace.annotated.reading_log
    safe_csv(log).write_csv(tables / "reading_log.csv")
    records = contrast_records(tables, workspace.study.inference.level)
    _write_json(aside / "findings.json", records)
    (aside / "methods.md").write_text(methods_text(workspace, families_of(tables)), encoding="utf-8")
    profile = _profile(tables)
    page = index_html(
        workspace,
        pages,
        profile,
        null_checks=_null_checks(tables),
        survival=_survival(tables),
        tables=[file.name for file in sorted(tables.glob("*.csv"))],
        figures=[file.name for file in sorted(figures.iterdir())],
    )
    (aside / "index.html").write_text(page, encoding="utf-8")


def _profile(tables: Path) -> pl.DataFrame | None:
    """Return the contrasts of notebook 08, or none where it left none."""
    found = [pl.read_parquet(file) for file in sorted(tables.glob("08*.parquet"))]
    for table in found:
        if set(PROFILE) <= set(table.columns):
            return table.select(list(PROFILE))
    contrasts = [table.select(list(CONTRASTS)) for table in found if set(CONTRASTS) <= set(table.columns)]
    return pl.concat(contrasts).unique(maintain_order=True) if contrasts else None


def _null_checks(tables: Path) -> pl.DataFrame | None:
    """Return the null checks of the profile that notebook 09 left, or none."""
    for file in sorted(tables.glob("09*.parquet")):
        table = pl.read_parquet(file)
        if {"procedure", *NULL_SUMMARY} <= set(table.columns):
            return table.filter(pl.col("procedure") == pl.col("procedure").first())
    return None


def _survival(tables: Path) -> pl.DataFrame | None:
    """Return what became of the profile's findings in other versions, of notebook 09, or none."""
    file = tables / "09-survival.parquet"
    return pl.read_parquet(file) if file.is_file() else None


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _write_json(file: Path, value: Any) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def _manifest(folder: Path) -> dict[str, Any]:
    """Return the hash of every file, by which a later run knows the folder as a report."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    hashes = {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    return {"made_by": MADE_BY, "format": FORMAT, "sha256": hashes}


def _run_record(started: float, notebooks: int) -> dict[str, Any]:
    """Return what differs from run to run: time, machine, versions."""
    names = ("whose-words", "polars", "numpy", "scipy", "matplotlib", "nbconvert", "vaderSentiment")
    return {
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(time.monotonic() - started, 1),
        "notebooks": notebooks,
        "python": sys.version.split()[0],
        "platform": platform.platform(),
        "versions": {name: version(name) for name in names},
    }


def _refuse_foreign(target: Path) -> None:
    """Refuse to replace what is not a report, or holds files that no report of ours wrote."""
    if not target.exists():
        return
    action = "choose another folder"
    if not target.is_dir():
        raise InputError(target, "", "a file", "a folder", action)
    present = {f.relative_to(target).as_posix() for f in target.rglob("*") if not f.is_dir()}
    present = {name for name in present if name.rsplit("/", 1)[-1] not in LITTER}
    if not present:
        return
    known = _known_files(target / MANIFEST)
    if known is None:
        raise InputError(
            target, "", "files that are not a report", "a new folder or an earlier report", action
        )
    foreign = sorted(present - known - {MANIFEST, RUN})
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise InputError(
            target, "", f"{foreign[0]}{more}", "only the files of the earlier report", f"move it, or {action}"
        )


def _known_files(manifest: Path) -> set[str] | None:
    try:
        record = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(record, dict) or record.get("made_by") != MADE_BY:
        return None
    return set(record.get("sha256", {}))
