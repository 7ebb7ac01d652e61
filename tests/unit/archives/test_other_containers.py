"""JSON lines, Parquet, zip, tar and folders: entries and faults, units and their divisions."""

import bz2
import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from comity.archives import units
from comity.archives.records import Broken, Dropped, Entry, Unit
from comity.archives.unit import READERS, Task, judge_gated, read_unit
from comity.archives.units import find_units
from comity.model.text import Document

TEXT = "The ministers met in the capital."
REPORT = "The Foreign Minister of Peru met the Ambassador of Chile on trade and direct flights. "


def lines(count: int) -> bytes:
    """Return JSON lines of documents named by number."""
    rows = ({"id": str(number), "text": f"{TEXT} {number}"} for number in range(count))
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def tell(unit: Unit) -> list[str]:
    """Return the names of the documents in a unit, and the reasons of its faults."""
    told = []
    for found in READERS[unit.kind](unit):
        if isinstance(found, Broken):
            told.append(found.reason)
        else:
            assert isinstance(found, Entry)
            content = found.content
            told.append(content.id if isinstance(content, Document) else content.decode())
    return told


def only(path: Path) -> Unit:
    """Return the one unit of a path."""
    (unit,), faults = find_units([str(path)])
    assert not faults
    return unit


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.jsonl", bytes),
        ("a.jsonl.gz", gzip.compress),
        ("a.jsonl.gz", lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:])),
        ("a.jsonl.zst", zstandard.compress),
    ],
    ids=["plain", "gzip", "two-members", "zstandard"],
)
def test_lines_are_read_under_any_packing(tmp_path: Path, name: str, pack: object) -> None:
    """Packed or not, every line must be read in order."""
    assert callable(pack)
    (tmp_path / name).write_bytes(pack(lines(50)))

    unit = only(tmp_path / name)

    assert unit.kind == "jsonl"
    assert tell(unit) == [str(number) for number in range(50)]


def test_a_bad_line_is_told_with_its_offset(tmp_path: Path) -> None:
    """A line that is no document must be told where it begins, and stop nothing."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(1) + b"{broken\n" + lines(1))

    found = list(READERS["jsonl"](only(path)))

    assert [type(one) for one in found] == [Entry, Broken, Entry]
    assert [one.offset for one in found] == [0, len(lines(1)), len(lines(1)) + 8]


def test_packed_lines_cut_short_are_told(tmp_path: Path) -> None:
    """A gzip that ends in the middle must give its whole lines and tell the fault."""
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines(3000))[:-2000])

    *whole, fault = tell(only(path))

    assert len(whole) > 100
    assert fault == "The file is damaged: the gzip stream ends in the middle."


def test_large_files_are_divided_and_every_line_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line of a divided file must be read in exactly one unit."""
    monkeypatch.setattr(units, "UNIT_BYTES", 500)
    (tmp_path / "a.jsonl").write_bytes(lines(100))

    found, _ = find_units([str(tmp_path / "a.jsonl")])

    assert len(found) > 5
    assert [name for unit in found for name in tell(unit)] == [str(number) for number in range(100)]


