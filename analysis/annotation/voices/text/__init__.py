"""A text as voices read it: words and marks as numbers, quotations, noun phrases, clauses."""
