"""The rules of coreference in their order: what is surest comes first and is not changed again."""

from __future__ import annotations

from analysis.annotation.coreference import nouns, persons, pronouns
from analysis.annotation.coreference.reading import PERSON_KINDS, ArticleReading, Known
from analysis.annotation.voices.people.full_names import collect_names
from analysis.annotation.voices.text.tokens import Scan


def resolve(article: ArticleReading, tokens: Scan) -> list[Known]:
    """Return the mentions of an article with those that context decides, in order and without overlaps.

    Precision comes before recall. Resolved are

    - persons who hold an office of an actor by their title or apposition, and the surname alone of a person
      who was named in full, where nobody in the article shares it
    - "the North" and "the South" after the half of a divided country
    - "the country", "the alliance", "the group", … after exactly one fitting actor in the same
      sentence or the one before
    - "the president", "the minister", … where one person alone has this office in the article
    - sources: a pronoun or role that the pass over voices resolved; the pronoun right after the cue
      ("Tarsovia said it would"); "He" at the start of a sentence after the one person of the sentence before

    Other pronouns, possessives ("his country"), "we" and nouns with other adjectives are left alone.

    Parameters
    ----------
    article : an article with its literal mentions as ``known``; it is filled
    tokens : its words and marks

    Example
    -------
    >>> from analysis.annotation.voices.text.lexis import Lexis
    >>> from analysis.annotation.voices.text.tokens import scan
    >>> text = "Tarsovia built a bridge. The country has no port."
    >>> known = [Known(0, 8, "Tarsovia", "Tarsovia", "state")]
    >>> sides, kinds = {"Tarsovia": "Tarsovia"}, {"Tarsovia": "state"}
    >>> article = ArticleReading(text, [(0, 24), (25, 49)], [], sides, kinds, known)
    >>> [text[m.start:m.end] for m in resolve(article, scan(text, Lexis()))]
    ['Tarsovia', 'The country']
    """
    names = collect_names(tokens)
    people = persons.people_of(article, names)
    article.add(persons.names_of_people(article, names, people))
    article.add(nouns.directions(article))
    known = people | {article.text[m.start : m.end]: m for m in article.known if m.kind in PERSON_KINDS}
    article.add(pronouns.sources(article, known, names))
    article.add(nouns.offices(article, people, names.introductions))
    article.add(nouns.common_nouns(article))
    article.add(pronouns.in_content(article, known, names))
    article.add(pronouns.at_start(article, names))
    return article.known
