"""Read the remarks on the travels of US presidents and secretaries, and count what is right.

    python bench/travels.py [--misses N] [--travels FOLDER]

*country*: of the remarks that name a country or its people, how often the reading names it among
its parties. *person*: of 300 remarks labelled by hand (``tests/evaluation/travels/persons.tsv``,
surnames alone), how often the person named first is read as a participant; with the share of all
persons labelled that are found, and of all found that are labelled.
"""

import argparse
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from comity.model.dates import ReportedDate
from comity.model.facts import Report
from comity.model.text import Document, DocumentId
from comity.reading.mentions import find_mentions
from comity.reading.pipeline import read
from comity.reading.sentences import split
from comity.reading.text import settle
from comity.reference.countries import find_country

ROOT = Path(__file__).resolve().parents[1]
TRAVELS = ROOT.parent / "shared" / "corpora" / "us_travels"
LABELS = ROOT / "tests" / "evaluation" / "travels" / "persons.tsv"


def main() -> None:
    """Print both shares with what they are counted on, and misses where asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--travels", type=Path, default=TRAVELS)
    asked = parser.parse_args()
    trips = {name: (country, document) for name, country, document in _trips(asked.travels)}
    _countries(trips, asked.misses)
    _persons(trips, asked.misses)


def _trips(folder: Path) -> Iterator[tuple[str, str, Document]]:
    for path in sorted(folder.glob("*/*.xml")):
        for trip in ET.parse(path).getroot().iter("trip"):  # noqa: S314 - as above
            remark = settle(" ".join((trip.findtext("remarks") or "").split()))
            name = (trip.get("role") or " ")[0] + (trip.findtext("id") or "")
            begun = trip.findtext("start-date") or ""
            yield (
                name,
                trip.findtext("country") or "",
                Document(
                    id=DocumentId(name),
                    text=remark,
                    publisher_country="USA",
                    published=ReportedDate.parse(begun, basis="published") if begun else None,
                ),
            )


def _countries(trips: dict[str, tuple[str, Document]], misses: int) -> None:
    held = all_ = 0
    for name, (visited, document) in trips.items():
        country = find_country(visited)
        if country is None or not document.text:
            continue
        words = "|".join(re.escape(w) for w in (*country.names, *country.demonyms))
        if not re.search(rf"\b(?:{words})\b", document.text):
            continue
        all_ += 1
        mentions = find_mentions(document, split(document))
        right = country.iso3 in mentions.named(0, len(document.text))
        held += right
        if not right and misses:
            misses -= 1
            print(f"country {name} {country.iso3}: {document.text[:120]}")
    print(f"country {held}/{all_} = {held / all_:.3f}")


def _persons(trips: dict[str, tuple[str, Document]], misses: int) -> None:
    first = remarks = found = labelled = told = 0
    for name, wanted in _labels():
        document = trips[name][1]
        report = read(document)
        meetings = report.meetings if isinstance(report, Report) else ()
        people = [_fold(p.name or "") for m in meetings for p in m.participants if p.name]
        hits = [label for label in wanted if any(_fold(label) in who for who in people)]
        labelled += len(wanted)
        found += len(hits)
        told += len(people)
        if wanted:
            remarks += 1
            first += wanted[0] in hits
            if wanted[0] not in hits and misses:
                misses -= 1
                print(f"person {name} {wanted}: {document.text[:160]} | {people}")
    print(f"person  {first}/{remarks} = {first / remarks:.3f} (the one named first)")
    print(f"all persons: recall {found}/{labelled} = {found / labelled:.3f}, named {told}")


def _labels() -> Iterator[tuple[str, list[str]]]:
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, surnames = line.partition("\t")
        yield name, [surname.strip() for surname in surnames.split(",") if surname.strip()]


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


if __name__ == "__main__":
    main()
