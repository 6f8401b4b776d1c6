"""What each peer does in ``make bench``, in the peers' environment: nothing of the project is imported here.

Every function gets ready what is not timed (models, vocabularies, inputs) and returns what is timed. A call
on an invented sentence comes first, so that nobody pays for imports.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ways_peers_numbers import convokit, dense_rows, sparse_rows

# Ways that stand in the other module are found here by their names, too.
__all__ = ["convokit", "dense_rows", "sparse_rows"]

Work = Callable[[], Any]
SENTENCE = "The ferry left the port of Osterby, and nobody was glad."
LIBRARIES = {
    "vader": "vaderSentiment",
    "nltk_vader": "nltk",
    "punkt": "nltk",
    "sentencex": "sentencex",
    "nltk_words": "nltk",
    "nltk_regexp": "nltk",
    "vectorizer": "scikit-learn",
    "ahocorasick": "ahocorasick_rs",
    "stack": "nltk vaderSentiment scikit-learn",
    "convokit": "convokit",
    "dense_rows": "numpy",
    "sparse_rows": "scipy",
}


def versions(way: str) -> str:
    """Return the libraries behind a way, with their versions."""
    if way in ("wc", "ripgrep"):
        program = "wc" if way == "wc" else "rg"
        shown = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        return shown.splitlines()[0]
    if way not in LIBRARIES:
        return f"Python {sys.version.split()[0]}"
    return ", ".join(f"{name} {version(name)}" for name in LIBRARIES[way].split())


def _read(folder: Path, name: str) -> Any:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def vader(folder: Path) -> Work:
    """Return all four scores of each sentence by vaderSentiment."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return _four_scores(SentimentIntensityAnalyzer(), _read(folder, "sentences"))


def nltk_vader(folder: Path) -> Work:
    """Return nltk's scores; its lexicon is a download, so it reads vaderSentiment's, which is the same."""
    from nltk.sentiment import vader as module

    analyzer = module.SentimentIntensityAnalyzer.__new__(module.SentimentIntensityAnalyzer)
    analyzer.lexicon_file = _vader_lexicon()
    analyzer.lexicon = analyzer.make_lex_dict()
    analyzer.constants = module.VaderConstants()
    return _four_scores(analyzer, _read(folder, "sentences"))


def _vader_lexicon() -> str:
    from vaderSentiment import vaderSentiment

    place = Path(vaderSentiment.__file__).with_name("vader_lexicon.txt")
    return place.read_text(encoding="utf-8").rstrip("\n")


def _four_scores(analyzer: Any, sentences: list[str]) -> Work:
    score = analyzer.polarity_scores
    score(SENTENCE)
    return lambda: list(map(score, sentences))


def _punkt(folder: Path) -> Any:
    """Return Punkt with what was trained before (``punkt_training``): its English model is a download."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    learnt, parameters = _read(folder, "punkt"), PunktParameters()
    parameters.abbrev_types = set(learnt["abbreviations"])
    parameters.collocations = {(a, b) for a, b in learnt["collocations"]}
    parameters.sent_starters = set(learnt["starters"])
    parameters.ortho_context.update(learnt["orthography"])
    tokenizer = PunktSentenceTokenizer(parameters)
    list(tokenizer.span_tokenize(SENTENCE))
    return tokenizer


def punkt_training(folder: Path) -> Work:
    """Train Punkt on the texts; not a figure."""
    from nltk.tokenize.punkt import PunktTrainer

    texts = _read(folder, "texts")

    def work() -> None:
        trainer = PunktTrainer()
        trainer.INCLUDE_ALL_COLLOCS = True
        for text in texts:
            trainer.train(text, finalize=False)
        learnt = trainer.get_params()
        parameters = {
            "abbreviations": sorted(learnt.abbrev_types),
            "collocations": sorted(learnt.collocations),
            "starters": sorted(learnt.sent_starters),
            "orthography": dict(learnt.ortho_context),
        }
        (folder / "punkt.json").write_text(json.dumps(parameters), encoding="utf-8")

    return work


def punkt(folder: Path) -> Work:
    """Return how many sentences each text has by Punkt."""
    texts, tokenizer = _read(folder, "texts"), _punkt(folder)
    return lambda: [sum(1 for _ in tokenizer.span_tokenize(text)) for text in texts]


def sentencex(folder: Path) -> Work:
    """Return how many sentences each text has by sentencex."""
    from sentencex import get_sentence_boundaries

    texts = _read(folder, "texts")
    get_sentence_boundaries("en", SENTENCE)
    return lambda: [len(get_sentence_boundaries("en", text)) for text in texts]


def findall(folder: Path) -> Work:
    """Return how many words each text has, by the project's expression in one ``findall``."""
    texts, find = _read(folder, "texts"), re.compile(_read(folder, "word")).findall
    find(SENTENCE)
    return lambda: [len(find(text)) for text in texts]


