"""Which attributions of an article go to one source, and which actor each source is or speaks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from analysis.annotation.voices.long_texts import LONGEST
from analysis.annotation.voices.people.name_words import places_of
from analysis.annotation.voices.records import Attribution
from analysis.annotation.voices.text import words
from analysis.text import WORD, fold

Mention = tuple[int, int, str]  # start, end, actor

NEAR = 90
"""Characters within which a title or an apposition lies beside a name."""
MOST_PLACES = 40
_PRONOUNS = words.PRONOUNS | words.word_set("him her them us me this that these those")
_HONORIFICS = words.word_set("mr mrs ms miss dr prof sir lord lady dame rev")
_ROLES = words.ROLES | words.ROLE_PLURALS | (words.TITLES - _HONORIFICS)
_NOT_IN_A_TITLE = words.PREPOSITIONS | words.CONJUNCTIONS | words.AUXILIARIES | words.DETERMINERS
_STUDY = words.word_set(
    "expert experts analyst analysts specialist specialists scholar scholars researcher researchers "
    "historian historians professor professors watcher watchers"
)
"""Who speaks for no actor that is named beside them: *experts studying Halmere*, *Halmere experts*."""
_PRIVATE = _STUDY | words.word_set(
    "journalist journalists reporter reporters correspondent correspondents columnist columnists blogger "
    "bloggers author authors singer singers actor actors actress volunteer volunteers tourist tourists "
    "refugee refugees media newspaper newspapers broadcaster broadcasters outlet outlets tabloid magazine "
    "website channel television tv opposition dissident dissidents activist activists protester "
    "protesters protestor protestors demonstrator demonstrators exile exiles exiled defector defectors "
    "student students businessman businessmen tycoon tycoons citizen citizens resident "
    "residents"
)
"""Who comes from a country, or works there, and speaks for none: unless they are of the state."""
_OFFICIAL = words.word_set(
    "state official semiofficial propaganda kremlin ministry government army iaea rodong minju"
)
_OBSERVES = _STUDY | words.word_set(
    "author reporter journalist editor correspondent columnist program programme project studies desk who "
    "opposition dissident activist protester exiled"
)
"""Who has these in the title or apposition beside a name studies an actor, or works there: no word for it."""
_NO_FIRST_NAMES = (
    words.DETERMINERS | words.TITLES | words.ROLES | words.PREPOSITIONS | words.ADVERBS | words.DEMONYMS
)
_SURNAMES = words.word_set("french english german welsh israel jordan ireland england holland")
_STOP = re.compile(r"[,.;:!?()\n\"“”—–]")
_APPOSITION = re.compile(r",\s+([^,.;:!?()\n\"“”—–]+)")
_POSTED = re.compile(
    r"\b(?:ambassadors?|envoys?|emissar(?:y|ies)|delegates?|consuls?|attach[ée]s?|representatives?)\s+to\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Who is sent to an actor does not speak for it."""
_NEWS_AGENCY = re.compile(r"\bnews agenc(?:y|ies)\b")
_BASED = re.compile(r"\bbased in\s+(?:the\s+)?$", re.IGNORECASE)
_TIED = tuple(
    f"-{tie}" for tie in ("based", "backed", "supported", "allied", "trained", "born", "linked", "held")
)
"""What follows an actor for whom somebody does not speak: ``the Halmere-backed militia``."""
_BEHIND_POSTED = ("to", "in", "the")
"""What the two expressions before an actor end with: cheap to ask for, and seldom there."""
_LINKS = re.compile(r"\s+(?:of|from|at|for|with|in|on|to)\b|,")
_LINKED = re.compile(r"\s+(?:of|from|at|for|with)\s+(?:the\s+)?")


