"""Word files (.docx) as plain text: the paragraphs of the document, without notes, comments and deletions."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from analysis.corpus.plain import read_plain_text
from analysis.corpus.records import Reading, refused

LARGEST = 100_000_000
"""Bytes of a document that are unpacked; a longer one is no article, and may be made to fill the memory."""
_DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACES = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_word_file(data: bytes, name: str) -> Reading:
    """Return the article of a Word file, read as a text file with the same paragraphs is.

    >>> read_word_file(b"PK", "x.docx").log[0].detail
    'the Word file is damaged (File is not a zip file); open it and save it again'
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if packed.getinfo(_DOCUMENT).file_size > LARGEST:
                return refused(name, None, f"the Word file holds more than {LARGEST:,} bytes of text")
            xml = packed.read(_DOCUMENT)
        if b"<!DOCTYPE" in xml:
            return refused(name, None, "the Word file declares a document type, which Word never does")
        text = "\n\n".join(_paragraphs(ElementTree.fromstring(xml)))
    except KeyError:
        return refused(name, None, f"no Word document: {_DOCUMENT} is not in the file")
    except (zipfile.BadZipFile, ElementTree.ParseError, NotImplementedError, RuntimeError) as error:
        return refused(name, None, f"the Word file is damaged ({error}); open it and save it again")
    return read_plain_text(text, name) if text.strip() else refused(name, None, "no text in this Word file")


def _paragraphs(document: ElementTree.Element) -> list[str]:
    """Return the text of each paragraph; a text box inside one has paragraphs of its own."""
    done: list[str] = []

    def walk(element: ElementTree.Element, words: list[str]) -> None:
        if element.tag == f"{_W}p":
            own: list[str] = []
            place = len(done)
            for child in element:
                walk(child, own)
            done.insert(place, "".join(own).strip())
        elif element.tag == f"{_W}t":
            words.append(element.text or "")
        elif element.tag in _SPACES:
            words.append(_SPACES[element.tag])
        elif element.tag != _FALLBACK:
            for child in element:
                walk(child, words)

    walk(document, [])
    return [paragraph for paragraph in done if paragraph]
