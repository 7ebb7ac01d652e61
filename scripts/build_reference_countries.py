"""Build the table of countries from the npm package world-countries and the PyPI package babel.

    npm pack world-countries && tar xzf world-countries-*.tgz
    python scripts/build_reference_countries.py package/dist/countries.json

The derived table keeps the licence of its source (ODbL 1.0), so it lies in a file of its own with
its attribution beside it. Names that neither source has are in ``country_names.toml``.
"""

import json
import sys
from pathlib import Path
from typing import Any

from babel import Locale

DATA = Path(__file__).resolve().parents[1] / "src" / "comity" / "reference" / "data"

CODES = {"UNK": "XKX"}
"""Codes of the source that are not those of the reports."""

SHORTEST_ALIAS = 4
"""Letters; shorter ones are codes or abbreviations, which ``country_names.toml`` lists by hand."""

MISLEADING = {
    "Island",
    "Mann",
    "Mannin",
    "Prathet",
    "Thai",
    "Togolese",
    "Congo",
    "Portuguesa",
    "Mexicanos",
}
"""Aliases of the source that are other English words, adjectives, or name two countries."""


OTHERS = {("DMA", "Dominican"), ("COG", "Congolese")}
"""Demonyms that reports use of another country far more often: left to that one."""


def main() -> None:
    """Write ``countries.json``: one row a country or territory, sorted by code."""
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    english = Locale("en").territories
    rows = sorted((_row(entry, english) for entry in source), key=lambda row: row["iso3"])
    _keep_mutual_borders(rows)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    (DATA / "countries.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(rows)} countries and territories")


def _keep_mutual_borders(rows: list[dict[str, Any]]) -> None:
    """Drop a border that only one of the two has: the source lists India for Sri Lanka."""
    borders = {row["iso3"]: row["borders"] for row in rows}
    for row in rows:
        row["borders"] = [code for code in row["borders"] if row["iso3"] in borders[code]]


def _row(entry: dict[str, Any], english: Any) -> dict[str, Any]:
    iso3 = CODES.get(entry["cca3"], entry["cca3"])
    common, official = entry["name"]["common"], entry["name"]["official"]
    aliases = {
        name
        for name in (*entry["altSpellings"], english.get(entry["cca2"], ""))
        if len(name) >= SHORTEST_ALIAS
        and name[:1].isupper()
        and "," not in name
        and name not in {common, official, *MISLEADING}
    }
    demonyms = entry.get("demonyms", {}).get("eng", {})
    return {
        "iso3": iso3,
        "iso2": entry["cca2"],
        "numeric": entry["ccn3"],
        "name": common,
        "official": official,
        "capitals": entry["capital"],
        "demonyms": sorted(
            {
                word
                for form in (demonyms.get("m", ""), demonyms.get("f", ""))
                for word in form.replace(" or ", ", ").split(", ")
                if word and (iso3, word) not in OTHERS
            }
        ),
        "aliases": sorted(aliases),
        "independent": bool(entry["independent"]),
        "region": entry["region"],
        "subregion": entry["subregion"],
        "latitude_deg": entry["latlng"][0],
        "longitude_deg": entry["latlng"][1],
        "borders": sorted(CODES.get(code, code) for code in entry["borders"]),
    }


if __name__ == "__main__":
    main()
