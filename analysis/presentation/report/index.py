"""Page one of the report: what was compared, what was found, what was read, where everything is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.metadata import version

import polars as pl

from analysis.comparison import ALL_REFERENCES
from analysis.presentation.report.index_findings import findings_section, items, not_told_section
from analysis.presentation.report.index_tables import (
    corpus_section,
    lexicon_section,
    reading_section,
    section,
)
from analysis.presentation.report.notebooks import TEMPLATE, Page
from analysis.presentation.sentences.cautions import cautions
from analysis.presentation.sentences.describe import Sentences, describe
from analysis.presentation.sentences.doubt import doubt_sentence
from analysis.presentation.sentences.fallen import with_fallen
from analysis.presentation.style import content_css
from analysis.presentation.writing.format import listed, plural
from analysis.presentation.writing.wording import INDIRECT, articles_of
from analysis.workspace import Workspace

MOST_NAMED = 12
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
FRAME = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<main id="content" class="front">
{body}
</main>
<footer>
<p class="small">{foot}</p>
</footer>
</body>
</html>
"""


def index_html(
    workspace: Workspace,
    pages: Sequence[Page],
    contrasts: pl.DataFrame | None,
    *,
    null_checks: pl.DataFrame | None = None,
    survival: pl.DataFrame | None = None,
    tables: Sequence[str] = (),
    figures: Sequence[str] = (),
) -> str:
    """Return index.html.

    Parameters
    ----------
    workspace : the opened study
    pages : the notebooks' pages, in order
    contrasts : contrasts of notebook 08, or none
    null_checks : ``NULL_SUMMARY`` of the profile, of notebook 09, or none
    survival : ``SURVIVAL`` of its findings, of notebook 09, or none
    tables, figures : names of the files in tables/ and figures/
    """
    sentences = None
    if contrasts is not None:
        together = contrasts.filter(pl.col("reference") == ALL_REFERENCES)
        level = workspace.study.inference.level
        sentences = describe(together, level=level)
        if survival is not None:
            sentences = with_fallen(sentences, together, survival, workspace.references, level=level)
    parts = [
        _opening(workspace),
        findings_section(sentences, _doubt(null_checks, workspace.study.inference.level), pages),
        not_told_section(sentences, pages),
        _limits(workspace),
        _contents(pages),
        corpus_section(workspace),
        reading_section(workspace),
        lexicon_section(workspace),
        _files(tables, figures),
        _citation(),
    ]
    made = f"Made with Whose Words {escape(version('whose-words'))}."
    return FRAME.format(
        policy=POLICY,
        title=escape(workspace.study.title),
        style=(TEMPLATE / "style.css").read_text(encoding="utf-8") + content_css(),
        body="\n".join(filter(None, parts)),
        foot=f'{made} <a href="manifest.json">manifest.json</a> holds the hash of every file but run.json.',
    )


def _opening(workspace: Workspace) -> str:
    study, articles = workspace.study, workspace.annotated.articles
    mine = articles.filter(pl.col("outlet").is_in(workspace.focus)).height
    whose = articles_of(mine, listed(workspace.focus))
    theirs = articles.filter(pl.col("outlet").is_in(workspace.references)).height
    others = f"{plural(theirs, 'article')} of {plural(len(workspace.references), 'other outlet')}"
    verb = "is" if mine == 1 else "are"
    lede = f"How {whose} {verb} worded, beside {others} in the same corpus."
    about = (
        "This report counts loaded terms, sources, stance toward actors, how certain the wording is and what "
        "things are called, and keeps apart who is speaking. "
        "It describes wording. It does not measure truth, intent or quality, and a difference in wording "
        "is not a fault."
    )
    notice = f'<p class="notice" role="note">{escape(study.notice)}</p>' if study.notice else ""
    facts = [
        ("Focus", listed(workspace.focus)),
        ("Compared with", _some(workspace.references)),
        ("Voice", f"{study.voice} (other voices are shown beside it)" if study.voice != "all" else "all"),
        ("Sampling", study.sampling),
        *_selection(workspace),
    ]
    warned = cautions(workspace)
    doubts = warned.html() if isinstance(warned, Sentences) else ""
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    return (
        f"<header>\n<h1>{escape(study.title)}</h1>\n</header>\n"
        + (notice + "\n" if notice else "")
        + f'<p class="lede">{escape(lede)}</p>\n<p>{escape(about)}</p>\n<dl class="facts">{items}</dl>'
        + (f"\n{doubts}" if doubts else "")
    )


