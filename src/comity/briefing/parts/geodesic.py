"""The shortest way between two points, for drawing."""

import math

from comity.reference.shapes import Points

__all__ = ["great_circle"]

STEP_DEG = 1.0


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> Points:
    """Return points along the great circle of the sphere, about one degree apart, both ends in.

    For a picture only; distances come from the examination, on the ellipsoid.

    Args:
        one: Longitude and latitude in degrees.
        other: The other end.
    """
    start, end = _vector(one), _vector(other)
    angle = math.acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(start, end, strict=True)))))
    steps = max(1, round(math.degrees(angle) / STEP_DEG))
    if math.sin(angle) == 0:
        return (one, other)
    points = []
    for step in range(steps + 1):
        share = step / steps
        near = math.sin((1 - share) * angle) / math.sin(angle)
        far = math.sin(share * angle) / math.sin(angle)
        x, y, z = (near * a + far * b for a, b in zip(start, end, strict=True))
        points.append(
            (math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y))))
        )
    return tuple(points)


def _vector(point: tuple[float, float]) -> tuple[float, float, float]:
    lon, lat = (math.radians(value) for value in point)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
