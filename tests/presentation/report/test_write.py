"""The report: whole or not at all, the same twice, nothing from elsewhere, findings without NaN."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as nbf
import polars as pl
import pytest

from analysis.comparison.tables import CONTRASTS
from analysis.comparison.tables import schema as contrasts_schema
from analysis.errors import InputError
from analysis.presentation.report.index import index_html
from analysis.presentation.report.methods import families_of, methods_text
from analysis.presentation.report.notebooks import Page
from analysis.presentation.report.write import ReportError, contrast_records, write_report
from analysis.workspace import Workspace, open_study
from tests.presentation.sentences.contrast_rows import DESCRIBED, contrasts

FOCUS = 'The "Herald" < & Co'
MARKUP = "<img src=x onerror=alert(1)>"
OTHERS = ("Courier", "=Post")
HOSTILE_TITLE = "<script>alert(1)</script>"
SHOW = """
import os
from analysis import contrast, describe, open_study, per_article_rates, show
ws = open_study()
rates = per_article_rates(ws.annotated, voice=ws.study.voice)
table = contrast(rates, ws.focus, ws.references, inference=ws.study.inference, family="08")
show(table, name="08-contrasts", passages=ws)
show(describe(table))
print(os.environ["FRAMING_HEADLESS"], object())
"""


def write_notebook(folder: Path, name: str, *sources: str) -> None:
    cells = [nbf.new_markdown_cell(f"# Page {name[:2]}\n\nWhat does {name} ask?", id="title")]
    cells += [nbf.new_code_cell(source, id=f"code-{n}") for n, source in enumerate(sources)]
    folder.mkdir(exist_ok=True)
    nbformat.write(nbf.new_notebook(cells=cells), folder / name)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    lines = []
    for event in range(12):
        for n, outlet in enumerate((FOCUS, *OTHERS)):
            loaded = (
                "The regime and its puppet spoke." if (event + n) % 2 or n == 0 else "The government spoke."
            )
            text = (
                f"On day {event} people met at the harbour of a small town. {loaded} Then the rain went on."
            )
            row = {
                "id": f"{n}-{event}",
                "outlet": outlet,
                "event": f"e{event}",
                "published": f"2024-03-{event + 1:02}",
            }
            lines.append(json.dumps(row | {"title": f"{HOSTILE_TITLE} {event} {n}", "text": text}))
    (folder / "articles.jsonl").write_text("\n".join(lines) + '\n{"id": "cut', encoding="utf-8")
    file = folder / "study.toml"
    settings = ["title = 'A <i>study</i>'", 'corpus = "articles.jsonl"', f"focus = {json.dumps(FOCUS)}"]
    file.write_text("\n".join([*settings, "[inference]", "resamples = 99"]), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def workspace(study: Path) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_CACHE", str(study.parent / "cache"))
        yield open_study(study)


@pytest.fixture(scope="module")
def notebooks(study: Path) -> Path:
    folder = study.parent / "notebooks"
    write_notebook(folder, "00_first.ipynb", "1 + 1")
    write_notebook(folder, "08_second.ipynb", SHOW)
    return folder


@pytest.fixture(scope="module")
def report(workspace: Workspace, study: Path, notebooks: Path) -> Path:
    seen: list[tuple[int, int]] = []
    out = study.parent / "report"
    index = write_report(
        workspace, out, study_path=study, notebooks_dir=notebooks, progress=lambda a, b: seen.append((a, b))
    )
    assert index == out / "index.html"
    assert seen == [(0, 2), (1, 2), (2, 2)]
    return out


def files_of(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_holds_what_it_should(report: Path) -> None:
    expected = {
        "index.html",
        "methods.md",
        "findings.json",
        "manifest.json",
        "run.json",
        "tables/08-contrasts.csv",
    }
    expected |= {"notebooks/00_first.html", "notebooks/08_second.html", "tables/reading_log.csv"}
    assert expected <= set(files_of(report))
    assert not [f for f in report.parent.iterdir() if f.name.startswith(".report")]


def test_nothing_from_elsewhere(report: Path) -> None:
    for file in report.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        assert not re.search(r"""<[^>]*\b(src|href|srcset|action)=["']?\s*(https?:)?//""", page), file.name
        assert not re.search(r"@import|url\(|<script|<link|<iframe", page), file.name


def test_hostile_names_stay_text(report: Path) -> None:
    index = (report / "index.html").read_text(encoding="utf-8")
    assert "The &quot;Herald&quot; &lt; &amp; Co" in index
    assert "A &lt;i&gt;study&lt;/i&gt;" in index
    assert HOSTILE_TITLE not in (report / "notebooks" / "08_second.html").read_text(encoding="utf-8")


