"""Whose words they are: the phrase that speaks, its extent, and what it speaks for."""
