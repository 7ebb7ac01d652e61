"""Alliances between states: Correlates of War 4.1, and ATOP 5.1 coded from treaty texts."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from comity.reference.state_codes import iso3_by_cow
from comity.sources.columns import Column, members, read_csv, translate
from comity.sources.record import Part, Source, Table
from comity.sources.tables import AllianceTable

__all__ = ["ATOP", "COW"]

DEFENCE, NEUTRALITY, CONSULTATION = 3, 2, 1
# column -> strength of the obligation; the strongest in force counts
COW_STRENGTH = {
    "defense": DEFENCE,
    "neutrality": NEUTRALITY,
    "nonaggression": NEUTRALITY,
    "entente": CONSULTATION,
}
ATOP_STRENGTH = {
    "defense": DEFENCE,
    "offense": DEFENCE,
    "neutral": NEUTRALITY,
    "nonagg": NEUTRALITY,
    "consul": CONSULTATION,
}


def read_cow(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return ``alliance_v4.1_by_dyad_yearly.csv`` (or the directed file), alone or in its zip."""
    return (_table(files, ("ccode1", "ccode2"), COW_STRENGTH, "dyad_yearly", "directed_yearly"),)


def read_atop(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return ``atop5_1dy.csv``, alone or in the archive."""
    return (_table(files, ("mem1", "mem2"), ATOP_STRENGTH, "dy"),)


def _table(
    files: tuple[Path, ...],
    sides: tuple[str, str],
    strength: Mapping[str, int],
    *endings: str,
) -> AllianceTable:
    for data in _candidates(files, endings):
        held = _header(data)
        if {*sides, "year", *strength} <= set(held):
            return _rows(read_csv(data, (*sides, "year", *strength)), sides, strength)
    raise KeyError(f"no file with the columns {', '.join((*sides, 'year', *strength))}")


def _candidates(files: tuple[Path, ...], endings: tuple[str, ...]) -> Iterator[io.BytesIO]:
    for file in files:
        if file.suffix.lower() != ".zip":
            yield io.BytesIO(file.read_bytes())
            continue
        for _, opened in members(file, *(f"{ending}.csv" for ending in endings)):
            yield io.BytesIO(opened.read())


def _header(data: io.BytesIO) -> list[str]:
    first = data.readline().decode("utf-8-sig")
    data.seek(0)
    return next(csv.reader([first.strip()]))


def _rows(
    columns: Mapping[str, Column], sides: tuple[str, str], strength: Mapping[str, int]
) -> AllianceTable:
    commitment = np.zeros(len(columns["year"]), np.int64)
    for name, worth in strength.items():
        commitment = np.where(columns[name] == 1, np.maximum(commitment, worth), commitment)
    one, other = (translate(columns[side], iso3_by_cow()).tolist() for side in sides)
    strongest: dict[tuple[str, str, int], int] = {}  # a pair may have several treaties in a year
    years = columns["year"].astype(np.int64).tolist()
    for left, right, year, worth in zip(one, other, years, commitment.tolist(), strict=True):
        if worth and left and right and left != right:
            for key in ((left, right, year), (right, left, year)):
                strongest[key] = max(worth, strongest.get(key, 0))
    rows = [(*key, worth) for key, worth in sorted(strongest.items())]
    ones, others, when, worths = zip(*rows, strict=True)
    return AllianceTable(
        one=np.array(ones),
        other=np.array(others),
        year=np.array(when, np.int64),
        commitment=np.array(worths, np.int64),
    )


COW = Source(
    name="alliances-cow",
    title="Formal Alliances 4.1 (Correlates of War)",
    licence="free academic use, cite; no redistribution",
    address="https://correlatesofwar.org/data-sets/formal-alliances/",
    vintage="4.1",
    coverage="states of the COW system, 1816 to 2012",
    size_mb=3.0,
    citation="Gibler, D. M. (2009), International Military Alliances, 1648-2008, CQ Press",
    tables=(AllianceTable,),
    read=read_cow,
    parts=(
        Part(
            name="version4.1_csv.zip",
            address="https://correlatesofwar.org/wp-content/uploads/version4.1_csv.zip",
            form="zip",
        ),
    ),
    accepts="Give version4.1_csv.zip or alliance_v4.1_by_dyad_yearly.csv.",
)

ATOP = Source(
    name="alliances-atop",
    title="Alliance Treaty Obligations and Provisions 5.1 (ATOP)",
    licence="free with citation",
    address="http://www.atopdata.org/data.html",
    vintage="5.1",
    coverage="states of the COW system, 1815 to 2018",
    size_mb=12.0,
    citation="Leeds, B. A., Ritter, J., Mitchell, S. and Long, A. (2002), Alliance Treaty "
    "Obligations and Provisions, 1815-1944, International Interactions 28, 237-260",
    tables=(AllianceTable,),
    read=read_atop,
    parts=(
        Part(
            name="atop_5.1_csv.zip",
            address="http://www.atopdata.org/uploads/6/9/1/3/69134503/atop_5.1__.csv_.zip",
            form="zip",
        ),
    ),
    accepts="Give the archive atop_5.1 (CSV), or atop5_1dy.csv.",
)
