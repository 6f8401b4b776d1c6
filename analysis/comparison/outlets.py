"""Which outlets stand on which side of a contrast."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.errors import InputError, did_you_mean


def check_outlets(names: Sequence[str], known: Sequence[str], argument: str) -> None:
    """Raise an InputError where an outlet is not in a table."""
    for name in names:
        if name not in known:
            shown = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
            expected = f"an outlet of the table: {shown}{did_you_mean(name, known)}"
            raise InputError("contrast", f"argument '{argument}'", f"'{name}'", expected, "correct the name")


def chosen_outlets(
    per_article: pl.DataFrame, focus: tuple[str, ...], reference: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return focus and reference outlets in alphabetical order.

    Raises
    ------
    InputError
        an outlet that is not in the table, or on both sides; no focus; nothing beside the focus
    """
    known = sorted(per_article["outlet"].unique())
    check_outlets(focus, known, "focus")
    check_outlets(reference, known, "reference")
    if not focus:
        raise InputError("contrast", "argument 'focus'", "no outlet", "one or more", "name the focus")
    if both := sorted(set(focus) & set(reference)):
        raise InputError(
            "contrast", "argument 'reference'", f"'{both[0]}'", "outlets not in the focus", "remove it"
        )
    theirs = set(reference) or set(known) - set(focus)
    if not theirs:
        raise InputError("contrast", "the table", "one side only", "outlets beside the focus", "add some")
    return tuple(sorted(set(focus))), tuple(sorted(theirs))


def outlets_left(
    articles: pl.DataFrame, focus: Sequence[str], reference: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the outlets of both sides that have articles; ``None`` where a side has none.

    >>> outlets_left(pl.DataFrame({"outlet": ["Sun", "Post"]}), ["Sun"], ["Post", "Mail"])
    (('Sun',), ('Post',))
    """
    have = set(articles["outlet"].unique())
    ours, theirs = (tuple(name for name in side if name in have) for side in (focus, reference))
    return (ours, theirs) if ours and theirs else None
