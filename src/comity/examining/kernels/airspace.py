"""The shortest track round closed parts of a grid of the globe."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from comity.examining.kernels.geodesy import EARTH_MEAN_RADIUS_KM, geodesic_km, unit_vectors

__all__ = ["Track", "Walls", "build_walls", "cells_of", "find_track"]

FINE_DEG, COARSE_DEG = 0.5, 1.0  # search cells for flights shorter and longer than LONG_KM
LONG_KM = 4500.0
SAMPLE_KM = 8.0  # between points looked at on a line: no closed strip is narrower
GLANCE_KM = 120.0  # the same of a first look, which rules out most lines
DETOUR_KM, DETOUR_FACTOR = 1500.0, 1.9  # how long a way round is looked for
FREE_CELLS = 1  # an end is let out of a closed search cell it shares with a neighbour
MOVES = ((0, 1), (1, 0), (1, 1), (1, -1), (1, 2), (2, 1), (1, -2), (2, -1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Turning points (longitude, latitude) and the length of the track on WGS 84."""

    points: tuple[tuple[float, float], ...]
    distance_km: float


def cells_of(
    lat_deg: NDArray[np.float64], lon_deg: NDArray[np.float64], shape: tuple[int, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return row and column of each point in a grid that starts at 90° S, 180° W."""
    rows = ((lat_deg + 90) / 180 * shape[0]).astype(np.int64)
    columns = ((lon_deg + 180) / 360 * shape[1]).astype(np.int64)
    return np.clip(rows, 0, shape[0] - 1), columns % shape[1]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Walls:
    """Closed cells of the globe at three sizes, from 90° S, 180° W; ``closed`` the finest."""

    closed: NDArray[np.bool_]
    fine: NDArray[np.bool_]
    coarse: NDArray[np.bool_]


def build_walls(closed: NDArray[np.bool_]) -> Walls:
    """Return the walls that closed cells make for the search.

    Args:
        closed: Which cells are closed, shape (rows, columns), from 90° S, 180° W.
    """
    fine = _coarse(closed, FINE_DEG)
    return Walls(closed=closed, fine=fine, coarse=_coarse(fine, COARSE_DEG))


def find_track(start: tuple[float, float], end: tuple[float, float], walls: Walls) -> Track | None:
    """Return the shortest track that keeps out of closed cells, ``None`` where there is none.

    A path over search cells of half a degree (one degree on long flights), any of which is closed
    where part of it is, is pulled taut between its points. The result is a little longer than the
    true shortest track.

    Args:
        start: Latitude and longitude, degrees.
        end: The same of the other end.
        walls: What is closed.
    """
    straight = float(_km(unit_vectors(*_columns(start)), unit_vectors(*_columns(end))[0])[0])
    wall = (walls.fine if straight < LONG_KM else walls.coarse).copy()
    for place in (start, end):
        _free(wall, place)
    points = _grid_path(start, end, wall, straight)
    seen = walls.closed if straight < LONG_KM else walls.fine
    return None if points is None else _taut(points, seen)


def _columns(place: tuple[float, float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([place[0]]), np.array([place[1]])


def _coarse(closed: NDArray[np.bool_], step_deg: float) -> NDArray[np.bool_]:
    """Return larger cells, closed where any of theirs is."""
    each = round(step_deg * closed.shape[0] / 180)
    rows, columns = closed.shape[0] // each, closed.shape[1] // each
    return np.asarray(closed.reshape(rows, each, columns, each).any(axis=(1, 3)))


def _free(wall: NDArray[np.bool_], place: tuple[float, float]) -> None:
    row, column = (
        int(part[0]) for part in cells_of(*_columns(place), (wall.shape[0], wall.shape[1]))
    )
    for up in range(-FREE_CELLS, FREE_CELLS + 1):
        for right in range(-FREE_CELLS, FREE_CELLS + 1):
            if 0 <= row + up < wall.shape[0]:
                wall[row + up, (column + right) % wall.shape[1]] = False


def _grid_path(
    start: tuple[float, float],
    end: tuple[float, float],
    wall: NDArray[np.bool_],
    straight_km: float,
) -> NDArray[np.float64] | None:
    """Return latitudes and longitudes of the cheapest path over open cells, shape (points, 2)."""
    rows, columns = wall.shape
    lat, lon, space = _middles(rows, columns)
    there = [unit_vectors(*_columns(place))[0] for place in (start, end)]
    reach = max(DETOUR_FACTOR * straight_km, straight_km + DETOUR_KM)
    inside = (_km(space, there[0]) + _km(space, there[1]) <= reach) & ~wall.ravel()
    number = np.full(len(space), -1, np.int64)
    members = np.flatnonzero(inside)
    number[members] = np.arange(len(members))
    ends: list[NDArray[np.int64]] = []
    row, column = members // columns, members % columns
    for up, right in MOVES:
        good = row + up < rows
        target = np.where(good, (row + up) * columns + (column + right) % columns, 0)
        good &= number[target] >= 0
        for part_up, part_right in ((up - up // 2, right - _half(right)), (up // 2, _half(right))):
            middle = np.minimum(row + part_up, rows - 1) * columns + (column + part_right) % columns
            good &= number[middle] >= 0
        ends.append(np.stack((number[members[good]], number[target[good]])))
    pairs = np.concatenate(ends, axis=1)
    place = space[members]
    cost = np.linalg.norm(place[pairs[0]] - place[pairs[1]], axis=1)
    size = len(members)
    matrix = coo_array((cost, (pairs[0], pairs[1])), shape=(size, size)).tocsr()
    doors = [int(number[_cell(spot, wall)]) for spot in (start, end)]
    lengths, before = dijkstra(matrix, directed=False, indices=doors[0], return_predecessors=True)
    if not np.isfinite(lengths[doors[1]]):
        return None
    walk = [doors[1]]
    while walk[-1] != doors[0]:
        walk.append(int(before[walk[-1]]))
    cells = members[walk[::-1]]
    path = np.stack((lat[cells // columns], lon[cells % columns]), axis=1)
    path[0], path[-1] = start, end
    return path


@cache
def _middles(
    rows: int, columns: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return latitudes of the rows, longitudes of the columns, and unit vectors of all cells."""
    lat = (np.arange(rows) + 0.5) / rows * 180 - 90
    lon = (np.arange(columns) + 0.5) / columns * 360 - 180
    return lat, lon, unit_vectors(np.repeat(lat, columns), np.tile(lon, rows))


def _half(step: int) -> int:
    return int(step / 2)


def _cell(place: tuple[float, float], wall: NDArray[np.bool_]) -> int:
    row, column = cells_of(*_columns(place), (wall.shape[0], wall.shape[1]))
    return int(row[0] * wall.shape[1] + column[0])


def _taut(points: NDArray[np.float64], wall: NDArray[np.bool_]) -> Track:
    """Return the shortest track over some of the points that keeps out of the wall."""
    space = unit_vectors(points[:, 0], points[:, 1])
    best = np.full(len(points), np.inf)
    best[0] = 0.0
    before = np.zeros(len(points), np.int64)
    for here in range(len(points) - 1):
        ahead = np.arange(here + 1, len(points))
        lengths = best[here] + _km(space[ahead], space[here])
        hopeful = lengths < best[ahead] - 1e-9
        for sample_km in (GLANCE_KM, SAMPLE_KM):
            hopeful[1:] &= _sees(space[here], space[ahead[1:]], hopeful[1:], wall, sample_km)
        chosen = ahead[hopeful]
        best[chosen] = lengths[hopeful]
        before[chosen] = here
    walk = [len(points) - 1]
    while walk[-1] != 0:
        walk.append(int(before[walk[-1]]))
    turns = points[walk[::-1]]
    length = sum(geodesic_km(a[0], a[1], b[0], b[1]) for a, b in pairwise(turns))
    return Track(
        points=tuple((round(float(lon), 4), round(float(lat), 4)) for lat, lon in turns),
        distance_km=length,
    )


def _sees(
    here: NDArray[np.float64],
    there: NDArray[np.float64],
    asked: NDArray[np.bool_],
    wall: NDArray[np.bool_],
    sample_km: float,
) -> NDArray[np.bool_]:
    """Tell of each point asked about whether the great circle to it keeps out of the wall."""
    seen = np.zeros(len(there), bool)
    targets = there[asked]
    if not len(targets):
        return seen
    angle = np.arccos(np.clip(targets @ here, -1, 1))
    pieces = int(np.ceil(angle.max() * EARTH_MEAN_RADIUS_KM / sample_km)) + 2
    share = np.linspace(0, 1, min(pieces, 1500))[None, :]
    angle = np.maximum(angle, 1e-9)[:, None]
    ours, theirs = np.sin((1 - share) * angle), np.sin(share * angle)
    x, y, z = (ours * here[n] + theirs * targets[:, n, None] for n in range(3))
    lat = np.degrees(np.arctan2(z, np.hypot(x, y)))
    lon = np.degrees(np.arctan2(y, x))
    seen[asked] = ~wall[cells_of(lat, lon, (wall.shape[0], wall.shape[1]))].any(axis=1)
    return seen


def _km(points: NDArray[np.float64], place: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.arccos(np.clip(points @ place, -1, 1)) * EARTH_MEAN_RADIUS_KM)
