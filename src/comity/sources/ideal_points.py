"""Ideal points of states in the General Assembly (Bailey, Strezhnev and Voeten)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from comity.reference.state_codes import iso3_by_cow
from comity.sources.columns import read_csv, translate
from comity.sources.dataverse import newest
from comity.sources.record import Part, Source, Table

__all__ = ["SOURCE", "IdealPointTable"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IdealPointTable:
    """One row a state and session; ``ideal_point`` is on the authors' scale, the USA near +2.5.

    ``low`` and ``high`` are the 5 % and 95 % quantiles of its posterior.
    """

    iso3: npt.NDArray[np.str_]
    session: npt.NDArray[np.int64]
    ideal_point: npt.NDArray[np.float64]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]


def read(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the estimates of the study's ``IdealpointestimatesAll`` file."""
    columns = read_csv(
        files[0], ("ccode", "session", "IdealPoint", "Q5%", "Q95%"), encoding="latin-1"
    )
    iso3 = translate(columns["ccode"], iso3_by_cow())
    known = iso3 != ""
    return (
        IdealPointTable(
            iso3=iso3[known],
            session=columns["session"][known].astype(np.int64),
            ideal_point=columns["IdealPoint"][known].astype(np.float64),
            low=columns["Q5%"][known].astype(np.float64),
            high=columns["Q95%"][known].astype(np.float64),
        ),
    )


def resolve(
    source: Source, listing: Callable[[Part], bytes], _options: Mapping[str, str]
) -> tuple[Part, ...]:
    """Return the newest estimates of the Dataverse study."""
    return (newest(source, listing, r"Ideal[Pp]oint[Ee]stimatesAll.*\.(csv|tab)$"),)


SOURCE = Source(
    name="ideal-points",
    title="Ideal points in the United Nations General Assembly (Bailey, Strezhnev, Voeten)",
    licence="CC0 1.0 (cite)",
    address="https://doi.org/10.7910/DVN/LEJUQZ",
    vintage="newest edition of the study",
    coverage="all member states, sessions 1 (1946) onwards",
    size_mb=1.5,
    citation="Bailey, M. A., Strezhnev, A. and Voeten, E. (2017), Estimating Dynamic State "
    "Preferences from United Nations Voting Data, Journal of Conflict Resolution 61, 430-456",
    tables=(IdealPointTable,),
    read=read,
    resolve=resolve,
    accepts="Give the study's IdealpointestimatesAll file (.csv).",
)
