"""Large corpora: read and annotated in blocks, by several processes or machines, kept on disk, resumable."""

from __future__ import annotations

from analysis.engine.cluster import DaskPool
from analysis.engine.pool import LocalPool, Pool
from analysis.engine.run import Request, annotate_corpus, articles_without_text, parts_used, read_parts
from analysis.engine.store import prune_store

__all__ = [
    "DaskPool",
    "LocalPool",
    "Pool",
    "Request",
    "annotate_corpus",
    "articles_without_text",
    "parts_used",
    "prune_store",
    "read_parts",
]
