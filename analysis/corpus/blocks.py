"""A corpus cut into blocks that can each be read alone: by what the files hold, never by who reads them."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from analysis.corpus.files import REFUSED_SUFFIXES, is_packed, suffix

BLOCK_BYTES = 1_000_000
"""About this much input makes a block: some 165 news articles, half a second of annotating or more."""
LINE_SUFFIXES = (".jsonl", ".ndjson")
PACKED = 3
"""A gzipped or Parquet file is taken to hold this many times its bytes."""
GROUP_ENDS = 256
"""A group of small files ends after one file name in so many, so that a new file changes one group only."""
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_STEP = 1 << 20


@dataclass(frozen=True)
class Block:
    """What is read at once: whole files, or a stretch of one file.

    ``kind`` is "files", "lines" (bytes ``start`` to ``end`` of a JSON Lines file, from line ``first_line``)
    or "rows" (of a Parquet file). ``marked``: the file begins with a UTF-8 byte order mark.
    ``files`` pairs each path with the name that the log uses; ``digest`` is the SHA-256 of what is read,
    ``size`` the bytes of a Parquet file.
    """

    files: tuple[tuple[str, str], ...]
    digest: str
    kind: str = "files"
    start: int = 0
    end: int = 0
    first_line: int = 1
    marked: bool = False
    size: int = 0

    def is_unchanged(self) -> bool:
        """Whether its files can be read here and still hold what they held when the corpus was cut."""
        paths = [(Path(path), name) for path, name in self.files]
        if self.kind == "files":
            return _whole(paths).digest == self.digest
        path, name = paths[0]
        try:
            if self.kind == "rows":
                return path.stat().st_size == self.size
            with path.open("rb") as stream:
                stream.seek(self.start)
                return _lines_digest(name, stream.read(self.end - self.start)) == self.digest
        except OSError:
            return False


def cut_corpus(names: Mapping[Path, str], block_bytes: int = BLOCK_BYTES) -> list[Block]:
    """Return the blocks of a corpus, in the order of its files.

    Parameters
    ----------
    names : path → name that the log uses, as ``relative_names`` gives them
    block_bytes : about how much input makes a block

    A large JSON Lines file is cut at line ends, a large Parquet file between rows, both from their beginning:
    what is added at the end leaves the blocks before it as they were. Small files of one folder are grouped;
    others, and gzipped ones, are one block each.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "x.jsonl"
    >>> _ = file.write_text('{"text": "one"}\\n{"text": "two"}\\n{"text": "three"}\\n')
    >>> [(b.start, b.end, b.first_line) for b in cut_corpus({file: "x.jsonl"}, 20)]
    [(0, 32, 1), (32, 50, 3)]
    """
    blocks: list[Block] = []
    group: list[tuple[Path, str]] = []
    held = 0
    for path, name in names.items():
        size = _size(path)
        parts = _stretches(path, name, block_bytes) if size > block_bytes else None
        apart = parts is not None or size > block_bytes or is_streamed(path)
        if group and (apart or group[0][0].parent != path.parent or held + size > block_bytes):
            blocks.append(_whole(group))
            group, held = [], 0
        if apart:
            blocks.extend(parts or [_whole([(path, name)])])
            continue
        group.append((path, name))
        held += size
        if zlib.crc32(name.encode("utf-8", "surrogateescape")) % GROUP_ENDS == 0:
            blocks.append(_whole(group))
            group, held = [], 0
    return [*blocks, _whole(group)] if group else blocks


def fits_one_block(paths: Iterable[Path], block_bytes: int = BLOCK_BYTES) -> bool:
    """Whether a corpus is so small that cutting it would gain nothing."""
    return sum(_size(path) for path in paths) <= block_bytes


def _size(path: Path) -> int:
    try:
        size = path.stat().st_size
        packed = suffix(path) == ".parquet" or is_packed(path)
    except OSError:
        return 0
    return size * PACKED if packed else size


def is_streamed(path: Path) -> bool:
    """Whether a file is gzipped JSON Lines: unpacked piece by piece, by one reader from the beginning."""
    try:
        return suffix(path) in LINE_SUFFIXES and is_packed(path)
    except OSError:
        return False


def _whole(group: list[tuple[Path, str]]) -> Block:
    digest = hashlib.sha256()
    for path, name in group:
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(_file_digest(path))
    return Block(tuple((str(path), name) for path, name in group), digest.hexdigest())


def _file_digest(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError as error:  # the reader will say so in the log
        return str(error.strerror).encode()


def _stretches(path: Path, name: str, block_bytes: int) -> list[Block] | None:
    """Return the stretches of a large file, or None where it has to be read whole."""
    kind = suffix(path)
    try:
        if kind in REFUSED_SUFFIXES or is_packed(path):
            return None
        if kind in LINE_SUFFIXES:
            return _line_blocks(path, name, block_bytes)
        return _row_blocks(path, name, block_bytes) if kind == ".parquet" else None
    except OSError:
        return None


def _line_blocks(path: Path, name: str, block_bytes: int) -> list[Block] | None:
    blocks: list[Block] = []
    start, line, marked = 0, 1, False
    with path.open("rb") as stream:
        for data in cut_lines(iter(lambda: stream.read(_STEP), b""), block_bytes):
            if not blocks:
                if not can_be_cut(data):
                    return None
                marked = data.startswith(b"\xef\xbb\xbf")
            end = start + len(data)
            digest = _lines_digest(name, data)
            blocks.append(Block(((str(path), name),), digest, "lines", start, end, line, marked))
            start, line = end, line + data.count(b"\n")
    return blocks


def _lines_digest(name: str, data: bytes) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + data).hexdigest()


def cut_lines(chunks: Iterable[bytes], block_bytes: int) -> Iterator[bytes]:
    """Yield bytes in pieces that end at line ends, each of at least ``block_bytes`` but the last.

    >>> list(cut_lines([b"a\\nbc", b"\\nd"], 2))
    [b'a\\n', b'bc\\n', b'd']
    """
    held = bytearray()
    for chunk in chunks:
        searched = max(block_bytes - 1, len(held))
        held += chunk
        while len(held) >= block_bytes and (end := held.find(b"\n", searched)) >= 0:
            yield bytes(held[: end + 1])
            del held[: end + 1]
            searched = block_bytes - 1
    if held:
        yield bytes(held)


def can_be_cut(data: bytes) -> bool:
    """Whether a JSON Lines file that begins so can be read in pieces.

    Not so in UTF-16, and not where the first line is no object: the file may be one JSON document.
    """
    if data.startswith(_MARKS):
        return False
    try:
        return isinstance(json.loads(data.partition(b"\n")[0].decode("utf-8-sig", "replace")), dict)
    except ValueError:
        return False


def _row_blocks(path: Path, name: str, block_bytes: int) -> list[Block] | None:
    """Cut a Parquet file into stretches of as many rows as make a block on average."""
    try:
        rows = int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())
    except pl.exceptions.PolarsError:
        return None
    if rows == 0:
        return None
    size = path.stat().st_size
    step = max(1, rows * block_bytes // (size * PACKED))
    whole = _file_digest(path)
    blocks = []
    for start in range(0, rows, step):
        end = min(rows, start + step)
        key = f"{name}\0{start}-{end}\0".encode("utf-8", "surrogateescape")
        digest = hashlib.sha256(key + whole).hexdigest()
        blocks.append(Block(((str(path), name),), digest, "rows", start, end, start + 1, size=size))
    return blocks
