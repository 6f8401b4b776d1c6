"""Where "it" stands for nobody: ``it was unclear how``, ``it is hard to say``, ``makes it easy to``."""

from __future__ import annotations

import re

from analysis.annotation.voices.text import words

_IMPERSONAL = words.word_set(
    "foolish naive misleading absurd irresponsible ridiculous unclear clear uncertain certain known "
    "unknown possible impossible likely unlikely hard difficult easy easier harder tempting reasonable "
    "unreasonable irrational appropriate inappropriate obvious evident apparent true untrue rude "
    "important imperative essential crucial vital necessary unnecessary wrong right better best time too "
    "enough worth fair unfair safe dangerous useful interesting noteworthy telling plausible conceivable "
    "inconceivable doubtful inevitable natural common good bad great nice strange odd ironic premature "
    "early late argued thought believed expected hoped reported understood claimed suggested alleged "
    "rumored rumoured feared assumed presumed decided revealed specified said noted announced confirmed "
    "disclosed estimated predicted shown proved proven established agreed stated written imagined "
    "forgotten remembered recalled"
)
"""What "it" is said to be where the clause or the infinitive behind says what is meant."""
_IS = (
    r"(?:['’]s|(?: is| was)(?:n['’]t)?|(?: seem| appear)(?:s|ed)| bec(?:omes|ame)|"
    r"(?: has| had| may| might| would| will| could| must| should)(?:n['’]t)?(?: \w+)? "
    r"(?:be|been|become|seem|appear))"
)
_CLAUSE = r"(?:to|that|how|why|whether|if|when|where|what|which|who)\b"
_BEFORE_CLAUSE = re.compile(
    rf"{_IS} (?:[\w-]+ ){{0,4}}?([\w-]+) (?:[A-Z]\w+day )?"
    rf"(?=(?:for [\w' -]{{1,30}} )?{_CLAUSE}|[A-Z]|(?:the|an?|he|she|it|they|there|its|his|her|their)\b)"
)
_BEFORE_NOUN = re.compile(rf"{_IS} (?:not )?(?:\w+ly )?(?:an?|the)\b")
_BEFORE_INFINITIVE = re.compile(rf"(?: [\w-]+){{1,4}} {_CLAUSE}")
_MADE = re.compile(r"\b(?:mak(?:e|es|ing)|made|finds?|found|finding)\s$", re.IGNORECASE)
_MATTERS = re.compile(r"\bwhen it (?:comes|came) to\b", re.IGNORECASE)
_TAKES = re.compile(
    r"(?: (?:did|does)(?:n['’]t| not)?| (?:will|would|has)(?: not)?)? (?:takes?|took|taken) "
    r"(?:long|longer|time|only|years|months|weeks|days|hours|minutes)\b"
)
_LONGEST_BEFORE, _REACH = 9, 90


def is_expletive(text: str, start: int, end: int, of_noun: bool = False) -> bool:
    """Whether an "it" stands for nobody; ``of_noun``: where it is said to be what a noun tells.

    >>> def stands_for_nobody(text, of_noun=False):
    ...     start = text.lower().index("it")
    ...     return is_expletive(text, start, start + 2, of_noun)
    >>> [stands_for_nobody(text) for text in ("It was unclear how", "it is ready to", "makes it easy to")]
    [True, False, True]
    >>> stands_for_nobody("it is a sign of hope", of_noun=True)
    True
    """
    found = _BEFORE_CLAUSE.match(text, end, end + _REACH)
    if found is not None and found.group(1).lower() in _IMPERSONAL:
        return True
    if of_noun and _BEFORE_NOUN.match(text, end, end + _REACH) is not None:
        return True
    if _TAKES.match(text, end, end + _REACH) is not None:
        return True
    before = max(0, start - _LONGEST_BEFORE)
    if _MADE.search(text, before, start) and _BEFORE_INFINITIVE.match(text, end, end + _REACH):
        return True
    when = start - len("when ")
    return when >= 0 and _MATTERS.match(text, when, end + _REACH) is not None