def number_sources(text: str, found: Sequence[Attribution]) -> list[int | None]:
    """Return a number for the source of each attribution; the same name has the same number.

    The name is the folded one, else the source's own words. A pronoun that was not resolved has none: it
    would count as one more source than the article has.

    Parameters
    ----------
    text : the article
    found : its attributions
    """
    numbers: dict[str, int] = {}
    by_words: dict[str, int | None] = {}
    sources: list[int | None] = []
    for attribution in found:
        said = attribution.source_name or (text[slice(*attribution.source)] if attribution.source else "")
        if said not in by_words:
            key = " ".join(fold(said).split())
            known = bool(key) and key not in _PRONOUNS
            by_words[said] = numbers.setdefault(key, len(numbers)) if known else None
        sources.append(by_words[said])
    return sources


def actors_of_sources(
    text: str, found: Sequence[Attribution], numbers: Sequence[int | None], mentions: Sequence[Mention]
) -> list[str | None]:
    """Return the actor that each attribution's source is or speaks for, or None.

    The first actor in the source's own words ("the Tarsovian foreign minister"); else the commonest one in
    other words for the same source; else the one that the name itself is, for which "it" stands, or, of a
    person, the commonest one in a title before or an apposition after it, anywhere in the article ("Ida Orr,
    a spokeswoman for Halmere"); of a text longer than any article, in the stretches before and behind the
    words.

    Parameters
    ----------
    text : the article
    found : its attributions
    numbers : what ``number_sources`` gave for them
    mentions : actors named in the article, by offset
    """
    starts = [start for start, _, _ in mentions]
    own = [_inside(text, a.source, mentions, starts) if a.source else None for a in found]
    votes: dict[int, Counter[str]] = {}
    for number, actor in zip(numbers, own, strict=True):
        if number is not None and actor is not None:
            votes.setdefault(number, Counter())[actor] += 1
    for a, number in zip(found, numbers, strict=True):
        if number is None or number in votes or not a.source_name:
            continue
        places = islice(_places_near(text, a), MOST_PLACES)
        if a.source_type == "person":
            votes[number] = _beside(text, places, mentions, starts)
        elif a.source is not None and text[slice(*a.source)].lower() in _PRONOUNS:
            said = (_inside(text, place, mentions, starts) for place in places)
            votes[number] = Counter(islice(filter(None, said), 1))
    shared = {number: counts.most_common(1)[0][0] for number, counts in votes.items() if counts}
    return [
        actor or (shared.get(number) if number is not None else None)
        for number, actor in zip(numbers, own, strict=True)
    ]


def _places_near(text: str, a: Attribution) -> Iterator[tuple[int, int]]:
    """Where the name of a source stands in an article, or in the stretches of a text around its words."""
    return places_of(text, a.source_name or "", max(0, a.start - LONGEST), a.end + LONGEST)


def _inside(
    text: str, source: tuple[int, int], mentions: Sequence[Mention], starts: Sequence[int]
) -> str | None:
    """The first actor in these words that they may speak for.

    Not Halmere of "ambassador to Halmere", even if they begin there, of "experts studying Halmere", "Halmere
    media", or of "a Halmere-based historian".
    """
    for place in range(bisect_left(starts, source[0]), len(mentions)):
        start, end, actor = mentions[place]
        if end > source[1]:
            break
        before = text[max(0, start - NEAR) : start]
        if end == source[1] and _is_surname(before, text[start:end]):
            continue  # "David French"
        sent = before.rstrip().lower().endswith(_BEHIND_POSTED)
        sent = sent and bool(_POSTED.search(before) or _BASED.search(before))
        if (
            not sent
            and not text.startswith(_TIED, end)
            and not before.lower().endswith(("pro-", "anti-"))
            and not _is_private(text[source[0] : start], text[start:end], text[end : source[1]])
        ):
            return actor
    return None


def _is_surname(before: str, word: str) -> bool:
    """Whether the name of a people or country stands behind a first name and is one, too."""
    if word.lower() not in _SURNAMES:
        return False
    first = before.rsplit(None, 1)[-1] if before.strip() and before.endswith(" ") else ""
    return first.istitle() and first.lower() not in _NO_FIRST_NAMES


