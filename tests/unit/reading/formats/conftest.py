"""Builders of small files: a PDF by hand, a DOCX by hand."""

import io
import zipfile
from collections.abc import Callable

import pytest

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def make_pdf() -> Callable[[list[list[str]]], bytes]:
    """Return a function from pages of lines to the bytes of a PDF in Helvetica 11 on 15 points."""
    return build_pdf


@pytest.fixture
def make_docx() -> Callable[[str], bytes]:
    """Return a function from the XML inside ``w:body`` to the bytes of a DOCX file."""
    return build_docx


def build_pdf(pages: list[list[str]]) -> bytes:
    """Build a PDF; an empty line leaves a gap."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(
            f"1 0 0 1 60 {780 - 15 * number} Tm ({line}) Tj\n"
            for number, line in enumerate(lines)
            if line
        )
        stream = f"BT /F1 11 Tf\n{shown}ET".encode("cp1252")
        kids.append(len(bodies) + 1)
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R"
            b" >> >> /Contents %d 0 R >>" % (len(bodies) + 2)
        )
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    names = " ".join(f"{kid} 0 R" for kid in kids)
    bodies[1] = f"<< /Type /Pages /Kids [{names}] /Count {len(kids)} >>".encode()
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (len(bodies) + 1, len(out))
    )


def build_docx(body: str, *, head: str = "") -> bytes:
    """Build a DOCX of one part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body>'
            "</w:document>",
        )
    return packed.getvalue()
