"""Who belongs to which intergovernmental organisation, year by year (Correlates of War, v3)."""

import csv
import io
from pathlib import Path

import numpy as np

from comity.reference.state_codes import iso3_by_cow
from comity.sources.columns import members, read_csv, translate
from comity.sources.record import Part, Source, Table
from comity.sources.tables import OrganisationTable

__all__ = ["SOURCE"]

FULL_MEMBER = 1  # 2 associate, 3 observer, 0 none, negative: not known
NOT_ORGANISATIONS = frozenset({"ccode", "year", "state", "statenme", "version"})


def read(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the full memberships of ``state_year_formatv3.csv``, alone or in its zip."""
    data = _opened(files[0])
    first = data.readline().decode("latin-1")
    data.seek(0)
    held = next(csv.reader([first.strip()]))
    organisations = [name for name in held if name.lower() not in NOT_ORGANISATIONS]
    columns = read_csv(data, ("ccode", "year", *organisations), encoding="latin-1")
    iso3 = translate(columns["ccode"], iso3_by_cow())
    member = np.stack([columns[name] == FULL_MEMBER for name in organisations], axis=1)
    row, column = np.nonzero(member & (iso3 != "")[:, None])
    return (
        OrganisationTable(
            iso3=iso3[row],
            organisation=np.array(organisations)[column],
            year=columns["year"][row].astype(np.int64),
        ),
    )


def _opened(file: Path) -> io.BytesIO:
    if file.suffix.lower() != ".zip":
        return io.BytesIO(file.read_bytes())
    for name, opened in members(file, ".csv"):
        if "state_year" in name.lower():
            return io.BytesIO(opened.read())
    raise KeyError("no file state_year_formatv3.csv in the archive")


SOURCE = Source(
    name="igos-cow",
    title="Intergovernmental Organizations v3 (Correlates of War)",
    licence="free academic use, cite; no redistribution",
    address="https://correlatesofwar.org/data-sets/igos/",
    vintage="3.0",
    coverage="534 organisations, 1815 to 2014",
    size_mb=3.0,
    citation="Pevehouse, J., Nordstrom, T., McManus, R. and Jamison, A. (2020), Tracking "
    "Organizations in the World, Journal of Peace Research 57, 492-503",
    tables=(OrganisationTable,),
    read=read,
    parts=(
        Part(
            name="state_year_formatv3.zip",
            address="https://correlatesofwar.org/wp-content/uploads/state_year_formatv3.zip",
            form="zip",
        ),
    ),
    accepts="Give state_year_formatv3.zip or its CSV file (columns ccode, year, one an "
    "organisation).",
)
