"""Wikidata: office-holders, embassies, memberships and diplomatic relations, with their dates."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import numpy as np
import numpy.typing as npt

from comity.sources.record import Part, Source, Table

__all__ = ["SOURCE", "MembershipTable", "MissionTable", "OfficeTable", "RelationTable"]

Text = npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OfficeTable:
    """Who held an office of a country; days as ``YYYY-MM-DD``, "" where Wikidata has none."""

    iso3: Text
    office: Text
    person: Text
    start: Text
    end: Text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MissionTable:
    """Embassies: the country that sends, the one that hosts, the mission's name, its days."""

    sender: Text
    host: Text
    name: Text
    start: Text
    end: Text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MembershipTable:
    """Memberships of countries in organisations, with their days."""

    iso3: Text
    organisation: Text
    start: Text
    end: Text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RelationTable:
    """Diplomatic relations of two countries, with their days."""

    one: Text
    other: Text
    start: Text
    end: Text


DAYS = (
    "OPTIONAL { ?statement pq:P580 ?start } OPTIONAL { ?statement pq:P582 ?end } "
    "FILTER NOT EXISTS { ?statement wikibase:rank wikibase:DeprecatedRank }"
)
LABELS = 'SERVICE wikibase:label { bd:serviceParam wikibase:language "en" }'
# P298 alpha-3, P35 head of state, P6 head of government, P463 member of, P530 diplomatic
# relation, P137 operator, P17 country, Q3917681 embassy, P580 and P582 start and end.
QUERIES: Mapping[str, str] = MappingProxyType(
    {
        "offices": "SELECT ?iso3 ?office ?person ?personLabel ?start ?end WHERE { "
        "VALUES (?link ?value ?office) { (p:P35 ps:P35 'head of state') "
        "(p:P6 ps:P6 'head of government') } "
        f"?country wdt:P298 ?iso3; ?link ?statement. ?statement ?value ?person. {DAYS} {LABELS} }}",
        "missions": "SELECT ?sender ?host ?mission ?missionLabel ?start ?end WHERE { "
        "?mission wdt:P31/wdt:P279* wd:Q3917681; wdt:P137/wdt:P298 ?sender; "
        "wdt:P17/wdt:P298 ?host. OPTIONAL { ?mission wdt:P571 ?start } "
        f"OPTIONAL {{ ?mission wdt:P576 ?end }} {LABELS} }}",
        "memberships": "SELECT ?iso3 ?organisation ?organisationLabel ?start ?end WHERE { "
        f"?country wdt:P298 ?iso3; p:P463 ?statement. ?statement ps:P463 ?organisation. {DAYS} "
        f"{LABELS} }}",
        "relations": "SELECT ?one ?other ?start ?end WHERE { ?left wdt:P298 ?one; "
        "p:P530 ?statement. ?statement ps:P530 ?right. ?right wdt:P298 ?other. "
        f"{DAYS} }}",
    }
)
# query -> (type of table, its columns as the query names them)
SHAPES: Mapping[str, tuple[type, Mapping[str, str]]] = MappingProxyType(
    {
        "offices": (OfficeTable, {"iso3": "iso3", "office": "office", "person": "personLabel"}),
        "missions": (MissionTable, {"sender": "sender", "host": "host", "name": "missionLabel"}),
        "memberships": (
            MembershipTable,
            {"iso3": "iso3", "organisation": "organisationLabel"},
        ),
        "relations": (RelationTable, {"one": "one", "other": "other"}),
    }
)
DAY = len("2023-04-13")


def read(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the tables of the answers; a file is named after its query."""
    tables = []
    for file in files:
        query = file.stem.removeprefix("wikidata-")
        if query not in SHAPES:
            raise ValueError(f"{file.name} is not named wikidata-{'|'.join(SHAPES)}.json")
        kind, columns = SHAPES[query]
        rows = json.loads(file.read_text(encoding="utf-8"))["results"]["bindings"]
        named = {**columns, "start": "start", "end": "end"}
        tables.append(
            kind(
                **{
                    ours: np.array([_value(row, theirs) for row in rows], dtype=np.str_)
                    for ours, theirs in named.items()
                }
            )
        )
    return tuple(tables)


def _value(row: Mapping[str, Mapping[str, str]], name: str) -> str:
    value = row.get(name, {}).get("value", "")
    if name not in {"start", "end"}:
        return value
    return value[:DAY] if value[:1].isdigit() else ""  # an unknown value is a blank node


SOURCE = Source(
    name="wikidata",
    title="Wikidata",
    licence="CC0 1.0",
    address="https://query.wikidata.org/",
    vintage="as on the day it is fetched",
    coverage="heads of state and government, embassies, memberships, relations; uneven by country",
    size_mb=20.0,
    citation="Wikidata, wikidata.org",
    tables=(OfficeTable, MissionTable, MembershipTable, RelationTable),
    read=read,
    parts=tuple(
        Part(
            name=f"wikidata-{name}.json",
            address=f"https://query.wikidata.org/sparql?format=json&query={quote(query)}",
            form="json",
            headers=(("Accept", "application/sparql-results+json"),),
        )
        for name, query in QUERIES.items()
    ),
    accepts="Give answers of the query service as wikidata-offices.json, wikidata-missions.json, "
    "wikidata-memberships.json, wikidata-relations.json.",
)
