"""Dossiers for tests and benchmarks: composed documents, never real ones, and their facts."""

from dataclasses import replace
from datetime import date, timedelta

from comity.model.actors import Dyad, Participant, Party, Place
from comity.model.dates import ReportedDate
from comity.model.dossier import Dossier, Examination
from comity.model.facts import (
    HistoricalFact,
    Measure,
    MeasureStatus,
    Meeting,
    Report,
    Statement,
    Subject,
)
from comity.model.findings import Figure, Finding, Leg, NotExamined, Question, Range, Route
from comity.model.provenance import SourceRef
from comity.model.records import MeasureHistory, MeetingRecord, PositionRecord, StatusReport
from comity.model.text import Document, DocumentId, Evidence

PAK, AZE = Party("PAK"), Party("AZE")
PARTIES = (PAK, AZE)
ENDS = (Place(name="Baku", country=AZE), Place(name="Islamabad", country=PAK))

FIRST = (
    "The Foreign Secretary of Pakistan, Sadia Composed, received Elçin Məmmədov, Ambassador of "
    "Azerbaijan, in Islamabad on 13 April 2023. They talked about trade and energy. They discussed "
    "direct flights between Islamabad and Baku and better rail connections. Pakistan supports the "
    "territorial integrity of Azerbaijan. Azerbaijan recognised Pakistan early."
)
SECOND = (
    "اسلام آباد اور باکو کے درمیان براہ راست پروازیں شروع ہو گئیں۔ "
    "Flights between Islamabad and Baku began on 2 November 2023."
)
NOTE = "Our ambassador hears that the rail idea has no money behind it."


def document(
    name: str, text: str, on: date | None, *, language: str = "en", private: bool = False
) -> Document:
    """Return a composed document."""
    return Document(
        id=DocumentId(name),
        text=text,
        title=f"Composed report {name}",
        publisher="Composed Gazette",
        published=ReportedDate.day(on) if on else None,
        language=language,
        origin=f"https://gazette.example/{name}",
        private=private,
    )


def words(source: Document, phrase: str) -> Evidence:
    """Return the evidence of a phrase of the document's text."""
    start = source.text.index(phrase)
    return source.quote(start, start + len(phrase))


def step(
    source: Document, phrase: str, status: MeasureStatus, on: date, *, confirmed: bool = False
) -> StatusReport:
    """Return one dated word on a measure."""
    return StatusReport(
        status=status,
        date=ReportedDate.day(on),
        days_since_first=None,
        claimed_by=None,
        document=source.id,
        evidence=words(source, phrase),
        confirmed=confirmed,
    )


def history(
    kind: str,
    statuses: tuple[StatusReport, ...],
    *,
    endpoints: tuple[Place, ...] = (),
    due: date | None = None,
    overdue: bool = False,
    name: str = "m1",
) -> MeasureHistory:
    """Return a measure's history whose status is its last step's."""
    days = [item.date.first for item in statuses if item.date]
    return MeasureHistory(
        id=name,
        kind=kind,
        parties=(AZE, PAK),
        endpoints=endpoints,
        first_raised=min(days) if days else None,
        last_heard=max(days) if days else None,
        restated=len(statuses),
        status=statuses[-1].status,
        due=ReportedDate.day(due) if due else None,
        overdue=overdue,
        slip_days=None,
        statuses=statuses,
    )


