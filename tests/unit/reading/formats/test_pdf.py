"""PDF: paragraphs come out whole, running heads do not come out, bad files are refused."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.errors import UnreadableDocumentError
from comity.reading.formats import pdf

Make = Callable[[list[list[str]]], bytes]

PAGE = [
    "Ministry of Foreign Affairs",
    "",
    "The Foreign Minister of Country A received the Ambassador of Country B in the capital",
    "on Tuesday to talk about a direct flight between the two capitals and about visas for",
    "students.",
    "",
    "They agreed to meet again in the spring, and the Ambassador thanked the Minister for the",
    "warm wel-",
    "come.",
    "",
    "Page 1 of 2",
]


def test_lines_are_joined_to_paragraphs(make_pdf: Make) -> None:
    """Lines broken by width must come out as paragraphs, with hyphens at line ends taken back."""
    (document,) = pdf.read(make_pdf([PAGE]), "a.pdf")

    assert document.text == (
        "Ministry of Foreign Affairs\n\n"
        "The Foreign Minister of Country A received the Ambassador of Country B in the capital on "
        "Tuesday to talk about a direct flight between the two capitals and about visas for "
        "students.\n\nThey agreed to meet again in the spring, and the Ambassador thanked the "
        "Minister for the warm welcome."
    )
    assert [block.page for block in document.blocks] == [1, 1, 1]
    assert document.title is None


def test_running_heads_and_page_numbers_are_left_out(make_pdf: Make) -> None:
    """A head that every page repeats must not stand between two halves of a sentence."""
    second = [
        "Ministry of Foreign Affairs",
        "",
        "of both countries, who will sign the agreement next month.",
        "",
        "Page 2 of 2",
    ]
    first = [*PAGE[:9], "", "A protocol was prepared by the experts", "", "Page 1 of 2"]
    third = ["Ministry of Foreign Affairs", "", "The visit ends on Friday.", "", "Page 3 of 3"]

    (document,) = pdf.read(make_pdf([first, second, third]), "a.pdf")

    assert "Ministry" not in document.text
    assert "Page" not in document.text
    assert "prepared by the experts of both countries, who will sign the agreement" in document.text
    assert document.blocks[-1].page == 3


def test_pages_without_letters_are_refused_with_the_way_to_recognise_them(make_pdf: Make) -> None:
    """A scanned PDF must be refused with the mend that it needs recognition."""
    with pytest.raises(UnreadableDocumentError) as caught:
        pdf.read(make_pdf([[], []]), "scan.pdf")

    assert caught.value.problem == "The PDF has no text layer: its pages are pictures."
    assert "ocrmypdf" in caught.value.mend


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4\n", b"%PDF-1.7" + bytes(5000), b"%PDF-1.4\n1 0 obj\n" + b"[" * 10_000],
    ids=["empty", "zeros", "nested"],
)
def test_a_damaged_file_is_refused(data: bytes) -> None:
    """A file that is no whole PDF must be refused, not crash the reader."""
    with pytest.raises(UnreadableDocumentError, match="damaged"):
        pdf.read(data, "bad.pdf")


def test_a_truncated_file_is_read_or_refused(make_pdf: Make) -> None:
    """A file cut anywhere must give a document or a refusal."""
    whole = make_pdf([PAGE])

    for cut in range(300, len(whole), 300):
        try:
            documents = pdf.read(whole[:cut], "cut.pdf")
        except UnreadableDocumentError:
            continue
        assert documents[0].text


def test_a_form_that_draws_itself_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 600 bytes that keeps pdfium busy without end must be given up."""
    monkeypatch.setattr(pdf, "_PATIENCE_S", 3)

    with pytest.raises(UnreadableDocumentError, match=r"given up|more memory or time"):
        pdf.read(ENDLESS, "endless.pdf")


def test_the_limits_of_the_reading_process_hold() -> None:
    """The process must not be able to take more time or memory than its limits."""
    probe = "import pdf_pages, resource as r; pdf_pages._limit(); print(r.getrlimit(r.RLIMIT_CPU))"
    folder = Path(pdf.__file__).parent

    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.append({str(folder)!r}); {probe}"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "(30, 30)"


ENDLESS = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]"
    b" /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>\nendobj\n"
    b"4 0 obj\n<< /Length 11 >>\nstream\n/X Do /X Do\nendstream\nendobj\n"
    b"5 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9]"
    b" /Resources << /XObject << /X 5 0 R >> >> /Length 11 >>\n"
    b"stream\n/X Do /X Do\nendstream\nendobj\ntrailer << /Size 6 /Root 1 0 R >>\n%%EOF"
)
"""A page whose form draws itself twice: two to the power of pdfium's depth in all."""
