"""How shares of voices, sources and cues are put into words: a label for tables, a phrase for sentences."""

from __future__ import annotations

from analysis.measures.naming import PREFIX as NAMING
from analysis.presentation.writing.format import with_the, words_of

VOICE_LABELS = {
    "own": "own words",
    "quoted": "quoted words",
    "reported": "reported words",
    "attributed": "somebody else's words",
    "scare": "words in scare quotes",
}
_SHARED = {
    "wire_copy": ("own words shared with another outlet", "own words"),
    "shared_quotes": ("quoted words shared with another outlet", "quoted words"),
}
"""Shares of words that another outlet has in the same order: what they are called, and of what they are."""
_VOICES = {
    "own": "are the outlet's own",
    "quoted": "stand in direct speech",
    "reported": "stand in reported speech",
    "attributed": "are somebody else's",
    "scare": "are the outlet's own in scare quotes",
}
_TYPES = {
    "person": "a person",
    "role": "somebody by a role only",
    "organisation": "an organisation",
    "state or government": "a state or government",
    "media": "a news medium",
    "document": "a document",
    "unnamed": "somebody unnamed",
}
TYPE_LABELS = {
    "person": "persons",
    "role": "a role only (“the minister”)",
    "organisation": "organisations",
    "state or government": "states and governments",
    "media": "news media",
    "document": "documents",
    "unnamed": "unnamed (“officials”)",
    "unknown": "source or its kind not found",
}
NUMBERS = {
    "number:sources": "different sources per article",
    "number:effective_sources": "effective number of sources",
    "number:effective_sources:words": "effective number of sources, by words",
}
MADE_OF = {
    "word": "words",
    "attribution": "attributions",
    "cue": "cues",
    "name": "names",
    "mention": "mentions",
    "article": "articles",
}


def share_label(measure: str, category: str) -> str:
    """Name a share or a number per article for a table or a figure.

    >>> share_label("share:voice", "attributed"), share_label("share:side", "Tarsovia")
    ("somebody else's words", 'sources for Tarsovia')
    >>> share_label("share:cue_class", "Tarsovia: neutral"), share_label("share:cue_class", "attacking")
    ('neutral cues, sources for Tarsovia', 'attacking cues')
    >>> share_label("share:naming:war in Ukraine", "invasion")
    'war in Ukraine: invasion'
    """
    if measure in NUMBERS:
        return NUMBERS[measure]
    if measure.startswith(NAMING):
        return f"{measure.removeprefix(NAMING)}: {category}"
    of = measure.removeprefix("share:").removesuffix(":words")
    if of in _SHARED:
        return _SHARED[of][0]
    if of == "cue_class":
        side, _, name = category.rpartition(": ")
        return f"{name} cues, {_side(side, 'for')}" if side else f"{name} cues"
    labels = {
        "voice": VOICE_LABELS.get(category, category),
        "source_type": TYPE_LABELS.get(category, category),
        "side": _side(category, "for"),
        "named": "named sources",
        "top_source": "most cited source",
    }
    return labels.get(of, words_of(of))


def share_wording(measure: str, category: str) -> str:
    """Name a share or a number per article inside a sentence.

    >>> share_wording("share:source_type", "unnamed"), share_wording("share:voice", "quoted")
    ('attributions to somebody unnamed', 'quoted words')
    """
    if measure.startswith("share:source_type"):
        known = _TYPES.get(category)
        return f"attributions to {known}" if known else "attributions whose source or its kind was not found"
    if measure.startswith(NAMING):
        return f"“{category}” for “{measure.removeprefix(NAMING)}”"
    return share_label(measure, category)


def share_clause(measure: str, category: str, share: str, part: str = "") -> str:
    """Return a clause that says what has the share; ``part`` is such as "of the headlines".

    Of names ``part`` may name the voice, too.

    >>> share_clause("share:voice", "attributed", "37 %")
    "37 % of the words are somebody else's"
    >>> share_clause("share:source_type", "unnamed", "12 %")
    '12 % of the attributions cite somebody unnamed'
    >>> share_clause("share:wire_copy", "all", "4.1 %")
    '4.1 % of the own words stand in text that another outlet has'
    >>> share_clause("share:side:words", "Tarsovia", "50 %")
    '50 % of the attributed words come from sources speaking for Tarsovia'
    >>> share_clause("share:cue_class", "Tarsovia: distancing", "9 %")
    '9 % of the cues for sources speaking for Tarsovia are distancing'
    >>> share_clause("share:naming:war in Ukraine", "invasion", "9 %", "in their own words")
    '9 % of the names for “war in Ukraine” in their own words are “invasion”'
    """
    if measure.startswith(NAMING):
        names = f"names for “{measure.removeprefix(NAMING)}”"
        return f"{share} of the {names} {f'{part} ' if part else ''}are “{category}”"
    of, by_words = measure.removeprefix("share:").removesuffix(":words"), measure.endswith(":words")
    if of == "voice" or of in _SHARED:
        whole, what = _SHARED.get(of, (None, "words"))[1], _VOICES.get(category, category)
        said = "stand in text that another outlet has" if of in _SHARED else what
        return f"{share} of the {whole} {f'{part} ' if part else ''}{said}"
    if of == "cue_class":
        side, _, name = category.rpartition(": ")
        return f"{share} of the cues{f' for {_side(side)}' if side else ''} are {name}"
    base, verb = ("attributed words", "come from") if by_words else ("attributions", "cite")
    if of == "top_source":
        return f"{share} of the {base} with a known source {verb} the most cited source of their article"
    if category == "unknown":
        return f"{share} of the {base} have no source that was found, or one of unknown kind"
    whom = {
        "source_type": _TYPES.get(category, category),
        "side": _side(category),
        "named": "somebody by name",
    }
    return f"{share} of the {base} {verb} {whom.get(of, words_of(of))}"


def _side(name: str, link: str = "speaking for") -> str:
    if name == "other":
        return "sources of other sides or of none"
    return f"sources {link} {with_the(name)}"
