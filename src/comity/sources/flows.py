"""Trade flows in a file of the user's own, with or without domestic sales."""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from comity.sources.columns import Column, read_csv, want
from comity.sources.rda import read_frames
from comity.sources.record import Source, Table
from comity.sources.tables import FlowTable

__all__ = ["ITPD", "SOURCE", "flow_table"]

MILLION = 1e6


def flow_table(
    exporter: Column, importer: Column, year: Column, flow_usd: Column, reported_by: str = "both"
) -> FlowTable:
    """Return a flow table without the rows that miss a value or a country."""
    flow = np.asarray(flow_usd, np.float64)
    kept = np.isfinite(flow) & (exporter != "") & (importer != "")
    return FlowTable(
        exporter=exporter[kept].astype("U3"),
        importer=importer[kept].astype("U3"),
        year=np.asarray(year[kept], np.float64).astype(np.int64),
        flow_usd=flow[kept],
        reported_by=np.full(int(kept.sum()), reported_by),
    )


def read(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the flows of a CSV file, or of the data frames of two R packages."""
    if files[0].suffix.lower() in {".rda", ".rdata"}:
        return (_from_frame(next(iter(read_frames(files[0]).values()))),)
    own = read_csv(files[0], ("exporter", "importer", "year", "flow_usd"))
    return (flow_table(own["exporter"], own["importer"], own["year"], own["flow_usd"]),)


def _from_frame(frame: Mapping[str, Column]) -> FlowTable:
    if {"exp", "imp", "time", "export"} <= set(frame):  # penppml::trade, current US$
        return flow_table(frame["exp"], frame["imp"], frame["time"], frame["export"])
    want(frame, "exporter", "importer", "year", "trade")  # tradepolicy::agtpa_applications
    return flow_table(frame["exporter"], frame["importer"], frame["year"], frame["trade"] * MILLION)


def read_itpd(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return ITPD-E summed over its industries; it holds domestic sales, in million US$."""
    with files[0].open(encoding="utf-8-sig") as file:
        held = next(csv.reader(file))
    want(dict.fromkeys(held), "exporter_iso3", "importer_iso3", "year", "trade")  # type: ignore[arg-type]
    columns = read_csv(files[0], ("exporter_iso3", "importer_iso3", "year", "trade"))
    exporter, exporters = np.unique(columns["exporter_iso3"], return_inverse=True)
    importer, importers = np.unique(columns["importer_iso3"], return_inverse=True)
    first = int(columns["year"].min())
    years = int(columns["year"].max()) - first + 1
    cell = (exporters * len(importer) + importers) * years + columns["year"] - first
    total = np.bincount(cell, columns["trade"], len(exporter) * len(importer) * years)
    held_cells = np.flatnonzero(np.bincount(cell, minlength=len(total)))
    pair, year = np.divmod(held_cells, years)
    row, column = np.divmod(pair, len(importer))
    return (flow_table(exporter[row], importer[column], year + first, total[held_cells] * MILLION),)


SOURCE = Source(
    name="trade-flows",
    title="Trade flows added by the user",
    licence="that of the file added",
    address="https://comtradeplus.un.org/",
    vintage="that of the file added",
    coverage="that of the file added",
    size_mb=1.0,
    citation="the source of the file added",
    tables=(FlowTable,),
    read=read,
    accepts="Give a CSV file with the columns exporter, importer (alpha-3), year, flow_usd "
    "(current US$; rows with exporter = importer are domestic sales), penppml's trade.rda, or "
    "tradepolicy's agtpa_applications.rda.",
)

ITPD = Source(
    name="itpd-e",
    title="International Trade and Production Database for Estimation (USITC ITPD-E)",
    licence="public domain (US government)",
    address="https://www.usitc.gov/data/gravity/itpde.htm",
    vintage="the release added",
    coverage="265 economies, 1986 onwards, domestic sales included",
    size_mb=1500.0,
    citation="Borchert, I., Larch, M., Shikher, S. and Yotov, Y. (2021), The International Trade "
    "and Production Database for Estimation, International Economics 166, 140-166",
    tables=(FlowTable,),
    read=read_itpd,
    accepts="Unpack the release from the address and give its CSV file (columns exporter_iso3, "
    "importer_iso3, year, trade).",
    note="Only by `comity sources add itpd-e FILE`: its releases move and are very large.",
)
