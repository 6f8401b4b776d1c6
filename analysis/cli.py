"""``python -m analysis``: the commands. Exit codes: 0, 1 (something failed), 2 (input)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated as Arg

import typer

from analysis.errors import InputError, RunError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Whose Words: how one news outlet tells a story beside the others that told the same story.",
)

StudyPath = Arg[str, typer.Argument(help="A study file, a corpus (file, folder, glob), or annotated tables.")]
SAMPLE = str(Path(__file__).resolve().parents[1] / "data" / "sample" / "study.toml")
StudyOrSample = Arg[
    str,
    typer.Argument(
        help="A study file, a corpus (file, folder, glob), or annotated tables.",
        show_default="the invented sample",
    ),
]
Focus = Arg[list[str] | None, typer.Option(help="Outlet under study; may be given several times.")]
Scheduler = Arg[
    str | None, typer.Option(help="Address of a Dask scheduler, whose workers annotate a large corpus.")
]
Workers = Arg[
    int | None, typer.Option(min=1, help="Processes for a large corpus; else one for each processor core.")
]


def main() -> None:
    """Run a command; input errors end with exit code 2 and one message."""
    try:
        app()
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
    except RunError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        sys.exit(1)


def _workers(workers: int | None, scheduler: str | None) -> int:
    if workers and scheduler:
        found = f"--workers {workers} and --scheduler {scheduler}"
        raise InputError("the command", "", found, "one of the two", "leave one out")
    return workers or 0


@app.command()
def new(folder: Arg[Path, typer.Argument(help="Folder to make.")]) -> None:
    """Make a folder with a commented study.toml and an articles/ folder."""
    from analysis.starter import make_study

    study = make_study(folder)
    print(f"made {study}")
    print(f"put articles into {study.parent / 'articles'}, then: python -m analysis check {folder}")


@app.command()
def check(
    study: StudyPath,
    focus: Focus = None,
    workers: Workers = None,
    log_file: Arg[
        Path | None, typer.Option("--log", help="Write the whole reading log to this file, as CSV.")
    ] = None,
) -> None:
    """Read the corpus; list what was repaired, refused or dropped, with file and line."""
    from analysis.annotation import load_lexicons
    from analysis.presentation.check_page import MOST_LINES, reading_report
    from analysis.presentation.progress import reporter
    from analysis.presentation.shown import safe_csv
    from analysis.workspace import check_article, check_corpus, load_study, resolve_outlets

    settings = load_study(study, tuple(focus or ()))
    load_lexicons(settings.lexicons)
    with reporter("reading") as progress:
        articles, log = check_corpus(settings, workers=workers or 0, progress=progress)
    print(reading_report(settings, articles, log), flush=True)
    if log_file:
        safe_csv(log).write_csv(log_file)
        print(f"wrote {log.height:,} entries to {log_file}", file=sys.stderr)
    elif log.height > MOST_LINES:
        print("every entry of the reading log: add --log FILE.csv", file=sys.stderr)
    if articles.is_empty():
        raise InputError(
            study, "the corpus", "no article with a text", "articles", "see the reading log above"
        )
    resolve_outlets(settings, sorted(articles["outlet"].unique()), need_focus=False)
    check_article(settings, articles["article_id"])


@app.command()
def annotate(
    study: StudyPath,
    out: Arg[Path, typer.Option(help="Folder for the tables.")],
    without_text: Arg[
        bool, typer.Option("--without-text", help="Leave out every string of the articles.")
    ] = False,
    workers: Workers = None,
    scheduler: Scheduler = None,
) -> None:
    """Write the annotated tables as Parquet."""
    from analysis.presentation.progress import reporters
    from analysis.workspace import annotated_tables, load_study

    with reporters(("reading", "annotating")) as (reading, progress):
        settings = load_study(study, scheduler=scheduler)
        tables = annotated_tables(
            settings, workers=_workers(workers, scheduler), reading=reading, progress=progress
        )
    tables.write(out, with_text=not without_text)
    print(f"wrote {tables.articles.height:,} articles as tables to {out}")


@app.command()
def report(
    study: StudyOrSample = SAMPLE,
    out: Arg[Path, typer.Option(help="Folder for the report.")] = Path("report"),
    focus: Focus = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
) -> None:
    """Run every notebook and write the report; open OUT/index.html."""
    from analysis.presentation.progress import reporter, reporters
    from analysis.presentation.report.write import ReportError, write_report
    from analysis.workspace import open_study

    with reporters(("reading", "annotating")) as (reading, progress):
        workspace = open_study(
            study,
            tuple(focus or ()),
            workers=_workers(workers, scheduler),
            scheduler=scheduler,
            reading=reading,
            progress=progress,
        )
    if not workspace.references:
        seen, action = f"only {', '.join(workspace.focus)}", "add articles of other outlets"
        raise InputError(study, "the corpus", seen, "outlets beside the focus", action)
    try:
        with reporter("running notebooks", "notebooks") as progress:
            index = write_report(workspace, out, study_path=study, progress=progress)
    except ReportError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(1)
    print(f"open {index}")


@app.command()
def article(
    file: Arg[str, typer.Argument(help="A text, HTML or scraped file, or - for standard input.")],
    html: Arg[Path | None, typer.Option(help="Write the article as a page.")] = None,
    as_json: Arg[bool, typer.Option("--json", help="Print every table as JSON.")] = False,
) -> None:
    """Read one article: what is loaded in it, and who is speaking."""
    from analysis.presentation.article.plain import article_json, article_text
    from analysis.workspace import open_article

    annotated = open_article(file)
    if html:
        from analysis.presentation.article.page import article_page

        html.write_text(article_page(annotated, annotated.articles["article_id"][0]), encoding="utf-8")
        print(f"wrote {html}", file=sys.stderr)
    if as_json:
        print(article_json(annotated))
    elif not html:
        print(article_text(annotated))


@app.command()
def lab(study: StudyOrSample = SAMPLE, focus: Focus = None) -> None:
    """Open the notebooks in JupyterLab on a study."""
    import json
    import os
    import subprocess

    from analysis.workspace import FOCUS_VARIABLE, ROOT, STUDY_VARIABLE, load_study

    load_study(study, tuple(focus or ()))
    place = str(Path(study).absolute()) if Path(study).exists() else study
    environment = os.environ | {STUDY_VARIABLE: place, FOCUS_VARIABLE: json.dumps(list(focus or ()))}
    command = [sys.executable, "-m", "jupyterlab", "00_start_here.ipynb"]
    sys.exit(subprocess.call(command, cwd=ROOT / "notebooks", env=environment))
