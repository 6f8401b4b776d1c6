"""Simple coreference inside an article: which other words stand for an actor that it names."""

from analysis.annotation.coreference.reading import ArticleReading, Known, Source
from analysis.annotation.coreference.resolve import resolve

__all__ = ["ArticleReading", "Known", "Source", "resolve"]
