"""Read the White House readouts of ../shared, title hidden, and say how often the partner is right.

    python bench/readouts.py [--misses N] [--readouts FOLDER]

The labels come from the titles (``silver_from_titles.json``): the form of the encounter, the
counterpart, and the partner country where the title names it. The reader sees the body alone,
with the publisher's country and the day. Encounters at home are no meetings (the guidelines of the
gold), so the three shares are counted on the readouts whose title names a foreign country.
"""

import argparse
import json
import re
import time
import unicodedata
from pathlib import Path
from typing import Any

from comity.model.dates import ReportedDate
from comity.model.facts import Meeting, Report
from comity.model.text import Document, text_id
from comity.reading.pipeline import read
from comity.reading.text import settle
from comity.reference.countries import find_country

READOUTS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "wh_readouts"
TITLES = frozenset(
    [
        "president",
        "prime",
        "minister",
        "vice",
        "king",
        "crown",
        "prince",
        "queen",
        "secretary",
        "general",
        "chancellor",
        "foreign",
        "of",
        "the",
        "and",
        "jr",
        "national",
        "security",
        "advisor",
        "adviser",
        "dr",
        "mr",
        "ms",
        "amir",
        "sheikh",
        "his",
        "majesty",
        "pope",
        "holiness",
        "deputy",
        "elect",
        "leader",
        "leaders",
        "sultan",
        "emir",
        "speaker",
        "director",
        "taoiseach",
    ]
)


def main() -> None:
    """Print the three shares with what they are counted on, and misses where asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--readouts", type=Path, default=READOUTS)
    asked = parser.parse_args()
    labels = json.loads((asked.readouts / "silver_from_titles.json").read_text(encoding="utf-8"))
    counts = {name: [0, 0] for name in ("country", "form", "counterpart")}
    words, begun = 0, time.process_time()
    for label in labels:
        body = (asked.readouts / "docs" / f"{label['id']}.md").read_text(encoding="utf-8")
        document = _document(body, label["date"])
        words += len(document.text.split())
        report = read(document)
        meetings = report.meetings if isinstance(report, Report) else ()
        for name, held in _judge(label, meetings):
            counts[name][0] += held
            counts[name][1] += 1
            if not held and asked.misses:
                asked.misses -= 1
                print(f"{name}: {label['id']} {label.get(name)} | {_told(meetings)}")
    for name, (held, all_) in counts.items():
        print(f"{name:12} {held}/{all_} = {held / all_:.3f}")
    spent = time.process_time() - begun
    print(f"{words} words in {spent:.1f} s of processor time: {words / spent:.0f} words a second")


def _document(body: str, day: str) -> Document:
    text = settle(re.sub(r"\A---\n.*?\n---\n", "", body, flags=re.DOTALL)).strip()
    return Document(
        id=text_id(text),
        text=text,
        publisher_country="USA",
        published=ReportedDate.parse(day, basis="published"),
    )


def _judge(label: dict[str, Any], meetings: tuple[Meeting, ...]) -> list[tuple[str, bool]]:
    first = meetings[0] if meetings else None
    country = find_country(label["country"] or "")
    if country is None or country.iso3 == "USA":
        return []
    partners = [p.represents for p in first.participants if p.represents != "USA"] if first else []
    found = [
        ("form", first is not None and _is_call(first.form) == _is_call(label["form"])),
        ("country", partners[:1] == [country.iso3]),
    ]
    named = _names(label["counterpart"] or "")
    if named:
        people = [set(_names(p.name or "")) for m in meetings for p in m.participants]
        found.append(("counterpart", any(named[-1] in names for names in people)))
    return found


def _is_call(form: str) -> bool:
    return any(word in form for word in ("call", "virtual", "video", "phone"))


def _names(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", re.split(r" of (?:the )?[A-Z]", text)[0])
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return [w for w in re.findall(r"[a-z]+", letters) if w not in TITLES and len(w) > 1]


def _told(meetings: tuple[Meeting, ...]) -> str:
    return "; ".join(
        f"{m.form} {[(p.name or p.office, p.represents) for p in m.participants][:4]}"
        for m in meetings[:2]
    )


if __name__ == "__main__":
    main()
