"""The example series: was the flight ever opened?"""

from datetime import date
from pathlib import Path

import pytest

from comity.model.facts import Report
from comity.model.records import MeasureHistory
from comity.workbench import Settings, Workbench

AS_OF = date(2025, 6, 1)


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], MeasureHistory]:
    """Return the followed flights of Pakistan and Azerbaijan, by their cities."""
    examples = Path(__file__).resolve().parents[2] / "examples"
    path = tmp_path_factory.mktemp("series") / "ledger.db"
    with Workbench(Settings(ledger=str(path))) as bench:
        bench.ledger.keep_many(
            one for one in bench.read_inputs([str(examples)]) if isinstance(one, Report)
        )
        found = bench.ledger.follow(parties=("PAK", "AZE"), kind="air-link", as_of=AS_OF)
    return {tuple(place.name for place in one.endpoints): one for one in found}


def test_the_flight_was_opened_203_days_after_it_was_raised(
    histories: dict[tuple[str, ...], MeasureHistory],
) -> None:
    """Raised on 13 April 2023, promised for 20 September, flown on 2 November, 43 days late."""
    flight = histories["Baku", "Islamabad"]
    opened = [one for one in flight.statuses if str(one.status) == "implemented"]

    assert flight.first_raised == date(2023, 4, 13)
    assert flight.due
    assert flight.due.iso == "2023-09-20"
    assert flight.slip_days == 43
    assert not flight.overdue
    assert str(flight.status) == "implemented"
    assert [one.days_since_first for one in opened] == [203]
    assert opened[0].date
    assert opened[0].date.iso == "2023-11-02"


def test_the_other_cities_are_other_measures(
    histories: dict[tuple[str, ...], MeasureHistory],
) -> None:
    """Lahore and Karachi have histories of their own."""
    lahore = histories["Baku", "Lahore"]
    karachi = histories["Baku", "Karachi"]

    assert lahore.first_raised == date(2023, 9, 23)
    assert lahore.last_heard == date(2025, 4, 20)
    assert karachi.first_raised == date(2024, 4, 18)


def test_it_was_overdue_while_it_was(tmp_path: Path) -> None:
    """Asked on 1 October 2023, the flight is overdue; nothing said later counts."""
    examples = Path(__file__).resolve().parents[2] / "examples"
    with Workbench(Settings(ledger=str(tmp_path / "ledger.db"))) as bench:
        for name in ("islamabad-2023-04-13", "baku-2023-08-16", "islamabad-2023-11-02"):
            bench.ledger.keep_many(
                one
                for one in bench.read_inputs([str(examples / f"{name}.txt")])
                if isinstance(one, Report)
            )
        (flight,) = bench.ledger.follow(kind="air-link", overdue=True, as_of=date(2023, 10, 1))

    assert flight.slip_days == 11
    assert str(flight.status) == "agreed"
