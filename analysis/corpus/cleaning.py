"""Text as files give it, turned into clean text with a blank line between its paragraphs."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from analysis.corpus.glued import has_glued_names, part_glued_names
from analysis.corpus.paragraphs import split_paragraphs


@dataclass(frozen=True)
class Cleaned:
    """A clean text, and what was done to it (plain words for the log)."""

    text: str
    repairs: tuple[str, ...] = ()


_BLOCK = (
    "p|div|li|ul|ol|h[1-6]|tr|table|thead|tbody|blockquote|section|article|header|footer|nav|aside|figure|figcaption|"
    "main|body|html|head|title|hr|pre|dl|dt|dd|form"
)
_INLINE = (
    "a|b|i|u|s|em|strong|span|font|small|big|sub|sup|img|br|q|cite|code|td|th|abbr|mark|time|label|button|input|"
    "iframe|video|audio|source|picture|svg|path|link|meta|noscript|center|strike|del|ins|wbr|o:p"
)
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style|template|svg)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rf"</?(?:{_BLOCK}|{_INLINE})(?:\s[^<>]*)?/?>|<!doctype[^>]*>", re.IGNORECASE)
_BREAKING = re.compile(rf"</?(?:{_BLOCK})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LINE_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:[a-zA-Z]{2,8}\d{0,2}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_LINE_SIGNS = re.compile(r"\r\n?|[\x0c\x1c-\x1e\x85\u2028]")
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WRONGLY_DECODED = re.compile(
    r"â€|â\x80|Ã[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\xa0-\xbf]|ðŸ|ï»¿|Ð[\x80-\xbf]|Ñ[\x80-\x8f]"
)
_MAC_PUNCTUATION = {"Ò": "“", "Ó": "”", "Ô": "‘", "Õ": "’", "Ñ": "—", "Ð": "–", "É": "…"}
_MAC_CERTAIN = re.compile(r"(?<=[a-z,.:;?!])Õ(?=[a-z ,.;:?!]|$)|(?<= )[ÑÐ](?= )")
_MAC_ALL = re.compile(r"(?<![^\W_])[ÔÒ](?=\w)|(?<=[\w.,;:?!])[ÕÓ](?!\w*[À-Þ])|(?<= )[ÑÐ](?= )")
CUT_OFF = "the export cut the text off"
END_SIGN = "the sign for the end of an agency's report removed"
_END_SIGN = re.compile(r"(?:(?<!\w)-\s?(?:0|30|ENDS?)\s?-|(?<!#)###|\((?:END|ends)\))\Z")
_LONGEST_END_SIGN = len("- ENDS -")
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")


def clean_text(raw: str) -> Cleaned:
    """Return a running text without markup, wrong characters and broken lines; curly quotes stay.

    Paragraphs are parted by one blank line, words by one space. Cleaning a clean text changes nothing.

    >>> clean_text("<p>Talks &amp; more.</p><p>“No”.</p>").text
    'Talks & more.\\n\\n“No”.'
    >>> clean_text("The port opened on Monday. -0-").text
    'The port opened on Monday.'
    """
    text, repairs = _repair_characters(raw)
    cut = _CUT_OFF.search(text, max(0, len(text) - 80))
    if cut:
        text = text[: cut.start()]
        repairs.append(CUT_OFF)
    bare = text.rstrip()
    if end := _END_SIGN.search(bare, len(bare) - _LONGEST_END_SIGN):
        text = bare[: end.start()]
        repairs.append(END_SIGN)
    return Cleaned("\n\n".join(split_paragraphs(text)), tuple(repairs))


def clean_line(raw: str) -> Cleaned:
    """Return a title or a name on one line, repaired in the same way."""
    text, repairs = _repair_characters(raw)
    return Cleaned(" ".join(text.split()), tuple(repairs))


def _repair_characters(raw: str) -> tuple[str, list[str]]:
    """Repair until nothing changes: one repair can uncover the need of another."""
    if _is_plain(raw):
        return raw, []
    repairs: list[str] = []
    for _ in range(5):
        text, done = _repair_once(raw)
        repairs.extend(done)
        if text == raw:
            break
        raw = text
    return raw, repairs


def _is_plain(text: str) -> bool:
    """Whether a text has nothing to repair, as most names, titles and addresses."""
    return text.isascii() and text.isprintable() and not ("&" in text or "<" in text or has_glued_names(text))


def _repair_once(raw: str) -> tuple[str, list[str]]:
    repairs: list[str] = []
    text = raw
    if "&" in text:
        text, count = _decode_references(text)
        _note(repairs, count, "character reference", "decoded")
    if "<" in text:
        text, count = strip_markup(text)
        _note(repairs, count, "HTML tag", "removed")
    if not text.isascii():
        text = _repair_decoding(text, repairs)
    unusual = not text.replace("\n", "").isprintable()
    if unusual:
        text = _SURROGATE.sub("\ufffd", text)
        text, count = _C1.subn(_windows_character, text)
        _note(repairs, count, "control character", "of Windows-1252 repaired")
    if not text.isascii():
        text = _repair_macintosh(text, repairs)
        text = unicodedata.normalize("NFC", text)
    if unusual:
        text = _LINE_SIGNS.sub("\n", text).replace("\u2029", "\n\n")
        text, count = _INVISIBLE.subn("", text)
        _note(repairs, count, "control or invisible character", "removed")
    text, count = part_glued_names(text)
    _note(repairs, count, "missing space", "beside a name put back")
    return text, repairs


def _note(repairs: list[str], count: int, thing: str, done: str) -> None:
    if count:
        repairs.append(f"{count:,} {thing}{'s' if count > 1 else ''} {done}")


def _decode_references(text: str) -> tuple[str, int]:
    """Decode ``&amp;`` and the like, also where they were coded twice."""
    total = 0
    for _ in range(4):
        count = 0

        def decode(found: re.Match[str]) -> str:
            nonlocal count
            plain = html.unescape(found[0])
            count += plain != found[0]
            return plain

        text = _REFERENCE.sub(decode, text)
        total += count
        if not count:
            break
    return _SURROGATE.sub("\ufffd", text), total


def strip_markup(text: str) -> tuple[str, int]:
    """Return text without HTML tags (names that HTML knows) and their number; blocks become paragraphs."""
    text, hidden = _HIDDEN.subn("\n\n", text)
    if not _TAG.search(text):
        return text, hidden
    marked = _BREAKING.sub(lambda found: "\n\n" + found[0], text)
    marked = _LINE_TAG.sub(lambda found: "\n" + found[0], marked)
    plain, count = _TAG.subn("", marked)
    return plain, count + hidden


def _repair_decoding(text: str, repairs: list[str]) -> str:
    if any(sign in text for sign in "âÃÂðïÐÑ") and _WRONGLY_DECODED.search(text):
        import ftfy

        text = _SURROGATE.sub("\ufffd", text)
        # Only the decoding is repaired: quote marks carry voices, and their form must stay.
        fixed = ftfy.fix_encoding(text, config=ftfy.TextFixerConfig(uncurl_quotes=False))
        if fixed != text:
            repairs.append("characters decoded wrongly (such as â€™ for ’) repaired")
            text = fixed
    return text


def _repair_macintosh(text: str, repairs: list[str]) -> str:
    if any(sign in text for sign in "ÕÑÐ") and _MAC_CERTAIN.search(text):
        text = _MAC_ALL.sub(lambda found: _MAC_PUNCTUATION[found[0]], text)
        repairs.append("punctuation of an old Macintosh encoding (such as Õ for ’) repaired")
    return text


def _windows_character(found: re.Match[str]) -> str:
    return found[0].encode("latin-1").decode("cp1252", "ignore")
