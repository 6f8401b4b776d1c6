"""Names in running text: of outlets and agencies, and of anything that is written with a capital."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analysis.corpus.outlets import read_aliases
from analysis.text import WORD

Place = tuple[int, int]
_AGENCIES = ("AP", "AFP", "UPI", "DPA", "Reuters", "Getty", "Getty Images", "McClatchy", "Xinhua", "Interfax")
_SMALL = frozenset({"the", "of", "and", "a", "an", "in", "for", "on", "by", "to"})
_BARE = re.compile(r"['’]s?$")
_PRONOUN = re.compile(r"I(?:['’]\w+)?")
_OPENS = re.compile(r"(?:[:;.!?…—–“”\"‘*•|]|--|\s-)[\s“\"‘]*$")
NAME_SHARE = 0.9
"""Share of its places inside sentences at which a word has a capital, from which it is a name everywhere."""


def bare(word: str) -> str:
    """Return a word without the ending of the possessive.

    >>> bare("Halmere's"), bare("Times’")
    ('Halmere', 'Times')
    """
    return _BARE.sub("", word)


class OutletNames:
    """Names of outlets and agencies by their first word, and single words of the corpus's own outlets."""

    def __init__(self, outlets: Iterable[str], files: Sequence[str | Path]) -> None:
        aliases = read_aliases(files)
        own = set(outlets)
        spellings = [key.split() for key, outlet in aliases.items()] + [name.split() for name in _AGENCIES]
        spellings += [name.split() for name in own]
        self.by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for words in spellings:
            folded = tuple(word.casefold() for word in words if word.casefold() != "the")
            if folded:
                self.by_first[folded[0]].add(folded)
        ours = [key for key, outlet in aliases.items() if outlet in own] + list(own)
        self.single = {word.casefold() for name in ours for word in WORD.findall(name)} - _SMALL

    def places(self, text: str) -> Iterator[Place]:
        """Yield the names, written with capitals, and what begins with one after a hyphen."""
        words = [(match.group(), *match.span()) for match in WORD.finditer(text)]
        folded = [bare(word).casefold() for word, _, _ in words]
        for i, (word, start, end) in enumerate(words):
            if not word[0].isupper():
                continue
            if folded[i] in self.single or folded[i].split("-")[0] in self.single:
                yield start, end
            for name in self.by_first.get(folded[i], ()):
                last = i + len(name)
                if tuple(folded[i:last]) == name and all(w[0].isupper() for w, _, _ in words[i:last]):
                    yield start, words[last - 1][2]


class Names:
    """Words that are names: with a capital inside a sentence, and wherever else such words stand.

    At the beginning of a sentence and in headlines, where a capital says nothing, a word is a name if the
    articles write it so at nine tenths of its other places.
    """

    def __init__(self, articles: Iterable[tuple[str, Sequence[Place]]]) -> None:
        capital: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for text, sentences in articles:
            for start, end in sentences:
                for word, _, _ in _inside(text, start, end):
                    key = bare(word).casefold()
                    total[key] += 1
                    capital[key] += word[0].isupper()
        self.known = frozenset(word for word, n in total.items() if capital[word] >= NAME_SHARE * n)

    def places(self, text: str, sentences: Sequence[Place]) -> Iterator[Place]:
        """Yield the names of a text; ``sentences`` are those below the headline."""
        for match in WORD.finditer(text):
            word = match.group()
            if word[0].isupper() and not _PRONOUN.fullmatch(word) and bare(word).casefold() in self.known:
                yield match.span()
        for start, end in sentences:
            yield from ((first, last) for word, first, last in _inside(text, start, end) if word[0].isupper())


def _inside(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the words that open neither a sentence nor a part of one."""
    for number, match in enumerate(WORD.finditer(text, start, end)):
        word = match.group()
        first = match.start()
        if number == 0 or _PRONOUN.fullmatch(word) or _OPENS.search(text, max(start, first - 4), first):
            continue
        yield word, first, match.end()
