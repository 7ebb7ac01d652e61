"""What gravity equations use: distance, border, language, colony, agreements (CEPII, USITC)."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO

import numpy as np

from comity.sources.columns import Column, members, read_csv
from comity.sources.record import Part, Source, Table
from comity.sources.tables import CovariateTable

__all__ = ["CEPII", "USITC"]

CEPII_NAMES = MappingProxyType(
    {
        "origin": ("iso3_o",),
        "destination": ("iso3_d",),
        "year": ("year",),
        "distance_km": ("distw_harmonic", "distw", "dist"),
        "is_contiguous": ("contig",),
        "has_common_language": ("comlang_off",),
        "had_colonial_tie": ("col_dep_ever", "col45"),
        "has_trade_agreement": ("fta_wto", "rta"),
        "flow_usd": ("tradeflow_baci", "tradeflow_comtrade_o"),  # thousand US$
    }
)
USITC_NAMES = MappingProxyType(
    {
        "origin": ("iso3_o",),
        "destination": ("iso3_d",),
        "year": ("year",),
        "distance_km": ("distance",),
        "is_contiguous": ("contiguity",),
        "has_common_language": ("common_language",),
        "had_colonial_tie": ("colony_ever",),
        "has_trade_agreement": ("agree_fta",),
    }
)
THOUSAND = 1000.0


def read_cepii(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the rows of CEPII's Gravity file (zip or CSV)."""
    return (_table(files, CEPII_NAMES),)


def read_usitc(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the rows of the Dynamic Gravity Dataset's release files (zip or CSV)."""
    return (_table(files, USITC_NAMES),)


def _table(files: tuple[Path, ...], names: Mapping[str, tuple[str, ...]]) -> CovariateTable:
    pieces = [_columns(data, names) for data in _opened(files)]
    if not pieces:
        raise ValueError("no CSV file with the columns iso3_o, iso3_d, year")
    joined = {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}
    kept = (joined["origin"] != "") & (joined["destination"] != "")
    return CovariateTable(**{name: column[kept] for name, column in joined.items()})


def _opened(files: tuple[Path, ...]) -> Iterator[IO[bytes]]:
    for file in files:
        if file.suffix.lower() != ".zip":
            yield io.BytesIO(file.read_bytes())
            continue
        for name, opened in members(file, ".csv"):
            data = opened.read()
            if b"iso3_o" in data[:4096] and not name.startswith("__MACOSX"):
                yield io.BytesIO(data)


def _columns(data: IO[bytes], names: Mapping[str, tuple[str, ...]]) -> dict[str, Column]:
    first = data.readline().decode("utf-8-sig")
    data.seek(0)
    held = next(csv.reader([first.strip()]))
    chosen = {
        ours: next((one for one in theirs if one in held), None) for ours, theirs in names.items()
    }
    for needed in ("origin", "destination", "year", "distance_km"):
        if chosen[needed] is None:
            raise KeyError(f"no column {' or '.join(names[needed])}")
    read = read_csv(data, [one for one in chosen.values() if one], text=("iso3_o", "iso3_d"))
    rows = len(read["year"])
    unknown = np.full(rows, np.nan)
    table = {ours: read[theirs] if theirs else unknown for ours, theirs in chosen.items()}
    table["flow_usd"] = np.asarray(table.get("flow_usd", unknown), np.float64) * THOUSAND
    return {name: _typed(name, column) for name, column in table.items()}


def _typed(name: str, column: Column) -> Column:
    if name in {"origin", "destination"}:
        return column
    return np.asarray(column).astype(np.int64 if name == "year" else np.float64)


CEPII = Source(
    name="gravity-cepii",
    title="Gravity database (CEPII)",
    licence="Etalab 2.0",
    address="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=8",
    vintage="V202211",
    coverage="252 economies, 1948 to 2021",
    size_mb=250.0,
    citation="Conte, M., Cotterlaz, P. and Mayer, T. (2022), The CEPII Gravity Database, CEPII "
    "Working Paper 2022-05",
    tables=(CovariateTable,),
    read=read_cepii,
    parts=(
        Part(
            name="Gravity_csv_V202211.zip",
            address="https://www.cepii.fr/DATA_DOWNLOAD/gravity/data/Gravity_csv_V202211.zip",
            form="zip",
        ),
    ),
    accepts="Give Gravity_csv_V….zip or its CSV file (columns iso3_o, iso3_d, year, dist, contig, "
    "comlang_off, fta_wto).",
)

USITC = Source(
    name="gravity-usitc",
    title="Dynamic Gravity Dataset (USITC)",
    licence="public domain (US government)",
    address="https://www.usitc.gov/data/gravity/dgd.htm",
    vintage="the release added",
    coverage="285 economies, 1948 to 2019",
    size_mb=300.0,
    citation="Gurevich, T. and Herman, P. (2018), The Dynamic Gravity Dataset: 1948-2016, USITC "
    "Economics Working Paper 2018-02-A",
    tables=(CovariateTable,),
    read=read_usitc,
    accepts="Give a release file, zip or CSV (columns iso3_o, iso3_d, year, distance, contiguity, "
    "common_language, agree_fta).",
    note="Only by `comity sources add gravity-usitc FILE`: the release files move.",
)
