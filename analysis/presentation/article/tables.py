"""The numbers of one article as sentences and as HTML tables."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.tables import VOICES
from analysis.presentation.article.marks import escape
from analysis.presentation.article.sources import UNNAMED, Row, Source, shortened
from analysis.presentation.article.stance import said_of_stance
from analysis.presentation.article.summary import SHOWN_VOICES, Rank, Summary, Voice
from analysis.presentation.writing.format import NONE, count, listed, plural, rate, share_of, valence


def opening(summary: Summary) -> str:
    """Return one paragraph: whose words, how many sources, how many loaded terms, toward whom, which rank."""
    by = {row.voice: row for row in summary.voices}
    total, own = by["all"], by["own"]
    if not total.words:
        return "There are no words to count."
    parts = [
        f"{count(by[v].words)} {v} ({share_of(by[v].words, total.words)})" for v in VOICES if by[v].words
    ]
    said = [f"{plural(total.words, 'word')}: {listed(parts)}.", *said_of_sources(summary)]
    if not total.hits:
        said.append("No loaded term of the lexicon stands in it.")
    else:
        each = f"{rate(per_thousand(total))} per 1,000 words"
        said.append(f"{plural(total.hits, 'loaded term')} ({each}), {count(own.hits)} in its own words.")
    return " ".join([*said, *said_of_stance(summary.stance), *_ranked(summary)])


def said_of_sources(summary: Summary) -> list[str]:
    """Return sentences on the number of sources, the one with the most words, and what is inferred."""
    known, words = summary.known, summary.attributed
    if not words or not summary.sources:
        return []
    said = []
    if known and known[0].words:
        first = known[0]
        sources = "One source speaks" if len(known) == 1 else f"{count(len(known))} sources speak"
        if within := sum(source.within for source in known):
            sources += f", {'one' if within == 1 else count(within)} of them only in the words of another"
        most = f"{plural(first.words, 'word')}, {share_of(first.words, words)} of the words of others"
        name = shortened(first.name.removeprefix(f"{UNNAMED}: "))
        who = f"{name} ({UNNAMED})" if first.name.startswith(UNNAMED) else name
        said.append(f"{sources}{', ' if len(known) == 1 else '; most of all '}{who}: {most}.")
    inferred = sum(source.inferred for source in summary.sources)
    unknown = words - sum(source.words for source in known)
    if inferred:
        said.append(f"For {plural(inferred, 'word')} the source is inferred.")
    if unknown:
        said.append(f"For {plural(unknown, 'word')} it is not known who speaks.")
    return said


def _ranked(summary: Summary) -> list[str]:
    if not summary.ranks:
        return [summary.not_ranked] if summary.not_ranked else []
    hits = {voice.voice: voice.hits for voice in summary.voices}
    none = [rank for rank in summary.ranks if not hits[rank.voice]]
    said = [
        f"Of {plural(rank.articles - 1, 'other article')}, {count(rank.sharing)} "
        f"{'has' if rank.sharing == 1 else 'have'} none {_where(rank)} either."
        for rank in none
    ]
    if placed := [rank for rank in summary.ranks if hits[rank.voice]]:
        said.append(f"By loaded terms per 1,000 words, the highest first, it is {listed(_places(placed))}.")
    return said


def _where(rank: Rank) -> str:
    return "in the outlet's own words" if rank.voice == "own" else "in anybody's words"


def _places(ranks: Sequence[Rank]) -> list[str]:
    return [
        f"{ordinal(rank.place)} of {plural(rank.articles, 'article')} "
        f"in {'its own words' if rank.voice == 'own' else 'all its words'}"
        + (f" (with {plural(rank.sharing, 'other')} in the same place)" if rank.sharing else "")
        for rank in ranks
    ]


def ordinal(n: int) -> str:
    """Write a place.

    >>> [ordinal(n) for n in (1, 2, 3, 11, 22, 113)]
    ['1st', '2nd', '3rd', '11th', '22nd', '113th']
    """
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{count(n)}{ending}"


def per_thousand(voice: Voice) -> float | None:
    """Return hits per 1,000 words of a voice; None without words."""
    return 1000 * voice.hits / voice.words if voice.words else None


def voices_table(summary: Summary, ids: str) -> str:
    """Return words, loaded terms and valence by voice."""
    voices, total = summary.voices, summary.words
    rows = [
        ["Words", *[count(v.words) for v in voices]],
        ["Share of the words", *[share_of(v.words, total) for v in voices]],
        ["Loaded terms", *[count(v.hits) for v in voices]],
        ["per 1,000 words", *[rate(per_thousand(v)) for v in voices]],
        ["Valence", *[valence(v.valence) for v in voices]],
        ["Valence, all names counted", *[valence(v.valence_unmasked) for v in voices]],
    ]
    told = (
        "Who speaks. Valence: mean over words, −1 to 1, proper names that carry valence by accident left "
        "out; in the last row they count."
    )
    return table(f"{ids}voices", told, ["", *[v.voice for v in voices]], rows)


def categories_table(summary: Summary, ids: str) -> str:
    """Return hits and rates by category and voice; empty where there is no hit."""
    names = sorted({name for name, _ in summary.categories})
    if not names:
        return ""
    words = {v.voice: v.words for v in summary.voices}

    def cell(hits: int, voice: str) -> str:
        each = rate(1000 * hits / words[voice]) if hits and words[voice] else ""
        return f"{count(hits)} ({each})" if each else count(hits)

    rows = [
        [name, *[cell(summary.categories.get((name, voice), 0), voice) for voice in SHOWN_VOICES]]
        for name in names
    ]
    if len(names) > 1:
        rows.append(["all", *[cell(v.hits, v.voice) for v in summary.voices]])
    told = "Loaded terms by category and voice; in brackets hits per 1,000 words of the same voice."
    return table(f"{ids}categories", told, ["Category", *SHOWN_VOICES], rows)


def sources_table(summary: Summary, ids: str) -> str:
    """Return the sources with their words; empty where nobody is quoted or reported."""
    rows = [_source_row(source, summary.attributed) for source in summary.sources]
    head = [
        *("Source", "Type", "Cited", "Words", "Share", "Quoted", "Reported", "Inferred", "Loaded"),
        "Cue classes",
    ]
    told = (
        "Who speaks, the most words first. Cited: how often; what one cue introduces counts once. Share: of "
        "all quoted and reported words. Inferred: words beside which no source is named. Loaded: loaded "
        "terms in the words. Cue classes: how often the words that say so are of which class."
    )
    if any(source.within for source in summary.sources):
        told += (
            " Who speaks only in the words of another stands here, too; measures of outlets count only whom "
            "an article itself cites."
        )
    return table(f"{ids}sources", told, head, rows, texts=(1, len(head) - 1)) if rows else ""


def _source_row(source: Source, attributed: int) -> list[str]:
    name = shortened(source.name.removeprefix(f"{UNNAMED}: "))
    classes = ", ".join(f"{name} {count(n)}" for name, n in source.cue_classes)
    counts = (source.quoted, source.reported, source.inferred, source.hits)
    of_all = share_of(source.words, attributed)
    numbers = [count(source.attributions), count(source.words), of_all, *[count(n) for n in counts]]
    return [name, source.type or NONE, *numbers, classes]


def hits_table(rows: Sequence[tuple[int, Row, str, str]], ids: str, *, linked: bool) -> str:
    """Return the loaded terms in the order of the text.

    Parameters
    ----------
    rows : number, hit, category and whose words, of each hit
    linked : whether the text with its marks stands in the page
    """
    body = []
    for number, hit, category, voice in rows:
        shown = escape(hit["surface"] or hit["term"])
        back = f'<a href="#{ids}at-{number}">{shown}</a>' if linked else shown
        cells = [hit["term"], category, f"{voice}, negated" if hit["negated"] else voice]
        inside = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        body.append(f'<tr id="{ids}hit-{number}"><th scope="row">{back}</th>{inside}</tr>')
    head = ["In the text", "Entry", "Category", "Whose words"]
    told = "Loaded terms in the order of the text."
    if linked:
        told += " Each term leads to its place."
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    return framed(f"{ids}hits", told, columns, "".join(body))


def table(
    name: str, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], texts: Sequence[int] = ()
) -> str:
    """Return an HTML table; the first column heads the rows, numbers stand right, ``texts`` left.

    >>> table("t", "Words.", ["Voice", "Words"], [["own", "3"]]).count("scope=")
    3
    """
    aligned = ["" if column in texts else ' class="number"' for column in range(len(head))]
    first, *others = map(escape, head)
    corner = f'<th scope="col">{first}</th>' if first else "<td></td>"
    columns = corner + "".join(
        f'<th scope="col"{where}>{title}</th>' for title, where in zip(others, aligned[1:], strict=True)
    )
    body = []
    for row in rows:
        name_cell, *cells = map(escape, row)
        numbers = "".join(f"<td{where}>{cell}</td>" for cell, where in zip(cells, aligned[1:], strict=True))
        body.append(f'<tr><th scope="row">{name_cell}</th>{numbers}</tr>')
    return framed(name, caption, columns, "".join(body))


def framed(name: str, caption: str, columns: str, body: str) -> str:
    """Return a table in a region that the keyboard reaches, in which it scrolls where it is too wide."""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{name}"><table>'
        f'<caption id="{name}"><span>{escape(caption)}</span></caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>\n"
    )
