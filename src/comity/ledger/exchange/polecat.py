"""Events as PLOVER/POLECAT-style tab-separated rows; what is not known stays empty, never guessed.

Source:
    Column names and order: Halterman et al. (2023), POLitical Event Classification, Attributes, and
    Types (POLECAT) Weekly Data, Harvard Dataverse, doi:10.7910/DVN/AJGVIT.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from comity.ledger.exchange.tables import flat_rows
from comity.ledger.stores import Store
from comity.reference.countries import country_name, get_country
from comity.reference.state_codes import iso3_by_cow
from comity.vocabulary.load import load_vocabulary

__all__ = ["HEADER", "write"]

_ACTOR = (
    "{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title",
    "{0} Name Raw", "Wikipedia {0} ID",
)  # fmt: skip

HEADER: tuple[str, ...] = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _ACTOR),
    *(name.format("Recipient") for name in _ACTOR),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
"""The 40 columns."""

LANGUAGES: Mapping[str, str] = {"en": "English"}
"""POLECAT's names of languages."""


def write(store: Store, path: Path) -> int:
    """Write one row for each event; return how many."""
    written = 0
    document: dict[str, Any] = {}
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(HEADER) + "\n")
        for table, row in flat_rows(store):
            if table == "documents":
                document = row
            elif table == "events":
                cells = _event(row, document)
                file.write("\t".join(_cell(cells.get(name)) for name in HEADER) + "\n")
                written += 1
    return written


def _event(row: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    plover = load_vocabulary().plover.get(row["plover"])
    return {
        "Event ID": row["id"],
        "Event Date": row["day"],
        "Event Type": row["plover"],
        "Event Mode": row["mode"],
        "Quad Code": plover.quad.upper().replace("-", " ") if plover else None,
        "Contexts": row["context"],
        **_actor("Actor", row["actor"]),
        **_actor("Recipient", row["recipient"]),
        "Source": document["publisher"],
        "Publication Date": document["published"],
        "Language": LANGUAGES.get(document["language"], document["language"]),
        "Version": document["reader"],
    }


def _actor(side: str, party: str | None) -> dict[str, Any]:
    if party is None:
        return {}
    is_country = get_country(party) is not None
    return {
        f"{side} Name": country_name(party),
        f"{side} Country": party if is_country else None,
        f"{side} COW": _cow().get(party),
        f"{side} Name Raw": party,
    }


@cache
def _cow() -> Mapping[str, int]:
    return {iso3: number for number, iso3 in iso3_by_cow().items()}


def _cell(value: Any) -> str:
    """Return a cell without the tabs and line ends that break published files."""
    return "" if value is None else re.sub(r"\s+", " ", str(value)).strip()
