"""Measure the lists of words against human annotations: BASIL's spans and BABE's sentences.

Run from the repository root, with the corpora in ../shared/corpora (or where FRAMING_CORPORA says)::

    python benchmarks/lexicon_hits.py [list …]      # make bench-lexicons

Both corpora are for measuring only: no term was chosen or dropped by its agreement with them.

- BASIL: of the spans marked as lexical bias whose quote flag is "no" (the outlet's own words), the share
  that a hit touches; and the cost: hits per 1,000 words outside all marked spans (of either bias, quoted or
  not), whoever speaks. Where lists are taken together, hits that touch each other are one. Intervals resample
  events.
- BABE: AUC of "biased" against "not biased" sentences. "count" is the number of hits, nothing fitted.
  "combined" is a logistic regression on hits per list and category, |VADER| and the logarithm of the length;
  each outlet is scored by weights from the others. No words are learned. Intervals resample outlets.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from polnear import CORPORA, Span

from analysis.annotation.lexicons import Entry, Lexicon, load_lexicon
from analysis.annotation.matching import Matcher
from analysis.annotation.sentences import split_sentences
from analysis.annotation.valence import Valence
from analysis.text import WORD

LISTS = ("loaded_terms", "stance_words", "markers", "appraisal_words")
VADER_FLOOR = 1.5
RESAMPLES = 2000
SEED = 1
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Article:
    """An article of BASIL: its own-voice lexical spans, and all marked spans, as offsets into the text."""

    event: str
    outlet: str
    text: str
    sentences: tuple[Span, ...]
    lexical: tuple[Span, ...]
    marked: tuple[Span, ...]


def basil() -> list[Article]:
    """Read BASIL: title and sentences as annotated, one text per article."""
    with (CORPORA / "basil.jsonl").open(encoding="utf-8") as lines:
        articles = {row["id"]: row for row in map(json.loads, lines)}
    with (CORPORA / "basil.gold.jsonl").open(encoding="utf-8") as lines:
        return [_article(articles[row["id"]], row) for row in map(json.loads, lines)]


def _article(article: dict[str, str], gold: dict[str, Any]) -> Article:
    starts, sentences, pieces, position = {}, [], [article["title"] or "", *gold["sentences"]], 0
    for name, piece in zip(("title", *(f"p{i}" for i in range(len(pieces)))), pieces, strict=False):
        starts[name] = position
        sentences.append((position, position + len(piece)))
        position += len(piece) + 2
    lexical, marked = [], []
    for span in gold["spans"]:
        place = (starts[span["id"]] + span["start"], starts[span["id"]] + span["end"])
        marked.append(place)
        if span["bias"] == "lex" and span["quote"] == "no":
            lexical.append(place)
    text = "\n\n".join(pieces)
    return Article(article["event"], article["outlet"], text, tuple(sentences), tuple(lexical), tuple(marked))


def vader_words() -> Lexicon:
    """Return the words of VADER whose mean is VADER_FLOOR or more away from 0, as a list for comparison."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    means = SentimentIntensityAnalyzer().lexicon
    words = sorted(word for word, mean in means.items() if abs(mean) >= VADER_FLOOR and word.isalpha())
    entries = (Entry(word, "vader", None, (word,), False, False, ()) for word in words)
    return Lexicon(f"VADER words, |mean| >= {VADER_FLOOR}", "terms", tuple(entries), "")


def places(
    text: str, sentences: Sequence[Span], lists: Sequence[Lexicon], matcher: Matcher
) -> dict[str, list[tuple[int, int, str]]]:
    """Return the hits of each list as start, end and category."""
    own = {lexicon.name: set(lexicon.counted) for lexicon in lists}
    found: dict[str, list[tuple[int, int, str]]] = {lexicon.name: [] for lexicon in lists}
    for match in matcher.find(text, sentences=sentences):
        if match.entry in own[match.lexicon.name]:
            found[match.lexicon.name].append((match.start, match.end, match.entry.category))
    return found


