"""Merging and following: no order of reading matters, and doing it twice changes nothing."""

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.ledger import Ledger
from comity.ledger.follow import follow_measures
from comity.ledger.merge import merge_meetings
from comity.ledger.stated import stated_measures, stated_meetings
from comity.model.facts import Report
from strategies import report_lists

AS_OF = date(2023, 6, 1)


@settings(max_examples=40)
@given(report_lists(5), st.randoms(use_true_random=False))
def test_merge_and_follow_are_order_free_and_idempotent(
    reports: list[Report], chance: random.Random
) -> None:
    """The facts in any order, some of them twice, give the same records."""
    meetings = [one for report in reports for one in stated_meetings(report)]
    measures = [one for report in reports for one in stated_measures(report)]
    shuffled_meetings = chance.sample(meetings, len(meetings)) + meetings[:2]
    shuffled_measures = chance.sample(measures, len(measures)) + measures[:2]

    assert merge_meetings(shuffled_meetings) == merge_meetings(meetings)
    assert follow_measures(shuffled_measures, as_of=AS_OF) == follow_measures(measures, as_of=AS_OF)


@settings(max_examples=40)
@given(report_lists(5))
def test_nothing_is_lost_and_nothing_invented(reports: list[Report]) -> None:
    """Each meeting is in one record; each measure's words are in a history, unless dated later."""
    meetings = [one for report in reports for one in stated_meetings(report)]
    measures = [one for report in reports for one in stated_measures(report)]
    known = {one.fact for one in measures if one.date is None or one.date.first <= AS_OF}

    records = merge_meetings(meetings)
    histories = follow_measures(measures, as_of=AS_OF)

    assert sum(len(record.evidence) for record in records) == len(meetings)
    assert {step.fact for history in histories for step in history.statuses} == known
    assert len({history.id for history in histories}) == len(histories)
    assert len({record.id for record in records}) == len(records)


@settings(max_examples=12)
@given(report_lists(4), st.randoms(use_true_random=False))
def test_ledger_is_the_same_in_any_order_of_reading(
    reports: list[Report], chance: random.Random
) -> None:
    """Two ledgers that read the same documents in different orders give the same answers."""
    with Ledger.open(":memory:") as one, Ledger.open(":memory:") as other:
        one.keep_many(reports)
        for report in chance.sample(reports, len(reports)):
            other.keep(report)

        assert one.meetings() == other.meetings()
        assert one.follow(as_of=AS_OF) == other.follow(as_of=AS_OF)
        assert one.positions() == other.positions()
        dyad = ("AZE", "PAK")
        assert one.follow(parties=dyad, as_of=AS_OF) == tuple(
            history for history in one.follow(as_of=AS_OF) if {*dyad} <= {*history.parties}
        )
        assert one.meetings(parties=dyad) == tuple(
            record
            for record in one.meetings()
            if {*dyad} <= {person.represents for person in record.participants}
        )
