"""The profiles say what the Factbook and CLDR say, with the year."""

import pytest

from comity.errors import UnknownPlaceError
from comity.reference.profiles import (
    get_profile,
    organisation_name,
    shared_border_km,
    shared_memberships,
)


def test_profile_carries_value_year_and_source() -> None:
    """A figure of the profile is the Factbook's, with its year and edition."""
    pakistan = get_profile("PAK")

    assert pakistan.population is not None
    assert (pakistan.population.value, pakistan.population.year) == (257_047_044, 2025)
    assert pakistan.population.source.vintage == "last edition, February 2026"
    assert pakistan.gdp_usd is not None
    assert (pakistan.gdp_usd.value, pakistan.gdp_usd.year) == (373_072_000_000, 2024)
    assert (pakistan.capital, pakistan.currency) == ("Islamabad", "PKR")


def test_profile_partners_are_shares_of_one() -> None:
    """Azerbaijan's first customer is Italy with 37 per cent of its exports."""
    partners = get_profile("AZE").export_partners

    assert partners is not None
    assert partners.year == 2023
    assert dict(partners.shares) == {
        "ITA": 0.37, "TUR": 0.19, "ISR": 0.05, "GRC": 0.04, "RUS": 0.04,
    }  # fmt: skip


def test_profile_gauges_are_in_millimetres() -> None:
    """Iran runs standard gauge, and the broad gauge of Pakistan where it joins it."""
    assert dict(get_profile("IRN").gauge_km) == {1435: 8389.5, 1676: 94.0}


def test_shared_memberships_leave_out_observers_and_universal_bodies() -> None:
    """Both are full members of ECO and OIC; Azerbaijan only observes the WTO."""
    assert shared_memberships("PAK", "AZE") == ("ADB", "CICA", "ECO", "IDB", "NAM", "OIC")
    assert get_profile("AZE").memberships["WTO"] == "observer"


def test_shared_border_is_the_same_from_either_side() -> None:
    """Pakistan and Iran share 959 km; Pakistan and Azerbaijan share none."""
    assert shared_border_km("PAK", "IRN") == shared_border_km("IRN", "PAK") == 959.0
    assert shared_border_km("PAK", "AZE") is None


def test_unknown_country_is_refused_with_a_mend() -> None:
    """A code that is no country raises, and says what to give instead."""
    with pytest.raises(UnknownPlaceError, match="QQQ"):
        get_profile("QQQ")


def test_organisation_name_is_written_out() -> None:
    """A short name gets its full name; an unknown one stays as it is."""
    assert organisation_name("ECO") == "Economic Cooperation Organization"
    assert organisation_name("XYZ") == "XYZ"
