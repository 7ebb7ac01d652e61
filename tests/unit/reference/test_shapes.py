"""Outlines and disputes: what the tables must hold."""

import math

import pytest

from comity.reference.countries import COUNTRIES
from comity.reference.disputes import load_disputes
from comity.reference.shapes import border_arcs, load_shapes, rings


@pytest.mark.parametrize("code", sorted(load_shapes()))
def test_rings_are_closed_and_lie_in_their_box(code):
    """Every ring ends where it begins and no point leaves the country's box."""
    shape = load_shapes()[code]
    for ring in rings(shape):
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        assert all(shape.west_deg <= lon <= shape.east_deg for lon, _ in ring)
        assert all(shape.south_deg <= lat <= shape.north_deg for _, lat in ring)


def test_independent_countries_have_an_outline():
    """Every independent country but the smallest islands has an outline."""
    missing = {
        code for code, country in COUNTRIES.items() if country.independent
    } - load_shapes().keys()
    assert missing <= {"TUV"}


def test_neighbours_share_arcs():
    """Pakistan touches Iran and India, not Azerbaijan."""
    pairs = set(border_arcs().values())
    assert ("IRN", "PAK") in pairs
    assert ("IND", "PAK") in pairs
    assert not any({"AZE", "PAK"} <= set(pair) for pair in pairs)


@pytest.mark.parametrize("dispute", list(load_disputes().values()), ids=lambda item: item.id)
def test_every_dispute_says_who_what_and_where(dispute):
    """A dispute has claimants with a code, a state, a record of it, and something to draw."""
    assert dispute.name
    assert dispute.status
    assert dispute.source
    assert set(dispute.claimants) <= COUNTRIES.keys()
    assert dispute.borders or dispute.area or dispute.lines
    for points in (dispute.area, *dispute.lines):
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)


@pytest.mark.parametrize("dispute", list(load_disputes().values()), ids=lambda item: item.id)
def test_disputed_borders_are_borders_of_the_outlines(dispute):
    """Each disputed stretch names two outlines that touch, inside its box if it has one."""
    shared = border_arcs()
    for border in dispute.borders:
        arcs = [n for n, owners in shared.items() if set(border.between) <= set(owners)]
        touching = bool(arcs) or any(code.startswith("-") for code in border.between)
        assert touching, border
        if border.within and arcs:
            west, south, east, north = border.within
            assert west < east
            assert south < north
            assert math.isfinite(west + south + east + north)
