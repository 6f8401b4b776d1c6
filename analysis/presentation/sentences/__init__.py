"""Sentences computed from tables, so that prose cannot drift from the numbers."""
