"""Plain text and Markdown: encodings told, text untouched, layout found."""

import pytest

from comity.errors import UnreadableDocumentError
from comity.reading.formats import markdown, txt

TEXT = "Türkiye’s minister met Côte d’Ivoire’s envoy in Ankara – “a warm talk”.\n\nThey agreed."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["utf8", "bom", "utf16", "utf16be", "le", "be", "utf32", "cp1252", "crlf"],
)
def test_the_same_text_comes_out_of_every_encoding(data: bytes) -> None:
    """Whatever the encoding, the same characters must come out, under the same name."""
    (document,) = txt.read(data, "a.txt")

    assert document.text == TEXT
    assert document.title is None
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 8, b"\x00\x01\x02" * 100, b"\xff\xfe" + b"\x00\xd8" * 200],
    ids=["all-bytes", "zeros", "lone-surrogates"],
)
def test_binary_data_and_lost_characters_are_refused(data: bytes) -> None:
    """Bytes that are no text must be refused, not read as noise."""
    with pytest.raises(UnreadableDocumentError):
        txt.read(data, "a.txt")


def test_a_text_of_fifty_megabytes_is_refused() -> None:
    """A text too long for one document must be refused with what to do."""
    with pytest.raises(UnreadableDocumentError) as caught:
        txt.read(b"The ministers met. " * 2_700_000, "a.txt")

    assert caught.value.problem == (
        "The text has more than 2,000,000 characters, too many for one document."
    )
    assert caught.value.mend.startswith("Split it into one file for each report")


def test_items_of_plain_text_are_seen() -> None:
    """A paragraph that starts with a bullet or a number must be an item."""
    (document,) = txt.read(
        b"The sides agreed:\n\n- to trade\n\n2. to travel\n\nThey left.", "a.txt"
    )

    assert [block.kind for block in document.blocks] == [
        "paragraph",
        "list-item",
        "list-item",
        "paragraph",
    ]


def test_marks_of_markdown_are_taken_off() -> None:
    """Words must come out without marks, and structure as blocks."""
    source = (
        "---\ntitle: A visit\ndate: 2023-04-13\npublisher: Ministry of A\n---\n\n## Trade\n\n"
        "The **two sides** met in [Baku](https://a.example/baku)\nand *agreed*.\n\n"
        "- first item\n  goes on\n- second\n\n"
        "> We are friends.\n\n| a | b |\n|---|---|\n| c | d |\n"
    )

    (document,) = markdown.read(source.encode(), "a.md")

    assert document.title == "A visit"
    assert document.publisher == "Ministry of A"
    assert document.published is not None
    assert document.published.iso == "2023-04-13"
    assert document.text == (
        "Trade\n\nThe two sides met in Baku and agreed.\n\nfirst item goes on\n\nsecond\n\n"
        "We are friends.\n\na | b\n\nc | d"
    )
    assert [block.kind for block in document.blocks] == [
        "heading",
        "paragraph",
        "list-item",
        "list-item",
        "quote",
        "table-row",
        "table-row",
    ]


def test_the_first_heading_of_markdown_is_its_title() -> None:
    """Without front matter a heading of the first level at the head is the title, not text."""
    (document,) = markdown.read(b"# A visit\n\nThe sides met.\n", "a.md")

    assert document.title == "A visit"
    assert document.text == "The sides met."
