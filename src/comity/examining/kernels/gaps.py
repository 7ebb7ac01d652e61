"""Points around a point, in every direction."""

import numpy as np
from numpy.typing import NDArray

from comity.examining.kernels.geodesy import EARTH_MEAN_RADIUS_KM

__all__ = ["sector_neighbours"]

SECTORS = 24
AT_ONCE = 200  # rows of the table of distances held in memory together


def sector_neighbours(
    ends: NDArray[np.float64],
    targets: NDArray[np.float64],
    *,
    within_km: float,
    beyond_km: float,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the nearest target of each end in each of ``SECTORS`` directions.

    Args:
        ends: Unit vectors, shape (ends, 3).
        targets: Unit vectors, shape (targets, 3).
        within_km: Targets further off are not taken.
        beyond_km: Nor are nearer ones.

    Returns:
        Number of the end, number of the target, and distance in km, one for each pair taken.
    """
    rows: list[NDArray[np.int64]] = []
    columns: list[NDArray[np.int64]] = []
    lengths: list[NDArray[np.float64]] = []
    for first in range(0, len(ends), AT_ONCE):
        part = ends[first : first + AT_ONCE]
        km = np.arccos(np.clip(part @ targets.T, -1, 1)) * EARTH_MEAN_RADIUS_KM
        km[(km > within_km) | (km < beyond_km)] = np.inf
        east = np.cross([0.0, 0.0, 1.0], part)
        north = np.cross(part, east)
        bearing = np.arctan2(east @ targets.T, north @ targets.T)
        sector = ((bearing + np.pi) / (2 * np.pi) * SECTORS).astype(int) % SECTORS
        for number in range(SECTORS):
            here = np.where(sector == number, km, np.inf)
            best = here.argmin(axis=1)
            length = here[np.arange(len(part)), best]
            good = np.flatnonzero(np.isfinite(length))
            rows.append(first + good)
            columns.append(best[good])
            lengths.append(length[good])
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(lengths)
