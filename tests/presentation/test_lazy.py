"""Names of the room are imported when they are first used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import analysis.presentation


def test_an_article_needs_no_figures_and_no_questions() -> None:
    code = "import sys, analysis.presentation.article.plain; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "analysis.presentation.article.plain" in loaded
    assert (
        not {"analysis.presentation.figures", "analysis.presentation.questions", "analysis.comparison"}
        & loaded
    )


def test_every_name_is_there_and_no_other() -> None:
    for name in analysis.presentation.__all__:
        assert getattr(analysis.presentation, name) is not None
    assert callable(analysis.presentation.show)
    with pytest.raises(AttributeError, match="no attribute 'shows'"):
        analysis.presentation.shows  # noqa: B018
