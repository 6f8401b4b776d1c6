"""Runs of words that several outlets share."""
