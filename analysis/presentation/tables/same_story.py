"""The same story in other words as HTML: two passages beside each other, with what only one of them has."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import polars as pl

from analysis.comparison import Token, differences, only_here
from analysis.comparison.events.same_story import COPIED
from analysis.comparison.events.same_story_rows import SIDES
from analysis.presentation.tables.html import WEB, more_rows
from analysis.presentation.tables.passages import CLOSING, OPENING, who_speaks

Row = dict[str, Any]
PAIRS_SHOWN = 12
TITLE = "Same story, other words"
VOICES = {"own": "in the outlets’ own words", "attributed": "in words that they cite"}
KEY = (
    "<p class='ww-key'><b>Bold and underlined</b>: words that only this side has. "
    "<mark>Boxed</mark>: loaded terms. <span class='ww-rest'>Grey</span>: the rest of the sentence, which is "
    "not compared. ◆ marks the focus.</p>"
)
_HASH = re.compile(r"(?=.*\d)[0-9a-f]{8}[0-9a-f-]*|\d+", re.IGNORECASE)
"""Names of events that say nothing to a reader."""


def same_story_html(
    table: pl.DataFrame,
    caption: str | None = None,
    file: str | None = None,
    *,
    reason: str | None = None,
    limit: int = PAIRS_SHOWN,
) -> str:
    """Return pairs of passages as cards, the focus first; article text stays text.

    Parameters
    ----------
    table : ``SAME_STORY``
    caption : what the list shows
    file : name of the file that holds every pair
    reason : why there is none
    limit : most pairs shown; a line below counts the rest

    Example
    -------
    >>> from analysis.comparison import SAME_STORY
    >>> empty = pl.DataFrame(schema={name: dtype for name, (dtype, _) in SAME_STORY.items()})
    >>> same_story_html(empty, reason="no article has an event")
    "<p class='ww ww-note'>Same story, other words: no passages, since no article has an event.</p>"
    """
    title = html.escape(caption or TITLE)
    if table.is_empty():
        why = html.escape(reason or "no two passages are near enough")
        return f"<p class='ww ww-note'>{title}: no passages, since {why}.</p>"
    cards = "".join(f"<li>{_card(row)}</li>" for row in table.head(limit).iter_rows(named=True))
    listed = f"<p class='ww-side'>{title}</p>{KEY}<ol>{cards}</ol>"
    return f"<div class='ww ww-pairs'>{listed}</div>{more_rows(table.height - limit, file)}"


def _card(row: Row) -> str:
    around = [f"{row[f'{side}_before']} {row[f'{side}_after']}" for side in SIDES]
    told = differences(
        row["focus_passage"],
        row["reference_passage"],
        row["focus_loaded"],
        row["reference_loaded"],
        around_first=around[0],
        around_second=around[1],
    )
    sides = "".join(_side(row, side, tokens) for side, tokens in zip(SIDES, told, strict=True))
    run = row["shared_run"]
    copied = f" · copied: {run} words on end are the same" if run >= COPIED else ""
    head = f"<header><h4>{html.escape(event_name(row))}</h4><p>{VOICES[row['voice']]}{copied}</p></header>"
    return f"<article class='ww-pair'>{head}<div class='ww-two'>{sides}</div></article>"


def event_name(row: Row) -> str:
    """Name the event of a pair; by its day where its own name is a number.

    >>> event_name({"event": "gas-talks"}), event_name({"event": "85475456-f38e", "focus_published": None})
    ('Gas talks', 'One event')
    """
    name = str(row["event"])
    if not _HASH.fullmatch(name):
        words = " ".join(re.split(r"[-_\s]+", name)).strip()
        return words[:1].upper() + words[1:]
    days = [row.get(f"{side}_published") for side in SIDES]
    known = min((day for day in days if day), default=None)
    return f"An event of {known:%Y-%m-%d}" if known else "One event"


def _side(row: Row, side: str, tokens: Sequence[Token]) -> str:
    """Return one passage: who tells it and when, the words, and where they are from."""
    of = {name.removeprefix(f"{side}_"): value for name, value in row.items() if name.startswith(f"{side}_")}
    day = f" · {of['published']:%Y-%m-%d}" if of["published"] else ""
    mark = " ◆<span class='ww-vh'> (focus)</span>" if side == "focus" else ""
    outlet = f"<p class='ww-outlet'><b>{html.escape(of['outlet'])}{mark}</b>{day}</p>"
    before, after = _around(of["before"], of["after"])
    told = f"<p class='ww-told'>{before}{marked(tokens)}{after}{_heard(tokens)}</p>"
    return f"<div class='ww-tell'>{outlet}{told}<p class='ww-from'>{_origin(of)}</p></div>"


def _around(before: str, after: str) -> tuple[str, str]:
    """Return the rest of the sentence on both sides, in grey."""
    left = "" if before.endswith(OPENING) else " "
    right = "" if after.startswith(CLOSING) or after.startswith(('"', "'")) else " "
    grey = [f"<span class='ww-rest'>{html.escape(part)}</span>" if part else "" for part in (before, after)]
    return grey[0] + (left if before else ""), (right if after else "") + grey[1]


def marked(tokens: Sequence[Token]) -> str:
    """Return a passage with what only it has in bold and its loaded terms boxed; the text is escaped.

    >>> ours, _ = differences("Masked radicals & co threw bottles", "Men threw bottles", ["radicals"])
    >>> marked(ours)
    "<b class='ww-only'>Masked <mark>radicals</mark></b> &amp; <b class='ww-only'>co</b> threw bottles"
    """
    run_of = {place: run for run, ends in enumerate(only_here(tokens)) for place in range(*ends)}
    parts = []
    for run, places in groupby(range(len(tokens)), key=run_of.get):
        inside = [tokens[place] for place in places]
        text = "".join(
            f"<mark>{words}</mark>" if loaded else words
            for loaded, words in (
                (loaded, html.escape("".join(token.text for token in same)))
                for loaded, same in groupby(inside, key=lambda token: token.loaded)
            )
        )
        parts.append(text if run is None else f"<b class='ww-only'>{text}</b>")
    return "".join(parts)


def _heard(tokens: Sequence[Token]) -> str:
    """Return for listeners, once for a passage, what the eye sees in bold."""
    runs = ["".join(token.text for token in tokens[first:last]) for first, last in only_here(tokens)]
    return f"<span class='ww-vh'> (Only here: {html.escape('; '.join(runs))}.)</span>" if runs else ""


def _origin(of: Row) -> str:
    """Say who speaks, and name and link the article."""
    who = "" if of["speaker"] == "own" else f"{html.escape(who_speaks(of | {'voice': of['speaker']}))} · "
    name = html.escape(of["title"] or "the article")
    if of["part"] == "headline":
        name = f"the headline<span class='ww-vh'> in {html.escape(of['outlet'])}</span>"
    if of["url"] and WEB.match(of["url"]):
        name = f"<a href='{html.escape(of['url'], quote=True)}' rel='noreferrer'>{name}</a>"
    return f"{who}{name}"
