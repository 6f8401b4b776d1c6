"""Reads an article page as a browser would, and checks what every page keeps."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

from analysis.text import WORD

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """Checks the nesting while it reads; keeps tags, ids, links and the article's own text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, set[str]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.own: list[str] = []
        self.voices: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert len(values) == len(attrs), "an attribute stands twice"
        self.tags.append((tag, values))
        if tag == "a":
            assert "a" not in [open_tag for open_tag, _ in self.stack], "a link in a link"
        if tag == "p":
            self.own.append("\n")
            self.voices.append(("\n", "own"))
        if tag not in VOID:
            self.stack.append((tag, set((values.get("class") or "").split())))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack and self.stack[-1][0] == tag, f"</{tag}> closes {self.stack[-1:]}"
        self.stack.pop()

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_data(self, data: str) -> None:
        classes = set().union(*(names for _, names in self.stack)) if self.stack else set()
        inside = {tag for tag, _ in self.stack}
        if "t" in classes and "note" not in classes and "svg" not in inside:
            self.own.append(data)
            said = [name for _, names in self.stack for name in names if name in ("quoted", "reported")]
            self.voices += [(character, said[-1] if said else "own") for character in data]
        elif inside & {"p", "div"} == set() and "t" not in classes:
            self.own.append(" ")
            self.voices.append((" ", "own"))

    @property
    def words(self) -> list[str]:
        return WORD.findall("".join(self.own))

    @property
    def words_with_voice(self) -> list[tuple[str, str]]:
        """Every word with the innermost voice that its element says."""
        text = "".join(character for character, _ in self.voices)
        return [(m.group(), self.voices[m.start()][1]) for m in WORD.finditer(text)]

    def values(self, name: str) -> list[str]:
        return [value or "" for _, attributes in self.tags if (value := attributes.get(name)) is not None]

    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def check(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for link in page.values("href"):
        assert link.startswith("#") and link[1:] in ids
    for named in page.values("aria-labelledby"):
        assert named in ids
    assert not page.values("src") and not [
        name for tag, values in page.tags for name in values if name[:2] == "on"
    ]
    levels = page.headings()
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
