"""UN Comtrade: trade as each side reported it, with the user's own key."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import numpy as np

from comity.errors import MissingExtraError, SourceUnreachableError, UsageError
from comity.reference.countries import find_country
from comity.reference.state_codes import iso3_by_m49
from comity.sources.record import Part, Source, Table
from comity.sources.tables import FlowTable

__all__ = ["SOURCE"]

HOST = "https://comtradeapi.un.org"
KEY = "COMITY_COMTRADE_KEY"
WHOLE = {"motCode": 0, "customsCode": "C00", "partner2Code": 0}  # all transports, customs, origins
MOST_RECORDS = 100_000  # of one call with a free key; more are silently cut off


def read(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return total flows, each side's report a row of its own."""
    codes = iso3_by_m49()
    rows = []
    for file in files:
        records = json.loads(file.read_text(encoding="utf-8"))["data"]
        if len(records) >= MOST_RECORDS:
            raise ValueError(f"{file.name} has {len(records)} records and is cut off; ask for less")
        for record in records:
            reporter, partner = codes.get(record["reporterCode"]), codes.get(record["partnerCode"])
            if reporter and partner and _is_total(record):
                sells = record["flowCode"] == "X"
                pair = (reporter, partner) if sells else (partner, reporter)
                said = "exporter" if sells else "importer"
                rows.append((*pair, int(record["period"]), record["primaryValue"], said))
    exporter, importer, year, flow, said_by = zip(*rows, strict=True)
    return (
        FlowTable(
            exporter=np.array(exporter),
            importer=np.array(importer),
            year=np.array(year, np.int64),
            flow_usd=np.array(flow, np.float64),
            reported_by=np.array(said_by),
        ),
    )


def _is_total(record: Mapping[str, object]) -> bool:
    return (
        record["flowCode"] in {"X", "M"}
        and record.get("cmdCode", "TOTAL") == "TOTAL"
        and all(record.get(name, whole) == whole for name, whole in WHOLE.items())
    )


def resolve(
    _source: Source, _listing: Callable[[Part], bytes], options: Mapping[str, str]
) -> tuple[Part, ...]:
    """Return one request a year for the reporters asked for, every partner, both flows."""
    reporters = _reporters(options)
    years = [year.strip() for year in options["years"].split(",")]
    return tuple(
        Part(
            name=f"comtrade-{year}.json",
            address=f"{HOST}/data/v1/get/C/A/HS?reporterCode={reporters}&period={year}"
            "&cmdCode=TOTAL&flowCode=X,M&customsCode=C00&motCode=0&partner2Code=0",
            form="json",
            headers=(("Ocp-Apim-Subscription-Key", os.environ.get(KEY, "")),),
        )
        for year in years
    )


def collect(options: Mapping[str, str], folder: Path) -> tuple[Path, ...] | None:
    """Return the answers brought by the official client, if ``client=official`` was asked for.

    Raises:
        MissingExtraError: If comtradeapicall is not installed.
        SourceUnreachableError: If it brings nothing; what it says of the reason it prints itself.
        UsageError: If another client is named.
    """
    if options["client"] == "direct":
        return None
    if options["client"] != "official":
        raise UsageError(
            f"There is no Comtrade client named {options['client']!r}.",
            mend="Take --option client=direct or client=official.",
        )
    try:
        import comtradeapicall  # noqa: PLC0415 — the extra [comtrade]
    except ImportError as error:
        raise MissingExtraError(
            "The official Comtrade client is not installed.",
            mend='Run: pip install "comity[comtrade]"',
        ) from error
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(
        _from_client(comtradeapicall, year.strip(), _reporters(options), folder)
        for year in options["years"].split(",")
    )


def _from_client(client: ModuleType, year: str, reporters: str, folder: Path) -> Path:
    frame = client.getFinalData(
        os.environ.get(KEY, ""),
        typeCode="C",
        freqCode="A",
        clCode="HS",
        period=year,
        reporterCode=reporters or None,
        cmdCode="TOTAL",
        flowCode="X,M",
        partnerCode=None,
        partner2Code="0",
        customsCode="C00",
        motCode="0",
        maxRecords=MOST_RECORDS,
    )
    if frame is None or not len(frame):
        raise SourceUnreachableError(
            f"The official Comtrade client brought nothing for {year}.",
            mend="Check the key and the year, or take --option client=direct, which says why.",
        )
    file = folder / f"comtrade-{year}.json"
    records = json.loads(frame.to_json(orient="records"))
    file.write_text(json.dumps({"data": records}), encoding="utf-8")
    return file


def _reporters(options: Mapping[str, str]) -> str:
    return ",".join(_number(name) for name in options["reporters"].split(",") if name)


def _number(name: str) -> str:
    country = find_country(name.strip())
    if country is None:
        raise UsageError(f"{name!r} is no country.", mend="Write --option reporters=PAK,AZE")
    numbers = {iso3: number for number, iso3 in iso3_by_m49().items()}
    return str(numbers[country.iso3])  # Comtrade's own number comes after ISO's and wins


SOURCE = Source(
    name="comtrade",
    title="UN Comtrade",
    licence="UN Comtrade terms: own use, no redistribution",
    address="https://comtradedeveloper.un.org/",
    vintage="as on the day it is fetched",
    coverage="about 200 reporters, 1962 onwards; totals of the years and reporters asked for",
    size_mb=10.0,
    citation="United Nations, UN Comtrade Database",
    tables=(FlowTable,),
    read=read,
    resolve=resolve,
    key=KEY,
    collect=collect,
    options=(("client", "direct"), ("reporters", ""), ("years", "2022,2023,2024")),
    accepts="Give answers of the Comtrade API (JSON with data[].reporterCode, partnerCode, period, "
    "flowCode, primaryValue).",
    note="Without --option reporters=PAK,AZE it asks for all reporters. Never passed on: the data "
    "stays in your folder.",
)
