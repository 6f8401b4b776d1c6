"""How numbers, names and contrasts are put into words: every rounding rule and phrase."""