def test_hostile_names_and_log_on_page_one(workspace: Workspace) -> None:
    mine = workspace.annotated.articles.filter(pl.col("outlet") == FOCUS)["article_id"]
    renamed = workspace.annotated.with_outlets(dict.fromkeys(mine, MARKUP))
    log = pl.DataFrame([[MARKUP, 1, MARKUP, MARKUP, MARKUP]], schema=renamed.reading_log.schema, orient="row")
    hostile = replace(workspace, focus=(MARKUP,), annotated=renamed.with_tables(reading_log=log))
    pages = (Page("00_a", MARKUP, MARKUP),)
    text = index_html(hostile, pages, None, tables=[f"{MARKUP}.csv"], figures=[f"{MARKUP}.png"])
    assert "<img" not in text
    assert text.count("&lt;img src=x onerror=alert(1)&gt;") >= 10


def test_long_log_is_cut_and_says_so(workspace: Workspace) -> None:
    row = ["articles.jsonl", 1, None, "repaired", "a repair"]
    log = pl.DataFrame([row] * 230, schema=workspace.annotated.reading_log.schema, orient="row")
    annotated = workspace.annotated.with_tables(reading_log=log)
    page = index_html(replace(workspace, annotated=annotated), (), None)
    assert page.count(">a repair<") == 200
    assert "30 more rows are not shown" in page
    assert '<span class="count">230</span> repaired' in page


def test_links_of_page_one_lead_to_files(report: Path) -> None:
    index = (report / "index.html").read_text(encoding="utf-8")
    links = [link for link in re.findall(r'href="([^"#]+)', index) if link]
    assert "notebooks/08_second.html" in links
    assert [link for link in links if not (report / link).is_file()] == []
    assert "What does 08_second.ipynb ask?" in index


def test_refused_line_is_on_page_one(report: Path) -> None:
    index = (report / "index.html").read_text(encoding="utf-8")
    assert "What happened in reading" in index
    assert "refused" in index
    assert "37" in index


def test_findings_hold_every_contrast_without_nan(report: Path) -> None:
    text = (report / "findings.json").read_text(encoding="utf-8")
    records = json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} in findings.json"))
    table = pl.read_parquet(report / "tables" / "08-contrasts.parquet")
    assert len(records) == table.height > 0
    assert set(records[0]) == {"page", "finding", *CONTRASTS}
    assert {record["page"] for record in records} == {"08-contrasts"}


def test_records_are_sorted_and_finite(tmp_path: Path) -> None:
    row = dict.fromkeys(CONTRASTS)
    rows = [row | {"category": name, "scale": "ratio", "estimate": float("nan")} for name in ("b", "a")]
    rows[0]["high"] = float("inf")
    pl.DataFrame(rows, schema=contrasts_schema()).write_parquet(tmp_path / "05-x.parquet")
    pl.DataFrame({"other": [1]}).write_parquet(tmp_path / "01-y.parquet")
    records = contrast_records(tmp_path, 0.95)
    assert [record["category"] for record in records] == ["a", "b"]
    assert [record["estimate"] for record in records] == [None, None]
    assert records[1]["high"] is None


def test_methods_name_every_family_of_tests(tmp_path: Path) -> None:
    """Words and phrases are tested, too, though they are no contrasts of the profile."""
    words = {"term": ["pact"], "method": ["square roots"], "family": ["05 words"], "family_size": [391]}
    pl.DataFrame(words).write_parquet(tmp_path / "05-words.parquet")
    sides = {"term": ["pact", "ferry"], "family": ["08 one side", None], "family_size": [7, None]}
    pl.DataFrame(sides).write_parquet(tmp_path / "08-one-side.parquet")
    pl.DataFrame({"outlet": ["Herald"]}).write_parquet(tmp_path / "01-outlets.parquet")
    assert families_of(tmp_path).select("family", "family_size").rows() == [
        ("08 one side", 7),
        ("05 words", 391),
    ]
    text = methods_text(open_study(), families_of(tmp_path))
    assert "Methods used: square roots. " in text
    assert "05 words (391 tests); 08 one side (7 tests)." in text
    assert "No contrast was tested." in methods_text(open_study(), families_of(tmp_path / "none"))
    (tmp_path / "05-words.parquet").unlink()
    sided = methods_text(open_study(), families_of(tmp_path))
    assert "No contrast was tested. P-values were corrected within families" in sided


