"""Folders that are there whole or not at all: written beside their place, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import polars as pl

from analysis.errors import RunError

RESUME = "the parts that are done are kept, and the same command goes on from there"
_TURNS = 5
"""How often a place is tried that other runs fill at the same time."""


@contextmanager
def made_aside(target: Path) -> Iterator[Path]:
    """Give a folder beside ``target`` to write into; what is left of it at the end is taken away.

    Where ``target`` is a link it lies beside what that points to, so that it can be renamed.

    Raises
    ------
    RunError
        the disk is full or cannot be written to
    """
    try:
        place = Path(os.path.realpath(target))
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
        try:
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except (OSError, pl.exceptions.ComputeError) as error:
        raise disk_error(target.parent, error) from error


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder for what is too much to hold in memory; it is gone at the end.

    It lies where the system keeps what is temporary; the environment variable TMPDIR names another place.
    That a file is missing which is read meanwhile is no fault of this folder, and is raised as it is.

    Raises
    ------
    RunError
        the disk is full or cannot be written to
    """
    try:
        scratch = tempfile.TemporaryDirectory(prefix="whose-words-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _scratch_error(error) from error
    with scratch as place:
        try:
            yield Path(place)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise _scratch_error(error) from error


def _scratch_error(error: OSError) -> RunError:
    action = "make room there, or name another folder in TMPDIR"
    return RunError(f"cannot write to the temporary folder: {error}", action)


def put_in_place(
    aside: Path,
    target: Path,
    *,
    stays: Callable[[Path], bool] | None = None,
    check: Callable[[Path], None] | None = None,
) -> None:
    """Rename a finished folder to its place; what stood there goes only once the new one stands.

    Of two runs that end at the same time one folder stays, whole.

    Parameters
    ----------
    aside : the finished folder, beside its place
    target : its place; where it is a link, the folder that it points to is replaced
    stays : says of a folder that is there that it holds the same, so that it stays
    check : raises an error where what is there must not go, because others wrote it meanwhile

    Raises
    ------
    OSError
        the place cannot be written to; what stood there still does
    """
    aside.chmod(0o755)
    place = Path(os.path.realpath(target))
    earlier = aside.with_name(f"{aside.name}-earlier")
    for turn in range(_TURNS):
        if stays is not None and stays(place):
            return
        if check is not None:
            check(place)
        with suppress(FileNotFoundError):
            place.rename(earlier)
        try:
            aside.rename(place)
        except OSError:
            taken = place.exists()
            if earlier.exists() and not taken:
                earlier.rename(place)
            if not taken or turn == _TURNS - 1:
                raise
        finally:
            shutil.rmtree(earlier, ignore_errors=True)
        if not aside.exists():
            return


def disk_error(folder: Path, error: Exception) -> RunError:
    """Return the error for a folder that cannot be written to."""
    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    return RunError(f"cannot write to {folder}: {said}", f"make room there, or see to its rights; {RESUME}")


def link(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the disk cannot do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