def nltk_words(folder: Path) -> Work:
    """Return how many tokens each text has by the tokenizer behind nltk's ``word_tokenize``."""
    from nltk.tokenize import NLTKWordTokenizer

    texts, tokenizer = _read(folder, "texts"), NLTKWordTokenizer()
    tokenizer.tokenize(SENTENCE)
    return lambda: [len(tokenizer.tokenize(text)) for text in texts]


def nltk_regexp(folder: Path) -> Work:
    r"""Return how many tokens each text has by nltk's RegexpTokenizer with ``\w+``."""
    from nltk.tokenize import RegexpTokenizer

    texts, tokenizer = _read(folder, "texts"), RegexpTokenizer(r"\w+")
    tokenizer.tokenize(SENTENCE)
    return lambda: [len(tokenizer.tokenize(text)) for text in texts]


def _vectorizer(terms: list[str]) -> Any:
    from sklearn.feature_extraction.text import CountVectorizer

    made = CountVectorizer(vocabulary=terms, ngram_range=(1, 2))
    made.transform([SENTENCE])
    return made


def vectorizer(folder: Path) -> Work:
    """Return how often each term stands in all texts by CountVectorizer, words and pairs of words."""
    texts, counter = _read(folder, "folded"), _vectorizer(_read(folder, "terms"))
    return lambda: counter.transform(texts).sum(axis=0).tolist()[0]


def expressions(folder: Path) -> Work:
    """Return how often each term stands in the first few texts by an expression for each term."""
    texts = _read(folder, "few")
    each = [re.compile(rf"(?<![^\W_]){re.escape(term)}(?![^\W_])") for term in _read(folder, "terms")]

    def work() -> list[int]:
        return [sum(len(one.findall(text)) for text in texts) for one in each]

    return work


def ahocorasick(folder: Path) -> Work:
    """Find the terms anywhere, also inside words: the automaton alone."""
    from ahocorasick_rs import AhoCorasick

    texts, terms = _read(folder, "folded"), _read(folder, "terms")
    find = AhoCorasick(terms).find_matches_as_indexes

    def work() -> list[int]:
        found: Counter[int] = Counter()
        for text in texts:
            found.update(pattern for pattern, _, _ in find(text, overlapping=True))
        return [found[number] for number in range(len(terms))]

    return work


def stack(folder: Path) -> Work:
    """Read articles, split sentences, score each and count terms: Punkt, vaderSentiment, CountVectorizer."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    tokenizer, score = _punkt(folder), SentimentIntensityAnalyzer().polarity_scores
    counter = _vectorizer(_read(folder, "lexicon"))
    score(SENTENCE)

    def work() -> list[int]:
        with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        sentences = [[text[a:b] for a, b in tokenizer.span_tokenize(text)] for text in texts]
        scores = [[score(sentence)["compound"] for sentence in some] for some in sentences]
        return [sum(map(len, scores)), int(counter.transform(texts).sum())]

    return work


def wc(folder: Path) -> Work:
    """Count words with wc."""
    return _program(["wc", "-w", str(folder / "repeated.txt")])


def ripgrep(folder: Path) -> Work:
    """Count words with ripgrep."""
    return _program(["rg", "--count-matches", r"\w+", str(folder / "repeated.txt")])


def _program(command: list[str]) -> Work:
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(f"{command[0]} is not on the path")
    return lambda: int(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[0])
