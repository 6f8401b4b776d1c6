"""A study: one comparison, described by one TOML file that reproduces it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from analysis.errors import InputError, did_you_mean

VOICE_CHOICES = ("own", "quoted", "reported", "attributed", "all")
SCORER_CHOICES = ("built-in", "straight quotes", "vaderSentiment")
DEFAULT_SEED = 20240115


@dataclass(frozen=True)
class Select:
    """Which articles of the corpus are studied: ``start`` and ``end`` are included days."""

    start: date | None = None
    end: date | None = None
    outlets: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    keep_empty: bool = False


@dataclass(frozen=True)
class Inference:
    """Settings of tests and intervals; ``min_articles`` a side, the other minimums on both sides together."""

    resamples: int = 2000
    level: float = 0.95
    min_articles: int = 8
    min_hits: int = 10
    min_events: int = 10


@dataclass(frozen=True)
class ArticleChoice:
    """Which article notebook 10 reads: an article_id of the corpus, or a file of its own."""

    id: str | None = None
    file: Path | None = None


@dataclass(frozen=True)
class Engine:
    """Who annotates a large corpus: ``workers`` processes (0: as many as there are processor cores), or the
    Dask cluster whose scheduler has this address. ``block_bytes``: about how much input makes a task; a
    corpus that is smaller is annotated in memory."""

    workers: int = 0
    scheduler: str = ""
    block_bytes: int = 1_000_000


@dataclass(frozen=True)
class Study:
    """One comparison. ``corpus`` and ``lexicons`` that are paths are absolute here."""

    title: str
    corpus: tuple[str, ...]
    path: Path | None = None
    sampling: str = "not stated"
    notice: str = ""
    focus: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    lexicons: tuple[str, ...] = ("loaded_terms",)
    outlet_aliases: tuple[str, ...] = ()
    voice: str = "own"
    scorer: str = "built-in"
    seed: int = DEFAULT_SEED
    select: Select = field(default_factory=Select)
    columns: Mapping[str, str] = field(default_factory=dict)
    inference: Inference = field(default_factory=Inference)
    article: ArticleChoice = field(default_factory=ArticleChoice)
    engine: Engine = field(default_factory=Engine)


def read_study(path: Path | str) -> Study:
    """Read and check a study file.

    Parameters
    ----------
    path : a TOML file as DESIGN describes, or a folder that holds ``study.toml``

    Raises
    ------
    InputError
        unreadable file, wrong TOML (with line), unknown or missing key, value of the wrong type

    Example
    -------
    >>> import tempfile, pathlib
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "study.toml"
    >>> _ = file.write_text('title = "A study"\\ncorpus = "articles.jsonl"\\nfocus = "Herald"')
    >>> read_study(file).focus
    ('Herald',)
    """
    file = Path(path)
    if file.is_dir():
        file = file / "study.toml"
    file = file.absolute()
    raw = _load(file)
    known = {f.name for f in fields(Study)} - {"path"}
    _refuse_unknown(file, raw, known, "")
    for key in ("title", "corpus"):
        if key not in raw:
            raise InputError(file, f"key '{key}'", "nothing", "a value", f"add a line {key} = …")
    read = _Reader(file, raw)
    if not read.texts("corpus"):
        raise read.wrong("corpus", "a file, a folder or a glob, or a list of them", "name one")
    return Study(
        title=read.text("title"),
        corpus=tuple(_absolute(file, item) for item in read.texts("corpus")),
        path=file,
        sampling=read.text("sampling", "not stated"),
        notice=read.text("notice", ""),
        focus=read.texts("focus"),
        reference=read.texts("reference"),
        lexicons=tuple(_lexicon(file, item) for item in read.texts("lexicons", ("loaded_terms",))),
        outlet_aliases=tuple(_absolute(file, item) for item in read.texts("outlet_aliases")),
        voice=read.choice("voice", VOICE_CHOICES, "own"),
        scorer=read.choice("scorer", SCORER_CHOICES, "built-in"),
        seed=read.whole("seed", DEFAULT_SEED, 0),
        select=_select(file, raw.get("select", {})),
        columns=_columns(file, raw.get("columns", {})),
        inference=_inference(file, raw.get("inference", {})),
        article=_article(file, raw.get("article", {})),
        engine=_engine(file, raw.get("engine", {})),
    )


class _Reader:
    """Takes typed values out of one TOML table and says what is wrong with the others."""

    def __init__(self, file: Path, table: Any, section: str = "") -> None:
        self.file, self.section = file, section
        if not isinstance(table, dict):
            raise InputError(
                file, f"[{section}]", repr(table), "a table", f"write [{section}] on a line of its own"
            )
        self.table: dict[str, Any] = table

    def wrong(self, key: str, expected: str, action: str = "correct the value") -> InputError:
        name = f"{self.section}.{key}" if self.section else key
        value = self.table[key]
        seen = f"{value:%Y-%m-%d}" if isinstance(value, date) else repr(value)
        return InputError(self.file, f"key '{name}'", seen, expected, action)

    def text(self, key: str, default: str = "") -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, "text in quotes")
        return value.strip()

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = self.table.get(key, list(default))
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self.wrong(key, "text, or a list of texts")
        return tuple(item.strip() for item in items if item.strip())

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(key, default)
        if value not in choices:
            raise self.wrong(key, f"one of {', '.join(choices)}{did_you_mean(value, choices)}")
        return value

    def whole(self, key: str, default: int, least: int) -> int:
        value = self.table.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.wrong(key, f"a whole number of at least {least}")
        return value

    def flag(self, key: str) -> bool:
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false")
        return value

    def day(self, key: str) -> date | None:
        value = self.table.get(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                raise self.wrong(key, "a day such as 2024-01-15") from None
        if isinstance(value, datetime):
            value = value.date()
        if value is not None and not isinstance(value, date):
            raise self.wrong(key, "a day such as 2024-01-15")
        return value


def _load(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        near = sorted(p.name for p in file.parent.glob("*.toml")) if file.parent.is_dir() else []
        seen = f"no such file (the folder holds {', '.join(near)})" if near else "no such file"
        raise InputError(file, "", seen, "a study file", "check the path, or make one with `new`") from None
    except UnicodeDecodeError as error:
        raise InputError(
            file, f"byte {error.start}", "bytes that are not UTF-8", "UTF-8", "save it as UTF-8"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(file, "", f"wrong TOML: {error}", "a TOML file", _toml_advice(str(error))) from None


def _toml_advice(error: str) -> str:
    """Say what is mostly behind a mistake in TOML.

    >>> _toml_advice("Invalid hex value (at line 2, column 13)")
    'in a path write / in place of \\\\, or put it between single quotes'
    """
    if "hex value" in error or "\\" in error:
        return "in a path write / in place of \\, or put it between single quotes"
    if "Cannot overwrite" in error:
        return "correct that line: a key stands once"
    return "correct that line; text stands between quotes"


def _refuse_unknown(file: Path, table: Mapping[str, Any], known: set[str], section: str) -> None:
    for key in table:
        if key not in known:
            name = f"{section}.{key}" if section else key
            expected = f"one of {', '.join(sorted(known))}{did_you_mean(key, known)}"
            raise InputError(file, f"key '{name}'", "an unknown key", expected, "correct or remove it")


def _absolute(file: Path, item: str) -> str:
    return str(file.parent / Path(item).expanduser())


def _lexicon(file: Path, item: str) -> str:
    """Keep a bare name, which is looked up in data/lexicons; make a path absolute."""
    return _absolute(file, item) if item.endswith(".csv") or "/" in item or "\\" in item else item


def _select(file: Path, table: Any) -> Select:
    read = _Reader(file, table, "select")
    _refuse_unknown(file, read.table, {"from", "to", "outlets", "sections", "query", "keep_empty"}, "select")
    chosen = Select(
        start=read.day("from"),
        end=read.day("to"),
        outlets=read.texts("outlets"),
        sections=read.texts("sections"),
        query=read.texts("query"),
        keep_empty=read.flag("keep_empty"),
    )
    if chosen.start and chosen.end and chosen.start > chosen.end:
        raise read.wrong("to", f"a day not before {chosen.start}")
    return chosen


def _columns(file: Path, table: Any) -> Mapping[str, str]:
    read = _Reader(file, table, "columns")
    return {key: read.text(key) for key in read.table}


def _inference(file: Path, table: Any) -> Inference:
    read = _Reader(file, table, "inference")
    _refuse_unknown(file, read.table, {f.name for f in fields(Inference)}, "inference")
    level = read.table.get("level", Inference.level)
    if not isinstance(level, float) or not 0.5 <= level < 1:
        raise read.wrong("level", "a share between 0.5 and 1, such as 0.95")
    return Inference(
        resamples=read.whole("resamples", Inference.resamples, 99),
        level=level,
        min_articles=read.whole("min_articles", Inference.min_articles, 2),
        min_hits=read.whole("min_hits", Inference.min_hits, 1),
        min_events=read.whole("min_events", Inference.min_events, 3),
    )


def _article(file: Path, table: Any) -> ArticleChoice:
    read = _Reader(file, table, "article")
    _refuse_unknown(file, read.table, {"id", "file"}, "article")
    chosen = Path(_absolute(file, read.text("file"))) if "file" in read.table else None
    return ArticleChoice(id=read.text("id") or None, file=chosen)


def _engine(file: Path, table: Any) -> Engine:
    read = _Reader(file, table, "engine")
    _refuse_unknown(file, read.table, {f.name for f in fields(Engine)}, "engine")
    return Engine(
        workers=read.whole("workers", Engine.workers, 0),
        scheduler=read.text("scheduler"),
        block_bytes=read.whole("block_bytes", Engine.block_bytes, 1000),
    )
