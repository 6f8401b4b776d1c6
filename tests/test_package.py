"""What `import analysis` offers, and what it costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import analysis

PUBLIC = (
    "annotate",
    "by_side",
    "contrast",
    "cue_classes",
    "describe",
    "find_targets",
    "marker_rates",
    "open_study",
    "passages",
    "read_articles",
    "show",
    "source_mix",
    "stance_mentions",
    "stance_passages",
    "stance_scores",
    "stance_toward",
    "sum_stance",
    "term_rates",
    "valence_by_outlet",
    "voice_shares",
    "voices_of_categories",
    "who_about_whom",
    "who_says",
    "who_says_by_outlet",
)


@pytest.mark.parametrize("name", PUBLIC)
def test_public_names_are_documented_with_an_example(name: str) -> None:
    text = getattr(analysis, name).__doc__
    assert ">>>" in text
    assert len(text.split()) > 40


def test_figures_is_offered() -> None:
    assert analysis.figures.__doc__


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'contrasts'"):
        _ = analysis.contrasts


def test_import_is_light() -> None:
    code = (
        "import sys, analysis; analysis.read_articles, analysis.annotate, analysis.contrast\n"
        "heavy = {'nltk', 'sklearn', 'matplotlib', 'scipy', 'trafilatura', 'nbconvert', 'vaderSentiment'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
