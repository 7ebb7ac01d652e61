"""What became of a measure: the facts of the Islamabad-Baku flight, and the rules one by one."""

from datetime import date

import pytest

from comity.ledger.dating import fact_date
from comity.ledger.follow import follow_measures, standing_status
from comity.ledger.stated import Link, Stated, measure_sides, stated_measures
from comity.model.actors import Participant, Party, Place
from comity.model.dates import ReportedDate
from comity.model.facts import Measure, MeasureStatus, Meeting, Report
from comity.model.records import MeasureHistory
from comity.model.text import Document, DocumentId

BAKU, ISLAMABAD, LAHORE = (
    Place(name="Baku", country=Party("AZE")),
    Place(name="Islamabad", country=Party("PAK")),
    Place(name="Lahore", country=Party("PAK")),
)
AZE_PAK = (Party("AZE"), Party("PAK"))
LATER = date(2026, 1, 1)


def said(  # noqa: PLR0913 - one argument for each thing a report may say
    day: str | None,
    status: str,
    *,
    kind: str = "air-link",
    ends: tuple[Place, ...] = (BAKU, ISLAMABAD),
    due: str | None = None,
    quote: str = "direct flights",
    parties: tuple[Party, ...] = AZE_PAK,
    claimed_by: str | None = None,
    name: str | None = None,
) -> Stated[Measure]:
    """Return a measure as the document of that day states it."""
    document = Document(id=DocumentId(name or f"{day}-{status}"), text=quote)
    measure = Measure(
        kind=kind,
        parties=parties,
        endpoints=ends,
        status=MeasureStatus(status),
        due=ReportedDate.parse(due) if due else None,
        date=ReportedDate.parse(day) if day else None,
        claimed_by=Party(claimed_by) if claimed_by else None,
        evidence=document.quote(0, len(quote)),
    )
    return Stated(
        fact=f"{document.id}-{kind}", said=measure, date=measure.date, sides=measure_sides(measure)
    )


def one_history(*stated: Stated[Measure], as_of: date = LATER) -> MeasureHistory:
    """Return the only history these make."""
    (history,) = follow_measures(stated, as_of=as_of)
    return history


FLIGHT = (
    said("2023-04-13", "discussed"),
    said("2023-08-16", "agreed", due="2023-09-20"),
    said("2023-11-02", "implemented"),
)


def test_flight_is_followed_from_first_word_to_first_landing() -> None:
    """Raised 13 Apr 2023, announced for 20 Sep, operating 2 Nov: 203 days later, 43 late."""
    history = one_history(*FLIGHT)

    assert (history.first_raised, history.last_heard) == (date(2023, 4, 13), date(2023, 11, 2))
    assert [step.days_since_first for step in history.statuses] == [0, 125, 203]
    assert (history.status, history.slip_days, history.overdue) == ("implemented", 43, False)
    assert history.due == ReportedDate.day(date(2023, 9, 20))
    assert history.restated == 0
    assert [place.name for place in history.endpoints] == ["Baku", "Islamabad"]


@pytest.mark.parametrize(
    ("as_of", "overdue", "slip"),
    [
        pytest.param(date(2023, 9, 20), False, None, id="on the day promised"),
        pytest.param(date(2023, 9, 21), True, 1, id="the day after"),
        pytest.param(date(2023, 11, 1), True, 42, id="the day before it opened"),
        pytest.param(date(2023, 11, 2), False, 43, id="the day it opened"),
    ],
)
def test_overdue_is_judged_from_the_day_asked_for(as_of: date, overdue: bool, slip: int) -> None:  # noqa: FBT001
    """A promise is overdue only after its day and only until it is kept."""
    history = one_history(*FLIGHT, as_of=as_of)

    assert (history.overdue, history.slip_days) == (overdue, slip)


def test_moved_date_is_overdue_against_the_new_one_and_slips_from_the_first() -> None:
    """When a later date is promised, the slip still counts from the first."""
    history = one_history(
        FLIGHT[1], said("2023-09-25", "agreed", due="2023-10-15"), as_of=date(2023, 10, 10)
    )

    assert (history.overdue, history.slip_days) == (False, None)
    assert history.due_now == ReportedDate.day(date(2023, 10, 15))
    late = one_history(
        FLIGHT[1], said("2023-09-25", "agreed", due="2023-10-15"), as_of=date(2023, 10, 20)
    )
    assert (late.overdue, late.slip_days) == (True, 30)


