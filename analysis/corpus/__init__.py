"""Articles in: readers, checks, cleaning, repeats, selection."""

from __future__ import annotations

from analysis.corpus.blocks import fits_one_block
from analysis.corpus.files import corpus_digest, corpus_files
from analysis.corpus.outlets import fold_outlet
from analysis.corpus.overview import corpus_overview
from analysis.corpus.read import log_counts, read_article_text, read_articles
from analysis.corpus.selection import Selection
from analysis.corpus.series import serial_titles

__all__ = [
    "Selection",
    "corpus_digest",
    "corpus_files",
    "corpus_overview",
    "fits_one_block",
    "fold_outlet",
    "log_counts",
    "read_article_text",
    "read_articles",
    "serial_titles",
]
