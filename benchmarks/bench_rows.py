"""The rows of ``make bench``: what is measured beside whom, the goal, and how results are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench_inputs import REPEATS, RESAMPLES, SPARSE_RESAMPLES

VADER_NAMES = ("compound", "pos", "neu", "neg")
Check = Callable[[Any, Any], str]


@dataclass(frozen=True)
class Peer:
    """A peer of a row.

    ``way`` is its function in ``ways_peers``; ``goal`` the ratio aimed at; ``check`` says in words how its
    result compares with ours. ``part`` names how much of our work it does (``parts_of_work``), ``limit`` that
    it does far less than we do: a bound and no peer.
    """

    way: str
    label: str
    goal: float | None = None
    check: Check | None = None
    part: str = "all"
    limit: bool = False


@dataclass(frozen=True)
class Row:
    """What of ours (a function in ``ways_ours``) is measured beside which peers.

    ``unit`` is what our speed is told in (words, articles or characters); CI fails below ``fails_below``.
    """

    ours: str
    label: str
    peers: tuple[Peer, ...]
    unit: str = ""
    fails_below: float | None = None


def parts_of_work(sizes: Mapping[str, int]) -> dict[str, float]:
    """Return how much of our work a peer does, by the name of the part."""
    return {
        "all": 1.0,
        "few texts": sizes["few"] / sizes["characters"],
        "repeated texts": float(REPEATS),
        "few resamples": SPARSE_RESAMPLES / RESAMPLES,
    }


def identical(ours: Sequence[Any], theirs: Sequence[Any]) -> str:
    """Say how many results differ in any digit.

    >>> identical([0.1, 0.2], [0.1, 0.3])
    '1 of 2 differ'
    """
    differ = sum(repr(a) != repr(b) for a, b in zip(ours, theirs, strict=True))
    return f"{differ:,} of {len(ours):,} differ" if differ else f"all {len(ours):,} identical"


def same_scores(ours: Sequence[Any], theirs: Sequence[Any]) -> str:
    """Say in how many sentences any of VADER's four scores differs.

    >>> same_scores([[0.1, 0.0, 1.0, 0.0]], [{"compound": 0.1, "pos": 0.0, "neu": 1.0, "neg": 0.0}])
    'all 1 identical'
    """
    return identical(ours, [[scores[name] for name in VADER_NAMES] for scores in theirs])


def agreeing(ours: Sequence[Any], theirs: Sequence[Any]) -> str:
    """Say how many results agree, where the two do not mean quite the same.

    >>> agreeing([1, 2, 3, 4], [1, 2, 3, 5])
    '75 % of 4 agree'
    """
    same = sum(a == b for a, b in zip(ours, theirs, strict=True))
    return f"{100 * same / len(ours):.0f} % of {len(ours):,} agree"


def agreeing_in_all(ours: Mapping[str, Sequence[Any]], theirs: Sequence[Any]) -> str:
    """Say how many counts of all texts agree; CountVectorizer pairs words over full stops, we do not."""
    return agreeing(ours["all"], theirs)


def identical_in_few(ours: Mapping[str, Sequence[Any]], theirs: Sequence[Any]) -> str:
    """Say how many counts of the first few texts differ."""
    return identical(ours["few"], theirs)


def totals(ours: Sequence[int], theirs: Sequence[int]) -> str:
    """Say how many there are in all.

    >>> totals([3, 2], [4, 2])
    '5 and 6 found'
    """
    return f"{sum(ours):,} and {sum(theirs):,} found"


def close(ours: Sequence[Any], theirs: Sequence[Any]) -> str:
    """Say whether numbers agree to 1e-9.

    >>> close([1.0, 2.0], [1.0, 2.0 + 1e-12]), close([1.0], [1.5])
    ('all 2 the same to 1e-9', 'largest difference 0.3')
    """
    first, second = _flat(ours), _flat(theirs)
    furthest = max(abs(a - b) / max(1.0, abs(b)) for a, b in zip(first, second, strict=True))
    return (
        f"all {len(first):,} the same to 1e-9" if furthest <= 1e-9 else f"largest difference {furthest:.1g}"
    )


def _flat(values: Sequence[Any]) -> list[float]:
    return [x for value in values for x in (value if isinstance(value, list) else [value])]


VADER = "vaderSentiment"
STACK = "Punkt, vaderSentiment and CountVectorizer, reading by json (does less)"
WC, RIPGREP = "wc -w on the same bytes", "ripgrep counting words"

ROWS = (
    Row(
        "sentiment",
        "valence, four scores a sentence",
        (Peer("vader", VADER, 4, same_scores), Peer("nltk_vader", "nltk's VADER", None, same_scores)),
        "characters",
        fails_below=3,
    ),
    Row(
        "sentences",
        "sentence splitting",
        (
            Peer("punkt", "nltk's Punkt, trained on the texts", 5, totals),
            Peer("sentencex", "sentencex", None, totals),
        ),
        "characters",
    ),
    Row(
        "words",
        "word scan with offsets",
        (
            Peer("findall", "re.findall, same expression", None, identical),
            Peer("nltk_words", "nltk's word tokenizer", None, totals),
            Peer("nltk_regexp", r"nltk's RegexpTokenizer, \w+", None, totals),
            Peer("wc", WC, part="repeated texts", limit=True),
            Peer("ripgrep", RIPGREP, part="repeated texts", limit=True),
        ),
        "characters",
    ),
    Row(
        "phrases",
        "2,000 terms, folding included",
        (
            Peer("vectorizer", "CountVectorizer(vocabulary), words and pairs", 5, agreeing_in_all),
            Peer("expressions", "one expression for each term", None, identical_in_few, "few texts"),
            Peer("ahocorasick", "ahocorasick_rs alone, also inside words", limit=True),
        ),
        "characters",
    ),
    Row(
        "pipeline",
        "whole annotation, voices by the model, reading included",
        (Peer("stack", STACK, 2), Peer("wc", WC, part="repeated texts", limit=True)),
        "articles",
        fails_below=0.3,
    ),
    Row("pipeline_rules", "the same, voices by rules", (Peer("stack", STACK, 3),), "articles"),
    Row("voices", "voices by the model", (Peer("vader", f"{VADER} on the same sentences"),), "words"),
    Row("voices_rules", "voices by rules", (Peer("vader", f"{VADER} on the same sentences"),), "words"),
    Row(
        "keyness_z",
        "z of 50,000 words from a matrix",
        (Peer("convokit", "ConvoKit's FightingWords", 15, close),),
    ),
    Row(
        "keyness_table",
        "the whole table of keyness of the same matrix (tests by article, intervals, dispersion)",
        (Peer("convokit", "ConvoKit's FightingWords, z alone", None, close),),
    ),
    Row(
        "resamples_dense",
        "1,000 resamples of 500 articles, 5,000 words",
        (Peer("dense_rows", "numpy, row index into an array", 4, close),),
    ),
    Row(
        "resamples_sparse",
        "1,000 resamples of 5,000 articles, 50,000 words",
        (Peer("sparse_rows", "numpy, row index into a sparse matrix", 4, close, "few resamples"),),
    ),
)
