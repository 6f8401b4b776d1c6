"""The user's other columns: kept as JSON with each article until the corpus says what type each has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

_DTYPES: Mapping[str, pl.DataType] = {
    "bool": pl.Boolean(),
    "int": pl.Int64(),
    "float": pl.Float64(),
    "str": pl.String(),
    "date": pl.Date(),
    "datetime": pl.Datetime("us"),
    "time in UTC": pl.Datetime("us", "UTC"),
}


def pack(own: Mapping[str, Any]) -> str | None:
    """Return the columns of one article as JSON; None where there are none.

    >>> unpack(pack({"score": 1.5, "seen": date(2031, 5, 1)}))
    {'score': 1.5, 'seen': datetime.date(2031, 5, 1)}
    """
    return json.dumps(own, ensure_ascii=False, default=_tagged) if own else None


def _tagged(value: date) -> dict[str, str]:
    return {"datetime" if isinstance(value, datetime) else "date": value.isoformat()}


def unpack(packed: str | None) -> dict[str, Any]:
    """Return what `pack` packed."""
    return {name: _plain(value) for name, value in json.loads(packed).items()} if packed else {}


def _plain(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    (kind, text), *_ = value.items()
    return datetime.fromisoformat(text) if kind == "datetime" else date.fromisoformat(text)


_as_json = json.JSONEncoder(ensure_ascii=False).encode


def shape(own: Mapping[str, Any]) -> str:
    """Return the names and kinds of an article's own columns, in their order, as JSON."""
    return _as_json([[name, _kind(value)] for name, value in own.items()])


def _kind(value: Any) -> str:
    if isinstance(value, datetime):
        return "time in UTC" if value.tzinfo else "datetime"
    return "none" if value is None else type(value).__name__


def column_types(shapes: Iterable[str]) -> dict[str, pl.DataType]:
    """Return name and dtype of every own column; values of several kinds become text, whole and broken
    numbers broken ones.

    >>> column_types([shape({"score": 1, "tag": "x"}), shape({"score": 2.5, "tag": 3})])
    {'score': Float64, 'tag': String}
    """
    kinds: dict[str, set[str]] = {}
    for text in dict.fromkeys(shapes):
        for name, kind in json.loads(text):
            kinds.setdefault(name, set()).add(kind)
    return {name: _dtype(found - {"none"}) for name, found in kinds.items()}


def _dtype(kinds: set[str]) -> pl.DataType:
    if not kinds:
        return pl.Null()
    if len(kinds) == 1:
        return _DTYPES[next(iter(kinds))]
    return pl.Float64() if kinds == {"int", "float"} else pl.String()


def column_series(packed: Sequence[str | None], types: Mapping[str, pl.DataType]) -> list[pl.Series]:
    """Return the own columns of some articles as series of the given types."""
    rows = [unpack(text) for text in packed] if types else []
    return [
        pl.Series(name, [_as(row.get(name), dtype) for row in rows], dtype=dtype)
        for name, dtype in types.items()
    ]


def _as(value: Any, dtype: pl.DataType) -> Any:
    if value is None:
        return None
    if isinstance(value, datetime) and value.tzinfo and dtype != pl.String:
        return value.astimezone(UTC)
    return str(value) if dtype == pl.String else float(value) if dtype == pl.Float64 else value
