"""What is cut from texts after the whole corpus was read."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from analysis.corpus.blocks import cut_corpus
from analysis.corpus.edges import FIRST, LAST, line_key
from analysis.corpus.parts import Part, ReadingSettings, read_block
from analysis.corpus.settling import without_ends

BODY = "The talks failed on Monday, the mayor of Osterby said. Nobody knows when they will go on. " * 3
QUERY = re.compile("rubric")


def part_of(folder: Path, texts: list[str], titles: bool) -> Part:
    folder.mkdir()
    file = folder / "x.jsonl"
    rows = [
        {"id": f"a{n}", "outlet": "Herald", "url": f"https://herald.example/{n}", "text": text}
        | ({"title": f"Talks fail {n}"} if titles else {})
        for n, text in enumerate(texts)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (block,) = cut_corpus({file: "x.jsonl"})
    (part,) = read_block(block, ReadingSettings({}, {}, QUERY))
    return part


@pytest.mark.parametrize("titles", [True, False])
def test_cut_texts_are_read_as_if_they_had_never_had_more(tmp_path: Path, titles: bool) -> None:
    plain = [f"{BODY}Number {n}.\n\nA second paragraph." for n in range(3)] + ["Short it is."]
    ended = [text + "\n\nThe rubric" for text in plain[:2]] + plain[2:]
    ended[3] += "\n\n" + "Весь этот текст написан по-русски и говорит о паромах порта Остерби для всех"
    ends = (line_key(LAST, "The rubric"), line_key(LAST, ended[3].rsplit("\n\n", 1)[1]))
    before = part_of(tmp_path / "ended", ended, titles)
    assert (
        before.facts[0].matches
        and before.facts[3].language != part_of(tmp_path / "again", plain, titles).facts[3].language
    )
    cut, whole = without_ends(before, {"Herald": ends}, QUERY), part_of(tmp_path / "plain", plain, titles)
    assert cut.table.equals(whole.table)
    for mine, theirs in zip(cut.facts, whole.facts, strict=True):
        assert repr(asdict(mine)) == repr(asdict(theirs))
    assert sum(cut.tally.cut.values()) == 3 and not before.tally.cut
    assert cut.found.cut == {"Herald": ends}


def test_outlets_that_are_not_named_and_texts_that_are_nothing_else_stay(tmp_path: Path) -> None:
    before = part_of(tmp_path / "x", ["REPORT", f"REPORT\n\n{BODY}"], titles=False)
    same = without_ends(before, {"Post": (line_key(FIRST, "REPORT"),)}, QUERY)
    assert same.table.equals(before.table) and same.facts == before.facts
    alone = without_ends(before, {"Herald": (line_key(LAST, "REPORT"),)}, QUERY)
    assert alone.table["text"][0] == "REPORT"
