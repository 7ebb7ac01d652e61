"""Holds back the indexes of a SQLite ledger while it is filled, and makes them when it is full.

Sorted once they take a twentieth of the time that a million rows in no order would take. A ledger
whose load was killed works without them; whoever opens it next makes them.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType

from sqlalchemy import Connection, Index, text

from comity.ledger.schema import METADATA

__all__ = ["PLAN", "hold_back", "lacks_indexes", "make_indexes", "still_loading"]

Writing = Callable[[], AbstractContextManager[Connection]]

LEASE_S = 120
"""A load that wrote nothing for this long is taken for dead."""

PLAN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "documents": {
            "ix_documents_day": "1000000 100",
            "ix_documents_mark": "1000000 1",
            "sqlite_autoindex_documents_1": "1000000 1",
        },
        "facts": {
            "sqlite_autoindex_facts_1": "8000000 8 1",
            "measures_by_kind": "2000000 40000 1 1",
            "measures_by_document": "2000000 3 1 1 1",
            "measures_by_status": "2000000 250000 1",
            "meetings_by_form": "900000 100000 1",
            "positions_by_area": "4000000 200000 2",
            "positions_by_holder": "4000000 20000 2 1 1 1 1 1 1",
            "facts_due": "200000 20 1 1",
            "facts_in_doubt": "4000000 500000 1000 1 1",
        },
        "people": {
            "people": "5000000 5 2 1",
            "people_by_side": "5000000 25000 5000",
            "ix_people_name": "5000000 50",
        },
        "areas": {"areas": "4000000 4 1", "areas_by_area": "4000000 200000"},
        "dyads": {"dyads": "5000000 5 2 1", "dyads_by_day": "5000000 25000 130 1 1"},
        "pairs": {
            "pairs": "40000 200 1",
            "pairs_by_second": "40000 200",
            "pairs_by_reports": "40000 20",
        },
        "sides": {"sides": "5000000 5 2 1", "sides_about": "5000000 13 1"},
    }
)
"""Table -> index -> what SQLite's planner is told of it (``sqlite_stat1``): a large ledger."""


def hold_back(connection: Connection) -> None:
    """Drop the indexes of an empty ledger, and say that it is being filled."""
    for index in _indexes():
        index.drop(connection)
    still_loading(connection)


def still_loading(connection: Connection) -> None:
    """Say that the ledger is being filled now; kept with what the connection writes."""
    connection.exec_driver_sql(f"PRAGMA user_version = {int(time.time())}")


def lacks_indexes(connection: Connection) -> bool:
    """Tell whether a load that is not going on any more left a ledger without its indexes."""
    told = connection.exec_driver_sql("PRAGMA user_version").scalar() or 0
    return bool(told) and not 0 <= time.time() - told < LEASE_S


def make_indexes(writing: Writing) -> None:
    """Make the indexes that are missing, each in a transaction of its own, and say it is done."""
    for index in _indexes():
        with writing() as connection:
            index.create(connection, checkfirst=True)
    with writing() as connection:
        connection.execute(text("DELETE FROM sqlite_stat1"))
        connection.execute(
            text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:table, :index, :stat)"),
            [
                {"table": table, "index": index, "stat": stat}
                for table, told in PLAN.items()
                for index, stat in told.items()
            ],
        )
        connection.execute(text("ANALYZE sqlite_schema"))  # reads what was just told
        connection.exec_driver_sql("PRAGMA user_version = 0")


def _indexes() -> list[Index]:
    return [
        index
        for table in METADATA.sorted_tables
        for index in sorted(table.indexes, key=lambda one: str(one.name))
        if table.name not in {"corrections", "pairs"}
    ]
