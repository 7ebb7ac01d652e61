"""Whatever bytes come, documents or rejections come out, and blocks lie in the text."""

from hypothesis import given
from hypothesis import strategies as st

from comity.model.facts import Rejected
from comity.reading.formats import FORMATS, read_bytes
from comity.reading.text import settle

STARTS = (b"", b"%PDF-1.4\n", b"PK\x03\x04word/document", b"<html><body><p>", b'{"text": "')
MORE = (b"MIME-Version: 1.0\n\n", b"# A\n\n", b"\xff\xfe", b"From: a\nTo: b\nDate: c\n\n", b"---\n")


@given(
    start=st.sampled_from(STARTS + MORE),
    data=st.binary(max_size=400),
    name=st.sampled_from(sorted(FORMATS)),
)
def test_any_bytes_are_read_or_rejected(start: bytes, data: bytes, name: str) -> None:
    """No bytes may raise; every document is settled and its blocks lie in it, in order."""
    for found in read_bytes(start + data, f"x{FORMATS[name].suffixes[0]}"):
        if isinstance(found, Rejected):
            assert found.reason.endswith(".")
            assert found.mend.endswith((".", '"'))
            continue
        assert settle(found.text) == found.text
        ends = [0]
        for block in found.blocks:
            assert ends[-1] <= block.start < block.end <= len(found.text)
            ends.append(block.end)


@given(text=st.text(max_size=500), encoding=st.sampled_from(["utf-8", "utf-16"]))
def test_any_text_comes_out_settled(text: str, encoding: str) -> None:
    """A text in plain UTF-8 or UTF-16 comes out as itself, settled, or is rejected."""
    data = text.encode(encoding, "replace")
    for found in read_bytes(data, "a.md" if text.startswith("#") else "a.dat"):
        if not isinstance(found, Rejected):
            assert settle(found.text) == found.text
