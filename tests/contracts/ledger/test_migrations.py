"""Migrations: numbered, run from every earlier schema, ending in the tables the code expects."""

from datetime import date

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from comity.ledger import Ledger
from comity.ledger.folding import unfold
from comity.ledger.schema import HEAD, METADATA, documents
from comity.ledger.upgrading import bring_up_to_date, schema_number
from series import series

EARLIER = [f"{number:04}" for number in range(1, int(HEAD))]


def engine_of(address: str) -> Engine:
    """Return a plain engine on the database of an address."""
    if address.startswith("postgresql"):
        return create_engine(address.replace("postgresql", "postgresql+psycopg", 1))
    return create_engine(f"sqlite:///{address}")


def keep_as_of_old(engine: Engine, schema: str) -> None:
    """Make a ledger of an older schema that holds the series, with the columns it had then."""
    with Ledger.open(":memory:") as newest:
        newest.keep_many(series())
        with newest._store.writing() as connection:  # nothing was folded before 0004
            for document in connection.execute(documents.select()).mappings().all():
                unfold(connection, document)
        with newest._store.reading() as source, engine.begin() as target:
            bring_up_to_date(target, "old", to=schema)
            for table in METADATA.sorted_tables:
                if not inspect(target).has_table(table.name):
                    continue
                columns = [column["name"] for column in inspect(target).get_columns(table.name)]
                rows = source.execute(table.select()).mappings().all()
                names = ", ".join(f'"{name}"' for name in columns)
                marks = ", ".join(f":{name}" for name in columns)
                for row in rows:
                    target.execute(
                        text(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'),  # noqa: S608
                        {name: row[name] for name in columns},
                    )


@pytest.mark.parametrize("schema", EARLIER)
def test_older_ledger_is_brought_up_to_date(address: str, schema: str) -> None:
    """A ledger of every earlier schema opens with all it held, and takes corrections."""
    if address == ":memory:":
        pytest.skip("a ledger in memory has no past")
    engine = engine_of(address)
    keep_as_of_old(engine, schema)
    with engine.connect() as connection:
        assert schema_number(connection, address) == schema

    with Ledger.open(address) as ledger:
        assert list(ledger.reports()) == list(series())
        assert ledger.search(area="transport").total == 5
        (history,) = ledger.follow(kind="road-link", as_of=date(2024, 6, 1))
        ledger.corrections.reject(history.statuses[0].fact, who="A")
        assert ledger.follow(kind="road-link", as_of=date(2024, 6, 1)) == ()
    with engine.connect() as connection:
        assert schema_number(connection, address) == HEAD
    engine.dispose()


def test_migrated_tables_are_those_of_the_schema(address: str, ledger: Ledger) -> None:
    """Column by column and index by index, what migrations make is what ``schema`` says."""
    assert ledger.address
    if address == ":memory:":
        pytest.skip("seen in the file")
    engine = engine_of(address)
    found = inspect(engine)
    for table in METADATA.sorted_tables:
        columns = {column["name"]: column for column in found.get_columns(table.name)}
        assert list(columns) == [column.name for column in table.columns], table.name
        for column in table.columns:
            assert columns[column.name]["nullable"] == column.nullable, column
        keys = found.get_pk_constraint(table.name)["constrained_columns"]
        assert keys == [column.name for column in table.primary_key], table.name
        indexed = {tuple(index["column_names"]) for index in found.get_indexes(table.name)}
        wanted = {tuple(index.columns.keys()) for index in table.indexes}
        assert wanted <= indexed, table.name
    engine.dispose()
