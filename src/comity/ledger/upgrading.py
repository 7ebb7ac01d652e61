"""Brings an older ledger to the newest schema, and refuses a newer one."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from comity.errors import LedgerError, LedgerVersionError
from comity.ledger.failures import damaged
from comity.ledger.schema import HEAD

__all__ = ["bring_up_to_date", "check_version", "schema_number"]


def schema_number(connection: Connection, address: str) -> str | None:
    """Return the number of a ledger's schema; ``None`` where it is empty.

    Raises:
        LedgerDamagedError: If the database holds tables, but is no ledger.
    """
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise damaged(address)
        return None
    number = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if number is None else str(number)


def check_version(connection: Connection, address: str) -> None:
    """Refuse a ledger whose schema is not the one this Comity reads.

    Raises:
        LedgerVersionError: If a newer Comity wrote it.
        LedgerError: If it is older and was opened for reading only.
    """
    number = schema_number(connection, address)
    _refuse_newer(number, address)
    if number != HEAD:
        raise LedgerError(
            f"The ledger {address} has the older schema {number or 'none'}.",
            mend="Open it once for writing, which brings it up to date: comity ledger check.",
        )


def bring_up_to_date(connection: Connection, address: str, *, to: str = HEAD) -> bool:
    """Run the migrations a ledger lacks, in the connection's transaction.

    Returns:
        True if the ledger was empty and its tables are new.

    Raises:
        LedgerVersionError: If a newer Comity wrote the ledger.
        LedgerDamagedError: If the database holds other tables.
    """
    number = schema_number(connection, address)
    _refuse_newer(number, address)
    if number != to:
        _migrate(connection, to)
    return number is None


def _refuse_newer(number: str | None, address: str) -> None:
    if number is not None and number > HEAD:
        raise LedgerVersionError(
            f"The ledger {address} has schema {number}; this Comity knows schemas up to {HEAD}.",
            mend="Install a newer Comity: pip install --upgrade comity.",
        )


def _migrate(connection: Connection, to: str) -> None:
    from alembic import command  # noqa: PLC0415 - heavy, and needed once in a ledger's life
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
