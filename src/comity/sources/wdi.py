"""World Development Indicators of the World Bank: income, people, trade, investment, visitors."""

import json
from pathlib import Path

import numpy as np

from comity.reference.countries import COUNTRIES
from comity.sources.record import Part, Source, Table
from comity.sources.tables import IndicatorTable

__all__ = ["INDICATORS", "SOURCE"]

INDICATORS = {
    "NY.GDP.MKTP.CD": "gross domestic product, current US$",
    "SP.POP.TOTL": "population",
    "NE.EXP.GNFS.CD": "exports of goods and services, current US$",
    "NE.IMP.GNFS.CD": "imports of goods and services, current US$",
    "BX.KLT.DINV.CD.WD": "foreign direct investment, net inflows, current US$",
    "BM.KLT.DINV.CD.WD": "foreign direct investment, net outflows, current US$",
    "ST.INT.ARVL": "international visitors, arrivals",
    "LP.LPI.OVRL.XQ": "logistics performance index, 1 to 5",
}


def read(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the rows of the API's JSON pages; aggregates of countries are left out."""
    rows = []
    for file in files:
        head, observations = json.loads(file.read_text(encoding="utf-8"))
        if head["pages"] != 1:
            raise ValueError(f"{file.name} is page 1 of {head['pages']}")
        rows += [
            (row["indicator"]["id"], row["countryiso3code"], int(row["date"]), row["value"])
            for row in observations
            if row["value"] is not None and row["countryiso3code"] in COUNTRIES
        ]
    indicator, iso3, year, value = zip(*rows, strict=True)
    return (
        IndicatorTable(
            indicator=np.array(indicator),
            iso3=np.array(iso3),
            year=np.array(year, np.int64),
            value=np.array(value, np.float64),
        ),
    )


SOURCE = Source(
    name="wdi",
    title="World Development Indicators (World Bank)",
    licence="CC BY 4.0",
    address="https://databank.worldbank.org/source/world-development-indicators",
    vintage="as on the day it is fetched",
    coverage="217 economies, 1960 onwards; eight indicators",
    size_mb=25.0,
    citation="World Bank, World Development Indicators",
    tables=(IndicatorTable,),
    read=read,
    parts=tuple(
        Part(
            name=f"{indicator}.json",
            address=f"https://api.worldbank.org/v2/country/all/indicator/{indicator}"
            "?format=json&per_page=25000",
            form="json",
        )
        for indicator in INDICATORS
    ),
    accepts="Give pages of the World Bank API (version 2, format=json, all on one page).",
)
