"""What a user corrects: logged, undone, stronger than the next reader; evidence never changed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from comity.errors import NotInLedgerError, UsageError
from comity.ledger import Ledger
from comity.ledger.doubts import WEIGHTS
from comity.ledger.identity import fact_ids
from comity.ledger.rows import FOLDED
from comity.model.facts import Measure, MeasureStatus, Report
from comity.model.records import FactRecord
from comity.model.text import DocumentId
from series import series

AS_OF = date(2024, 6, 1)
DYAD = ("AZE", "PAK")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Return a ledger that holds the example series."""
    with Ledger.open(":memory:") as opened:
        opened.keep_many(series())
        yield opened


def flight_steps(ledger: Ledger) -> list[tuple[str, str]]:
    """Return (status, fact) of the Baku-Islamabad flight."""
    history = ledger.follow(parties=DYAD, kind="air-link", as_of=AS_OF)[0]
    return [(str(step.status), step.fact) for step in history.statuses]


def test_rejected_fact_counts_nowhere_and_comes_back_when_undone(ledger: Ledger) -> None:
    """Rejecting takes a step out of the history, undoing puts it back."""
    (_, agreed) = flight_steps(ledger)[1]

    ledger.corrections.reject(agreed, who="Amina")

    assert [status for status, _ in flight_steps(ledger)] == ["discussed", "implemented"]
    assert len(ledger.report("baku-2023-08-16").measures) == 0
    undone = ledger.corrections.undo(who="Bruno")
    assert (undone.undone_by, undone.action) == ("Bruno", "reject")
    assert [status for status, _ in flight_steps(ledger)] == ["discussed", "agreed", "implemented"]


def test_edit_changes_fields_and_never_the_words(ledger: Ledger) -> None:
    """An edited status, due date and place show everywhere; evidence and id stay."""
    (_, fact) = flight_steps(ledger)[0]
    words = ledger.show(fact).fact.evidence  # type: ignore[union-attr]

    line = ledger.corrections.edit(
        fact,
        {"status": "proposed", "due": "2023-06", "endpoints": ["Lahore, PAK", "Baku, AZE"]},
        who="A",
    )

    shown = ledger.show(fact)
    assert isinstance(shown, FactRecord)
    assert isinstance(shown.fact, Measure)
    assert (shown.fact.status, shown.fact.due and shown.fact.due.iso) == ("proposed", "2023-06")
    assert [place.name for place in shown.fact.endpoints] == ["Baku", "Lahore"]
    assert (shown.fact.evidence, shown.verdict) == (words, "edited")
    assert line.before is not None
    assert '"discussed"' in line.before
    assert line.after is not None
    assert '"proposed"' in line.after
    ledger.corrections.undo(line.id, who="A")
    assert ledger.show(fact).fact == series()[0].measures[0]  # type: ignore[union-attr]


def test_a_fact_can_be_moved_to_other_words_and_back(ledger: Ledger) -> None:
    """A corrected span quotes the text as it stands; id and text stay; undoing moves it back."""
    (_, fact) = flight_steps(ledger)[0]
    before = ledger.show(fact).fact.evidence  # type: ignore[union-attr]
    text = ledger.report(before.document).document.text

    ledger.corrections.edit(fact, {"span": f"{before.start + 4}-{before.end}"}, who="A")

    moved = ledger.show(fact).fact.evidence  # type: ignore[union-attr]
    assert (moved.start, moved.end) == (before.start + 4, before.end)
    assert moved.quote == text[moved.start : moved.end]
    assert ledger.report(before.document).document.text == text
    assert ledger.overview.facts_of(before.document) != ()
    assert fact in {one.id for one in ledger.overview.facts_of(before.document)}
    ledger.corrections.undo(who="A")
    assert ledger.show(fact).fact.evidence == before  # type: ignore[union-attr]


@pytest.mark.parametrize("span", ["9-3", "0-99999", "5-5", "one-two", "-1-4", ""])
def test_a_span_that_is_no_words_is_refused(ledger: Ledger, span: str) -> None:
    """A span must lie in the text, forwards, around something."""
    (_, fact) = flight_steps(ledger)[0]
    with pytest.raises(UsageError, match="no span of words"):
        ledger.corrections.edit(fact, {"span": span}, who="A")


