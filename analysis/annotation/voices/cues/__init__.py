"""Words that say that somebody speaks or thinks: which there are, where they stand, where they are none."""
