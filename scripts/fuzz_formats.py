"""Fuzz the readers of formats: no bytes may raise, loop, or break what a document promises.

    pip install atheris
    python scripts/fuzz_formats.py html SEEDS -max_total_time=600     # a row of FORMATS, or "warc"

SEEDS is a folder of sample files to start from; further words go to libFuzzer. What it finds is
kept as a test under ``tests/``.
"""

# ruff: noqa: S101 - a fuzzer asserts

import io
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["comity.reading.formats", "comity.archives", "trafilatura"]
):
    from comity.archives.records import Unit
    from comity.archives.warc import read_warc
    from comity.model.facts import Rejected
    from comity.reading.formats import FORMATS, open_input, read_bytes
    from comity.reading.text import settle

STARTS = {
    "pdf": b"%PDF-1.4\n",
    "docx": b"PK\x03\x04",
    "html": b"<html>",
    "mail": b"Message-ID: <1>\n",
}
SCRATCH = Path(tempfile.mkdtemp()) / "a.warc"


def fuzz_format(name: str, data: bytes) -> None:
    """Read bytes as a format and check what every document promises."""
    row = FORMATS[name]
    if row.is_like is not None and not row.is_like(data):
        data = STARTS.get(name, b"") + data
    found = [*read_bytes(data, f"x{row.suffixes[0]}"), *open_input("-", stdin=io.BytesIO(data))]
    for one in found:
        if isinstance(one, Rejected):
            assert one.reason
            assert one.mend
            continue
        assert settle(one.text) == one.text
        end = 0
        for block in one.blocks:
            assert end <= block.start < block.end <= len(one.text)
            end = block.end


def fuzz_warc(data: bytes) -> None:
    """Read bytes as a web archive; offsets must lie in it and entries be found once."""
    SCRATCH.write_bytes(data)
    unit = Unit(address=str(SCRATCH), kind="warc")
    places = [found.offset for found in read_warc(unit)]
    assert all(0 <= place <= len(data) for place in places)
    assert len(places) <= len(data) // 10 + 1


def main() -> None:
    """Run the fuzzer until it finds something or is stopped."""
    name = sys.argv.pop(1)
    if name != "warc" and name not in FORMATS:
        sys.exit(f"error: no format '{name}'\nmend: Choose one of: warc, {', '.join(FORMATS)}.")
    one = fuzz_warc if name == "warc" else lambda data: fuzz_format(name, data)
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
