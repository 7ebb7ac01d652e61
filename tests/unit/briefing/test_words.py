"""How figures and dates are said."""

from datetime import date

import pytest

from comity.briefing.words import (
    listed,
    plural,
    quoted,
    show_bracket,
    show_date,
    show_figure,
    show_range,
    show_value,
)
from comity.model.dates import ReportedDate
from comity.model.findings import Figure


@pytest.mark.parametrize(
    ("value", "unit", "basis", "shown"),
    [
        (2160.37, "km", "modelled", "2,160 km"),
        (2160.37, "km", "observed", "2,160 km"),
        (12345.6, "km", "modelled", "12,300 km"),
        (81_234.0, "people", "observed", "81,234 people"),
        (0.784, "share", "assumed", "78.4 %"),
        (3.8333, "h", "modelled", "3 h 50"),
        (0.5, "h", "modelled", "30 min"),
        (72.04, "h", "modelled", "3.0 days"),
        (1_234_567_890.0, "USD", "modelled", "US$ 1.23 billion"),
        (-42.0, "km", "modelled", "−42 km"),
        (0.001234, "share", "modelled", "0.123 %"),
        (0.0, "km", "modelled", "0 km"),
        (float("nan"), "km", "modelled", "not a number km"),
    ],
)
def test_numbers_follow_the_one_rounding_rule(value, unit, basis, shown):
    """Observed numbers from 100 in whole units, all others to three significant digits."""
    assert show_value(value, unit, basis).replace("\u00a0", " ") == shown


def test_a_figure_without_a_value_says_so():
    """A missing value is called not available; a range is given only where both ends are."""
    figure = Figure(label="seats", value=None, unit="count", basis="modelled", low=1.0)

    assert show_figure(figure) == "not available"
    assert not show_range(figure)


@pytest.mark.parametrize(
    ("low", "high", "unit", "shown"),
    [
        (93.3, 132.0, "h", "3.9 – 5.5 days"),
        (20.0, 132.0, "h", "20 h 00 – 5.5 days"),
        (6250.0, 8470.0, "USD", "US$ 6,250 – 8,470"),
        (1.2e6, 3.4e6, "USD", "US$ 1.2 – 3.4 million"),
        (9.1e5, 3.4e6, "USD", "US$ 910,000 – 3.4 million"),
        (254_000.0, 4.07e6, "passengers/year one way",
         "254,000 – 4.07 million passengers a year one way"),
        (0.4, 0.776, "share", "40 – 77.6 %"),
        (2960.0, 3210.0, "km", "2,960 – 3,210 km"),
        (5.0, 5.0, "km", "5 km"),
    ],
)  # fmt: skip
def test_a_range_says_its_unit_once(low, high, unit, shown):
    """What both ends share, sign of the currency, size and unit, stands once."""
    assert show_bracket(low, high, unit).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (ReportedDate.day(date(2023, 4, 13)), "13 April 2023"),
        (ReportedDate.month(2023, 4), "April 2023"),
        (ReportedDate.year(2023), "2023"),
        (
            ReportedDate(first=date(2023, 4, 13), last=date(2023, 4, 15), precision="range"),
            "13–15 April 2023",
        ),
        (
            ReportedDate(first=date(2023, 12, 30), last=date(2024, 1, 2), precision="range"),
            "30 December 2023 – 2 January 2024",
        ),
        (None, "undated"),
    ],
)
def test_dates_are_as_precise_as_they_are(value, shown):
    """A date is said with its own precision, spans without repeating what is the same."""
    assert show_date(value) == shown


def test_lists_and_counts_read_as_prose():
    """Lists end in "and"; one is singular, none is "no"."""
    assert listed(["trade", "energy", "culture"]) == "trade, energy and culture"
    assert [plural(count, "day") for count in (0, 1, 1500)] == ["no days", "1 day", "1,500 days"]


def test_words_from_right_to_left_are_isolated():
    """Only words that run from right to left stand between isolating marks."""
    assert quoted("Baku") == "“Baku”"
    assert quoted("باکو") == "“\u2068باکو\u2069”"
