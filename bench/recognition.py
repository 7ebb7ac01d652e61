"""Measure recalled recognition and relations on the articles of US recognition beside the project.

The heading of each timeline entry tells its kind and date; only the paragraphs below it are read.
An entry counts as found if a recalled fact of its kind is read from them, as dated if that fact (or
another of the kind in the entry) gives the heading's year, and as right in its parties if it names
the United States and the country of the article.

    python bench/recognition.py [FOLDER] [--misses]
"""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

from comity.model.facts import HistoricalFact
from comity.model.text import Document, DocumentId
from comity.reading.facts.history import find_history
from comity.reading.mentions import find_mentions
from comity.reading.sentences import split
from comity.reading.text import settle
from comity.reference.countries import find_country

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "us_recognition_rdcr"
TEI = "{http://www.tei-c.org/ns/1.0}"
KINDS = (
    ("relations-established", re.compile(r"establishment of .*relations", re.IGNORECASE)),
    ("recognition", re.compile(r"\brecognition\b|\brecognized\b", re.IGNORECASE)),
)
NOT_ONE = re.compile(r"\b(?:non-recognition|withdr|severance|rupture|resumption)", re.IGNORECASE)


def plain(element: ET.Element) -> str:
    """Return the text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def entries(path: Path) -> list[tuple[str, str, str, str | None]]:
    """Return kind, year, text and country (ISO) of each entry whose heading tells a kind."""
    root = ET.parse(path).getroot()  # noqa: S314 - files the user fetched for the measurement
    short = root.find(f".//{TEI}title[@type='short']")
    country = find_country(plain(short)) if short is not None else None
    found = []
    for div in root.iter(f"{TEI}div"):
        head = div.find(f"{TEI}head")
        if div.get("type") != "timeline" or head is None:
            continue
        title = plain(head)
        kind = next((kind for kind, words in KINDS if words.search(title)), None)
        year = re.search(r"\b1[789]\d\d|20\d\d\b", title)
        text = "\n\n".join(plain(p) for p in div.findall(f"{TEI}p"))
        if kind and year and text and not NOT_ONE.search(title):
            found.append((kind, year.group(), text, country.iso3 if country else None))
    return found


def recalled(text: str) -> tuple[HistoricalFact, ...]:
    """Return what is recalled in a text that the United States publish."""
    document = Document(id=DocumentId("x"), text=settle(text), publisher_country="USA")
    sentences = split(document)
    return find_history(document, sentences, find_mentions(document, sentences))


def main() -> None:
    """Print the shares found, dated and right in their parties, by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for path in sorted(options.folder.glob("articles/*.xml")):
        for kind, year, text, country in entries(path):
            facts = [fact for fact in recalled(text) if fact.kind == kind]
            dated = any(fact.date and str(fact.date.first.year) == year for fact in facts)
            counts[kind, "all"] += 1
            counts[kind, "found"] += bool(facts)
            counts[kind, "dated"] += dated
            counts[kind, "parties"] += any({"USA", country} <= set(f.parties) for f in facts)
            if options.misses and not dated:
                print(kind, year, [(f.kind, f.date and f.date.iso) for f in facts], text[:230])
    if not counts:
        sys.exit(f"no articles in {options.folder}")
    for kind, _ in KINDS:
        total = counts[kind, "all"]
        shares = (
            f"{name} {counts[kind, name] / total:.3f}" for name in ("found", "dated", "parties")
        )
        print(f"{kind:22} {total:4} entries  ", "  ".join(shares))


if __name__ == "__main__":
    main()