def _some(outlets: Sequence[str]) -> str:
    """Name the outlets, or their number where the corpus table below names too many to read."""
    if len(outlets) > MOST_NAMED:
        return f"{len(outlets)} other outlets, listed under The corpus"
    return listed(outlets) or "no other outlet"


def _selection(workspace: Workspace) -> list[tuple[str, str]]:
    """Return what [select] asked for, in words."""
    select, parts = workspace.study.select, []
    if select.start:
        parts.append(f"from {select.start}")
    if select.end:
        parts.append(f"to {select.end}")
    if select.outlets:
        parts.append(f"outlets {listed(select.outlets)}")
    if select.sections:
        parts.append(f"sections {listed(select.sections)}")
    if select.query:
        parts.append("holding " + listed([f"“{word}”" for word in select.query]))
    return [("Selection", ", ".join(parts))] if parts else []


def _doubt(null_checks: pl.DataFrame | None, level: float) -> str:
    """Null checks stand beside results: do the same tests call something where nothing is to be found?"""
    return "" if null_checks is None else f"<p>{escape(doubt_sentence(null_checks, level=level))}</p>"


def _limits(workspace: Workspace) -> str:
    points = [
        "Words only: not whether a statement is true, nor what was meant, nor how good the reporting is.",
        f"Words that somebody else is cited with do not count as the outlet's own. {INDIRECT}",
        "Lexicons decide what can be found. The terms, and how often each was found, are in the tables.",
    ]
    if len(workspace.focus) == 1:
        name, articles = workspace.focus[0], workspace.annotated.articles
        mine = articles_of(articles.filter(pl.col("outlet") == name).height, name)
        points.insert(1, f"One focus outlet: findings speak of {mine} in this corpus, no others.")
    return section("What this does not measure", items(points, "plain"))


def _contents(pages: Sequence[Page]) -> str:
    links = [f'<a href="notebooks/{escape(page.file)}">{escape(page.title)}</a>' for page in pages]
    rows = [
        f"<li>{a} <span>{escape(page.question)}</span></li>" for a, page in zip(links, pages, strict=True)
    ]
    return section("Pages", '<ol class="contents">\n' + "\n".join(rows) + "\n</ol>", style="side")


def _files(tables: Sequence[str], figures: Sequence[str]) -> str:
    lists = [
        '<p><a href="methods.md">methods.md</a> is text for a methods section, with all settings. '
        '<a href="findings.json">findings.json</a> holds every comparison as data.</p>'
    ]
    for noun, folder, names in (("table", "tables", tables), ("figure file", "figures", figures)):
        if names:
            items = "".join(f'<li><a href="{folder}/{escape(n)}">{escape(n)}</a></li>' for n in names)
            summary = f"<summary>{plural(len(names), noun)}</summary>"
            lists.append(f'<details>{summary}\n<ul class="columns wide">{items}</ul>\n</details>')
    return section("Files", *lists)


def _citation() -> str:
    text = (
        "The Whose Words authors. Whose Words: how one news outlet tells a story beside the others that told "
        f"the same story. Version {version('whose-words')}. Software, MIT licence."
    )
    return section(
        "How to cite", f"<p>{escape(text)}</p>", "<p>Please name version, lexicons and their hashes too.</p>"
    )