def test_rows_of_parquet_are_documents(tmp_path: Path) -> None:
    """Columns must be read by the names of JSON lines; a row without text must be told."""
    rows = [
        {"id": "a", "text": TEXT, "published": "2023-04-13", "other": 1},
        {"id": "b", "text": None, "published": None, "other": 2},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")

    assert tell(only(tmp_path / "a.parquet")) == ["a", "There is no `text`, or it is no string."]


def test_a_damaged_table_is_told(tmp_path: Path) -> None:
    """A Parquet file cut short must be told, not raised."""
    pq.write_table(pa.table({"text": [TEXT] * 100}), tmp_path / "a.parquet")
    data = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(data[:-50])

    (fault,) = tell(only(tmp_path / "a.parquet"))

    assert fault.startswith("The table is damaged:")


def test_files_of_zip_and_tar_are_read_in_order(tmp_path: Path) -> None:
    """Files must be read; folders, hidden files and what macOS adds must be left aside."""
    names = ["b.txt", "a.txt", ".hidden", "__MACOSX/a.txt"]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        for name in names:
            package.writestr(name, name)
    for packed, mode in (("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tar.bz2", "w:bz2")):
        with tarfile.open(tmp_path / packed, mode) as tar:  # type: ignore[call-overload]
            for name in names:
                info = tarfile.TarInfo(name)
                info.size = len(name)
                tar.addfile(info, io.BytesIO(name.encode()))

    for packed in ("a.zip", "a.tar", "a.tar.gz", "a.tar.bz2"):
        assert tell(only(tmp_path / packed)) == ["b.txt", "a.txt"]


def test_damaged_zip_and_tar_are_told(tmp_path: Path) -> None:
    """Damage must be told with what could still be read."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("a.txt", TEXT)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[40] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(data)
    (tmp_path / "b.zip").write_bytes(data[:60])
    (tmp_path / "c.tar.bz2").write_bytes(bz2.compress(b"no tar at all")[:-4])

    assert "damaged" in tell(only(tmp_path / "a.zip"))[0]
    assert "damaged" in tell(only(tmp_path / "b.zip"))[0]
    assert "damaged" in tell(only(tmp_path / "c.tar.bz2"))[0]


def test_a_packed_file_beyond_all_measure_is_told(tmp_path: Path) -> None:
    """A zip bomb must be told with its limit, and the next file be read."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("bomb.txt", bytes(60_000_000))
        package.writestr("a.txt", TEXT)

    assert tell(only(tmp_path / "a.zip")) == ["The file has more than 50 MB.", TEXT]


def test_small_files_of_a_folder_are_put_together(tmp_path: Path) -> None:
    """Files of a folder must be read by handfuls, in order, archives among them as their own."""
    for number in range(450):
        (tmp_path / f"{number:03}.txt").write_text(TEXT)
    (tmp_path / "z.jsonl").write_bytes(lines(2))

    found, _ = find_units([str(tmp_path)])

    assert [(unit.kind, len(unit.members)) for unit in found] == [
        ("jsonl", 0),
        ("files", 200),
        ("files", 200),
        ("files", 50),
    ]


def test_the_same_inputs_give_the_same_units(tmp_path: Path) -> None:
    """Units must be named by what is in them alone; an input named twice counts once."""
    (tmp_path / "a.jsonl").write_bytes(lines(2))
    path = str(tmp_path / "a.jsonl")

    once, _ = find_units([path])
    twice, _ = find_units([path, path])

    assert [unit.name for unit in once] == [unit.name for unit in twice]


def test_an_empty_archive_has_no_entries(tmp_path: Path) -> None:
    """Empty archives of every kind must give nothing or a told fault."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w"):
        pass
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b""))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b""))

    for name in ("a.zip", "a.warc.gz", "a.jsonl.gz"):
        assert tell(only(tmp_path / name)) == []


def test_an_empty_archive_is_told(tmp_path: Path) -> None:
    """A unit without one record must be counted as failed, and say so."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w"):
        pass

    done = read_unit(Task(unit=only(tmp_path / "a.zip"), out=str(tmp_path / "out")))

    (written,) = (tmp_path / "out" / "dropped").rglob("*.parquet")
    (row,) = pq.read_table(written).to_pylist()
    assert (done.records, done.failed, done.dropped) == (0, 1, {"record": 1})
    assert row["reason"] == "The archive holds no page, text or document."


def test_a_page_of_blocks_in_blocks_is_told(tmp_path: Path) -> None:
    """A page nested thousands deep must fail at once, not keep a worker for hours."""
    page = b"<p>" + REPORT.encode() * 20 + b"</p>" + b"<div>" * 300_000
    entry = Entry(origin="a", offset=0, content=page, media="html")

    (found,) = judge_gated(entry)

    assert isinstance(found, Dropped)
    assert found.failed
    assert "1,000 blocks" in found.reason


def test_pages_of_a_folder_pass_the_gates_of_pages(tmp_path: Path) -> None:
    """A saved page in a folder must be judged like one of a web archive."""
    (tmp_path / "a.html").write_text("<!DOCTYPE html><p>A match was won in the last minute.</p>")

    (entry,) = READERS["files"](only(tmp_path / "a.html"))
    assert isinstance(entry, Entry)
    (found,) = judge_gated(entry)

    assert isinstance(found, Dropped)
    assert found.gate == "bytes"
