"""The two tables that reading gives: articles and the reading log."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

UTC = pl.Datetime("us", "UTC")

ARTICLES: Mapping[str, tuple[pl.DataType, str]] = {
    "article_id": (pl.String(), "id from the input, or a content hash where the input has none; unique"),
    "outlet": (pl.String(), "canonical outlet name"),
    "published": (UTC, "time of publication, UTC; midnight where only a day is known"),
    "updated": (UTC, "time of the last update, UTC"),
    "title": (pl.String(), "headline"),
    "authors": (pl.String(), "names as given"),
    "section": (pl.String(), "section or desk"),
    "url": (pl.String(), "address of the page"),
    "event": (pl.String(), "what the article is about, shared by several outlets"),
    "language": (
        pl.String(),
        "ISO 639-1 code of the detected language; null where the text is too short to tell",
    ),
    "text": (pl.String(), "cleaned text: title, blank line, body"),
    "n_words": (pl.Int64(), "words in text"),
    "copy_of": (pl.String(), "article_id of the earliest article of another outlet with the same text"),
    "source_file": (pl.String(), "file that the article was read from, relative to the corpus folder"),
    "source_line": (pl.Int64(), "line of that file, from 1; 1 for a file that holds one article"),
}

READING_LOG: Mapping[str, tuple[pl.DataType, str]] = {
    "source_file": (pl.String(), "file, relative to the corpus folder"),
    "source_line": (pl.Int64(), "line of that file, from 1"),
    "article_id": (pl.String(), "article concerned; null where there is none"),
    "what": (
        pl.String(),
        "kind: repaired, refused, dropped, set aside or noted, and of what (see LOG_KINDS)",
    ),
    "detail": (pl.String(), "one plain sentence"),
}

LOG_KINDS: Mapping[str, str] = {
    "refused": "could not be read; not in the corpus",
    "no text": "neither text nor title, or no text in a corpus of full articles; not counted",
    "repeat": "the same text from the same outlet; the earliest stays",
    "other language": "set aside",
    "not selected": "left out by [select]",
    "repaired": "read after a repair, which the detail names",
    "outlet folded": "outlet name replaced by its canonical name",
    "cleaned": "what a page puts around its text was removed: furniture, credits, lines under many texts",
    "noted": "nothing changed; worth knowing",
}


def schema(table: Mapping[str, tuple[pl.DataType, str]]) -> dict[str, pl.DataType]:
    """Return column names and dtypes of a table description."""
    return {name: dtype for name, (dtype, _) in table.items()}
