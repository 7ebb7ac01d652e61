"""The town nearest to a point, for naming junctions and border crossings of a route."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from comity.reference.transport_network import load_patches

__all__ = ["name_near"]

EARTH_KM = 6371.0088  # IUGG mean radius
PER_TENFOLD_KM = 4.0  # how much nearer a town of a tenth of the inhabitants must be to be named
NAMES_KEPT = 4096  # routes between the same places pass the same points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Towns:
    names: tuple[str, ...]
    countries: NDArray[np.str_]
    space: NDArray[np.float64]
    handicap_km: NDArray[np.float64]


@lru_cache(maxsize=NAMES_KEPT)
def name_near(
    lat_deg: float, lon_deg: float, *, within_km: float = 60.0, country: str | None = None
) -> str | None:
    """Return the town a traveller would name a point by, ``None`` where none is near enough.

    Of towns about equally far the larger is named.
    """
    towns = _towns()
    away = np.linalg.norm(towns.space - _space(np.array([lat_deg]), np.array([lon_deg]))[0], axis=1)
    far = away > within_km
    if country is not None:
        far |= towns.countries != country
    score = np.where(far, np.inf, away + towns.handicap_km)
    best = int(score.argmin())
    return towns.names[best] if np.isfinite(score[best]) else None


@cache
def _towns() -> _Towns:
    table = (files("comity.reference") / "data" / "cities.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    for row in load_patches():
        for name, lat, lon in (
            (row.place1, row.lat1_deg, row.lon1_deg),
            (row.place2, row.lat2_deg, row.lon2_deg),
        ):
            rows.append([name.partition(" (")[0], "", str(lat), str(lon), "20000"])
    names, countries, lat_deg, lon_deg, people = zip(*rows, strict=True)
    inhabitants = np.maximum(np.array(people, float), 1000.0)
    return _Towns(
        names=names,
        countries=np.array(countries),
        space=_space(np.array(lat_deg, float), np.array(lon_deg, float)),
        handicap_km=PER_TENFOLD_KM * (7.0 - np.log10(inhabitants)),
    )


def _space(lat_deg: NDArray[np.float64], lon_deg: NDArray[np.float64]) -> NDArray[np.float64]:
    phi, lam = np.radians(lat_deg), np.radians(lon_deg)
    flat = np.cos(phi)
    unit = np.stack((flat * np.cos(lam), flat * np.sin(lam), np.sin(phi)), axis=1)
    return np.asarray(unit * EARTH_KM)
