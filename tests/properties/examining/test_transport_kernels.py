"""What must hold of distances, times and lines whatever the numbers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from comity.examining.kernels.block_time import block_time_h
from comity.examining.kernels.flight_cost import field_length_m, flight_cost, fuel_kg
from comity.examining.kernels.geodesy import geodesic_km, geodesic_line
from comity.examining.kernels.lines import simplify

LAT = st.floats(-89, 89)
LON = st.floats(-180, 180)
HALF_ROUND_KM = 20004.0  # half a meridian of WGS 84


@given(LAT, LON, LAT, LON)
def test_distance_is_symmetric_and_bounded(
    lat1: float, lon1: float, lat2: float, lon2: float
) -> None:
    """There is as far as back, and never further than to the other side of the globe."""
    there = geodesic_km(lat1, lon1, lat2, lon2)

    assert abs(there - geodesic_km(lat2, lon2, lat1, lon1)) < 1e-6
    assert 0 <= there <= HALF_ROUND_KM


@given(LAT, LON, LAT, LON)
def test_line_keeps_its_ends(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    """A line starts and ends where it was asked to."""
    line = geodesic_line(lat1, lon1, lat2, lon2, step_km=500)

    assert abs(line[0][1] - lat1) < 1e-6
    assert abs(line[-1][1] - lat2) < 1e-6


@given(st.floats(0, 20000), st.floats(1, 5000))
def test_longer_flights_take_longer_and_burn_more(km: float, more: float) -> None:
    """Time and fuel rise with the track, and the cost with both."""
    near, far = (fuel_kg(one, lto_kg=800, cruise_kg_per_km=3) for one in (km, km + more))

    assert block_time_h(km) < block_time_h(km + more)
    assert near < far
    costs = [
        flight_cost(3.0, kg, seats_count=150, fuel_usd_per_kg=0.8).total_usd for kg in (near, far)
    ]
    assert costs[0] < costs[1]


@given(st.floats(500, 4000), st.floats(-400, 4500))
def test_height_never_shortens_the_runway_needed(metres: float, elevation: float) -> None:
    """A high airport needs at least the length of one at sea level."""
    assert field_length_m(metres, elevation) >= metres


@given(st.lists(st.tuples(LON, LAT), min_size=2, max_size=60))
def test_simplified_line_keeps_its_ends_and_only_drops_points(
    points: list[tuple[float, float]],
) -> None:
    """What is left are points of the line, in order, first and last among them."""
    lon, lat = (np.array(part, np.float32) for part in zip(*points, strict=True))

    kept = simplify(lon, lat, within_km=10.0)

    original = [(round(float(x), 3), round(float(y), 3)) for x, y in zip(lon, lat, strict=True)]
    assert kept[0] == original[0]
    assert kept[-1] == original[-1]
    rest = iter(original)
    assert all(point in rest for point in kept)
