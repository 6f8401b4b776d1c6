"""Which files a corpus consists of, their names, their bytes, and their hash."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from glob import glob
from pathlib import Path

from analysis.errors import InputError

TABLE_SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet")
TEXT_SUFFIXES = (".txt", ".text", ".md")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
WORD_SUFFIX = ".docx"
REFUSED_SUFFIXES = (".rtf", ".doc", ".odt", ".pdf", ".xls", ".xlsx", ".zip")
READABLE = (*TABLE_SUFFIXES, *TEXT_SUFFIXES, *PAGE_SUFFIXES, WORD_SUFFIX)

_GZIP = b"\x1f\x8b"
# Short steps: what a damaged step would have given is lost.
_STEP = 4096

CorpusPath = str | Path | Sequence[str | Path]


def suffix(path: Path) -> str:
    """Return the suffix that says what a file holds, without ``.gz``.

    >>> suffix(Path("shard-1.JSONL.gz"))
    '.jsonl'
    """
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def corpus_files(path: CorpusPath) -> list[Path]:
    """Return the files of a corpus, sorted, each once.

    ``path`` is a file, a folder (read with its subfolders; hidden files and README, LICENSE are left out),
    a glob, or a list of these. A file that is named outright is returned whatever its suffix; from a
    folder, files whose suffix means nothing here (images, scripts) are left out, and RTF, old Word and PDF
    files are kept so that the reading log can name them.

    Raises
    ------
    InputError
        nothing there, or a folder without a readable file
    """
    items = [path] if isinstance(path, str | Path) else list(path)
    found: set[Path] = set()
    for item in items:
        found.update(_files_of(Path(item).expanduser()))
    return sorted(found, key=lambda p: p.as_posix())


def _files_of(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if path.is_dir():
        files = [p for p in path.rglob("*") if p.is_file() and _is_wanted(p, path)]
        if not files:
            raise InputError(path, "", "a folder without article files", _expected(), "put the files there")
        return files
    files = [Path(p) for p in glob(str(path), recursive=True)]  # noqa: PTH207 (a pattern may be absolute)
    files = [p for p in files if p.is_file() and not p.name.startswith(".")]
    if not files:
        beside = path.parent.iterdir() if path.parent.is_dir() else ()
        near = sorted(p.name for p in beside if not p.name.startswith("."))[:8]
        seen = f"nothing (the folder holds {', '.join(near)})" if near else "nothing"
        raise InputError(
            path, "", seen, "a file, a folder or a pattern such as articles/*.jsonl", "check the path"
        )
    return files


def _is_wanted(path: Path, root: Path) -> bool:
    if re.match(r"(?:readme|licen[cs]e|changelog|notice)(?:\.|$)", path.name, re.IGNORECASE):
        return False
    hidden = any(part.startswith((".", "__", "~$")) for part in path.relative_to(root).parts)
    return not hidden and suffix(path) in READABLE + REFUSED_SUFFIXES


def _expected() -> str:
    return f"files that end in {', '.join(READABLE)} (each also .gz)"


def relative_names(files: Iterable[Path], path: CorpusPath) -> dict[Path, str]:
    """Return each file's name relative to the corpus folder: a folder given, or the folder all files share.

    >>> relative_names([Path("a/x.csv"), Path("a/b/y.csv")], "a/**/*.csv")[Path("a/b/y.csv")]
    'b/y.csv'
    """
    paths = list(files)
    if isinstance(path, str | Path) and Path(path).expanduser().is_dir():
        root = Path(path).expanduser()
    else:
        root = _shared_folder(paths)
    return {p: p.relative_to(root).as_posix() for p in paths}


def _shared_folder(paths: Sequence[Path]) -> Path:
    parents = [p.parent.parts for p in paths]
    shared = []
    for column in zip(*parents, strict=False):
        if len(set(column)) > 1:
            break
        shared.append(column[0])
    return Path(*shared) if shared else Path()


def is_packed(path: Path) -> bool:
    """Whether a file is gzipped, whatever its name.

    Raises
    ------
    OSError
        the file cannot be opened
    """
    with path.open("rb") as stream:
        return stream.read(2) == _GZIP


def read_bytes(path: Path) -> tuple[bytes, str | None]:
    """Return a file's bytes, unpacked if gzipped, and what went wrong on the way (the rest is lost then)."""
    damage: list[str] = []
    data = b"".join(unpacked(path, damage))
    return data, damage[0] if damage else None


def unpacked(path: Path, damage: list[str]) -> Iterator[bytes]:
    """Yield a file's bytes piece by piece, unpacked if gzipped; what went wrong is added to ``damage``."""
    with path.open("rb") as stream:
        data = stream.read(_STEP)
        if data[:2] != _GZIP:
            while data:
                yield data
                data = stream.read(1 << 20)
            return
        try:
            while data[:2] == _GZIP:
                member = zlib.decompressobj(wbits=31)
                while data and not member.eof:
                    yield member.decompress(data)
                    data = member.unused_data or stream.read(_STEP)
                if not member.eof:
                    damage.append("the gzip file is cut off; what came before was read")
                elif len(data) < len(_GZIP):
                    data += stream.read(_STEP)
        except zlib.error as error:
            damage.append(f"the gzip file is damaged ({error}); what came before was read")


def corpus_digest(path: CorpusPath) -> str:
    """Return the SHA-256 of a corpus: relative names and bytes of its files, in order of name.

    The key of the cache. Where the folder stands does not matter, and neither does the order of a list.
    """
    files = corpus_files(path)
    names = relative_names(files, path)
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda p: names[p]):
        digest.update(names[file].encode("utf-8", "surrogateescape") + b"\0")
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
