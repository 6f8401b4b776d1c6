"""One article as a page, as plain text and as JSON: who speaks where, and what is loaded."""
