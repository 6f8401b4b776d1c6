"""Which words, phrases and entries set the focus apart: keyness and its statistics."""
