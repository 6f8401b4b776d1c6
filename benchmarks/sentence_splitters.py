"""Compare sentence splitters on boundaries labelled by hand.

Run from the repository root, with the corpora beside it in ../shared/corpora::

    python benchmarks/sentence_splitters.py

nltk (Punkt), sentencex and pysbd are not dependencies of the project: they are measured where they are
installed. Punkt's trained model is a download, so it is trained here on the corpus that the labels come
from, which favours it. ``sentence_labels.json`` holds offsets and hashes, no text; the rules were mended
while it was made, which favours them. Excerpts give precision, recall and F1 of sentence ends and the
share of sentences with both ends right; points are hard cases (abbreviations, initials, ellipses,
questions in quote marks), of which the share decided right is given. Speed is of 200 articles, in turns.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from analysis.annotation.sentences import split_sentences

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parent.parent / "shared" / "corpora"
Splitter = Callable[[str], list[int]]


def load_texts(labels: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return the texts that the labels point into, by file and hashed id."""
    wanted = {(row["file"], row["id"]) for row in labels["excerpts"] + labels["points"]}
    texts: dict[tuple[str, str], str] = {}
    for file in {file for file, _ in wanted}:
        path = CORPORA / file
        if path.suffix == ".txt":
            texts[file, ""] = path.read_text(encoding="utf-8")
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                key = (file, hashlib.sha256(row["id"].encode()).hexdigest()[:16])
                if key in wanted:
                    texts[key] = row["text"]
    return texts


def stripped(text: str, ends: list[int]) -> list[int]:
    """Move every end back over white space, and drop repeats."""
    moved = {len(text[:end].rstrip()) for end in ends}
    return sorted(end for end in moved if end)


def rules(text: str) -> list[int]:
    return [end for _, end in split_sentences(text)]


def sentencex_ends() -> Splitter:
    import sentencex

    find = sentencex.get_sentence_boundaries
    return lambda text: stripped(text, [row["end_index"] for row in find("en", text)])


def punkt(corpus: list[str]) -> Splitter:
    from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer

    trainer = PunktTrainer()
    trainer.INCLUDE_ALL_COLLOCS = True
    for text in corpus:
        trainer.train(text, finalize=False)
    tokenizer = PunktSentenceTokenizer(trainer.get_params())
    return lambda text: stripped(text, [end for _, end in tokenizer.span_tokenize(text)])


def pysbd_ends() -> Splitter:
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)
    return lambda text: stripped(text, [span.end for span in segmenter.segment(text)])


def splitters() -> dict[str, Splitter]:
    """Return every splitter that can be built here."""
    found: dict[str, Splitter] = {"rules": rules}
    try:
        with gzip.open(CORPORA / "polnear.jsonl.gz", "rt", encoding="utf-8") as lines:
            found["punkt (trained here)"] = punkt([json.loads(line)["text"] for line in lines])
    except ImportError:
        print("nltk is not installed: Punkt left out")
    for name, build in (("sentencex", sentencex_ends), ("pysbd", pysbd_ends)):
        try:
            found[name] = build()
        except ImportError:
            print(f"{name} is not installed: left out")
    return found


def measure(split: Splitter, labels: dict[str, Any], texts: dict[tuple[str, str], str]) -> dict[str, float]:
    true = given = gold = whole = right = 0
    for row in labels["excerpts"]:
        text = texts[row["file"], row["id"]][row["start"] : row["end"]]
        if hashlib.sha256(text.encode()).hexdigest()[:16] != row["sha256"]:
            raise SystemExit(f"{row['file']} {row['id']}: the text is not the one that was labelled")
        ends, wanted = set(split(text)), set(row["ends"])
        true, given, gold = true + len(ends & wanted), given + len(ends), gold + len(wanted)
        pairs = set(zip([0, *row["ends"]], row["ends"], strict=False))
        whole += len(pairs & set(zip([0, *sorted(ends)], sorted(ends), strict=False)))
    for row in labels["points"]:
        text = texts[row["file"], row["id"]][row["start"] : row["end"]]
        right += (row["point"] in split(text)) == row["boundary"]
    precision, recall = true / given, true / gold
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / (precision + recall),
        "whole": whole / gold,
        "points": right / len(labels["points"]),
    }


def rates(found: dict[str, Splitter], texts: list[str], rounds: int = 5) -> dict[str, float]:
    """Return the megabytes a second of each splitter, which take turns; medians of processor time."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    taken: dict[str, list[float]] = {name: [] for name in found}
    for _ in range(rounds):
        for name, split in found.items():
            started = time.process_time()
            for text in texts:
                split(text)
            taken[name].append(time.process_time() - started)
    return {name: size / median(seconds) for name, seconds in taken.items()}


def long_texts(most: int) -> list[str]:
    """Return the first articles of AllSides."""
    with gzip.open(CORPORA / "allsides-foreign.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, most)]


def main() -> None:
    labels = json.loads((HERE / "sentence_labels.json").read_text(encoding="utf-8"))
    texts = load_texts(labels)
    sentences = sum(len(row["ends"]) for row in labels["excerpts"])
    print(f"{sentences} labelled sentences, {len(labels['points'])} hard points")
    found = splitters()
    for name, split in found.items():
        row = measure(split, labels, texts)
        print(f"{name:22}", "  ".join(f"{key} {value:.3f}" for key, value in row.items()))
    speed = rates({name: split for name, split in found.items() if name != "pysbd"}, long_texts(200))
    for name, rate in speed.items():
        print(f"{name:22} {rate:.1f} MB/s, ours {speed['rules'] / rate:.1f} times that")


if __name__ == "__main__":
    main()
