"""What kind of file some bytes are, by how they begin; names can lie."""

import re

__all__ = ["find_foreign_kind", "is_docx", "is_html", "is_jsonl", "is_mail", "is_pdf"]

_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*"
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|title|meta|table|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*\"")
_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]", re.MULTILINE)
_MAIL_SURE = {b"message-id", b"mime-version", b"received", b"return-path"}
_MAIL_USUAL = {b"from", b"to", b"subject", b"date"}
_MAIL_START = re.compile(rb"\A(?:From [^\n]{1,200}\n)?(?:[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])")

_AS_ARCHIVE = "Read it as an archive: add --out DIR."
_SAVE_TEXT = "Save it as text, HTML, PDF or DOCX and read that."
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "The file is rich text (RTF), which is not read.", _SAVE_TEXT),
    (b"\xd0\xcf\x11\xe0", "The file is an old Word document (.doc).", _SAVE_TEXT),
    (b"\x89PNG", "The file is a picture.", "Recognise its text first (OCR) and read that."),
    (b"\xff\xd8\xff", "The file is a picture.", "Recognise its text first (OCR) and read that."),
    (b"GIF8", "The file is a picture.", "Recognise its text first (OCR) and read that."),
    (b"II*\x00", "The file is a picture.", "Recognise its text first (OCR) and read that."),
    (b"MM\x00*", "The file is a picture.", "Recognise its text first (OCR) and read that."),
    (b"SQLite format 3\x00", "The file is a database.", "Name a document instead."),
    (b"\x1f\x8b", "The file is compressed (gzip).", _AS_ARCHIVE),
    (b"\x28\xb5\x2f\xfd", "The file is compressed (zstandard).", _AS_ARCHIVE),
    (b"WARC/", "The file is a web archive (WARC).", _AS_ARCHIVE),
    (b"PAR1", "The file is a Parquet table.", _AS_ARCHIVE),
    (b"PK\x03\x04", "The file is a zip archive, or an Office file of another kind than DOCX.",
     "Unpack it, or read it as an archive: add --out DIR."),
    (b"PK\x05\x06", "The file is an empty zip archive.", "Name a document instead."),
    (b"\x7fELF", "The file is a program, not a document.", "Name a document instead."),
    (b"MZ\x90", "The file is a program, not a document.", "Name a document instead."),
)  # fmt: skip


def is_pdf(data: bytes) -> bool:
    """Tell whether the bytes begin a PDF; readers allow a kilobyte before its mark."""
    return b"%PDF-" in data[:1024]


def is_docx(data: bytes) -> bool:
    """Tell whether the bytes are a zip that names a Word document among its parts."""
    return data.startswith(b"PK\x03\x04") and b"word/document" in data


def is_html(data: bytes) -> bool:
    """Tell whether the bytes begin with a tag of HTML, after comments or an XML declaration."""
    return _HTML.match(data[:4096]) is not None


def is_jsonl(data: bytes) -> bool:
    """Tell whether the bytes begin with a JSON object, or a list of them, with a key ``text``."""
    return _JSON.match(data[:256]) is not None and b'"text"' in data[:4_000_000]


def is_mail(data: bytes) -> bool:
    """Tell whether the bytes begin with the headers of an e-mail.

    One header that only mail programs write, or three of those people write, in the first block.
    """
    if _MAIL_START.match(data[:300]) is None:
        return False
    head = re.split(rb"\r?\n\r?\n", data[:16_384], maxsplit=1)[0]
    names = {name.lower() for name in _HEADER.findall(head)}
    return bool(names & _MAIL_SURE) or len(names & _MAIL_USUAL) > 2  # noqa: PLR2004 - three of four


def find_foreign_kind(data: bytes) -> tuple[str, str] | None:
    """Return problem and mend for a known kind that is no document; ``None`` for any other."""
    for start, problem, mend in _FOREIGN:
        if data.startswith(start):
            return problem, mend
    if data[257:262] == b"ustar":
        return "The file is a tar archive.", _AS_ARCHIVE
    return None
