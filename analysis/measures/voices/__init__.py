"""Whose words articles hold: shares of voices, sources, cues, and who says a term."""
