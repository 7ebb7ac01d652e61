"""What must hold for every row of the table of profiles."""

import pytest

from comity.reference.profiles import Profile, load_profiles, organisation_name

PROFILES = list(load_profiles().values())


def test_table_covers_the_world() -> None:
    """Every United Nations member and observer has a row: at least 195 of them."""
    assert len(PROFILES) >= 195


@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.iso3)
def test_profile_row_is_within_bounds(profile: Profile) -> None:
    """Shares lie in 0 to 1, years in the edition's reach, neighbours and partners have rows."""
    known = {one.iso3 for one in PROFILES}
    for estimate in (profile.population, profile.gdp_usd, profile.gdp_ppp_usd, profile.exports_usd):
        assert estimate is None or estimate.value > 0
        assert estimate is None or estimate.year is None or 1990 <= estimate.year <= 2026
    for partners in (profile.export_partners, profile.import_partners):
        shares = partners.shares if partners else {}
        assert sum(shares.values()) <= 1.01  # the Factbook rounds to whole per cent
        assert set(shares) <= known - {profile.iso3}
    assert set(profile.border_km) <= known - {profile.iso3}
    assert all(900 <= gauge <= 1676 or gauge in {600, 750, 762, 760} for gauge in profile.gauge_km)
    assert profile.currency is None or len(profile.currency) == 3


@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.iso3)
def test_border_is_known_from_both_sides(profile: Profile) -> None:
    """A neighbour's row names this country as its neighbour."""
    table = load_profiles()
    assert all(profile.iso3 in table[other].border_km for other in profile.border_km)


def test_every_membership_has_a_full_name() -> None:
    """No organisation is listed whose name cannot be written out, and none is empty."""
    held = {name for one in PROFILES for name in one.memberships}
    assert all(organisation_name(name) for name in held)
    assert len(held) > 80