def test_promise_without_a_day_is_never_called_late_early() -> None:
    """A promise for a month is overdue when the month is over."""
    promise = said("2023-08-16", "agreed", due="2023-09")

    assert not one_history(promise, as_of=date(2023, 9, 30)).overdue
    assert one_history(promise, as_of=date(2023, 10, 1)).overdue


S = MeasureStatus


@pytest.mark.parametrize(
    ("statuses", "stands"),
    [
        ((S.DISCUSSED, S.AGREED), S.AGREED),
        ((S.AGREED, S.DISCUSSED), S.AGREED),
        ((S.IMPLEMENTED, S.SUSPENDED), S.SUSPENDED),
        ((S.IMPLEMENTED, S.SUSPENDED, S.DISCUSSED), S.SUSPENDED),
        ((S.IMPLEMENTED, S.SUSPENDED, S.AGREED), S.AGREED),
        ((S.SIGNED, S.ABANDONED), S.ABANDONED),
        ((S.SIGNED, S.ABANDONED, S.DISCUSSED), S.DISCUSSED),
        ((), None),
    ],
)
def test_talk_undoes_nothing_but_setbacks_do(
    statuses: tuple[MeasureStatus, ...], stands: MeasureStatus | None
) -> None:
    """Where a measure stands after a row of statuses."""
    assert standing_status(statuses) is stands


def test_every_status_keeps_its_words_though_it_goes_back() -> None:
    """A setback is kept in its place with its quote."""
    history = one_history(
        said("2023-01-01", "implemented", quote="opened the route"),
        said("2023-02-01", "suspended", quote="halted the flights"),
    )

    assert [(step.status, step.evidence.quote) for step in history.statuses] == [
        ("implemented", "opened the route"),
        ("suspended", "halted the flights"),
    ]
    assert history.status is MeasureStatus.SUSPENDED


def test_restated_counts_days_without_a_step() -> None:
    """Said again and again: two later days, though three documents."""
    history = one_history(
        said("2023-01-01", "agreed"),
        said("2023-02-01", "agreed", name="agency-1"),
        said("2023-02-01", "discussed", name="agency-2"),
        said("2023-03-01", "discussed"),
        said("2023-04-01", "signed"),
    )

    assert history.restated == 2


def test_undated_word_is_kept_but_decides_nothing() -> None:
    """A word that nothing dates stands last, and moves neither status nor count."""
    history = one_history(*FLIGHT, said(None, "suspended"))

    assert [str(step.status) for step in history.statuses][-1] == "suspended"
    assert (history.status, history.restated, history.last_heard) == (
        "implemented",
        0,
        date(2023, 11, 2),
    )


def test_unnamed_places_join_the_only_link_they_can_mean() -> None:
    """An unspecific word and one with a single end mean the one flight that is known."""
    histories = follow_measures(
        [
            said("2023-01-01", "discussed", ends=()),
            said("2023-02-01", "agreed", ends=(BAKU,)),
            *FLIGHT,
        ],
        as_of=LATER,
    )

    assert len(histories) == 1


def test_unnamed_places_stand_alone_where_they_could_mean_two() -> None:
    """With two flights known, an unspecific word belongs to neither."""
    histories = follow_measures(
        [
            said("2023-01-01", "discussed", ends=()),
            said("2023-09-23", "implemented", ends=(BAKU, LAHORE)),
            *FLIGHT,
        ],
        as_of=LATER,
    )

    assert [[place.name for place in one.endpoints] for one in histories] == [
        [],
        ["Baku", "Islamabad"],
        ["Baku", "Lahore"],
    ]


def test_words_that_name_another_city_mean_another_link() -> None:
    """A flight to Lahore whose second end the reader missed is not the flight to Islamabad."""
    missed = said("2023-09-23", "implemented", ends=(BAKU,), quote="flights from Baku to Lahore")

    assert [len(one.statuses) for one in follow_measures([*FLIGHT, missed], as_of=LATER)] == [3, 1]


