"""Accepted proposals become a lexicon: a CSV file and its card."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from analysis.annotation.lexicons import TERM_COLUMNS, load_lexicon
from analysis.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from analysis.measures.terms.proposals import Proposals


def accept_terms(
    proposals: Proposals,
    accepted: Mapping[str, str],
    path: Path | str,
    *,
    origin: str = "",
    why: Mapping[str, str] | None = None,
) -> Path:
    """Write accepted proposals as a lexicon that a study can name, with a card beside it.

    Parameters
    ----------
    proposals : of ``propose_terms``
    accepted : term → category
    path : of the CSV file; the card has its name and the ending ``.md``
    origin : whose usage the terms were first met in; leave it empty where that is not known
    why : term → what it does and which plainer name there is; a blank cell for the others

    Returns
    -------
    Path
        the CSV file, with the columns of a term list (``load_lexicon``)

    Raises
    ------
    InputError
        no term, a term that was not proposed, an empty category, a file that exists

    Example
    -------
    >>> import tempfile
    >>> from analysis import open_study, propose_terms
    >>> made = propose_terms(open_study().annotated, ["hegemony"], min_count=3)
    >>> term = made.table["term"][0]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = accept_terms(made, {term: "domination"}, f"{folder}/mine.csv")
    ...     load_lexicon(file).entries[0].term == term
    True
    """
    file = Path(path).with_suffix(".csv")
    rows = _rows(proposals, accepted, origin, why or {})
    card = file.with_suffix(".md")
    for target in (file, card):
        if target.exists():
            raise InputError(target, "", "a file of this name", "none", "choose another name, or remove it")
    file.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    writer = csv.DictWriter(text, TERM_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(text.getvalue(), encoding="utf-8")
    try:
        load_lexicon(file)
    except InputError:
        file.unlink()
        raise
    card.write_text(_card(proposals, accepted, file.stem), encoding="utf-8")
    return file


def _rows(
    proposals: Proposals, accepted: Mapping[str, str], origin: str, why: Mapping[str, str]
) -> list[dict[str, str]]:
    known = proposals.table["term"].to_list()
    if not accepted:
        raise InputError("lexicon", "argument 'accepted'", "no term", "one or more", "name some")
    for term in (*accepted, *why):
        if term not in known:
            expected = f"a proposed term{did_you_mean(term, known)}"
            raise InputError("lexicon", "argument 'accepted'", f"'{term}'", expected, "correct it")
    for term, category in accepted.items():
        if not category.strip():
            raise InputError("lexicon", f"term '{term}'", "no category", "a name", "name its category")
    blank = dict.fromkeys(TERM_COLUMNS, "")
    return [
        blank | {"term": term, "category": category, "origin": origin, "why": why.get(term, "")}
        for term, category in accepted.items()
    ]


def _card(proposals: Proposals, accepted: Mapping[str, str], name: str) -> str:
    sizes: dict[str, int] = {}
    for category in accepted.values():
        sizes[category] = sizes.get(category, 0) + 1
    chosen = proposals.table.filter(pl.col("term").is_in(list(accepted)))
    rows = [
        f"| {row['term']} | {accepted[row['term']]} | {row['hits']:,} | {row['articles']:,} "
        f"| {row['near_seeds']:,} | {row['similarity']:.2f} |"
        for row in chosen.iter_rows(named=True)
    ]
    of_each = ", ".join(f"{category} {n}" for category, n in sizes.items())
    return "\n".join(
        [
            f"# {name}",
            "",
            f"**Size.** {len(accepted)} terms: {of_each}.",
            "",
            f"**How made.** Proposed from one corpus ({proposals.settings}) with the seeds "
            f"{', '.join(proposals.seeds)}; accepted by a person out of {proposals.table.height} proposals.",
            "",
            "**Known weaknesses.** The terms come from the corpus on which they may now be counted: an "
            "outlet whose articles are most of it is found to use them for that reason alone. To be filled "
            "in: which passages were read, and what is doubtful.",
            "",
            "| term | category | occurrences | articles | near a seed | similarity |",
            "|---|---|--:|--:|--:|--:|",
            *rows,
            "",
        ]
    )