def _is_private(before: str, actor: str, after: str) -> bool:
    """Whether the words of a source around an actor call somebody who speaks for nobody else.

    >>> _is_private("", "Tarsovian", " media"), _is_private("", "Tarsovian", " state media")
    (True, False)
    """
    head = next((after[: m.start()] for m in _LINKS.finditer(after) if m.start()), after)
    said = fold(" ".join((before, actor, head)))
    named = said.split()
    private = not _PRIVATE.isdisjoint(named) or named[-1:] == ["press"]
    private = private or ("agenc" in said and _NEWS_AGENCY.search(said) is not None)
    return private and _OFFICIAL.isdisjoint(named)


def _beside(
    text: str, names: Iterable[tuple[int, int]], mentions: Sequence[Mention], starts: Sequence[int]
) -> Counter[str]:
    """Return the actor that a name itself stands for, or count those in titles and appositions beside it."""
    counts: Counter[str] = Counter()
    for place in names:
        if actor := _inside(text, place, mentions, starts):
            return Counter([actor])
        if beside := actor_beside(text, place, mentions, starts):
            counts[beside[0]] += 1
    return counts


def actor_beside(
    text: str, name: tuple[int, int], mentions: Sequence[Mention], starts: Sequence[int]
) -> tuple[str, list[str]] | None:
    """Return the actor in the title before a name or in the apposition after it, and the words of these.

    Parameters
    ----------
    text : the article
    name : where the name stands
    mentions : actors named in the article, by offset
    starts : their starts
    """
    found = _in_title(text, name[0], mentions, starts) or _in_apposition(text, name[1], mentions, starts)
    return found if found and _OBSERVES.isdisjoint(found[1]) else None


def title_words(between: str) -> list[str] | None:
    """Return the folded words between an actor and a name if they are a title, else None.

    >>> title_words("'s foreign minister, "), title_words(" where ")
    (['s', 'foreign', 'minister'], None)
    """
    between = between.rstrip().removesuffix(",")
    if not between or len(between) > NEAR or _STOP.search(between):
        return None
    found = [fold(match.group()) for match in WORD.finditer(between)]
    others = [word for word in found if word not in _ROLES | _HONORIFICS and word != "s"]
    plain = len(others) <= 2 and not any(w in _NOT_IN_A_TITLE or w.endswith("ed") for w in others)
    return found if plain and any(word in _ROLES for word in found) else None


def _in_title(
    text: str, name: int, mentions: Sequence[Mention], starts: Sequence[int]
) -> tuple[str, list[str]] | None:
    """The actor of "Tarsovia's foreign minister, Ida Orr"; not that of "in Tarsovia Ms Orr"."""
    place = bisect_left(starts, name) - 1
    if place < 0:
        return None
    start, end, actor = mentions[place]
    found = title_words(text[end:name])
    if found is not None:
        return actor, found
    if not place or text[end:name].strip(" ,"):
        return None
    posted = _POSTED.search(text, max(0, start - NEAR), start)
    if not posted:
        return None
    _, end, actor = mentions[place - 1]  # "Tarsovian ambassador to Halmere Ida Orr"
    found = title_words(text[end : text.find(" ", posted.start())])
    return None if found is None else (actor, found)


def _in_apposition(
    text: str, name: int, mentions: Sequence[Mention], starts: Sequence[int]
) -> tuple[str, list[str]] | None:
    """The actor of "Ida Orr, the foreign minister of Tarsovia," and of "Ida Orr of the Aubrane Institute"."""
    apposition = _APPOSITION.match(text, name, name + NEAR)
    linked = _LINKED.match(text, name, name + NEAR)
    if apposition:
        found = [fold(match.group()) for match in WORD.finditer(apposition.group(1))]
        actor = _inside(text, apposition.span(1), mentions, starts) if _ROLES.intersection(found) else None
        return (actor, found) if actor else None
    if linked:
        place = bisect_left(starts, linked.end())
        if place < len(mentions) and mentions[place][0] == linked.end():
            return mentions[place][2], []
    return None
