"""Every row of the transport tables has its source and makes sense."""

import pytest

from comity.reference.aircraft import Aircraft, load_aircraft
from comity.reference.airspace import load_closures, load_country_grid
from comity.reference.countries import COUNTRIES
from comity.reference.transport_network import (
    STATUSES,
    PatchRow,
    load_closed_borders,
    load_network,
    load_patches,
)


def test_the_patch_table_is_large_enough_to_matter() -> None:
    """At least 120 rows, planned lines, ferries, gauges and gaps among them."""
    rows = load_patches()

    assert len(rows) >= 120
    assert {"border", "ferry", "tunnel", "gap", "planned", "gauge"} <= {row.kind for row in rows}


@pytest.mark.parametrize("row", load_patches(), ids=lambda row: f"{row.mode} {row.name}")
def test_each_patch_row_has_its_source(row: PatchRow) -> None:
    """A row names its source and whether that was read, and lies on the globe."""
    assert row.source
    assert row.standing in {"checked", "unchecked"}
    assert row.mode in {"road", "rail"}
    assert row.status in STATUSES
    assert -90 < row.lat1_deg < 90
    assert -180 < row.lon1_deg < 180
    assert (row.lat1_deg, row.lon1_deg) != (row.lat2_deg, row.lon2_deg)
    assert row.mode == "road" or row.gauge_mm


@pytest.mark.parametrize("one", load_aircraft().values(), ids=lambda one: one.code)
def test_each_aircraft_is_plausible(one: Aircraft) -> None:
    """Fuel for each seat and km lies where airliners lie: 15 to 35 g on a 2,000 km flight."""
    grams = (one.fuel_lto_kg / 2000 + one.fuel_kg_per_km) / one.seats_count * 1000

    assert 14 < grams < 36
    assert one.source


def test_closures_name_countries_and_sources() -> None:
    """Every closed airspace and border is of known countries, dated and sourced."""
    for closure in load_closures():
        assert closure.countries <= set(COUNTRIES)
        assert closure.closed_to - {"all"} <= set(COUNTRIES)
        assert closure.source
        assert closure.until is None or closure.since < closure.until
    for border in load_closed_borders():
        assert border.countries <= set(COUNTRIES)
        assert border.source


def test_every_node_of_a_railway_has_a_gauge_and_the_grid_its_codes() -> None:
    """Codes of grid and network are the same countries; railways have a gauge."""
    network = load_network()
    _, codes = load_country_grid()

    assert codes == network.codes
    assert {code.partition("~")[0] for code in codes} <= set(COUNTRIES)
    rail = network.mode == 1
    assert (network.gauge_mm[network.u[rail]] > 0).all()
