"""The example series on Azerbaijan and Pakistan as a perfect reader would report it."""

from datetime import date
from pathlib import Path

from comity.model.actors import Dyad, Participant, Party, Place
from comity.model.dates import ReportedDate
from comity.model.facts import Measure, MeasureStatus, Meeting, Position, Report, Subject
from comity.model.text import Document, DocumentId, Evidence

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
AZE, PAK = Party("AZE"), Party("PAK")
PLACES = {
    "Baku": Place(name="Baku", country=AZE),
    "Islamabad": Place(name="Islamabad", country=PAK),
    "Karachi": Place(name="Karachi", country=PAK),
    "Lahore": Place(name="Lahore", country=PAK),
}

Row = tuple[str, str, tuple[str, ...], str, str | None, str]
"""Example, kind, endpoints, status, due, quote."""

MEASURES: tuple[Row, ...] = (
    ("islamabad-2023-04-13", "air-link", ("Baku", "Islamabad"), "discussed", None,
     "opening direct flights between Islamabad and Baku"),
    ("islamabad-2023-04-13", "road-link", (), "discussed", None,
     "how road and rail links between Pakistan and Azerbaijan could be improved"),
    ("baku-2023-08-16", "air-link", ("Baku", "Islamabad"), "agreed", "2023-09-20",
     "it will open direct flights between Baku and Islamabad"),
    ("lahore-2023-09-23", "air-link", ("Baku", "Lahore"), "implemented", None,
     "Azerbaijan Airlines opened direct flights between Baku and Lahore"),
    ("islamabad-2023-11-02", "air-link", ("Baku", "Islamabad"), "implemented", None,
     "Azerbaijan Airlines launched direct flights between Baku and Islamabad"),
    ("karachi-2024-04-18", "air-link", ("Baku", "Karachi"), "implemented", None,
     "Azerbaijan Airlines has started direct flights between Baku and Karachi"),
)  # fmt: skip


def series() -> tuple[Report, ...]:
    """Return the reports of the series, oldest first."""
    return tuple(_report(name) for name in dict.fromkeys(row[0] for row in MEASURES))


def _report(name: str) -> Report:
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    document = Document(
        id=DocumentId(name),
        text=text,
        title=None,
        origin=f"examples/{name}.txt",
        published=ReportedDate.day(date.fromisoformat(name[-10:]), basis="dateline"),
    )
    first = name == "islamabad-2023-04-13"
    return Report(
        document=document,
        dyads=(Dyad.of("AZE", "PAK"),),
        measures=tuple(
            Measure(
                kind=kind,
                parties=(AZE, PAK),
                endpoints=tuple(PLACES[place] for place in ends),
                status=MeasureStatus(status),
                due=ReportedDate.parse(due) if due else None,
                evidence=_quote(document, quote),
            )
            for row, kind, ends, status, due, quote in MEASURES
            if row == name
        ),
        meetings=(_meeting(document),) if first else (),
        subjects=(Subject(area="transport", evidence=_quote(document, "direct flights")),),
        positions=_positions(document) if first else (),
        reader="hand",
    )


def _meeting(document: Document) -> Meeting:
    words = _quote(document, "received the Ambassador of Azerbaijan to Pakistan")
    return Meeting(
        form="meeting",
        date=ReportedDate.day(date(2023, 4, 13), basis="dateline"),
        place=PLACES["Islamabad"],
        participants=(
            Participant(
                name="Asad Majeed Khan",
                office="Foreign Secretary",
                office_kind="permanent-secretary",
                represents=PAK,
                evidence=_quote(document, "Foreign Secretary, Asad Majeed Khan"),
            ),
            Participant(
                name="Khazar Farhadov",
                office="Ambassador",
                office_kind="ambassador",
                represents=AZE,
                accredited_to=PAK,
                evidence=_quote(document, "Khazar Farhadov"),
            ),
        ),
        evidence=words,
    )


def _positions(document: Document) -> tuple[Position, ...]:
    return (
        Position(
            holder=PAK,
            stance="supports",
            target=AZE,
            area="territorial-issues",
            evidence=_quote(document, "Pakistan firmly supports the territorial integrity"),
        ),
        Position(
            holder=AZE,
            stance="supports",
            target=PAK,
            area="territorial-issues",
            evidence=_quote(
                document, "Azerbaijan, for its part, supports Pakistan's position on Kashmir"
            ),
        ),
    )


def _quote(document: Document, quote: str) -> Evidence:
    start = document.text.index(quote)
    return document.quote(start, start + len(quote))
