"""Both finders: what must hold with the rules alone and with the model takes ``finder``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from analysis.annotation.voices import VoiceFinder


@dataclass(frozen=True, repr=False)
class NamedFinder(VoiceFinder):
    """A finder that a failing example shows by its name, and not by 20,000 weights."""

    name: str = ""

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(self.name)


RULES = NamedFinder(**vars(VoiceFinder.load(model=None)), name="rules")
WITH_MODEL = NamedFinder(**vars(VoiceFinder.load()), name="with model")


@pytest.fixture(scope="session")
def rules() -> VoiceFinder:
    return RULES


@pytest.fixture(scope="session")
def with_model() -> VoiceFinder:
    assert WITH_MODEL.model is not None
    return WITH_MODEL


@pytest.fixture(scope="session", params=[RULES, WITH_MODEL], ids=["rules", "with model"])
def finder(request: pytest.FixtureRequest) -> VoiceFinder:
    return request.param
