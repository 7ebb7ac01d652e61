"""Airliner types: seats, range, speed, fuel and runway; a small table of the project's own.

Figures are typical two-class values from the manufacturers' documents for airport planning,
rounded; fuel is a straight line through take-off and landing (EMEP/EEA) and a cruise figure. The
``source`` of each row says what the fuel rests on.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from comity.errors import UnknownPlaceError
from comity.model.provenance import SourceRef

__all__ = ["AIRCRAFT_SOURCE", "Aircraft", "get_aircraft", "load_aircraft"]

AIRCRAFT_SOURCE = SourceRef(
    name="Comity table of airliner types, from manufacturers' airport planning documents",
    vintage="2026-11, figures rounded and not read again for this edition",
    licence="Apache-2.0",
)
FAMILIES = {"A320NEO": "A20N", "A321NEO": "A21N", "B737": "B738", "737": "B738", "B787": "B788"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aircraft:
    """A type. ``runway_m`` is the take-off length at full mass, sea level, standard day."""

    code: str
    name: str
    seats_count: int
    range_km: float
    cruise_kmh: float
    fuel_lto_kg: float
    fuel_kg_per_km: float
    runway_m: float
    source: str


@cache
def load_aircraft() -> Mapping[str, Aircraft]:
    """Return every type by its ICAO designator; read once."""
    path = files("comity.reference") / "tables" / "aircraft.csv"
    with path.open("r", encoding="utf-8") as file:
        return MappingProxyType({row["code"]: _type(row) for row in csv.DictReader(file)})


def get_aircraft(name: str) -> Aircraft:
    """Return the type with this designator or name.

    Raises:
        UnknownPlaceError: If the table has no such type.
    """
    types = load_aircraft()
    wanted = name.upper().replace(" ", "").replace("-", "")
    wanted = FAMILIES.get(wanted, wanted)
    for code, one in types.items():
        if wanted in {code, one.name.upper().replace(" ", "").replace("-", "")}:
            return one
    raise UnknownPlaceError(
        f"'{name}' is no aircraft type known here.", mend=f"Choose one of {', '.join(types)}."
    )


def _type(row: dict[str, str]) -> Aircraft:
    return Aircraft(
        code=row["code"],
        name=row["name"],
        seats_count=int(row["seats"]),
        range_km=float(row["range_km"]),
        cruise_kmh=float(row["cruise_kmh"]),
        fuel_lto_kg=float(row["fuel_lto_kg"]),
        fuel_kg_per_km=float(row["fuel_kg_per_km"]),
        runway_m=float(row["runway_m"]),
        source=row["source"],
    )
