"""DOCX: structure kept, deleted text left out, hostile files bounded."""

import io
import zipfile
from collections.abc import Callable

import pytest

from comity.errors import UnreadableDocumentError
from comity.reading.formats import docx

Make = Callable[..., bytes]


def paragraph(text: str, style: str = "") -> str:
    """Return the XML of a paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_title_headings_items_and_rows_are_told_apart(make_docx: Make) -> None:
    """The layout of a document must come out as blocks over its text."""
    cells = "".join(f"<w:tc>{paragraph(word)}</w:tc>" for word in ("Trade", "5 billion"))
    body = (
        paragraph("Joint statement", "Title")
        + paragraph("Energy", "Heading1")
        + paragraph("The two sides agreed to build a pipeline.")
        + paragraph("First item", "ListParagraph")
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    )

    (document,) = docx.read(make_docx(body), "a.docx")

    assert document.title == "Joint statement"
    assert document.text == (
        "Energy\n\nThe two sides agreed to build a pipeline.\n\nFirst item\n\nTrade | 5 billion"
    )
    assert [block.kind for block in document.blocks] == [
        "heading",
        "paragraph",
        "list-item",
        "table-row",
    ]


def test_text_that_tracked_changes_delete_is_left_out(make_docx: Make) -> None:
    """Words an editor struck must not become facts; words an editor put in must."""
    body = (
        "<w:p><w:r><w:t>The sides </w:t></w:r><w:del><w:r><w:delText>signed</w:delText></w:r>"
        "</w:del><w:ins><w:r><w:t>discussed</w:t></w:r></w:ins><w:r><w:t> the treaty.</w:t></w:r>"
        "</w:p>"
    )

    (document,) = docx.read(make_docx(body), "a.docx")

    assert document.text == "The sides discussed the treaty."


def test_entities_are_refused(make_docx: Make) -> None:
    """A document that declares entities must be refused before any is expanded."""
    rows = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE x [<!ENTITY a0 "ha">{rows}]>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/document.xml", f"{head}<x>&a11;</x>")

    with pytest.raises(UnreadableDocumentError):
        docx.read(packed.getvalue(), "laughs.docx")


def test_a_zip_bomb_is_refused() -> None:
    """A small file that unpacks beyond 60 MB must be refused."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(70):
            part.write(bytes(1_000_000))

    assert len(packed.getvalue()) < 1_000_000
    with pytest.raises(UnreadableDocumentError, match="more text than one document"):
        docx.read(packed.getvalue(), "bomb.docx")


def test_tables_nested_ten_thousand_deep_are_refused_or_read(make_docx: Make) -> None:
    """Nesting without end must not exhaust the stack."""
    body = "<w:tbl><w:tr><w:tc>" * 10_000 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 10_000

    with pytest.raises(UnreadableDocumentError, match="damaged"):
        docx.read(make_docx(body), "deep.docx")


@pytest.mark.parametrize("cut", [40, 120, 300])
def test_a_truncated_file_is_refused(make_docx: Make, cut: int) -> None:
    """A file cut short must be refused, not crash."""
    with pytest.raises(UnreadableDocumentError):
        docx.read(make_docx(paragraph("The sides met."))[:cut], "cut.docx")
