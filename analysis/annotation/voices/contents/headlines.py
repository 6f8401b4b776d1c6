"""Headlines that cite: ``Orr: the pact is dead`` and ``Pact is dead – experts``.

A headline is a first paragraph of one sentence. What stands before its colon or after its last dash must be
able to speak: "Halmere vote: what we know" and "Shelling of Tarsov: six dead" have a topic there, not a
source. What a page title adds at the end (``| The Osterby Post``, a time in brackets) is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from analysis.annotation.voices.contents.content import Content
from analysis.annotation.voices.cues.listed import CueForm
from analysis.annotation.voices.cues.sites import site_of
from analysis.annotation.voices.sources.things import is_thing
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import CLASS
from analysis.annotation.voices.text.datelines import dateline_end
from analysis.annotation.voices.text.tokens import Scan

_COLON, _DASH = CLASS[":"], CLASS["-"]
_LOWER = re.compile(r"[^\S\n][a-z]{4,}")
_DATE = re.compile(r"\([\d.:/ -]+\)")
_SPEAKING = frozenset(
    CLASS[name] for name in ("role", "title", "unnamed", "media", "government", "organisation", "document")
)
_NAMES = frozenset(CLASS[name] for name in ("Name", "capitals"))
_BELONGING = frozenset(CLASS[name] for name in ("of", "for"))
_LINKS = frozenset(CLASS[name] for name in ("country", "and", "of", "the", "for", "Name's", "one", "some"))
_ASKING = words.word_set("what why how when where who which here everything is are can should will live")
_LABELS = words.RUBRICS | words.word_set(
    "editorial review interview fact check poll profile comment column letter war crisis conflict election "
    "vote invasion pandemic coronavirus covid brexit guests occupied besieged liberated captured annexed "
    "npp znpp hpp island bridge cruiser news victims children pseudo-referendum pseudo-referendums martial"
)
_ACT = re.compile(r"\w{3,}(?:ing|tion|sion|ment)s?")
_ACTS = words.word_set(
    "attack attacks battle battles blockade bombardment capture seizure crime crimes defence defense "
    "failure failures fall fight fights looting siege strike strikes threat threats war diplomacy release "
    "exchange theft cruelty onslaught award awards money visa visas bodies ships ports successes shutdown "
    "counteroffensive murders visits work de-energization"
)
"""Words that call a topic by what is done to somebody: *Siege of Tarsov*; others end as ``_ACT``."""
_NOUN_OF_ACT = re.compile(r"\w{4,}(?:tion|sion)s?")
_GERUND = re.compile(r"(?!beijing)\w{3,}ing")
_BODIES = words.word_set("mission delegation commission information detachment contingent")
"""Words that end so and may speak."""
_ADJECTIVES = frozenset(CLASS[name] for name in ("-al", "-ed", "word", "title", "determiner", "-er"))
_SHOUTS = re.compile(r"[^a-z\n]{12}")
_FULL_STOPS = frozenset(CLASS[mark] for mark in (".", '"', "'"))
_SMALL, _TITLED = 4, 0.85
_MOST_SOURCE, _MOST_WORDS, _FEWEST_WORDS = 6, 40, 3
_MOST_BEHIND = 3
"""Words behind a colon that say who speaks, at most."""
COLON_CUE = CueForm(":", ":", "neutral", "phrase", "", ())


def headline_contents(
    scan: Scan, paragraphs: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]
) -> list[Content]:
    """Return what a headline (and the standfirst in a headline list) reports: cited by colon or dash."""
    found = []
    for number, paragraph in enumerate(paragraphs[: 2 if len(paragraphs) == 2 else 1]):
        inside = [start for start, _ in sentences[: number + 3] if paragraph[0] <= start < paragraph[1]]
        content = _cited(scan, paragraph) if len(inside) == 1 else None
        if content is not None:
            found.append(content)
    return found


def headline_of(scan: Scan, paragraphs: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the tokens of the headline: a short first paragraph without a full stop at its end."""
    if not paragraphs:
        return None
    first, last = scan.index(paragraphs[0][0]), scan.index(paragraphs[0][1])
    if not _FEWEST_WORDS < last - first <= _MOST_WORDS or scan.kinds[last - 1] in _FULL_STOPS:
        return None
    return first, last


def _cited(scan: Scan, paragraph: tuple[int, int]) -> Content | None:
    first, last = headline_bounds(scan, paragraph)
    if not _FEWEST_WORDS < last - first <= _MOST_WORDS:
        return None
    colon = next((n for n in range(first, last) if scan.kinds[n] == _COLON and _after_space(scan, n)), None)
    dash = _dash_source(scan, first, last)
    if colon is not None and _speaks(scan, first, colon) and _tells(scan, colon + 1, last):
        end = dash if dash is not None and dash > colon + _FEWEST_WORDS else last
        return _content(scan, colon + 1, end, colon)
    if dash is None:
        after = colon is not None and colon - first > _FEWEST_WORDS and _closes(scan, colon + 1, last)
        return _content(scan, first, colon, colon) if after and colon is not None else None
    topic = colon is not None and colon - first <= _MOST_SOURCE and dash - colon > _FEWEST_WORDS
    start = colon + 1 if colon is not None and topic else first
    short = dash - start == _FEWEST_WORDS and scan.kinds[last - 1] in _SPEAKING
    return _content(scan, start, dash, dash) if short or dash - start > _FEWEST_WORDS else None


def _closes(scan: Scan, first: int, last: int) -> bool:
    """Whether what stands behind a colon is who says what stands before it: ``Ferry to sail: mayor``."""
    return (
        last - first <= _MOST_BEHIND and scan.kinds[last - 1] in _SPEAKING and _may_speak(scan, first, last)
    )