def test_a_moved_fact_finds_its_words_in_a_changed_text(ledger: Ledger) -> None:
    """When the text grows at its beginning, the words a user chose are found where they are now."""
    (_, fact) = flight_steps(ledger)[0]
    first = series()[0]
    chosen = first.measures[0].evidence
    ledger.corrections.edit(fact, {"span": f"{chosen.start + 4}-{chosen.end}"}, who="A")
    quote = ledger.show(fact).fact.evidence.quote  # type: ignore[union-attr]
    longer = replace(first.document, text=f"Corrected. {first.document.text}")
    measure = first.measures[0]
    again = replace(
        measure, evidence=longer.quote(measure.evidence.start + 11, measure.evidence.end + 11)
    )

    ledger.keep(Report(document=longer, measures=(again,), dyads=first.dyads))

    now = ledger.show(fact).fact.evidence  # type: ignore[union-attr]
    assert now.quote == quote == longer.text[now.start : now.end]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"evidence": {"start": 0}}, id="evidence"),
        pytest.param({"confidence": 1.0}, id="confidence"),
        pytest.param({"colour": "red"}, id="no such field"),
        pytest.param({"status": "finished"}, id="no such status"),
        pytest.param({"kind": "balloon-link"}, id="no such kind"),
        pytest.param({"due": "soon"}, id="no date"),
    ],
)
def test_edit_refuses_what_does_not_fit(ledger: Ledger, changes: dict[str, object]) -> None:
    """What is no field, code or date is refused, and nothing is logged."""
    (_, fact) = flight_steps(ledger)[0]

    with pytest.raises(UsageError):
        ledger.corrections.edit(fact, changes, who="A")

    assert ledger.corrections.log() == ()


def test_accepted_fact_is_marked(ledger: Ledger) -> None:
    """Accepting shows in the history."""
    (_, fact) = flight_steps(ledger)[2]

    ledger.corrections.accept(fact, who="A")

    steps = ledger.follow(parties=DYAD, kind="air-link", as_of=AS_OF)[0].statuses
    assert [step.confirmed for step in steps] == [False, False, True]


def test_merge_and_split_of_measures(ledger: Ledger) -> None:
    """Two histories become one, one step is taken out again, undo brings all back."""
    before = ledger.follow(parties=DYAD, kind="air-link", as_of=AS_OF)
    assert [len(one.statuses) for one in before] == [3, 1, 1]

    ledger.corrections.merge(before[0].id, before[1].id, who="A")
    merged = ledger.follow(parties=DYAD, kind="air-link", as_of=AS_OF)
    ledger.corrections.split(before[1].statuses[0].fact, who="A")
    split = ledger.follow(parties=DYAD, kind="air-link", as_of=AS_OF)
    ledger.corrections.undo(who="A")
    ledger.corrections.undo(who="A")

    assert [len(one.statuses) for one in merged] == [4, 1]
    assert [len(one.statuses) for one in split] == [3, 1, 1]
    assert ledger.follow(parties=DYAD, kind="air-link", as_of=AS_OF) == before


def test_merge_reaches_across_parties(ledger: Ledger) -> None:
    """A measure merged with one of other parties is seen whole from either dyad."""
    first = series()[0]
    wider = replace(first.measures[0], parties=("AZE", "IRN", "PAK"), status=MeasureStatus.PROPOSED)
    document = replace(first.document, id=DocumentId("wider"))
    evidence = document.quote(wider.evidence.start, wider.evidence.end)
    ledger.keep(Report(document=document, measures=(replace(wider, evidence=evidence),)))
    (other,) = ledger.follow(parties=("AZE", "IRN"), as_of=AS_OF)
    flight = ledger.follow(parties=DYAD, kind="air-link", as_of=AS_OF)[0]

    ledger.corrections.merge(other.id, flight.id, who="A")

    (from_iran,) = ledger.follow(parties=("AZE", "IRN"), as_of=AS_OF)
    assert {step.document for step in from_iran.statuses} >= {"wider", "islamabad-2023-04-13"}
    assert from_iran.parties == ("AZE", "IRN", "PAK")


def test_merge_refuses_two_kinds(ledger: Ledger) -> None:
    """A flight and a road are not one measure."""
    flight, road = ledger.follow(parties=DYAD, as_of=AS_OF)[:2]

    with pytest.raises(UsageError):
        ledger.corrections.merge(flight.id, road.id, who="A")


def test_log_keeps_who_when_before_and_after(ledger: Ledger) -> None:
    """Every line names its user and its moment; undone lines stay."""
    (_, fact) = flight_steps(ledger)[0]
    ledger.corrections.accept(fact, who="Amina")
    ledger.corrections.edit(fact, {"status": "proposed"}, who="Bruno")
    ledger.corrections.undo(who="Chen")

    log = ledger.corrections.log(fact=fact)

    assert [(line.action, line.who, line.undone_by) for line in log] == [
        ("accept", "Amina", None),
        ("edit", "Bruno", "Chen"),
    ]
    assert all(line.at.endswith("+00:00") and line.before for line in log)


