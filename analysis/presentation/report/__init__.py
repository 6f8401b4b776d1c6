"""Notebooks run into pages, with page one, the methods and the files beside them."""