def headline_bounds(scan: Scan, paragraph: tuple[int, int]) -> tuple[int, int]:
    """Return the first token of a headline and the one after its last, without the furniture of its page."""
    first, last = scan.index(dateline_end(scan.text, *paragraph)), scan.index(paragraph[1])
    for number in range(first + _FEWEST_WORDS, last):
        low = scan.lows[number]
        if low in ("|", "«") or (low == "(" and _DATE.match(scan.text, scan.starts[number])):
            last = number
            break
    if last > first and scan.lows[last - 1] == ".":
        last -= 1
    return first, last


def _dash_source(scan: Scan, first: int, last: int) -> int | None:
    """The last dash, if who stands behind it may speak."""
    for number in range(last - 2, max(first, last - 2 - _MOST_SOURCE), -1):
        if scan.kinds[number] == _DASH and _apart(scan, number):
            return number if _may_speak(scan, number + 1, last) else None
    return None


def titled(scan: Scan, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the paragraphs (tokens, last exclusive) whose words all begin with a capital.

    In them a capital does not tell a name from a verb: ``Orr Says Pact Is Dead``.
    """
    found = []
    for number, (start, end) in enumerate(paragraphs):
        if number and not _SHOUTS.match(scan.text, start):
            continue
        first, last = scan.index(start), scan.index(end)
        if not _FEWEST_WORDS < last - first <= _MOST_WORDS:
            continue
        long = [
            n for n in range(first, last) if scan.ends[n] - scan.starts[n] > _SMALL and scan.lows[n].isalpha()
        ]
        capital = sum(scan.text[scan.starts[n]].isupper() for n in long)
        if len(long) >= _FEWEST_WORDS and capital >= _TITLED * len(long):
            found.append((first, last))
    return found


def _after_space(scan: Scan, colon: int) -> bool:
    """Whether a space follows a colon, as it does not in ``08:15``."""
    return scan.text[scan.ends[colon] : scan.ends[colon] + 1].isspace()


def _apart(scan: Scan, number: int) -> bool:
    """Whether spaces stand around a dash."""
    return scan.starts[number] > scan.ends[number - 1] and scan.starts[number + 1] > scan.ends[number]


def _tells(scan: Scan, first: int, last: int) -> bool:
    return last - first >= _FEWEST_WORDS and scan.lows[first] not in _ASKING


def _speaks(scan: Scan, first: int, last: int) -> bool:
    """Whether the tokens before a colon may name who speaks.

    Where all words of a headline begin with a capital, a name of several words must come back in the text:
    "Cannon Fodder: …" is none. So must one in capitals, in other letters: "BIG CHILL: …" is none.
    """
    if not _may_speak(scan, first, last):
        return False
    if scan.kinds[last - 1] in _SPEAKING or last - first == 1:
        return True
    start, end = scan.starts[first], scan.ends[last - 1]
    name = scan.text[start:end]
    if name.isupper():
        return name.title() in scan.text
    return scan.text.count(scan.text[start:end]) > 1 or _LOWER.search(scan.text, end, end + 200) is not None


def _may_speak(scan: Scan, first: int, last: int) -> bool:
    """Whether some tokens may name who speaks: a noun for people, bodies and documents, or a name."""
    if not 0 < last - first <= _MOST_SOURCE or any(low in _LABELS for low in scan.lows[first:last]):
        return False
    kinds = scan.kinds[first:last]
    noun = kinds[-1] in _SPEAKING
    if not all(
        kind in _SPEAKING or kind in _NAMES or kind in _LINKS or (noun and kind in _ADJECTIVES)
        for kind in kinds
    ):
        return False
    if any(map(partial(_names_an_act, scan), range(first, last - 1))):
        return False
    if last - first == 1 and scan.lows[first] in words.REGIONS:
        return False
    if scan.kinds[last - 1] not in _SPEAKING and _is_topic(scan, first, last):
        return False
    return noun or (kinds[-1] in _NAMES and not _is_place(scan, first, last))


def _is_topic(scan: Scan, first: int, last: int) -> bool:
    """Whether words before a colon call what happens: *Evacuation*, *Joining the pact*, *Halmere C*."""
    low = scan.lows[last - 1]
    if last - first == 1:
        return is_thing(low) or (_NOUN_OF_ACT.fullmatch(low) is not None and low not in _BODIES)
    return len(low) == 1 or _GERUND.fullmatch(scan.lows[first]) is not None


def _names_an_act(scan: Scan, number: int) -> bool:
    """Whether a word and the next one call an act or event by its place or object: *Shelling of Tarsov*."""
    if scan.kinds[number + 1] not in _BELONGING:
        return False
    low, kind = scan.lows[number], scan.kinds[number]
    ends_so = _ACT.fullmatch(low) is not None and low not in _BODIES and kind not in _SPEAKING
    return ends_so or low in _ACTS or is_thing(low)


def _is_place(scan: Scan, first: int, last: int) -> bool:
    """Whether the text says that something is in or near what some tokens name."""
    name = scan.text[scan.starts[first] : scan.ends[last - 1]]
    bare = re.escape(re.sub(r"^the ", "", name, flags=re.IGNORECASE))
    return (
        re.search(rf"\b(?:in|near|outside) (?:the |occupied )?{bare}\b(?![’']|-| [A-Z])", scan.text)
        is not None
    )


def _content(scan: Scan, first: int, last: int, mark: int) -> Content:
    return Content(first, last, site_of(scan, mark, mark, COLON_CUE), "headline")
