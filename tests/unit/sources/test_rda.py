"""R data files give their columns, and a damaged one says so."""

import bz2
import gzip
import lzma
import struct
from pathlib import Path

import pytest

from comity.sources.rda import read_frames
from source_samples import rda

PACKED = rda("votes", {"who": ["Pakistan", "Côte d'Ivoire"], "call": [3, -1], "share": [0.5, 2.0]})


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, bytes], ids=lambda one: one.__name__
)
def test_columns_come_with_their_types(tmp_path: Path, pack) -> None:
    """Text, whole numbers and decimals are read whatever the file is packed with."""
    file = tmp_path / "votes.rda"
    file.write_bytes(pack(gzip.decompress(PACKED)))

    frame = read_frames(file)["votes"]

    assert frame["who"].tolist() == ["Pakistan", "Côte d'Ivoire"]
    assert frame["call"].tolist() == [3, -1]
    assert frame["share"].tolist() == [0.5, 2.0]


@pytest.mark.parametrize("kept", [1, 20, 60, 150])
def test_truncated_file_is_damaged(tmp_path: Path, kept: int) -> None:
    """A file cut off at any place is refused, never read in part."""
    file = tmp_path / "votes.rda"
    file.write_bytes(gzip.decompress(PACKED)[:kept])
    with pytest.raises(ValueError, match="R data file"):
        read_frames(file)


def test_package_of_votes_is_read(shared: Path) -> None:
    """The R package's 870,109 votes are all there, with their options."""
    frame = read_frames(shared / "data/trade/unvotes/un_votes.rda")["un_votes"]

    assert len(frame["rcid"]) == 870_109
    assert set(frame["vote"]) == {"yes", "no", "abstain"}
    assert frame["country"][0] == "United States"


def whole(value: int) -> bytes:
    """Return a whole number as R writes it."""
    return struct.pack(">i", value)


def chars(text: str | None) -> bytes:
    """Return a string as R writes it; ``None`` is NA."""
    if text is None:
        return whole(9) + whole(-1)
    return whole(9) + whole(len(text.encode())) + text.encode()


def symbol(name: str) -> bytes:
    """Return a symbol."""
    return whole(1) + chars(name)


def strings(*values: str | None) -> bytes:
    """Return a vector of strings."""
    return whole(16) + whole(len(values)) + b"".join(map(chars, values))


def attributes(**values: bytes) -> bytes:
    """Return a list of attributes."""
    pairs = (whole(2 | 1 << 10) + symbol(name) + value for name, value in values.items())
    return b"".join(pairs) + whole(254)


def altrep(kind: str, state: bytes) -> bytes:
    """Return a vector kept in another form: its class, its state, no attributes."""
    about = whole(2) + symbol(kind) + whole(2) + symbol("base") + whole(2) + whole(13) + whole(1)
    return whole(238) + about + whole(13) + whole(254) + state + whole(254)


def saved(columns: dict[str, bytes]) -> bytes:
    """Return a file of version 3 with one data frame of ready-made columns."""
    frame = whole(19 | 1 << 9) + whole(len(columns)) + b"".join(columns.values())
    frame += attributes(names=strings(*columns))
    top = whole(2 | 1 << 10) + symbol("frame") + frame + whole(254)
    encoding = whole(5) + b"UTF-8"
    return b"RDX3\nX\n" + whole(3) + whole(0x40000) + whole(0x30500) + encoding + top


def test_factors_missing_values_and_compact_vectors_are_understood(tmp_path: Path) -> None:
    """What newer versions of R write of a frame is read: levels, NA, sequences, wrapped vectors."""
    levels = attributes(levels=strings("no", "yes"))
    numbers = struct.pack(">2d", 0.5, 1.5)
    columns = {
        "vote": whole(13 | 1 << 9) + whole(2) + whole(2) + whole(-(2**31)) + levels,
        "name": strings("Pakistan", None),
        "call": altrep("compact_intseq", whole(14) + whole(3) + struct.pack(">3d", 2, 7, 1)),
        "share": altrep(
            "wrap_real",
            whole(19) + whole(2) + whole(14) + whole(2) + numbers + whole(13) + whole(0),
        ),
        "is_member": whole(10) + whole(2) + whole(1) + whole(0),
    }
    file = tmp_path / "frame.rda"
    file.write_bytes(saved(columns))

    frame = read_frames(file)["frame"]

    assert frame["vote"].tolist() == ["yes", ""]
    assert frame["name"].tolist() == ["Pakistan", ""]
    assert frame["call"].tolist() == [7, 8]
    assert frame["share"].tolist() == [0.5, 1.5]
    assert frame["is_member"].tolist() == [1, 0]


@pytest.mark.parametrize(
    "column", [whole(3) + whole(0), altrep("mmap_real", whole(13) + whole(0))], ids=["code", "form"]
)
def test_what_is_no_data_is_refused(tmp_path: Path, column: bytes) -> None:
    """Code and forms that are not known are told, never guessed at."""
    file = tmp_path / "frame.rda"
    file.write_bytes(saved({"odd": column}))
    with pytest.raises(ValueError, match=r"no data|not understood"):
        read_frames(file)


def test_text_file_is_no_r_data(tmp_path: Path) -> None:
    """A file of another kind is refused at once."""
    file = tmp_path / "frame.rda"
    file.write_bytes(b"rcid,vote\n1,2\n")
    with pytest.raises(ValueError, match="no R data file"):
        read_frames(file)
