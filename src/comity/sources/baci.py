"""BACI: trade by product with exporter's and importer's reports reconciled (CEPII)."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from comity.reference.state_codes import iso3_by_m49
from comity.sources.columns import Column, members, read_csv, translate
from comity.sources.record import Part, Source, Table
from comity.sources.tables import FlowTable, ProductTable

__all__ = ["SOURCE"]

THOUSAND = 1000.0


def read(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return pair totals and each country's trade by heading, from BACI's zip or its CSV files."""
    flows: list[FlowTable] = []
    products: list[ProductTable] = []
    for columns in _years(files):
        year = int(columns["t"][0])
        exporter = translate(columns["i"], iso3_by_m49())
        importer = translate(columns["j"], iso3_by_m49())
        known = (exporter != "") & (importer != "")
        value = columns["v"][known].astype(np.float64) * THOUSAND
        exporter, importer = exporter[known], importer[known]
        flows.append(_pairs(exporter, importer, value, year))
        heading = columns["k"][known].astype("U4")
        products.append(_headings(exporter, importer, heading, value, year))
    if not flows:
        raise ValueError("no file named BACI_HS…_Y….csv")
    return _stack(FlowTable, flows), _stack(ProductTable, products)


def _years(files: tuple[Path, ...]) -> "list[dict[str, Column]]":
    names = ("t", "i", "j", "k", "v")
    found = []
    for file in files:
        if file.suffix.lower() == ".zip":
            for name, opened in members(file, ".csv"):
                if "_Y" in name:
                    found.append(read_csv(opened, names, text=("k",)))
        else:
            found.append(read_csv(file, names, text=("k",)))
    return found


def _pairs(exporter: Column, importer: Column, value: Column, year: int) -> FlowTable:
    left, rows = np.unique(exporter, return_inverse=True)
    right, columns = np.unique(importer, return_inverse=True)
    total: Column = np.bincount(rows * len(right) + columns, value, len(left) * len(right))
    cells = np.flatnonzero(total)
    row, column = np.divmod(cells, len(right))
    return FlowTable(
        exporter=left[row],
        importer=right[column],
        year=np.full(len(cells), year),
        flow_usd=total[cells],
        reported_by=np.full(len(cells), "both"),
    )


def _headings(
    exporter: Column, importer: Column, heading: Column, value: Column, year: int
) -> ProductTable:
    iso3 = np.unique(np.concatenate([exporter, importer]))
    product, products = np.unique(heading, return_inverse=True)

    def by(side: Column) -> Column:
        cell = np.searchsorted(iso3, side) * len(product) + products
        return np.bincount(cell, value, len(iso3) * len(product))

    exports, imports = by(exporter), by(importer)
    cells = np.flatnonzero(exports + imports)
    row, column = np.divmod(cells, len(product))
    return ProductTable(
        iso3=iso3[row],
        year=np.full(len(cells), year),
        product=product[column],
        exports_usd=exports[cells],
        imports_usd=imports[cells],
    )


def _stack(kind: type, tables: list[Table]) -> Table:
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    return kind(
        **{name: np.concatenate([getattr(table, name) for table in tables]) for name in names}
    )


def resolve(
    source: Source, _listing: Callable[[Part], bytes], options: Mapping[str, str]
) -> tuple[Part, ...]:
    """Return the archive of the release and revision asked for."""
    name = f"BACI_{options['revision']}_V{options['release']}.zip"
    return (Part(name=name, address=f"{ARCHIVE}/{name}", form="zip"),)


ARCHIVE = "https://www.cepii.fr/DATA_DOWNLOAD/baci/data"

SOURCE = Source(
    name="baci",
    title="BACI, reconciled trade by product (CEPII)",
    licence="Etalab 2.0",
    address="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
    vintage="the release named by the option, 202501 unless changed",
    coverage="200 economies, all HS6 products; HS17 from 2017, HS92 from 1995",
    size_mb=600.0,
    citation="Gaulier, G. and Zignago, S. (2010), BACI: International Trade Database at the "
    "Product-Level, CEPII Working Paper 2010-23",
    tables=(FlowTable, ProductTable),
    read=read,
    resolve=resolve,
    options=(("release", "202501"), ("revision", "HS17")),
    accepts="Give BACI_HS…_V….zip, or its yearly files with the columns t, i, j, k, v.",
    note="The newest year of a release is incomplete; no domestic sales.",
)
