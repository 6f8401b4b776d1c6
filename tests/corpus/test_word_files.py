"""Word files: paragraphs in order, nothing that was deleted; what is none is refused with its reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from analysis.corpus import read_articles
from analysis.corpus.word_files import read_word_file

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SAME = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def word_file(body: str, name: str = "word/document.xml", before: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        xml = f'{before}<w:document xmlns:w="{MAIN}" xmlns:mc="{SAME}"><w:body>{body}</w:body></w:document>'
        file.writestr(name, xml)
    return packed.getvalue()


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def test_title_paragraphs_outlet_and_day_of_a_word_file(tmp_path: Path) -> None:
    body = (
        paragraph("Talks fail in ", "Mirnau")
        + "<w:p/>"
        + paragraph("The talks ", "failed.")
        + paragraph("“No.”")
    )
    (tmp_path / "Halmere Post").mkdir()
    (tmp_path / "Halmere Post" / "2031-05-01-talks.docx").write_bytes(word_file(body))
    (tmp_path / "Halmere Post" / "~$31-05-01-talks.docx").write_bytes(b"lock")
    articles, log = read_articles(tmp_path)
    (row,) = articles.iter_rows(named=True)
    assert (row["title"], row["outlet"]) == ("Talks fail in Mirnau", "Halmere Post")
    assert row["text"] == "Talks fail in Mirnau\n\nThe talks failed.\n\n“No.”"
    assert f"{row['published']:%Y-%m-%d}" == "2031-05-01"
    assert set(log["what"]) == {"noted"}


def test_deleted_words_and_second_versions_of_a_box_are_left_out_and_breaks_part_words() -> None:
    box = (
        f"<mc:AlternateContent><mc:Choice>{paragraph('A box.')}</mc:Choice><mc:Fallback>{paragraph('A box.')}"
    )
    runs = "<w:r><w:t>Left</w:t><w:tab/><w:t>right</w:t></w:r>"
    runs += "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    body = f"<w:p>{runs}{box}</mc:Fallback></mc:AlternateContent></w:p>{paragraph('The end.')}"
    (record,) = read_word_file(word_file(body), "x.docx").records
    assert record.values["title"] == "Left right"
    assert record.values["text"].split() == ["A", "box.", "The", "end."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"nothing of the kind", "damaged"),
        (word_file("<w:p>", before=""), "damaged"),
        (word_file("", name="other.xml"), "no Word document"),
        (word_file("<w:p/>"), "no text"),
        (word_file(paragraph("&x;"), before='<!DOCTYPE d [<!ENTITY x "y">]>'), "document type"),
    ],
)
def test_what_is_no_word_file_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    reading = read_word_file(data, "x.docx")
    assert not reading.records
    assert reading.log[0].what == "refused"
    assert reason in reading.log[0].detail