def air_finding() -> Finding:
    """Return a finding with every kind of figure and a route with its geometry."""
    places = SourceRef(name="Composed airport table", vintage="2026-09", licence="CC0")
    return Finding(
        question=Question(kind="air-link", parties=(AZE, PAK), endpoints=ENDS),
        headline="Baku and Islamabad lie 2,160 km apart; a jet would take about 3 h 10.",
        figures=(
            Figure(
                label="great_circle_distance",
                value=2160.4,
                unit="km",
                basis="observed",
                sources=(places,),
            ),
            Figure(
                label="block_time", value=3.1667, unit="h", basis="modelled", low=2.95, high=3.9
            ),
            Figure(
                label="load_factor", value=0.78, unit="share", basis="assumed", low=0.7, high=0.85
            ),
            Figure(
                label="passengers",
                value=None,
                unit="pax/year",
                basis="modelled",
                note="No traffic table has been fetched.",
            ),
        ),
        assumptions=("A narrow-body jet at its usual cruising speed",),
        caveats=("Closed airspace is not considered.",),
        routes=(
            Route(
                modes=("air",),
                countries=(AZE, PAK),
                distance_km=2160.4,
                time_h=Range(low=2.95, high=3.9),
                cost_usd_per_20t=None,
                borders=1,
                gauge_breaks=(),
                new_km=0.0,
                legs=(
                    Leg(
                        mode="air",
                        start="Baku",
                        end="Islamabad",
                        distance_km=2160.4,
                        countries=(AZE, PAK),
                        geometry=((49.95, 40.42), (61.5, 38.0), (72.83, 33.55)),
                    ),
                ),
            ),
        ),
    )


def not_examined(kind: str = "rail-link") -> NotExamined:
    """Return an honest refusal."""
    return NotExamined(
        question=Question(kind=kind, parties=(AZE, PAK)),
        reason="The report names no cities",
        mend="Name them: comity examine rail-link CITY CITY.",
    )


def pair(*, as_of: date = date(2024, 1, 15)) -> Dossier:
    """Return the dossier of two countries with three reports, one of them private."""
    one = document("d1", FIRST, date(2023, 4, 13))
    two = document("d2", SECOND, date(2023, 11, 2), language="ur")
    three = document("d3", NOTE, date(2023, 12, 1), private=True)
    people = (
        Participant(
            name="Sadia Composed",
            office="foreign secretary",
            office_kind="permanent-secretary",
            represents=PAK,
            evidence=words(one, "The Foreign Secretary of Pakistan, Sadia Composed"),
        ),
        Participant(
            name="Elçin Məmmədov",
            office="ambassador",
            office_kind="ambassador",
            represents=AZE,
            accredited_to=PAK,
            evidence=words(one, "Elçin Məmmədov, Ambassador of Azerbaijan"),
        ),
    )
    when = ReportedDate.day(date(2023, 4, 13), basis="text")
    met = words(one, "received Elçin Məmmədov, Ambassador of Azerbaijan, in Islamabad")
    place = Place(name="Islamabad", country=PAK)
    meeting = Meeting(
        form="meeting", date=when, place=place, participants=people, evidence=met, found_by="rule:m"
    )
    flights = words(one, "direct flights between Islamabad and Baku")
    reports = (
        Report(
            document=one,
            dyads=(Dyad.of(AZE, PAK),),
            meetings=(meeting,),
            subjects=(
                Subject(area="trade", evidence=words(one, "trade")),
                Subject(area="energy", evidence=words(one, "energy")),
            ),
            measures=(
                Measure(
                    kind="air-link",
                    parties=(AZE, PAK),
                    endpoints=ENDS,
                    status=MeasureStatus.DISCUSSED,
                    evidence=flights,
                ),
            ),
            history=(
                HistoricalFact(
                    kind="recognition",
                    parties=(AZE, PAK),
                    date=None,
                    evidence=words(one, "Azerbaijan recognised Pakistan early"),
                ),
            ),
            statements=(
                Statement(
                    speaker="Sadia Composed",
                    represents=PAK,
                    verb="talked",
                    area="energy",
                    evidence=words(one, "They talked about trade and energy"),
                ),
            ),
        ),
        Report(document=two, dyads=(Dyad.of(AZE, PAK),)),
        Report(document=three, dyads=(Dyad.of(AZE, PAK),)),
    )
    discussed, opened = MeasureStatus.DISCUSSED, MeasureStatus.IMPLEMENTED
    measures = (
        history(
            "air-link",
            (
                step(one, "direct flights between Islamabad and Baku", discussed, when.first),
                step(
                    two,
                    "براہ راست پروازیں شروع ہو گئیں",
                    opened,
                    date(2023, 11, 2),
                    confirmed=True,
                ),
            ),
            endpoints=ENDS,
        ),
        history(
            "rail-link",
            (step(one, "better rail connections", discussed, when.first),),
            due=date(2023, 12, 31),
            overdue=True,
            name="m2",
        ),
        history(
            "finance",
            (step(three, "the rail idea has no money behind it", discussed, date(2023, 12, 1)),),
            name="m3",
        ),
    )
    return Dossier(
        parties=PARTIES,
        as_of=as_of,
        reports=reports,
        meetings=(
            MeetingRecord(
                id="g1",
                form="meeting",
                dyads=(Dyad.of(AZE, PAK),),
                date=when,
                place=place,
                participants=people,
                reports=(one.id,),
                evidence=(met,),
            ),
        ),
        measures=measures,
        examinations=(air_finding(), not_examined(), not_examined("finance")),
        positions=(
            PositionRecord(
                id="p1",
                holder=PAK,
                stance="supports",
                target=AZE,
                area="territorial-issues",
                matter=None,
                date=when,
                document=one.id,
                evidence=words(one, "Pakistan supports the territorial integrity of Azerbaijan"),
            ),
        ),
    )


