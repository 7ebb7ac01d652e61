"""JSON lines: the public fields, and one bad line stopping none."""

import json

import pytest

from comity.model.facts import Rejected
from comity.model.text import Document
from comity.reading.formats import jsonl

ROW = {
    "id": "a-1",
    "text": "The ministers met.\r\n\r\nThey agreed.",
    "title": "A meeting",
    "publisher": "Ministry of A",
    "publisher_country": "PAK",
    "published": "2023-04-13",
    "language": "en",
    "url": "https://a.example/1",
    "desk": "kept by its owner, ignored here",
}


def read(*lines: object) -> list[Document | Rejected]:
    """Return what lines give, objects written as JSON."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return list(jsonl.read(text.encode(), "a.jsonl"))


def test_every_field_arrives() -> None:
    """The fields of the public format must come out in the document, its line ends settled."""
    (document,) = read(ROW)

    assert isinstance(document, Document)
    assert document.id == "a-1"
    assert document.text == "The ministers met.\n\nThey agreed."
    assert document.title == "A meeting"
    assert document.publisher == "Ministry of A"
    assert document.publisher_country == "PAK"
    assert document.published is not None
    assert document.published.iso == "2023-04-13"
    assert document.origin == "https://a.example/1"
    assert [(block.start, block.end) for block in document.blocks] == [(0, 18), (20, 32)]


def test_a_document_without_a_name_is_named_by_its_text() -> None:
    """Without `id` the name must be 16 hex digits of the text's SHA-256."""
    (document,) = read({"text": "Hello."})

    assert document.id == "2d8bd7d9bb5f85ba"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "The line is no JSON."),
        ("[1, 2]", "The line is no JSON object."),
        ('{"id": "x"}', "There is no `text`, or it is no string."),
        ('{"text": 5}', "There is no `text`, or it is no string."),
        ('{"text": "a", "title": ["b"]}', "`title` is ['b'], no string."),
        ('{"text": "a", "published": "13/04/23"}', "`published` is '13/04/23', no date"),
        ('{"text": "a", "publisher_country": "Atlantis"}', "`publisher_country` is 'Atlantis', no"),
        ("[" * 100_000, "The line is no JSON."),
    ],
)
def test_a_bad_line_is_rejected_and_the_next_is_read(line: str, reason: str) -> None:
    """A bad line must be rejected with its number and reason, and stop nothing."""
    rejected, document = read(line, {"text": "The ministers met."})

    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith(reason)
    assert rejected.origin == "a.jsonl#1"
    assert rejected.mend
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023", "2023"),
        ("2023-04", "2023-04"),
        ("2023-04-13T09:30:00Z", "2023-04-13"),
        ("Thu, 13 Apr 2023 09:30:00 GMT", "2023-04-13"),
    ],
)
def test_dates_keep_their_precision(written: str, iso: str) -> None:
    """A date must be as precise as it is written."""
    (document,) = read({"text": "a", "published": written})

    assert isinstance(document, Document)
    assert document.published is not None
    assert document.published.iso == iso


@pytest.mark.parametrize(
    ("written", "code"),
    [("PAK", "PAK"), ("Türkiye", "TUR"), ("pk", "PAK"), ("EU", "EU"), ("AU", "AU")],
)
def test_the_country_of_a_publisher_is_a_code(written: str, code: str) -> None:
    """Any name or code of a country must become its code; organisations keep their short name."""
    (document,) = read({"text": "a", "publisher_country": written})

    assert isinstance(document, Document)
    assert document.publisher_country == code


def test_a_whole_file_of_json_is_read_as_its_objects() -> None:
    """A list of objects, or one written over several lines, must be read too."""
    listed = list(jsonl.read(json.dumps([ROW, {"text": "b"}]).encode(), "a.json"))
    spread = list(jsonl.read(json.dumps(ROW, indent=2).encode(), "a.json"))

    assert [document.id for document in listed] == ["a-1", listed[1].id]
    assert [document.id for document in spread] == ["a-1"]


def test_a_line_without_end_is_rejected() -> None:
    """A line longer than any document may be must be rejected unread."""
    (rejected,) = jsonl.read_lines([b'{"text": "' + b"a" * 17_000_000 + b'"}'], "a.jsonl")

    assert isinstance(rejected, Rejected)
    assert rejected.reason == "The line is longer than one document may be."