def test_methods_hold_settings_that_can_be_read(report: Path, study: Path) -> None:
    methods = (report / "methods.md").read_text(encoding="utf-8")
    settings = tomllib.loads(methods.split("```toml\n")[1].split("```")[0])
    assert settings["focus"] == [FOCUS]
    assert settings["corpus"] == ["articles.jsonl"]
    assert settings["inference"]["resamples"] == 99
    assert str(study.parent) not in methods


def test_manifest_holds_the_hash_of_every_file(report: Path) -> None:
    hashes = json.loads((report / "manifest.json").read_text(encoding="utf-8"))["sha256"]
    files = {
        name: data for name, data in files_of(report).items() if name not in ("manifest.json", "run.json")
    }
    assert hashes == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_no_path_of_this_machine(report: Path, study: Path) -> None:
    for name, data in files_of(report).items():
        if name.endswith((".html", ".json", ".md", ".csv")):
            assert str(study.parent).encode() not in data, name


def test_twice_the_same(
    report: Path, workspace: Workspace, study: Path, notebooks: Path, tmp_path: Path
) -> None:
    # Runs the notebooks again, which takes some seconds: nothing else shows that no time or chance enters.
    again = write_report(workspace, tmp_path / "again", study_path=study, notebooks_dir=notebooks).parent
    first, second = files_of(report), files_of(again)
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name] and name != "run.json"] == []


def test_failing_notebook_is_named_and_nothing_is_written(
    workspace: Workspace, report: Path, tmp_path: Path
) -> None:
    write_notebook(tmp_path / "bad", "02_bad.ipynb", "1 + 1", "raise ValueError('no such wording')")
    out = tmp_path / "out"
    shutil.copytree(report, out)
    before = files_of(out)
    with pytest.raises(ReportError) as raised:
        write_report(workspace, out, notebooks_dir=tmp_path / "bad")
    assert "02_bad.ipynb, cell 3 of 3" in str(raised.value)
    assert "ValueError: no such wording" in str(raised.value)
    assert "\x1b" not in str(raised.value)
    assert files_of(out) == before
    assert {f.name for f in tmp_path.iterdir()} == {"bad", "out"}


def test_earlier_report_is_replaced(
    workspace: Workspace, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    shutil.copytree(report, out)
    monkeypatch.setattr("analysis.presentation.report.write.run_notebooks", lambda *_, **__: ())
    write_report(workspace, out)
    assert (out / "index.html").is_file()
    assert not (out / "notebooks").exists()
    assert [f.name for f in tmp_path.iterdir()] == ["out"]


def test_foreign_folder_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(InputError, match="files that are not a report"):
        write_report(workspace, tmp_path)
    assert (tmp_path / "thesis.txt").is_file()


def test_report_with_a_file_of_the_user_is_refused(
    workspace: Workspace, report: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(report, out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"notes\.txt"):
        write_report(workspace, out)


def test_file_as_folder_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="a file"):
        write_report(workspace, tmp_path / "file")


def test_no_notebooks(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no notebooks"):
        write_report(workspace, tmp_path / "out", notebooks_dir=tmp_path)
    assert not (tmp_path / "out").exists()


def test_page_one_says_the_rest_stands_on_the_page_of_the_profile(workspace: Workspace) -> None:
    null = {"estimate": 1.3, "low": 0.6, "high": 2.7, "q": 0.4, "p": 0.3}
    rows = [{**null, "category": f"c{n}"} for n in range(6)]
    few = [{**DESCRIBED, "category": f"d{n}"} for n in range(3)]
    profile = Page("08_compare_framing", "Compare framing", "")
    page = index_html(workspace, [profile], contrasts(*rows, *few))
    assert page.count("cannot be told from chance in this corpus") == 4
    assert (
        "2 more comparisons like these and 3 with too few hits, articles or events to test stand in" in page
    )
    assert "at least 8 needed" not in page
    page = index_html(workspace, [profile], contrasts(rows[0], *few, {**DESCRIBED, "category": "d3"}))
    assert "4 comparisons with too few hits, articles or events to test stand in" in page
    page = index_html(workspace, [profile], contrasts({"q": 0.001}, *few))
    assert "3 comparisons with too few hits, articles or events to test stand in" in page
    page = index_html(workspace, [profile], contrasts(*few))
    assert "Described, not tested: 3 articles in the focus, at least 8 needed." in page
    assert "What cannot be told" not in page


def test_page_one_without_contrasts(workspace: Workspace) -> None:
    page = index_html(workspace, (), None)
    assert "compared nothing" in page
    assert "does not measure truth, intent or quality" in page
