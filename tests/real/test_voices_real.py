"""Voices and sentences on the real articles beside the repository; skipped where they are missing."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import Attribution, Run, find_voices, load_cues
from analysis.corpus import read_article_text
from analysis.text import count_words

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
CUES = load_cues(ROOT / "data" / "lexicons" / "cues.csv")

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora in {CORPORA}")


def benchmark(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@cache
def founding() -> tuple[str, list[Attribution], list[Run]]:
    raw = (CORPORA / "founding-article.txt").read_text(encoding="utf-8")
    text = read_article_text(raw)[0]["text"][0]
    return text, *find_voices(text, split_sentences(text), CUES)


def speaker_of(words: str) -> tuple[str | None, str | None]:
    text, found, _ = founding()
    place = text.index(words)
    a = next(a for a in found if a.start <= place < a.end)
    return a.source_name, text[slice(*a.cue)] if a.cue else None


def test_the_founding_article_has_its_quotations() -> None:
    text, found, runs = founding()
    top = [a for a in found if a.parent is None]
    spoken = sum(count_words(text[run.start : run.end]) for run in runs if run.voice == "quoted")
    assert 18 <= len(top) <= 20
    assert 435 <= spoken <= 451
    assert all(a.source is not None for a in top)


@pytest.mark.parametrize(
    ("words", "name", "cue"),
    [
        ("cancer tumor", "DPRK", "denounced"),
        ("aggressive and chauvinistic", "Im Chon-il", "warned"),
        ("hegemony-oriented", "Im Chon-il", "stressed"),
        ("maintain peace", "Alexander Matsegora", "noted"),
        ("even without geopolitics", "Artyom Lukin", "added"),
        ("real trade flows", "Artyom Lukin", "said"),
    ],
)
def test_the_founding_article_s_loaded_words_have_their_speakers(words: str, name: str, cue: str) -> None:
    assert speaker_of(words) == (name, cue)


def test_what_the_founding_article_says_itself_is_its_own_voice() -> None:
    text, _, runs = founding()
    place = text.index("special military operation")
    assert next(run.voice for run in runs if run.start <= place < run.end) == "own"


def test_quoted_words_agree_with_the_human_annotations() -> None:
    quoted_speech = benchmark("quoted_speech")
    count: Counter[str] = Counter()
    for number, (text, gold) in enumerate(quoted_speech.articles("dev")):
        found, runs = find_voices(text, split_sentences(text), CUES)
        spans = [(run.start, run.end) for run in runs if run.voice == "quoted"]
        quoted_speech.compare(text, gold, found, quoted_speech.words_in(text, spans), count)
        if number == 60:
            break
    assert count["ours right"] / count["ours"] > 0.96
    assert count["in marks right"] / count["in marks"] > 0.97
    assert count["sources right"] / count["sources"] > 0.70


def test_sentences_agree_with_the_labels() -> None:
    splitters = benchmark("sentence_splitters")
    labels = json.loads((ROOT / "benchmarks" / "sentence_labels.json").read_text(encoding="utf-8"))
    row = splitters.measure(splitters.rules, labels, splitters.load_texts(labels))
    assert row["F1"] > 0.99
    assert row["points"] > 0.97


@pytest.mark.parametrize("file", ["polnear.jsonl.gz", "kcna-raw.jsonl.gz", "allsides-foreign.jsonl.gz"])
def test_runs_cover_real_articles_and_few_are_unbalanced(file: str) -> None:
    with gzip.open(CORPORA / file, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] or "" for line in lines][::10]
    attributions = unbalanced = 0
    for text in texts:
        found, runs = find_voices(text, split_sentences(text), CUES)
        assert "".join(text[run.start : run.end] for run in runs) == text
        attributions += len(found)
        unbalanced += sum(a.unbalanced for a in found)
    assert attributions > 50
    assert unbalanced < 0.05 * attributions
