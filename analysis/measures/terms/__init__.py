"""Words, phrases and entries as numbers per article, and what is proposed or masked among them."""
