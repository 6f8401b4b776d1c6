"""What rules see in a text before anybody is named: tokens, quotations, cues and the contents they report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotation.sentences import paragraphs
from analysis.annotation.voices.contents.content import Content
from analysis.annotation.voices.contents.headlines import headline_contents, headline_of, titled
from analysis.annotation.voices.contents.reported import Sentence, parting_marks
from analysis.annotation.voices.contents.unmarked import Unmarked, unmarked_speech
from analysis.annotation.voices.cues.doubtful import tell_apart
from analysis.annotation.voices.cues.sites import Site, sites
from analysis.annotation.voices.cues.trie import Trie
from analysis.annotation.voices.text.datelines import find_datelines
from analysis.annotation.voices.text.quotes import Quotation, find_quotations
from analysis.annotation.voices.text.tokens import Scan


@dataclass(frozen=True)
class Reading:
    """A text as rules see it.

    ``quote`` is for each token 1 inside quote marks, 2 inside single ones, else 0; ``sentences`` and
    ``paragraphs`` hold the number of the first token of each. ``settled`` are tokens (first, last, exclusive)
    of which the rules alone say whether they are reported, in an order in which later ones overrule.
    ``refused`` are words that are cues elsewhere.
    """

    scan: Scan
    quotations: list[Quotation]
    quote: bytearray
    sentences: list[int]
    paragraphs: list[int]
    sites: list[Site]
    refused: list[Site]
    contents: list[Content]
    unmarked: list[Unmarked]
    settled: list[tuple[int, int, bool]]


def _says(content: Content) -> bool:
    """Whether a cue in a headline tells of words: "hits port" and "backs plan" tell of acts."""
    return content.pattern != "object" or not {"that", "clause"}.isdisjoint(content.site.form.takes)


def _is_topic(cited: Content, contents: Sequence[Content]) -> bool:
    """``Osterby: Ferry sank, Tarsovia says``: a topic stands before a colon where another says so."""
    if cited.first < cited.site.first:
        return False
    return any(
        c.pattern == "before" and cited.first <= c.first < c.site.first < cited.last and c.last < c.site.first
        for c in contents
    )


def read(scanned: Scan, sentences: Sequence[tuple[int, int]], root: Trie) -> Reading:
    """Find quotations, cues and reported contents in a text that was scanned."""
    return read_all([scanned], [sentences], root)[0]


def read_all(
    scans: Sequence[Scan], sentences: Sequence[Sequence[tuple[int, int]]], root: Trie
) -> list[Reading]:
    """Read some texts that were scanned with one lexis; see ``read``."""
    blocks = [paragraphs(scan.text) for scan in scans]
    found = sites(scans, root, [titled(*pair) for pair in zip(scans, blocks, strict=True)])
    return [_read(*each) for each in zip(scans, sentences, blocks, found, strict=True)]


def _read(
    scanned: Scan,
    sentences: Sequence[tuple[int, int]],
    blocks: Sequence[tuple[int, int]],
    spotted: list[Site],
) -> Reading:
    text = scanned.text
    found, refused = tell_apart(scanned, spotted)
    quotations = find_quotations(text, blocks)
    quote = bytearray(len(scanned.rows))
    for q in quotations:
        if q.outer is None:
            first, last = scanned.index(q.start), scanned.index(q.end)
            quote[first:last] = (b"\x02" if q.family == "single" else b"\x01") * (last - first)
    unmarked = unmarked_speech(text, blocks)
    for one in unmarked:
        first, last = scanned.index(one.start), scanned.index(one.end)
        quote[first:last] = b"\x01" * (last - first)
    starts = scanned.indices([start for start, _ in sentences]) or [0]
    breaks = parting_marks(scanned)
    datelines = {scanned.index(start): scanned.index(end) for start, end in find_datelines(text, blocks)}
    contents: list[Content] = []
    tails: list[tuple[int, int]] = []
    firsts = [site.first for site in found]
    position = 0
    while position < len(found):
        number = bisect_right(starts, firsts[position], 1)  # of the sentence after that of this cue
        first, last = starts[number - 1], starts[number] if number < len(starts) else len(quote)
        begin, position = position, bisect_left(firsts, last, position)
        bounds = (min(datelines.get(first, first), last), last)
        inside = breaks[bisect_left(breaks, bounds[0]) : bisect_left(breaks, last)]
        sentence = Sentence(scanned, bounds, quote, found[begin:position], inside)
        contents += sentence.contents()
        tails += sentence.tails
    headline = [c for c in headline_contents(scanned, blocks, sentences) if not _is_topic(c, contents)]
    contents += headline
    contents.sort(key=lambda content: content.site.first)
    settled = [(first, last, False) for first, last in (*datelines.items(), *tails)]
    opening = headline_of(scanned, blocks)
    if opening is not None:
        # Capitals and left-out words mislead the model, which asks for the classes of words.
        settled.append((*opening, False))
        cited = (c for c in contents if opening[0] <= c.site.first < opening[1] and _says(c))
        settled += [(content.first, content.last, True) for content in cited]
    for content in headline:
        start, end = next(block for block in blocks if scanned.starts[content.first] < block[1])
        settled += [(scanned.index(start), scanned.index(end), False), (content.first, content.last, True)]
    numbers = scanned.indices([start for start, _ in blocks])
    return Reading(scanned, quotations, quote, starts, numbers, found, refused, contents, unmarked, settled)
