"""Bytes to characters: byte order marks, declared charsets, detection; never a guess unsaid."""

import codecs

from comity.errors import UnreadableDocumentError

__all__ = ["decode", "is_binary"]

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What publishers write and what they mean, as browsers take it; WHATWG Encoding Standard, 2024.
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252"} | {
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "iso-8859-9": "cp1254",
    "shift_jis": "cp932",
}

_SAMPLE_BYTES = 65_536  # enough to tell an encoding by; detection costs about 1 ms a kilobyte
_CONTROLS_SHARE = 0.02  # above it the bytes are no text; texts of ../shared have none
_LOST_SHARE = 0.001  # replacement characters above one in a thousand: the encoding was wrong
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the characters that bytes stand for.

    A byte order mark decides; then UTF-8 if the bytes are valid UTF-8; then the charset that the
    document declares; then detection.

    Args:
        data: The bytes of a text, with or without a mark.
        declared: The charset a header or meta element names; ``None`` where there is none.

    Raises:
        UnreadableDocumentError: If the bytes are no text, or no encoding fits them.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(data.decode(name, "replace"))
    wide = _wide_encoding(data)
    if wide:
        return _checked(data.decode(wide, "replace"))
    if is_binary(data):
        raise UnreadableDocumentError(
            "The file holds binary data, not text.",
            mend="Give a text, HTML, PDF, DOCX, e-mail or JSONL file.",
        )
    for candidate in ("utf-8", _meant(declared)):
        known = _try(data, candidate)
        if known is not None:
            return _checked(known)
    return _checked(_detected(data))


def is_binary(data: bytes) -> bool:
    """Tell whether bytes hold too many control characters to be text in any 8-bit encoding."""
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > _CONTROLS_SHARE * len(sample)


def _wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 with its byte order where every other byte of the start is mostly zero."""
    sample = data[:4096]
    if len(sample) < 4 or b"\x00" not in sample:  # noqa: PLR2004 - two characters
        return None
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _meant(declared: str | None) -> str | None:
    if not declared:
        return None
    name = declared.strip().strip("\"'").lower()
    name = _MEANT.get(name, name)
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def _try(data: bytes, name: str | None) -> str | None:
    if name is None:
        return None
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, AssertionError):
        return None


def _detected(data: bytes) -> str:
    import charset_normalizer  # noqa: PLC0415 - 40 ms, and most documents are UTF-8

    best = charset_normalizer.from_bytes(data[:_SAMPLE_BYTES]).best()
    if best is None:
        raise UnreadableDocumentError(
            "The encoding of the text could not be told.",
            mend="Save the file as UTF-8 and read it again.",
        )
    return data.decode(best.encoding, "replace")


def _checked(text: str) -> str:
    if text.count("\ufffd") > max(3, _LOST_SHARE * len(text)):
        raise UnreadableDocumentError(
            "The text is damaged: many characters do not belong to its encoding.",
            mend="Save the file as UTF-8 and read it again.",
        )
    return text
