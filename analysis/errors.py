"""Errors that name the place, what was found, what was expected, and what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path


class InputError(Exception):
    """Something in the user's files or settings cannot be used; the commands end with exit code 2.

    >>> str(InputError("study.toml", "key 'focus'", "'Sputnk'", "an outlet", "correct the name"))
    "study.toml, key 'focus': found 'Sputnk'; expected an outlet. To fix it: correct the name."
    """

    def __init__(self, file: Path | str, where: str, found: str, expected: str, action: str) -> None:
        self.file, self.where, self.found, self.expected, self.action = (
            str(file),
            where,
            found,
            expected,
            action,
        )
        place = f"{file}, {where}" if where else str(file)
        super().__init__(f"{place}: found {found}; expected {expected}. To fix it: {action.rstrip('.')}.")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, ...]]:
        return InputError, (self.file, self.where, self.found, self.expected, self.action)


class RunError(Exception):
    """Something beside the input failed: a disk, a process, a cluster; the commands end with exit code 1.

    >>> str(RunError("/data/cache: no space left", "free some and run again"))
    '/data/cache: no space left. To go on: free some and run again.'
    """

    def __init__(self, what: str, action: str) -> None:
        self.what, self.action = what, action
        super().__init__(f"{what.rstrip('.')}. To go on: {action.rstrip('.')}.")

    def __reduce__(self) -> tuple[type[RunError], tuple[str, str]]:
        return RunError, (self.what, self.action)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``" (did you mean 'x'?)"`` for the nearest known name, or an empty string.

    Names that hold the given one as whole words come before names that are spelled alike.

    >>> did_you_mean("focs", ["focus", "reference"])
    " (did you mean 'focus'?)"
    >>> did_you_mean("Fox", ["Vox", "Fox News"])
    " (did you mean 'Fox News'?)"
    """
    by_fold = {k.casefold(): k for k in known}
    asked = name.casefold().strip()
    held = [k for k in by_fold if asked and re.search(rf"(?<!\w){re.escape(asked)}(?!\w)", k)]
    near = [by_fold[k] for k in held[:3] or difflib.get_close_matches(asked, by_fold, n=1, cutoff=0.6)]
    quoted = " or ".join(f"'{k}'" for k in near)
    return f" (did you mean {quoted}?)" if near else ""
