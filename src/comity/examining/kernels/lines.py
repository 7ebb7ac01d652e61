"""Drawn lines with fewer points."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["simplify"]

KM_PER_DEG = 111.2  # of latitude, mean


def simplify(
    lon_deg: NDArray[np.float32], lat_deg: NDArray[np.float32], *, within_km: float
) -> tuple[tuple[float, float], ...]:
    """Return the points (longitude, latitude) of a line that keep it within a distance of itself.

    Args:
        lon_deg: Longitudes of the points, shape (points,).
        lat_deg: Latitudes.
        within_km: How far a dropped point may lie from the line drawn; above 0.

    Returns:
        The points kept, ends included, to a thousandth of a degree.

    Source:
        Douglas, D. and Peucker, T. (1973), Algorithms for the reduction of the number of points
        required to represent a digitized line, Cartographica 10, 112-122.
    """
    y = lat_deg.astype(np.float64) * KM_PER_DEG
    x = lon_deg.astype(np.float64) * KM_PER_DEG * np.cos(np.radians(lat_deg.mean()))
    keep = np.zeros(len(x), bool)
    keep[[0, -1]] = True
    spans = [(0, len(x) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:  # noqa: PLR2004 - nothing lies between neighbours
            continue
        inner = slice(first + 1, last)
        along = np.array([x[last] - x[first], y[last] - y[first]])
        length = float(np.hypot(*along))
        gap_x, gap_y = x[inner] - x[first], y[inner] - y[first]
        if length > 0:
            off = np.abs(along[0] * gap_y - along[1] * gap_x) / length
        else:
            off = np.hypot(gap_x, gap_y)
        worst = int(off.argmax())
        if off[worst] > within_km:
            middle = first + 1 + worst
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return tuple(
        (round(float(one), 3), round(float(other), 3))
        for one, other in zip(lon_deg[keep], lat_deg[keep], strict=True)
    )
