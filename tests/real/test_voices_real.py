"""Voices and sentences on the real articles beside the repository; skipped where they are missing."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import Attribution, Run, VoiceFinder, find_voices
from analysis.corpus import read_article_text
from analysis.text import count_words

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
FINDERS = {"rules": VoiceFinder.load(model=None), "with model": VoiceFinder.load()}

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora in {CORPORA}")
both = pytest.mark.parametrize("finder", FINDERS)


@cache
def benchmark(name: str) -> ModuleType:
    """Import a script of benchmarks/, which may import its neighbours."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


@cache
def founding(finder: str) -> tuple[str, list[Attribution], list[Run]]:
    raw = (CORPORA / "founding-article.txt").read_text(encoding="utf-8")
    text = read_article_text(raw)[0]["text"][0]
    return text, *find_voices(text, split_sentences(text), FINDERS[finder])


def attribution_of(words: str, finder: str) -> Attribution:
    """Return the innermost attribution that holds some words of the founding article."""
    text, found, runs = founding(finder)
    place = text.index(words)
    run = next(run for run in runs if run.start <= place < run.end)
    assert run.attribution is not None, run.voice
    return found[run.attribution]


@both
def test_the_founding_article_has_its_quotations(finder: str) -> None:
    text, found, runs = founding(finder)
    quotations = [
        a for a in found if a.kind == "quoted" and (a.parent is None or found[a.parent].kind != "quoted")
    ]
    spoken = sum(count_words(text[run.start : run.end]) for run in runs if run.voice == "quoted")
    assert len(quotations) == 19
    assert spoken == pytest.approx(443, rel=0.02)
    assert all(a.source is not None for a in quotations)


@both
@pytest.mark.parametrize(
    ("words", "kind", "name", "cue"),
    [
        ("cancer tumor", "quoted", "DPRK", "denounced"),
        ("aggressive and chauvinistic", "quoted", "Im Chon-il", "warned"),
        ("hegemony-oriented", "quoted", "Im Chon-il", "stressed"),
        ("maintain peace", "quoted", "Alexander Matsegora", "noted"),
        ("even without geopolitics", "quoted", "Artyom Lukin", "added"),
        ("real trade flows", "quoted", "Artyom Lukin", "said"),
        ("is attempting to interfere", "reported", "Im Chon-il", "added"),
        ("is evidence of the progress", "reported", "Artyom Lukin", None),
    ],
)
def test_the_founding_article_s_loaded_words_have_their_speakers(
    words: str, kind: str, name: str, cue: str | None, finder: str
) -> None:
    text, _, _ = founding(finder)
    a = attribution_of(words, finder)
    assert (a.kind, a.source_name) == (kind, name)
    assert cue is None or (a.cue is not None and text[slice(*a.cue)] == cue)


@both
def test_the_founding_article_s_special_operation_is_the_minister_s(finder: str) -> None:
    a = attribution_of("special military operation", finder)
    assert a.kind == "reported"
    assert "Lavrov" in (a.source_name or "")


@cache
def dev_figures(finder: str) -> dict[str, float]:
    voices = benchmark("voices")
    return voices.figures(voices.table("dev", FINDERS[finder])[0])


@pytest.mark.parametrize(
    ("finder", "figure", "least"),
    [
        ("rules", "attributed words, F1", 0.84),
        ("with model", "attributed words, F1", 0.870),
        ("with model", "outside quote marks, F1", 0.78),
        ("with model", "share per article, r", 0.94),
        ("with model", "in quote marks, precision", 0.97),
        ("with model", "in quote marks, recall", 0.995),
        ("with model", "source given content, all", 0.86),
        ("with model", "source given content, direct", 0.92),
    ],
)
def test_voices_reach_the_bars_on_the_human_annotations(finder: str, figure: str, least: float) -> None:
    assert dev_figures(finder)[figure] >= least


def test_the_share_of_attributed_words_is_close() -> None:
    assert dev_figures("with model")["share per article, mean absolute error"] <= 0.045


@both
def test_quote_flags_agree_with_basil(finder: str) -> None:
    ours, marks = benchmark("voices").basil(FINDERS[finder])
    assert ours >= 0.90
    assert ours > marks


def test_sentences_agree_with_the_labels() -> None:
    splitters = benchmark("sentence_splitters")
    labels = json.loads((ROOT / "benchmarks" / "sentence_labels.json").read_text(encoding="utf-8"))
    row = splitters.measure(splitters.rules, labels, splitters.load_texts(labels))
    assert row["F1"] > 0.99
    assert row["points"] > 0.97


@both
@pytest.mark.parametrize("file", ["polnear.jsonl.gz", "kcna-raw.jsonl.gz", "allsides-foreign.jsonl.gz"])
def test_runs_cover_real_articles_and_few_are_unbalanced(file: str, finder: str) -> None:
    with gzip.open(CORPORA / file, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] or "" for line in lines][::10]
    attributions = unbalanced = 0
    for text in texts:
        found, runs = find_voices(text, split_sentences(text), FINDERS[finder])
        assert "".join(text[run.start : run.end] for run in runs) == text
        attributions += len(found)
        unbalanced += sum(a.unbalanced for a in found)
    assert attributions > 50
    assert unbalanced < 0.05 * attributions


def test_real_articles_together_equal_each_alone() -> None:
    finder = FINDERS["with model"]
    with gzip.open(CORPORA / "polnear.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][:200:10]
    pairs = [(text, split_sentences(text)) for text in texts]
    assert finder.find(pairs) == [finder.find([pair])[0] for pair in pairs]
