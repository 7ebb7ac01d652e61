"""Where people born in one country live: the migrant stock of the UN's Population Division."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from comity.reference.state_codes import iso3_by_m49
from comity.sources.record import Part, Source, Table
from comity.sources.sheets import Cell, read_sheet

__all__ = ["SOURCE", "MigrantTable"]

SHEET = "Table 1"
ORIGIN, DESTINATION = "location code of origin", "location code of destination"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MigrantTable:
    """One row a country of origin, country of destination and year (alpha-3).

    ``people`` is how many born in the one lived in the other at mid-year, both sexes: an estimate
    from censuses and registers. A pair without a row is not known; it is not 0.
    """

    origin: npt.NDArray[np.str_]
    destination: npt.NDArray[np.str_]
    year: npt.NDArray[np.int64]
    people: npt.NDArray[np.float64]


def read(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the country rows of "Table 1" of the workbook by sex, destination and origin."""
    rows = read_sheet(files[0], SHEET)
    origin, destination, years = _header(rows)
    codes = iso3_by_m49()
    held = []
    for row in rows:
        pair = [codes.get(_code(row, place)) for place in (origin, destination)]
        if None not in pair:
            held += [
                (*pair, year, row[place])
                for place, year in years
                if place < len(row) and isinstance(row[place], float)
            ]
    one, other, when, people = zip(*held, strict=True)
    return (
        MigrantTable(
            origin=np.array(one),
            destination=np.array(other),
            year=np.array(when, np.int64),
            people=np.array(people, np.float64),
        ),
    )


def _header(rows: Iterator[tuple[Cell, ...]]) -> tuple[int, int, list[tuple[int, int]]]:
    """Return where origin, destination and each year stand; both sexes come before each sex."""
    for row in rows:
        names = [" ".join(str(cell or "").split()).lower() for cell in row]
        if ORIGIN in names and DESTINATION in names:
            years: dict[int, int] = {}
            for place, name in enumerate(names):
                digits = name.removesuffix(".0")
                if digits.isdigit():
                    years.setdefault(int(digits), place)
            return (
                names.index(ORIGIN),
                names.index(DESTINATION),
                [(place, year) for year, place in years.items()],
            )
    raise KeyError(f"no columns {ORIGIN!r} and {DESTINATION!r} in {SHEET}")


def _code(row: Sequence[Cell], place: int) -> int:
    cell = row[place] if place < len(row) else None
    return int(cell) if isinstance(cell, float) else -1


SOURCE = Source(
    name="migrants-un",
    title="International Migrant Stock (United Nations, Population Division)",
    licence="CC BY 3.0 IGO",
    address="https://www.un.org/development/desa/pd/content/international-migrant-stock",
    vintage="2024 edition",
    coverage="233 countries and areas; 1990 to 2020 every five years, and 2024",
    size_mb=6.0,
    citation="United Nations, Department of Economic and Social Affairs, Population Division "
    "(2024), International Migrant Stock 2024",
    tables=(MigrantTable,),
    read=read,
    parts=(
        Part(
            name="undesa_pd_2024_ims_stock_by_sex_destination_and_origin.xlsx",
            address="https://www.un.org/development/desa/pd/sites/www.un.org.development.desa.pd/"
            "files/undesa_pd_2024_ims_stock_by_sex_destination_and_origin.xlsx",
            form="zip",
        ),
    ),
    accepts="Give the workbook undesa_pd_…_ims_stock_by_sex_destination_and_origin.xlsx (2020 or "
    "2024 edition).",
    note="The UN's site answers 403 to some programs: then save the file in a browser and add it.",
)
