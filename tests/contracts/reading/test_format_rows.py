"""Every row of the table of formats keeps the contract of a format."""

import pytest

from comity.reading.formats import FORMATS, find_format, read_bytes

SAMPLES = {
    "pdf": b"%PDF-1.4\n",
    "docx": b"PK\x03\x04....word/document.xml",
    "html": b"<!doctype html><p>The ministers met.</p>",
    "jsonl": b'{"text": "The ministers met."}\n',
    "mail": b"Message-ID: <1>\nSubject: a\n\nThe ministers met.\n",
    "markdown": b"# A\n\nThe ministers met.\n",
    "txt": b"The ministers met.\n",
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_knows_its_own(name: str) -> None:
    """Each format must be found for its own bytes, by content or else by name."""
    row = FORMATS[name]
    assert find_format(SAMPLES[name], f"file{row.suffixes[0]}") == name
    if row.is_like is not None:
        assert find_format(SAMPLES[name], "file.bin") == name


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_described(name: str) -> None:
    """Each row must have a media type, endings with a dot, and a reader that says what it gives."""
    row = FORMATS[name]
    assert "/" in row.media_type
    assert all(suffix.startswith(".") for suffix in row.suffixes)
    assert row.read.__doc__


@pytest.mark.parametrize("name", FORMATS)
def test_damage_is_never_an_exception(name: str) -> None:
    """Bytes cut short or garbled must end in documents or rejections."""
    sample = SAMPLES[name] * 3
    for data in (
        sample[:7],
        sample[::-1],
        sample + b"\x00\xff" * 50,
        sample.replace(b"e", b"\xe9"),
    ):
        for found in read_bytes(data, f"file{FORMATS[name].suffixes[0]}"):
            assert found.id
