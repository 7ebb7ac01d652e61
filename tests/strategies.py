"""Hypothesis strategies for the records, in one place; plugin authors may use them too."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from comity.model.actors import Dyad, Participant, Party, Place
from comity.model.dates import ReportedDate
from comity.model.facts import (
    Event,
    HistoricalFact,
    Measure,
    MeasureStatus,
    Meeting,
    Position,
    Related,
    Report,
    Statement,
    Subject,
)
from comity.model.text import Block, Document, DocumentId, Evidence

PARTIES = ("AZE", "CHN", "PAK", "TUR", "UN")
NAMES = ("Asad Majeed Khan", "Asad Majeed", "Khazar Farhadov", "Xəzər Fərhadov", "Li Hua", None)
OFFICES = ("foreign-minister", "permanent-secretary", "ambassador", "minister")
KINDS = ("air-link", "rail-link", "agreement", "visit")
CITIES = (
    ("Baku", "AZE"),
    ("Bakı", "AZE"),
    ("Islamabad", "PAK"),
    ("Lahore", "PAK"),
    ("Ankara", "TUR"),
)
WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=12, max_size=60
)

days = st.dates(min_value=date(2023, 1, 1), max_value=date(2023, 3, 1))
parties = st.sampled_from(PARTIES).map(Party)
sides = st.sets(parties, min_size=1, max_size=3).map(lambda found: tuple(sorted(found)))
places = st.sampled_from(CITIES).map(lambda city: Place(name=city[0], country=Party(city[1])))
confidences = st.sampled_from((0.25, 0.5, 1.0))


@st.composite
def reported_dates(draw: st.DrawFn) -> ReportedDate:
    """Draw a day, month, year or range."""
    first = draw(days)
    basis = draw(st.sampled_from(("text", "dateline", "published", None)))
    match draw(st.sampled_from(("day", "day", "month", "year", "range"))):
        case "day":
            return ReportedDate.day(first, basis=basis)
        case "month":
            return ReportedDate.month(first.year, first.month, basis=basis)
        case "year":
            return ReportedDate.year(first.year, basis=basis)
        case _:
            last = max(first, draw(days))
            return ReportedDate(first=first, last=last, precision="range", basis=basis)


@st.composite
def documents(draw: st.DrawFn, name: str | None = None) -> Document:
    """Draw a document; ``name`` sets its identifier."""
    text = draw(WORDS)
    block = Block(kind="paragraph", start=0, end=len(text), page=draw(st.none() | st.just(2)))
    return Document(
        id=DocumentId(name or draw(st.text(alphabet="abc-é", min_size=1, max_size=8))),
        text=text,
        title=draw(st.none() | WORDS),
        publisher=draw(st.none() | st.just("Agency")),
        publisher_country=draw(st.none() | st.just("PAK")),
        published=draw(st.none() | days.map(lambda day: ReportedDate.day(day, basis="published"))),
        language=draw(st.sampled_from(("en", "az"))),
        origin=draw(st.none() | st.just("reports/one.txt")),
        retrieved=draw(st.none() | st.just(datetime(2024, 1, 1, tzinfo=UTC))),
        blocks=draw(st.sampled_from(((), (block,)))),
    )


@st.composite
def evidences(draw: st.DrawFn, document: Document) -> Evidence:
    """Draw words of a document."""
    start = draw(st.integers(0, len(document.text) - 2))
    end = draw(st.integers(start + 1, len(document.text)))
    return document.quote(start, end)


@st.composite
def reports(draw: st.DrawFn, name: str | None = None) -> Report:
    """Draw all that one document may say."""
    document = draw(documents(name))
    words = evidences(document)

    def some(one: st.SearchStrategy, most: int = 2) -> st.SearchStrategy:
        return st.lists(one, max_size=most).map(tuple)

    dated = st.none() | reported_dates()
    area = st.sampled_from(("trade", "transport", "territorial-issues"))
    grounds = {"evidence": words, "confidence": confidences, "found_by": st.just("rule:drawn")}
    person = st.builds(
        Participant,
        name=st.sampled_from(NAMES),
        office=st.none() | st.just("Ambassador"),
        office_kind=st.sampled_from(OFFICES),
        represents=st.none() | parties,
        accredited_to=st.none() | parties,
        **grounds,
    )
    meeting = st.builds(
        Meeting,
        form=st.sampled_from(("meeting", "call", "visit", "summit")),
        date=dated,
        place=st.none() | places,
        participants=some(person, 3),
        **grounds,
    )
    measure = st.builds(
        Measure,
        kind=st.sampled_from(KINDS),
        parties=sides,
        endpoints=st.lists(places, max_size=3).map(
            lambda found: tuple(sorted(found, key=lambda place: place.name))
        ),
        status=st.sampled_from(list(MeasureStatus)),
        due=dated,
        date=dated,
        claimed_by=st.none() | parties,
        **grounds,
    )
    position = st.builds(
        Position,
        holder=parties,
        stance=st.sampled_from(("supports", "opposes", "calls-for")),
        target=st.none() | parties,
        area=area,
        matter=st.none() | st.just("the matter"),
        **grounds,
    )
    return Report(
        document=document,
        dyads=draw(some(st.sampled_from((Dyad.of("AZE", "PAK"), Dyad.of("CHN", "PAK"))), 1)),
        meetings=draw(some(meeting)),
        subjects=draw(some(st.builds(Subject, area=area, **grounds))),
        measures=draw(some(measure, 3)),
        positions=draw(some(position)),
        history=draw(
            some(
                st.builds(
                    HistoricalFact,
                    kind=st.just("recognition"),
                    parties=sides,
                    date=dated,
                    **grounds,
                )
            )
        ),
        statements=draw(
            some(
                st.builds(
                    Statement,
                    speaker=st.sampled_from(NAMES),
                    represents=st.none() | parties,
                    verb=st.just("stressed"),
                    area=st.none() | area,
                    **grounds,
                )
            )
        ),
        related=draw(some(st.builds(Related, title=WORDS, **grounds), 1)),
        events=draw(
            some(
                st.builds(
                    Event,
                    plover=st.just("CONSULT"),
                    actor=st.none() | parties,
                    recipient=st.none() | parties,
                    mode=st.none() | st.just("visit"),
                    context=some(st.just("diplomatic"), 1),
                    date=dated,
                    **grounds,
                )
            )
        ),
        reader=draw(st.sampled_from(("", "1"))),
    )


def report_lists(most: int = 4) -> st.SearchStrategy[list[Report]]:
    """Return lists of reports on different documents."""
    return st.integers(0, most).flatmap(
        lambda count: st.tuples(*(reports(name=f"doc-{number}") for number in range(count))).map(
            list
        )
    )
