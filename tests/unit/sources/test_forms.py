"""The other forms in which users have the same data."""

from pathlib import Path

import pytest

from comity.errors import SourceFormatError
from comity.sources import Sources
from comity.sources.tables import FlowTable, ProductTable
from comity.sources.unga_votes import VoteTable
from source_samples import BACI, rda

CALLS = rda("un_roll_calls", {"rcid": [3, 4], "session": [1.0, 45.0]})
VOTES = rda(
    "un_votes",
    {
        "rcid": [3.0, 3.0, 4.0, 4.0],
        "country": ["United States", "Federal Republic of Germany", "Yugoslavia", "Nowhere"],
        "country_code": ["US", "", "YU", ""],
        "vote": ["yes", "abstain", "no", "yes"],
    },
)
PENPPML = rda(
    "trade",
    {"exp": ["PAK", "AZE"], "imp": ["AZE", "PAK"], "time": ["2016", "2016"], "export": [61.0, 1.0]},
)
AGTPA = rda(
    "agtpa",
    {
        "exporter": ["TUR", "TUR"],
        "importer": ["TUR", "IND"],
        "year": [2006.0, 2006.0],
        "trade": [250000.0, 148.0],
    },
)


def added(folder: Path, name: str, **files: bytes) -> Sources:
    """Return sources to which the files were added; ``__`` in a name stands for its dot."""
    paths = []
    for file, content in files.items():
        paths.append(folder / file.replace("__", "."))
        paths[-1].write_bytes(content)
    sources = Sources(folder / "data")
    sources.add(name, paths)
    return sources


def test_votes_of_the_r_package_keep_former_states(tmp_path: Path) -> None:
    """West Germany goes on as Germany, Yugoslavia keeps its own code, unknown names go."""
    table = added(tmp_path, "unga-votes", un_votes__rda=VOTES, un_roll_calls__rda=CALLS).get(
        VoteTable
    )
    assert table.iso3.tolist() == ["USA", "DEU", "YUG"]
    assert table.vote.tolist() == [1, 2, 3]
    assert table.session.tolist() == [1, 1, 45]


def test_votes_without_their_roll_calls_are_refused(tmp_path: Path) -> None:
    """One of the two files alone has no sessions: the error says which is missing."""
    with pytest.raises(SourceFormatError, match="un_roll_calls"):
        added(tmp_path, "unga-votes", un_votes__rda=VOTES)


def test_votes_of_the_dataverse_as_r_data(tmp_path: Path) -> None:
    """The study's .RData has the columns of its CSV."""
    columns = {"rcid": [1, 1], "ccode": [770, 373], "vote": [1, 8], "session": [74, 74]}
    table = added(tmp_path, "unga-votes", UNVotes__RData=rda("completeVotes", columns)).get(
        VoteTable
    )
    assert table.iso3.tolist() == ["PAK"]


@pytest.mark.parametrize(
    ("content", "flows"),
    [(PENPPML, [61.0, 1.0]), (AGTPA, [250_000e6, 148e6])],
    ids=["penppml in dollars", "agtpa in millions"],
)
def test_flows_of_two_r_packages_come_in_dollars(
    tmp_path: Path, content: bytes, flows: list[float]
) -> None:
    """Each package's own unit is turned into US dollars."""
    table = added(tmp_path, "trade-flows", trade__rda=content).get(FlowTable)
    assert table.flow_usd.tolist() == flows


def test_yearly_files_of_baci_are_stacked(tmp_path: Path) -> None:
    """Two years given as CSV make one table of each type."""
    later = BACI.replace("2020,", "2021,").encode()
    sources = added(tmp_path, "baci", BACI_Y2020__csv=BACI.encode(), BACI_Y2021__csv=later)
    assert sorted(set(sources.get(FlowTable).year.tolist())) == [2020, 2021]
    assert len(sources.get(ProductTable).iso3) == 8