def without_reports() -> Dossier:
    """Return the dossier of two countries nobody has reported on."""
    return Dossier(parties=(Party("ISL"), Party("LAO")), as_of=date(2024, 1, 15))


def crowded(count: int, *, reports: int = 1) -> Dossier:
    """Return a dossier of so many measures, spread over so many reports."""
    start = date(2020, 1, 1)
    kinds = ("air-link", "rail-link", "visa-regime", "finance", "visit", "agreement")
    texts = [
        document(
            f"c{index}",
            " ".join(
                f"They discussed composed measure {number} of the year."
                for number in range(index, count, reports)
            ),
            start + timedelta(days=index),
        )
        for index in range(reports)
    ]
    measures = []
    for number in range(count):
        source = texts[number % reports]
        on = start + timedelta(days=number % reports)
        said = step(
            source,
            f"discussed composed measure {number} of the year",
            MeasureStatus.DISCUSSED,
            on,
        )
        measures.append(history(kinds[number % len(kinds)], (said,), name=f"m{number:04}"))
    examinations: tuple[Examination, ...] = tuple(
        air_finding() if measure.kind == "air-link" else not_examined(measure.kind)
        for measure in measures
    )
    return Dossier(
        parties=PARTIES,
        as_of=date(2024, 1, 15),
        reports=tuple(Report(document=text, dyads=(Dyad.of(AZE, PAK),)) for text in texts),
        measures=tuple(measures),
        examinations=examinations,
    )


def rich(reports: int, *, measures: int) -> Dossier:
    """Return a dossier in which every report has a meeting, subjects, positions and history."""
    base, crowd = pair(), crowded(measures, reports=reports)
    made, meetings, positions = [], [], []
    for number, report in enumerate(crowd.reports):
        text = f"{report.document.text} {FIRST}"
        source = replace(report.document, text=text)
        day = ReportedDate.day(date(2020, 1, 1) + timedelta(days=10 * number))
        shift = len(report.document.text) + 1
        model = base.reports[0]
        people = tuple(
            replace(person, evidence=_moved(person.evidence, source, shift))
            for person in model.meetings[0].participants
        )
        met = _moved(model.meetings[0].evidence, source, shift)
        made.append(
            replace(
                report,
                document=source,
                subjects=tuple(
                    replace(one, evidence=_moved(one.evidence, source, shift))
                    for one in model.subjects
                ),
                history=tuple(
                    replace(one, evidence=_moved(one.evidence, source, shift))
                    for one in model.history
                ),
                statements=tuple(
                    replace(one, evidence=_moved(one.evidence, source, shift))
                    for one in model.statements
                ),
            )
        )
        meetings.append(
            replace(
                base.meetings[0],
                id=f"g{number}",
                date=day,
                participants=people,
                reports=(source.id,),
                evidence=(met,),
            )
        )
        positions.append(
            replace(
                base.positions[0],
                id=f"p{number}",
                date=day,
                document=source.id,
                evidence=_moved(base.positions[0].evidence, source, shift),
            )
        )
    return replace(crowd, reports=tuple(made), meetings=tuple(meetings), positions=tuple(positions))


def _moved(evidence: Evidence, source: Document, shift: int) -> Evidence:
    return source.quote(evidence.start + shift, evidence.end + shift)
