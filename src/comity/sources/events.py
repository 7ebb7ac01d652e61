"""Coded news events: GDELT (CAMEO codes) of single days, POLECAT (PLOVER codes) of weeks."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from comity.errors import UsageError
from comity.reference.countries import COUNTRIES
from comity.sources.dataverse import newest
from comity.sources.record import Part, Source, Table
from comity.sources.tables import EventTable

__all__ = ["GDELT", "POLECAT"]

# Columns of GDELT 1.0 daily files, counted from 0 (GDELT event codebook 1.03).
DAY, ACTOR_COUNTRY, RECIPIENT_COUNTRY, ROOT_CODE, GOLDSTEIN = 1, 7, 17, 28, 30
MOST_DAYS = 31

Row = tuple[str, str, str, str, float]


def read_gdelt(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the events between two different countries of daily export files."""
    return (_table(row for file in files for row in _gdelt_rows(file)),)


def _gdelt_rows(file: Path) -> Iterator[Row]:
    for line in _lines(file):
        fields = line.rstrip("\n").split("\t")
        actor, recipient = fields[ACTOR_COUNTRY], fields[RECIPIENT_COUNTRY]
        if actor != recipient and actor in COUNTRIES and recipient in COUNTRIES:
            day = fields[DAY]
            said = float(fields[GOLDSTEIN] or "nan")
            yield f"{day[:4]}-{day[4:6]}-{day[6:8]}", actor, recipient, fields[ROOT_CODE], said


def read_polecat(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the events between two different countries of ``ngecEvents`` files (tab)."""
    return (_table(row for file in files for row in _polecat_rows(file)),)


def _polecat_rows(file: Path) -> Iterator[Row]:
    for event in csv.DictReader(_lines(file), delimiter="\t"):
        actors = event["Actor Country"].split(";")
        recipients = event["Recipient Country"].split(";")
        for actor in sorted(set(actors) & set(COUNTRIES)):
            for recipient in sorted(set(recipients) & set(COUNTRIES) - {actor}):
                said = float(event["Intensity"] or "nan")
                yield event["Event Date"][:10], actor, recipient, event["Event Type"], said


def _lines(file: Path) -> Iterator[str]:
    if file.suffix.lower() != ".zip":
        with file.open(encoding="utf-8", errors="replace") as opened:
            yield from opened
        return
    try:
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                with archive.open(name) as packed:
                    yield from io.TextIOWrapper(packed, encoding="utf-8", errors="replace")
    except zipfile.BadZipFile as error:
        raise ValueError(f"{file.name} is a damaged zip archive") from error


def _table(rows: Iterable[Row]) -> EventTable:
    day, actor, recipient, category, intensity = zip(*rows, strict=True)
    return EventTable(
        day=np.array(day),
        actor=np.array(actor),
        recipient=np.array(recipient),
        category=np.array(category),
        intensity=np.array(intensity, np.float64),
    )


def resolve_gdelt(
    _source: Source, _listing: Callable[[Part], bytes], options: Mapping[str, str]
) -> tuple[Part, ...]:
    """Return one daily file for each day asked for."""
    try:
        first = date.fromisoformat(options["from"])
        last = date.fromisoformat(options["to"] or options["from"])
    except ValueError as error:
        raise UsageError(
            "The days of GDELT to fetch are missing or no dates.",
            mend="Run: comity sources fetch gdelt --option from=2023-04-13 --option to=2023-04-14",
        ) from error
    days = (last - first).days + 1
    if not 0 < days <= MOST_DAYS:
        raise UsageError(
            f"{days} days of GDELT were asked for; one fetch takes 1 to {MOST_DAYS}.",
            mend="Choose a shorter span.",
        )
    return tuple(_day_part(first + timedelta(days=step)) for step in range(days))


def _day_part(day: date) -> Part:
    name = f"{day:%Y%m%d}.export.CSV.zip"
    return Part(name=name, address=f"http://data.gdeltproject.org/events/{name}", form="zip")


def resolve_polecat(
    source: Source, listing: Callable[[Part], bytes], _options: Mapping[str, str]
) -> tuple[Part, ...]:
    """Return the newest weekly file of the study."""
    return (newest(source, listing, r"ngecEvents.*\.(tab|txt|zip)$"),)


GDELT = Source(
    name="gdelt",
    title="GDELT 1.0 events",
    licence="open with citation",
    address="https://www.gdeltproject.org/data.html",
    vintage="the days fetched",
    coverage="news of the world, 2013-04-01 onwards by day; machine-coded, many duplicates",
    size_mb=10.0,
    citation="The GDELT Project, gdeltproject.org",
    tables=(EventTable,),
    read=read_gdelt,
    resolve=resolve_gdelt,
    options=(("from", ""), ("to", "")),
    accepts="Give daily files YYYYMMDD.export.CSV(.zip) of GDELT 1.0.",
    note="Counts of news, not of deeds.",
)

POLECAT = Source(
    name="polecat",
    title="POLECAT political events (PLOVER codes)",
    licence="CC0 1.0 (cite)",
    address="https://doi.org/10.7910/DVN/AJGVIT",
    vintage="newest weekly file of the study",
    coverage="news of the world, 2018 onwards; machine-coded",
    size_mb=60.0,
    citation="Scarborough, G. et al. (2023), POLECAT Weekly Data, Harvard Dataverse, "
    "doi:10.7910/DVN/AJGVIT",
    tables=(EventTable,),
    read=read_polecat,
    resolve=resolve_polecat,
    accepts="Give ngecEvents files (tab-separated).",
    note="Counts of news, not of deeds.",
)
