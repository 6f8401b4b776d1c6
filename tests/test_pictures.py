"""The pictures of the README: made, small enough, and told in words to who does not see them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINKED = {path: alt for alt, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)}
TAGS = re.findall(r"<img\b[^>]*>", README)
FOUND = LINKED | {
    re.search('src="([^"]*)"', tag).group(1): re.search('alt="([^"]*)"', tag).group(1)  # type: ignore[union-attr]
    for tag in TAGS
}
MADE = ("docs/article.png", "docs/profile.png", "docs/same-story.png")


@pytest.mark.parametrize("path", MADE)
def test_picture_is_made_small_and_told(path: str) -> None:
    data = (ROOT / path).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(data) < 200_000
    width, height = (int.from_bytes(data[start : start + 4], "big") for start in (16, 20))
    assert width >= 900
    if path == "docs/article.png":
        assert width == 1280 and height <= 900
    assert len(FOUND[path].split()) >= 12


def test_readme_shows_no_other_picture() -> None:
    assert (
        sorted(FOUND) == sorted(MADE) == sorted(f"docs/{file.name}" for file in (ROOT / "docs").glob("*.png"))
    )


def test_the_script_writes_these_pictures() -> None:
    script = (ROOT / "tools" / "pictures.py").read_text(encoding="utf-8")
    assert all(f'write("{Path(path).name}"' in script for path in MADE)
