"""Inputs: files, folders, patterns and standard input; one bad one stops none."""

import io
import json
from pathlib import Path

import pytest

from comity.model.facts import Rejected
from comity.model.text import Document
from comity.reading.formats import open_input

TEXT = "The ministers met in the capital."


def test_a_folder_is_read_with_its_subfolders_and_without_strangers(tmp_path: Path) -> None:
    """Files of known endings must be read in order; readmes, hidden and other files must not."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "b.txt").write_text(TEXT + " b")
    (tmp_path / "deep" / "a.md").write_text(TEXT + " a")
    (tmp_path / "README.md").write_text("About this folder")
    (tmp_path / ".hidden.txt").write_text("hidden")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    found = list(open_input(tmp_path))

    assert [one.text[-1] for one in found if isinstance(one, Document)] == ["b", "a"]
    assert len(found) == 2


def test_a_bad_input_stops_none(tmp_path: Path) -> None:
    """Each bad input must be rejected with reason and mend, and the others be read."""
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "nothing").mkdir()
    names = [
        tmp_path / name for name in ("none.txt", "empty.txt", "picture.txt", "nothing", "good.txt")
    ]

    *bad, good = open_input(*names)

    assert isinstance(good, Document)
    assert [one.reason for one in bad if isinstance(one, Rejected)] == [
        f"There is no file '{names[0]}'.",
        "The file is empty.",
        "The file is a picture.",
        f"The folder '{names[3]}' holds no document.",
    ]
    assert all(one.mend for one in bad if isinstance(one, Rejected))


def test_patterns_name_files(tmp_path: Path) -> None:
    """A pattern must give the files it matches, sorted."""
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(f"{TEXT} {name}")

    found = list(open_input(f"{tmp_path}/*.txt"))

    assert [Path(one.origin or "").name for one in found] == ["a.txt", "b.txt"]


def test_standard_input_is_told_by_content() -> None:
    """A dash must read standard input, text or JSON lines alike."""
    (plain,) = open_input("-", stdin=io.BytesIO(TEXT.encode()))
    rows = "".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(5_000))
    lines = list(open_input("-", stdin=io.BytesIO(rows.encode())))

    assert isinstance(plain, Document)
    assert plain.text == TEXT
    assert [one.id for one in lines] == [str(n) for n in range(5_000)]


def test_a_line_too_long_for_memory_is_cut_and_the_next_is_read() -> None:
    """A line of 40 MB in a stream must be rejected and the line after it read."""
    long = b'{"text": "a"}\n{"text": "' + b"a" * 40_000_000 + b'"}\n{"id": "z", "text": "b"}\n'

    first, cut, last = open_input("-", stdin=io.BytesIO(long))

    assert isinstance(first, Document)
    assert isinstance(cut, Rejected)
    assert isinstance(last, Document)
    assert last.id == "z"


def test_content_decides_before_the_name(tmp_path: Path) -> None:
    """A page that is named .txt must be read as a page."""
    path = tmp_path / "page.txt"
    path.write_text(f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>")

    (document,) = open_input(path)

    assert isinstance(document, Document)
    assert document.text == TEXT


def test_a_file_that_may_not_be_opened_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without permission must be rejected with the system's reason."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (rejected,) = open_input(path)

    assert isinstance(rejected, Rejected)
    assert rejected.reason.endswith("cannot be opened: Permission denied.")
