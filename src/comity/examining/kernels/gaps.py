"""Points around a point, in every direction."""

import numpy as np
from numpy.typing import NDArray

from comity.examining.kernels.geodesy import EARTH_MEAN_RADIUS_KM

__all__ = ["sector_neighbours"]

SECTORS = 24
AT_ONCE = 200  # rows of the table of distances held in memory together
EMPTY = np.zeros(0, np.int64)


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
    for first in range(0, len(ends), AT_ONCE):
        row, column = np.nonzero(
            ends[first : first + AT_ONCE] @ targets.T >= np.cos(within_km / EARTH_MEAN_RADIUS_KM)
        )
        rows.append(row + first)
        columns.append(column)
    row, column = np.concatenate(rows or [EMPTY]), np.concatenate(columns or [EMPTY])
    there = targets[column]
    across = np.einsum("ij,ij->i", ends[row], there)
    km = np.arccos(np.clip(across, -1, 1)) * EARTH_MEAN_RADIUS_KM
    far = km >= beyond_km
    row, column, km, there = row[far], column[far], km[far], there[far]
    east = np.cross([0.0, 0.0, 1.0], ends)
    north = np.cross(ends, east)
    bearing = np.arctan2(
        np.einsum("ij,ij->i", east[row], there), np.einsum("ij,ij->i", north[row], there)
    )
    sector = ((bearing + np.pi) / (2 * np.pi) * SECTORS).astype(np.int64) % SECTORS
    order = np.lexsort((km, sector, row))
    _, nearest = np.unique((row * SECTORS + sector)[order], return_index=True)
    chosen = order[nearest]
    return row[chosen], column[chosen], km[chosen]
