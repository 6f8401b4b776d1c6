"""What page one says: the findings, what cannot be told from chance, and what was only counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from analysis.presentation.report.index_tables import section
from analysis.presentation.report.notebooks import Page
from analysis.presentation.sentences.describe import Sentences
from analysis.presentation.writing.format import count, listed, plural

FINDINGS_OPEN = 10
OTHERS_OPEN = 4
DESCRIBED_OPEN = 8
SENTENCES_SHOWN = 40
SUMMARY_PAGE, DOUBT_PAGE = "08_compare_framing", "09_doubt_the_result"
_REASON = re.compile(r"; described only \(([^()]+)\)\.$")
# Where the numbers of a generated sentence begin.
_EVIDENCE = re.compile(r" \((?:ratio |at (?:most|least) |\d[\d.]* % interval|q [<=])")


def findings_section(sentences: Sentences | None, doubt: str, pages: Sequence[Page] = ()) -> str:
    """Return what stands out, with the null checks (HTML) beside it, and where it was doubted."""
    if sentences is None:
        return section("Main findings", "<p>The notebooks of this report compared nothing.</p>")
    body = [f"<p>{escape(sentences.summary)}</p>"]
    if sentences.findings:
        body.append(_sentence_list(sentences.findings, FINDINGS_OPEN, "findings", "finding"))
        if where := _links(pages, DOUBT_PAGE):
            body.append(f"<p>What becomes of each finding in other versions of the comparison: {where}.</p>")
    body.append(doubt)
    return section("Main findings", *body)


def not_told_section(sentences: Sentences | None, pages: Sequence[Page]) -> str:
    """Negative results are results: some stand on page one, and it says where the others are."""
    if sentences is None or not (sentences.undecided or sentences.described):
        return ""
    where = _links(pages, SUMMARY_PAGE) or '<a href="findings.json">findings.json</a>'
    if not sentences.findings and not sentences.undecided:
        return _only_described(sentences, where)
    body = [items(sentences.undecided[:OTHERS_OPEN], "findings chance")] if sentences.undecided else []
    left = max(0, len(sentences.undecided) - OTHERS_OPEN)
    more = [f"{plural(left, 'more comparison')} like these"] if left > 0 else []
    few = len(sentences.described)
    if few:
        number = count(few) if more else plural(few, "comparison")
        without = f"{number} with too few hits, articles or events to test"
        more.append(without if few > 1 else "one without a test")
    if more:
        stand = "stands" if left + few == 1 else "stand"
        body.append(f"<p>{escape(listed(more)[0].upper() + listed(more)[1:])} {stand} in {where}.</p>")
    return section("What cannot be told from chance", *body)


def _links(pages: Sequence[Page], start: str) -> str:
    """Return links to the pages whose file begins so."""
    links = [page for page in pages if page.file.startswith(start)]
    return ", ".join(f'<a href="notebooks/{escape(p.file)}">{escape(p.title)}</a>' for p in links)


def _only_described(sentences: Sentences, where: str) -> str:
    """Say what was counted where nothing could be tested."""
    shown, reason = _one_reason(sentences.described[:DESCRIBED_OPEN])
    reason = sentences.why or reason
    why = f"Described, not tested: {reason}." if reason else "Described, not tested."
    body = [f"<p>{escape(why)}</p>", items(shown, "findings chance")]
    left = len(sentences.described) - DESCRIBED_OPEN
    if left > 0:
        body.append(f"<p>{count(left)} more {'stands' if left == 1 else 'stand'} in {where}.</p>")
    return section("What was counted", *body)


def _one_reason(sentences: Sequence[str]) -> tuple[Sequence[str], str]:
    """Return sentences without the reason that all of them end with, and the reason.

    >>> _one_reason(["3 hits; described only (too few).", "1 hit; described only (too few)."])
    (['3 hits.', '1 hit.'], 'too few')
    """
    found = [_REASON.search(sentence) for sentence in sentences]
    reasons = {match[1] if match else "" for match in found}
    if len(reasons) != 1 or reasons == {""}:
        return sentences, ""
    return [_REASON.sub(".", sentence) for sentence in sentences], reasons.pop()


def _sentence_list(sentences: Sequence[str], first: int, style: str, noun: str) -> str:
    """Return sentences as a list; those after the first open on demand, those past the cap are counted."""
    parts = [items(sentences[:first], style)]
    rest = sentences[first:SENTENCES_SHOWN]
    if rest:
        head = plural(len(rest), f"more {noun}")
        parts.append(f"<details><summary>{head}</summary>\n{items(rest, style)}\n</details>")
    past = len(sentences) - max(first, SENTENCES_SHOWN)
    if past > 0:
        parts.append(f'<p>{count(past)} more in <a href="findings.json">findings.json</a>.</p>')
    return "\n".join(parts)


def items(sentences: Sequence[str], style: str) -> str:
    write = _with_head if style == "findings" else escape
    lines = "\n".join(f"<li>{write(text)}</li>" for text in sentences)
    return f'<ul class="{style}">\n{lines}\n</ul>'


def _with_head(sentence: str) -> str:
    """Set what is claimed apart from the numbers behind it, for quick reading."""
    if not (match := _EVIDENCE.search(sentence)):
        return escape(sentence)
    head, rest = sentence[: match.start()], sentence[match.start() :]
    return f'<strong>{escape(head)}</strong><span class="evidence">{escape(rest)}</span>'
