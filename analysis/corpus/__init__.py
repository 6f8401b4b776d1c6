"""Articles in: readers, checks, cleaning, repeats, selection."""

from __future__ import annotations

from analysis.corpus.files import corpus_digest, corpus_files
from analysis.corpus.read import read_articles
from analysis.corpus.selection import Selection

__all__ = ["Selection", "corpus_digest", "corpus_files", "read_articles"]
