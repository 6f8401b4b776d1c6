"""People in an article: their names and roles, and whom a pronoun or a role points to."""
