"""The rules that notebooks keep, and each notebook run alone from the root and from its own folder."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
EXPECTED = [
    "00_start_here",
    "01_meet_the_corpus",
    "02_count_loaded_terms",
    "03_weigh_sentiment",
    "04_hear_the_voices",
    "05_find_keywords",
    "06_trace_stance",
    "07_compare_names",
    "08_compare_framing",
    "09_doubt_the_result",
    "10_read_one_article",
]
SKELETON = [
    "Question",
    "What would count against it",
    "Parameters",
    "Compute",
    "Table",
    "Figure",
    "How to read it",
    "Limits",
    "Next",
]
FORBIDDEN_NODES = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.Try,
)
each = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)


def read(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))


def code(file: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in read(file)["cells"] if cell["cell_type"] == "code"]


def markdown(file: Path) -> str:
    return "\n\n".join("".join(c["source"]) for c in read(file)["cells"] if c["cell_type"] == "markdown")


def test_every_notebook_is_there() -> None:
    assert set(EXPECTED) <= {file.stem for file in NOTEBOOKS}


def test_the_first_page_leads_to_every_other() -> None:
    text = markdown(FOLDER / "00_start_here.ipynb")
    assert [name for name in EXPECTED[1:] if f"]({name}.ipynb)" not in text] == []


@each
def test_committed_without_outputs_and_with_fixed_ids(file: Path) -> None:
    notebook = read(file)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None
    assert [cell["id"] for cell in notebook["cells"]] == [str(n) for n in range(len(notebook["cells"]))]
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


@each
def test_short_and_without_definitions(file: Path) -> None:
    cells = code(file)
    lines = [line for cell in cells for line in cell.splitlines() if line.strip()]
    assert len(lines) <= 80
    assert len(read(file)["cells"]) <= 36
    for cell in cells:
        found = [
            type(node).__name__ for node in ast.walk(ast.parse(cell)) if isinstance(node, FORBIDDEN_NODES)
        ]
        assert not found


@each
def test_no_paths_installs_or_lexicon_literals(file: Path) -> None:
    text = "\n".join(code(file))
    assert not re.search(r"""["'](/|[A-Za-z]:\\|~)""", text)
    assert not re.search(r"^\s*[!%]|pip install|sys\.path", text, re.MULTILINE)
    lexicon = (ROOT / "data" / "lexicons" / "loaded_terms.csv").read_text(encoding="utf-8").splitlines()[1:]
    terms = {line.split(",")[0].strip('"*') for line in lexicon}
    literals = {
        node.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not terms & literals


@each
def test_skeleton_in_order(file: Path) -> None:
    text = markdown(file)
    assert re.match(r"# \S", text), "the first cell holds the title"
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SKELETON


@each
def test_links_lead_to_notebooks_that_exist(file: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", markdown(file)):
        assert (FOLDER / target.split("#")[0]).is_file(), target


@each
def test_markdown_holds_nothing_that_depends_on_data(file: Path) -> None:
    """No name of the sample's world, and no result: markdown was written before the numbers were known."""
    text = markdown(file)
    assert not re.search(r"Tarsov|Lantern|Osterby|Meridian|Aubrane|Selwin", text)
    assert not re.search(r"\d+ (hits|articles|words in)", text.replace("1,000 words", ""))


def test_no_notebook_shares_a_file_name_with_another() -> None:
    for file in NOTEBOOKS:
        names = re.findall(r"name=\"([^\"]+)\"", "\n".join(code(file)))
        assert names and all(name.startswith(file.stem[:2] + "-") for name in names)


@pytest.mark.parametrize("place", ["root", "notebooks"])
@each
def test_runs_alone_through_nbconvert(file: Path, place: str, tmp_path: Path) -> None:
    """Slow (a kernel each time): it proves that no notebook needs another, nor a working folder."""
    environment = os.environ | {"FRAMING_HEADLESS": "1", "FRAMING_OUT": str(tmp_path)}
    environment |= {"FRAMING_STUDY": str(ROOT / "data" / "sample" / "study.toml"), "FRAMING_FOCUS": "[]"}
    target = file.name if place == "notebooks" else f"notebooks/{file.name}"
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", target]
    command += ["--output", str(tmp_path / "done.ipynb")]
    done = subprocess.run(
        command,
        cwd=FOLDER if place == "notebooks" else ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    outputs = [o for cell in read(tmp_path / "done.ipynb")["cells"] for o in cell.get("outputs", [])]
    assert any("text/html" in output.get("data", {}) for output in outputs)
    assert not [output for output in outputs if output["output_type"] in ("error", "stream")]


@pytest.mark.parametrize("list_of_terms", ["own", "appraisal_words"])
@pytest.mark.parametrize("stem", ["02_count_loaded_terms", "08_compare_framing", "10_read_one_article"])
def test_runs_with_another_list_of_terms(stem: str, list_of_terms: str, tmp_path: Path) -> None:
    """Slow (a kernel each time): these three counted loaded_terms, whether the study names it or not."""
    (tmp_path / "own.csv").write_text(
        "term,category\npact,deals\nregime,rule\nhegemon*,rule\n", encoding="utf-8"
    )
    named = "own.csv" if list_of_terms == "own" else list_of_terms
    study = tmp_path / "study.toml"
    corpus = ROOT / "data" / "sample" / "articles"
    study.write_text(
        f'title = "Another list"\ncorpus = "{corpus.as_posix()}"\nfocus = "Tarsov Herald"\n'
        f'lexicons = ["{named}"]\n[inference]\nresamples = 199\n',
        encoding="utf-8",
    )
    environment = os.environ | {"FRAMING_HEADLESS": "1", "FRAMING_OUT": str(tmp_path / "out")}
    environment |= {"FRAMING_STUDY": str(study), "FRAMING_FOCUS": "[]"}
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", f"{stem}.ipynb"]
    command += ["--output", str(tmp_path / "done.ipynb")]
    done = subprocess.run(
        command, cwd=FOLDER, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    measured = (tmp_path / "done.ipynb").read_text(encoding="utf-8")
    assert ("“rule” terms" if list_of_terms == "own" else "appraisal words") in measured or stem[:2] == "10"