def test_one_hub_and_several_cities_are_several_flights() -> None:
    """Flights from Baku to Islamabad and Lahore are two measures, each with the quote."""
    histories = follow_measures(
        [said("2023-01-01", "agreed", ends=(BAKU, ISLAMABAD, LAHORE)), *FLIGHT], as_of=LATER
    )

    assert [(len(one.statuses), one.endpoints[1].name) for one in histories] == [
        (4, "Islamabad"),
        (1, "Lahore"),
    ]
    assert len({one.id for one in histories}) == 2


def test_spellings_of_a_city_are_one_place() -> None:
    """Bakı is Baku."""
    baki = Place(name="Bakı", country=Party("AZE"))

    assert (
        len(
            one_history(*FLIGHT, said("2024-01-01", "implemented", ends=(baki, ISLAMABAD))).statuses
        )
        == 4
    )


def test_memoranda_on_different_matters_are_two() -> None:
    """Agreements are told apart by what their words name, and restated ones brought together."""
    histories = follow_measures(
        [
            said(
                "2023-01-01",
                "agreed",
                kind="agreement",
                ends=(),
                quote="a memorandum on wheat research",
            ),
            said(
                "2023-02-01",
                "signed",
                kind="agreement",
                ends=(),
                quote="signed the wheat research memorandum",
            ),
            said(
                "2023-03-01",
                "signed",
                kind="agreement",
                ends=(),
                quote="a treaty on extradition of prisoners",
            ),
        ],
        as_of=LATER,
    )

    assert [[step.status for step in one.statuses] for one in histories] == [
        ["agreed", "signed"],
        ["signed"],
    ]


def test_visit_after_a_visit_is_another() -> None:
    """An occasion that is over is not what is planned later."""
    histories = follow_measures(
        [
            said("2023-01-01", "proposed", kind="visit", ends=()),
            said("2023-02-01", "implemented", kind="visit", ends=()),
            said("2023-02-02", "implemented", kind="visit", ends=()),
            said("2023-09-01", "proposed", kind="visit", ends=()),
        ],
        as_of=LATER,
    )

    assert [len(one.statuses) for one in histories] == [3, 1]


def test_word_of_a_party_is_told_from_a_report() -> None:
    """A status that only a party claims is marked, until a document says it in its own voice."""
    claim = said("2023-01-01", "implemented", claimed_by="PAK")

    assert one_history(claim).claimed_only
    assert one_history(claim).statuses[0].claimed_by == "PAK"
    assert not one_history(claim, said("2023-02-01", "implemented")).claimed_only


def test_users_rulings_are_followed_in_turn() -> None:
    """A merge joins two histories, a later split takes one out again."""
    one, other = said("2023-01-01", "agreed"), said("2023-02-01", "agreed", ends=(BAKU, LAHORE))
    joined = follow_measures(
        [one, other], as_of=LATER, links=[Link(fact=one.fact, other=other.fact)]
    )
    split = follow_measures(
        [one, other],
        as_of=LATER,
        links=[Link(fact=one.fact, other=other.fact), Link(fact=other.fact)],
    )

    assert ([len(h.statuses) for h in joined], [len(h.statuses) for h in split]) == ([2], [1, 1])


def test_measure_is_dated_by_itself_then_its_meeting_then_publication() -> None:
    """The three dates a measure may stand under, in that order."""
    document = Document(
        id=DocumentId("d"),
        text="talks on flights",
        published=ReportedDate.day(date(2023, 5, 3), basis="published"),
    )
    evidence = document.quote(0, 5)
    people = tuple(
        Participant(
            name=None, office=None, office_kind="minister", represents=side, evidence=evidence
        )
        for side in AZE_PAK
    )
    meeting = Meeting(
        form="meeting",
        date=ReportedDate.day(date(2023, 5, 2)),
        place=None,
        participants=people,
        evidence=evidence,
    )
    measure = Measure(kind="visit", parties=AZE_PAK, status=MeasureStatus.AGREED, evidence=evidence)
    plain = Report(document=document, measures=(measure,))
    met = Report(document=document, measures=(measure,), meetings=(meeting,))

    assert fact_date(plain, measure) == ReportedDate.day(date(2023, 5, 3), basis="published")
    assert fact_date(met, measure) == ReportedDate.day(date(2023, 5, 2))
    assert [one.date for one in stated_measures(met)] == [ReportedDate.day(date(2023, 5, 2))]