def merged(spans: Sequence[Span]) -> list[Span]:
    """Return spans with those that touch each other made one.

    >>> merged([(0, 5), (3, 8), (9, 12)])
    [(0, 8), (9, 12)]
    """
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def touches(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span shares a character with one of some others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def span_counts(article: Article, hits: Sequence[Span]) -> list[int]:
    """Return lexical spans, those with a hit, hits outside all marked spans, and words outside them."""
    words = [word.span() for word in WORD.finditer(article.text)]
    return [
        len(article.lexical),
        sum(touches(span, hits) for span in article.lexical),
        sum(not touches(hit, article.marked) for hit in hits),
        sum(not touches(word, article.marked) for word in words),
    ]


def share_and_cost(counts: NDArray[np.int64]) -> Floats:
    """Return the share of spans with a hit and the hits per 1,000 unmarked words, from counts per article."""
    spans, touched, outside, words = counts.sum(axis=0)
    return np.array([touched / max(1, spans), 1000 * outside / max(1, words)])


def interval(counts: NDArray[np.int64], units: Sequence[str]) -> Floats:
    """Return 95 % percentile intervals of both figures over resampled units: rows low and high."""
    rng = np.random.default_rng(SEED)
    labels = np.array(units)
    sums = np.array([counts[labels == unit].sum(axis=0) for unit in np.unique(labels)])
    drawn = [share_and_cost(sums[rng.integers(0, len(sums), len(sums))]) for _ in range(RESAMPLES)]
    return np.quantile(drawn, [0.025, 0.975], axis=0)


def unions(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return which lists to take together: all, all but the markers, and these without the newest list."""
    kept = tuple(name for name in names if name != "markers")
    older = tuple(name for name in kept if name != "appraisal_words")
    return [union for union in dict.fromkeys([older, kept, tuple(names)]) if len(union) > 1]


def hit_groups(articles: Sequence[Article], lists: Sequence[Lexicon]) -> dict[str, list[list[Span]]]:
    """Return the hits in each article of each list, of lists together and of each category."""
    single = [*lists, vader_words()]
    matcher = Matcher(single)
    found = [places(article.text, article.sentences, single, matcher) for article in articles]
    groups = {x.name: [[(s, e) for s, e, _ in hits[x.name]] for hits in found] for x in single}
    for names in unions([lexicon.name for lexicon in lists]):
        groups[" + ".join(names)] = [
            merged([(s, e) for name in names for s, e, _ in hits[name]]) for hits in found
        ]
    for lexicon in lists:
        for category in lexicon.categories:
            groups[f"  {lexicon.name} {category}"] = [
                [(s, e) for s, e, c in hits[lexicon.name] if c == category] for hits in found
            ]
    return groups


def report_basil(lists: Sequence[Lexicon]) -> None:
    articles = basil()
    groups = hit_groups(articles, lists)
    outlets = sorted({article.outlet for article in articles})
    n_spans = sum(len(article.lexical) for article in articles)
    print(f"BASIL: {n_spans} own-voice lexical spans; share with a hit, hits per 1,000 unmarked words")
    for name, hits in groups.items():
        counts = np.array([span_counts(a, h) for a, h in zip(articles, hits, strict=True)])
        share, cost = share_and_cost(counts)
        line = f"{name:58} {share:.3f} {cost:6.1f}"
        if not name.startswith(" "):
            (low, cheap), (high, dear) = interval(counts, [a.event for a in articles])
            line = f"{name:58} {share:.3f} ({low:.3f} to {high:.3f}) {cost:6.1f} ({cheap:.1f} to {dear:.1f})"
            for outlet in outlets:
                of = np.array([a.outlet == outlet for a in articles])
                line += "   {} {:.3f} at {:.1f}".format(outlet, *share_and_cost(counts[of]))
        print(line)


def auc(labels: NDArray[np.bool_], scores: Floats) -> float:
    """Return the chance that a positive scores above a negative, ties counting half.

    >>> auc(np.array([True, False, False]), np.array([1.0, 0.0, 1.0]))
    0.75
    """
    from scipy.stats import rankdata

    positive = int(labels.sum())
    above = rankdata(scores)[labels].sum() - positive * (positive + 1) / 2
    return float(above / (positive * (len(labels) - positive)))


def auc_interval(labels: NDArray[np.bool_], scores: Floats, outlets: NDArray[np.str_]) -> tuple[float, float]:
    """Return the 95 % percentile interval over resampled outlets; draws of one class only are drawn again."""
    rng = np.random.default_rng(SEED)
    rows = [np.flatnonzero(outlets == outlet) for outlet in np.unique(outlets)]
    drawn: list[float] = []
    while len(drawn) < RESAMPLES:
        taken = np.concatenate([rows[i] for i in rng.integers(0, len(rows), len(rows))])
        if 0 < labels[taken].sum() < len(taken):
            drawn.append(auc(labels[taken], scores[taken]))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def held_out_scores(features: Floats, labels: NDArray[np.bool_], outlets: NDArray[np.str_]) -> Floats:
    """Return scores of a logistic regression, each outlet scored by weights from the others.

    Classes weigh equally and the intercept is left out: it is the share of biased sentences in the other
    outlets, so outlets with few of them would get the highest scores.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    scores = np.zeros(len(labels))
    for outlet in np.unique(outlets):
        out = outlets == outlet
        model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, class_weight="balanced"))
        model.fit(features[~out], labels[~out])
        scores[out] = model.decision_function(features[out]) - model[-1].intercept_[0]
    return scores


