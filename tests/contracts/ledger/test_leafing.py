"""Leafing through a ledger page by page, on each row of ``STORES``."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.ledger import Ledger
from comity.model.facts import Report
from comity.model.records import Leaf
from series import series
from strategies import report_lists

DAY = date(2030, 1, 1)


def leafed(page: Callable[..., Leaf[Any]], **asked: Any) -> list[Any]:
    """Return the records of all pages, one after the other."""
    found, after = [], None
    while True:
        leaf = page(after=after, **asked)
        found += leaf.records
        after = leaf.after
        if after is None:
            return found


def by_id(records: Any) -> list[Any]:
    """Return records in an order that does not depend on how they were found."""
    return sorted(records, key=lambda one: one.id)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(report_lists(), st.integers(1, 4))
def test_pages_hold_every_record_once(
    emptied: Callable[[], Ledger], written: list[Report], size: int
) -> None:
    """The pages together hold what the whole list holds, each record once and whole."""
    ledger = emptied()
    ledger.keep_many(written)
    view = ledger.overview

    measures = leafed(view.measures, size=size, as_of=DAY)
    meetings = leafed(view.meetings, size=size)
    positions = leafed(view.positions, size=size)

    assert by_id(measures) == by_id(ledger.follow(as_of=DAY))
    assert by_id(meetings) == by_id(ledger.meetings())
    assert by_id(positions) == by_id(ledger.positions())


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "air-link"},
        {"parties": ("AZE", "PAK")},
        {"parties": ("PAK",), "kind": "air-link"},
        {"overdue": True},
        {"overdue": False},
    ],
)
def test_a_page_of_measures_keeps_to_what_was_asked(ledger: Ledger, asked: dict[str, Any]) -> None:
    """Each facet gives on all pages together what ``follow`` gives for it."""
    ledger.keep_many(series())
    assert by_id(leafed(ledger.overview.measures, size=1, as_of=DAY, **asked)) == by_id(
        ledger.follow(as_of=DAY, **asked)
    )


def test_the_newest_news_comes_first(ledger: Ledger) -> None:
    """A measure stands where its newest document stands, however early it was first raised."""
    ledger.keep_many(series())
    found = leafed(ledger.overview.measures, size=1, as_of=DAY)
    heard = [one.last_heard for one in found if one.last_heard]
    assert len(heard) > 1
    assert heard == sorted(heard, reverse=True)


def test_a_place_that_is_none_begins_at_the_beginning(ledger: Ledger) -> None:
    """What somebody typed into the address breaks nothing."""
    ledger.keep_many(series())
    view = ledger.overview
    assert view.measures(after="'; DROP", as_of=DAY) == view.measures(as_of=DAY)
