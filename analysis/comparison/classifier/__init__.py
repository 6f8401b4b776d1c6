"""How well the wording alone tells the focus's articles from the reference's."""
