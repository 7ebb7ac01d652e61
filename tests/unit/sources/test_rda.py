"""R data files give their columns, and a damaged one says so."""

import bz2
import gzip
import lzma
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