def test_unknown_fact_and_nothing_to_undo_are_told(ledger: Ledger) -> None:
    """The errors carry a mend."""
    with pytest.raises(NotInLedgerError):
        ledger.corrections.accept("0123456789ab-01234567", who="A")
    with pytest.raises(NotInLedgerError):
        ledger.corrections.undo(who="A")
    (_, fact) = flight_steps(ledger)[0]
    with pytest.raises(UsageError):
        ledger.corrections.accept(fact, who=" ")


def newer(report: Report, *, shift: int = 0, status: str | None = None) -> Report:
    """Return the same document as a newer reader sees it: other spans, another status."""
    measures = tuple(
        replace(
            one,
            status=MeasureStatus(status) if status else one.status,
            evidence=report.document.quote(one.evidence.start + shift, one.evidence.end),
        )
        for one in report.measures
    )
    return replace(report, measures=measures, reader="newer")


def test_corrections_survive_a_newer_reader(ledger: Ledger) -> None:
    """An edit, a rejection and a merge stand after a new reading with other spans."""
    first, announced, lahore = series()[:3]
    histories = ledger.follow(parties=DYAD, kind="air-link", as_of=AS_OF)
    discussed, agreed = (step.fact for step in histories[0].statuses[:2])
    ledger.corrections.edit(discussed, {"status": "proposed"}, who="A")
    ledger.corrections.reject(agreed, who="A")
    ledger.corrections.merge(histories[0].id, histories[1].id, who="A")

    kept = ledger.keep_many(
        [newer(first, shift=8), newer(announced, shift=3, status="signed"), newer(lahore, shift=9)]
    )

    assert len(kept.replaced) == 3
    flight = ledger.follow(parties=DYAD, kind="air-link", as_of=AS_OF)[0]
    assert [str(step.status) for step in flight.statuses] == [
        "proposed",
        "implemented",
        "implemented",
    ]
    assert flight.statuses[0].fact == discussed
    assert flight.statuses[0].evidence.start == first.measures[0].evidence.start + 8


def test_accepted_fact_outlives_a_reader_that_misses_it(ledger: Ledger) -> None:
    """What a user vouched for is added again; what nobody vouched for goes."""
    first = series()[0]
    (_, fact) = flight_steps(ledger)[0]
    ledger.corrections.accept(fact, who="A")

    ledger.keep(replace(first, measures=(), reader="newer"))

    (held,) = ledger.report(first.id).measures
    assert held == replace(first.measures[0], found_by="user")
    assert ledger.show(fact).verdict == "accepted"  # type: ignore[union-attr]
    ledger.keep(replace(first, measures=first.measures, reader="newest"))
    assert {one.found_by for one in ledger.report(first.id).measures} == {"rule:unstated"}


def test_forgetting_a_document_forgets_its_corrections(ledger: Ledger) -> None:
    """Nothing of a forgotten document stays in the log."""
    (_, fact) = flight_steps(ledger)[0]
    ledger.corrections.accept(fact, who="A")

    ledger.forget("islamabad-2023-04-13")

    assert ledger.corrections.log() == ()


def test_facts_without_a_row_of_their_own_are_shown_and_corrected(ledger: Ledger) -> None:
    """A subject lies folded with its document; rejecting and undoing it changes what is found."""
    (subject,) = [
        name for name, kind, _ in fact_ids(ledger.report("baku-2023-08-16")) if kind == "subject"
    ]
    assert isinstance(shown := ledger.show(subject), FactRecord)
    assert (shown.kind, shown.verdict, ledger.search(area="transport").total) == (
        "subject",
        None,
        5,
    )

    ledger.corrections.reject(subject, who="Amina")

    assert ledger.search(area="transport").total == 4
    assert ledger.report("baku-2023-08-16").subjects == ()
    assert ledger.show(subject).verdict == "rejected"  # type: ignore[union-attr]
    ledger.corrections.undo(who="Amina")
    assert ledger.search(area="transport").total == 5
    ledger.corrections.edit(subject, {"area": "trade"}, who="Amina")
    assert (ledger.search(area="transport").total, ledger.search(area="trade").total) == (4, 1)
    ledger.keep(replace(ledger.report("baku-2023-08-16"), reader="newer"))
    assert [one.area for one in ledger.report("baku-2023-08-16").subjects] == ["trade"]


def test_no_fact_that_is_asked_for_lies_folded() -> None:
    """What is merged, followed, listed or put before a person has rows."""
    assert not FOLDED & {"meeting", "measure", "position", *WEIGHTS}
