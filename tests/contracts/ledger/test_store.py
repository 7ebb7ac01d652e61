"""What every store must do; runs on each row of ``STORES``."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from comity.errors import NotInLedgerError
from comity.ledger import Ledger
from comity.model.facts import Report
from strategies import report_lists, reports


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Return an empty ledger in memory."""
    with Ledger.open(":memory:") as opened:
        yield opened


SHARED_LEDGER = settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _emptied(ledger: Ledger) -> Ledger:
    for report in list(ledger.reports()):
        ledger.forget(report.id)
    return ledger


@SHARED_LEDGER
@given(report_lists())
def test_store_gives_back_what_went_in(ledger: Ledger, written: list[Report]) -> None:
    """Every report comes back equal, field by field."""
    _emptied(ledger)

    ledger.keep_many(written)

    assert {report.id: report for report in ledger.reports()} == {
        report.id: report for report in written
    }


@SHARED_LEDGER
@given(reports())
def test_same_report_twice_changes_nothing(ledger: Ledger, report: Report) -> None:
    """The second time a report is kept, nothing is added or replaced."""
    _emptied(ledger)

    first = ledger.keep(report)
    second = ledger.keep(report)

    assert (first.added, second.added, second.replaced) == ((report.id,), (), ())
    assert second.unchanged == (report.id,)
    assert len(ledger) == 1


@SHARED_LEDGER
@given(reports(name="one"), reports(name="one"))
def test_changed_report_replaces_the_old(ledger: Ledger, old: Report, new: Report) -> None:
    """A document that says something else now is held once, as it is now."""
    _emptied(ledger)

    ledger.keep_many([old, new])

    (held,) = ledger.reports()
    assert held.measures == new.measures
    assert held.document.text == new.document.text


def test_forgotten_document_is_gone(ledger: Ledger) -> None:
    """Forgetting what the ledger does not hold is an error with a mend."""
    with pytest.raises(NotInLedgerError) as caught:
        ledger.forget("nowhere")

    assert "nowhere" in caught.value.problem


def test_file_is_kept(tmp_path: Path) -> None:
    """What one program keeps another finds."""
    path = tmp_path / "new folder" / "ledger.sqlite"
    with Ledger.open(str(path)) as ledger:
        assert len(ledger) == 0

    with Ledger.open(f"sqlite:///{path}", read_only=True) as again:
        assert len(again) == 0
