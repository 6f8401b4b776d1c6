"""Settings of all tests."""

from hypothesis import settings

# Shared machines stall: a deadline per example would fail at random.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")
