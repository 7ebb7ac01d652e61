"""Who needs a visa to go where: ordinary passports (passport-index-dataset)."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from comity.sources.columns import read_csv
from comity.sources.record import Part, Source, Table

__all__ = ["SOURCE", "VisaTable"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VisaTable:
    """One row a passport and destination (alpha-3).

    ``requirement`` is "visa free", a number of days without a visa, "visa on arrival", "eta",
    "e-visa", "visa required", "no admission", or "-1" for the country's own passport.
    """

    passport: npt.NDArray[np.str_]
    destination: npt.NDArray[np.str_]
    requirement: npt.NDArray[np.str_]


def read(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the requirements of ``passport-index-tidy-iso3.csv``."""
    names = ("Passport", "Destination", "Requirement")
    columns = read_csv(files[0], names, text=names)
    return (
        VisaTable(
            passport=columns["Passport"],
            destination=columns["Destination"],
            requirement=columns["Requirement"],
        ),
    )


SOURCE = Source(
    name="passport-index",
    title="Passport Index dataset (ilyankou)",
    licence="MIT",
    address="https://github.com/ilyankou/passport-index-dataset",
    vintage="as on the day it is fetched",
    coverage="199 passports and destinations; ordinary passports, short stays",
    size_mb=0.8,
    citation="Passport Index dataset, github.com/ilyankou/passport-index-dataset",
    tables=(VisaTable,),
    read=read,
    parts=(
        Part(
            name="passport-index-tidy-iso3.csv",
            address="https://raw.githubusercontent.com/ilyankou/passport-index-dataset/master/"
            "passport-index-tidy-iso3.csv",
            form="csv",
        ),
    ),
    accepts="Give passport-index-tidy-iso3.csv (columns Passport, Destination, Requirement).",
)