def babe_features(texts: Sequence[str], lists: Sequence[Lexicon]) -> tuple[Floats, list[str]]:
    """Return one row per sentence: hits per list and category, |VADER|, logarithm of the words."""
    matcher, valence = Matcher(lists), Valence()
    names = [f"{lexicon.name} {category}" for lexicon in lists for category in lexicon.categories]
    column = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(texts), len(names) + 2))
    for row, text in zip(table, texts, strict=True):
        for name, hits in places(text, split_sentences(text), lists, matcher).items():
            for _, _, category in hits:
                row[column[f"{name} {category}"]] += 1
        row[-2] = abs(valence.score(text))
        row[-1] = np.log1p(sum(1 for _ in WORD.finditer(text)))
    return table, [*names, "|VADER|", "length"]


def report_babe(lists: Sequence[Lexicon]) -> None:
    with (CORPORA / "babe.gold.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    labels = np.array([row["label_bias"] == "Biased" for row in rows])
    outlets = np.array([row["outlet"] for row in rows])
    features, names = babe_features([row["text"] for row in rows], lists)
    scored = {"|VADER|": features[:, -2], "length": features[:, -1]}
    for lexicon in lists:
        own = [i for i, name in enumerate(names) if name.startswith(f"{lexicon.name} ")]
        scored[f"count, {lexicon.name}"] = features[:, own].sum(axis=1)
    scored["count, all lists"] = features[:, :-2].sum(axis=1)
    without = [i for i, name in enumerate(names) if not name.startswith("appraisal_words ")]
    scored["combined, without appraisal_words"] = held_out_scores(features[:, without], labels, outlets)
    scored["combined"] = held_out_scores(features, labels, outlets)
    print(f"BABE: {len(rows)} sentences, {len(np.unique(outlets))} outlets; AUC, 95 % interval over outlets")
    for name, scores in scored.items():
        low, high = auc_interval(labels, scores, outlets)
        print(f"{name:58} {auc(labels, scores):.3f} ({low:.3f} to {high:.3f})")


def main() -> None:
    lists = [load_lexicon(name) for name in sys.argv[1:] or LISTS]
    report_basil(lists)
    report_babe(lists)


if __name__ == "__main__":
    main()
