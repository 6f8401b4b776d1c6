"""The search for cycles is paused, and only where it was on goes on."""

from __future__ import annotations

import gc

import pytest

from analysis.collector import paused_collector


@pytest.mark.parametrize("before", [True, False])
def test_the_search_is_as_it_was_before_whatever_happens(before: bool) -> None:
    on = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with pytest.raises(ValueError, match="inside"), paused_collector():
            assert not gc.isenabled()
            raise ValueError("inside")
        assert gc.isenabled() is before
    finally:
        (gc.enable if on else gc.disable)()
