"""Writes who took part or spoke, each name kept once."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from comity.ledger.batches import batches
from comity.ledger.inserting import insert_rows
from comity.ledger.schema import names, people
from comity.ledger.spelling import skeleton

__all__ = ["seat"]

PORTION = 5000  # names looked up at once; SQLite takes 32,766 parameters, PostgreSQL 65,535


def seat(connection: Connection, seated: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of ``people`` whose ``name`` is still the name itself."""
    if not seated:
        return
    numbers = _name_numbers(connection, {row["name"] for row in seated if row["name"]})
    insert_rows(connection, people, [{**row, "name": numbers.get(row["name"])} for row in seated])


def _name_numbers(connection: Connection, wanted: set[str]) -> dict[str, int]:
    numbers = _find_names(connection, wanted)
    missing = sorted(wanted - numbers.keys())
    if missing:
        connection.execute(
            insert(names), [{"name": name, "skeleton": skeleton(name)} for name in missing]
        )
        numbers |= _find_names(connection, set(missing))
    return numbers


def _find_names(connection: Connection, wanted: set[str]) -> dict[str, int]:
    statement = select(names.c.name, names.c.id).where(
        names.c.name.in_(bindparam("wanted", expanding=True))
    )
    return {
        row.name: row.id
        for portion in batches(sorted(wanted), PORTION)
        for row in connection.execute(statement, {"wanted": portion})
    }
