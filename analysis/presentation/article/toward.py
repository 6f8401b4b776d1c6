"""Stance in one article as HTML: toward whom, and each reading with its place."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.presentation.article.marks import escape
from analysis.presentation.article.stance import SURE, ArticleStance, Reading, Toward
from analysis.presentation.article.tables import framed, table
from analysis.presentation.writing.format import count, percent, plural, valence

SELDOM = 3
"""Targets with fewer mentions, and nothing read for or against them, share a row."""


def often_and_seldom(stance: ArticleStance) -> tuple[list[Toward], list[Toward]]:
    """Return the cells to show, and those of targets that are seldom mentioned and have no reading."""
    total: dict[str, int] = {}
    judged: set[str] = set()
    for cell in stance.toward:
        total[cell.target] = total.get(cell.target, 0) + cell.mentions
        if cell.favourable or cell.unfavourable:
            judged.add(cell.target)
    seldom = {name for name, n in total.items() if n < SELDOM and name not in judged}
    shown = [cell for cell in stance.toward if cell.target not in seldom]
    if not shown:
        # A row of others alone would name nobody: in a short text all are seldom mentioned.
        return list(stance.toward), []
    return shown, [cell for cell in stance.toward if cell.target in seldom]


def seldom_told(cells: Sequence[Toward]) -> str:
    """Say how many targets share the last row.

    >>> seldom_told([Toward("Halmere", "Ms Orr", False, 1, 0, 0, 0.1)])
    '1 other actor'
    """
    return plural(len({cell.target for cell in cells}), "other actor")


def toward_table(stance: ArticleStance, ids: str) -> str:
    """Return mentions, readings and mean score by target and speaker; empty where no actor is mentioned."""
    shown, seldom = often_and_seldom(stance)
    rows = [_row(cell.target, cell.speaker, [cell]) for cell in shown]
    if seldom:
        rows.append(_row(seldom_told(seldom), "all", seldom))
    head = ["Toward whom", "Who speaks", "Mentions", "For", "Against", "Mean score"]
    told = (
        "Toward whom: actors where they are mentioned, and whose words these are; sources that speak for an "
        "actor stand under its name. For, against: mentions read so, more likely right than not. Mean "
        "score: over mentions, −1 (against) to 1 (for), doubtful readings near 0. A few mentions say little."
    )
    return table(f"{ids}toward", told, head, rows, texts=(1,)) if rows else ""


def _row(target: str, speaker: str, cells: Sequence[Toward]) -> list[str]:
    mentions = sum(cell.mentions for cell in cells)
    sums = (mentions, sum(cell.favourable for cell in cells), sum(cell.unfavourable for cell in cells))
    score = sum(cell.score * cell.mentions for cell in cells) / mentions
    return [target, speaker, *map(count, sums), valence(score)]


def readings_table(readings: Sequence[Reading], ids: str) -> str:
    """Return the readings for and against in the order of the text, each leading to its place."""
    if not readings:
        return ""
    body = "".join(_reading(one, ids) for one in readings)
    head = ["In the text", "Reading", "Whose words", "How sure"]
    columns = "".join(
        f'<th scope="col"{_NUMBER if name == head[-1] else ""}>{escape(name)}</th>' for name in head
    )
    told = (
        "Each reading for or against, in the order of the text, leads to its place. Single readings are "
        f"often wrong; those at least {percent(SURE)} sure are marked there."
    )
    return framed(f"{ids}readings", told, columns, body)


_NUMBER = ' class="number"'


def _reading(one: Reading, ids: str) -> str:
    place = f'<a href="#{ids}to-{one.number}">{escape(one.surface)}</a>'
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in (one.told, one.whose))
    sure = f"<td{_NUMBER}>{percent(one.confidence)}</td>"
    return f'<tr id="{ids}stance-{one.number}"><th scope="row">{place}</th>{cells}{sure}</tr>'
