"""Where a ledger lies: a path, a database address, or the user's data folder."""

import os
from pathlib import Path

__all__ = ["default_address", "is_server", "sqlite_path"]


def default_address() -> str:
    """Return where the user's own ledger lies.

    ``COMITY_LEDGER`` names the file or server; else it is ``ledger.sqlite`` in ``comity`` under
    ``XDG_DATA_HOME``, which is ``~/.local/share`` where it is not set.
    """
    if named := os.environ.get("COMITY_LEDGER"):
        return named
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return str(Path(data) / "comity" / "ledger.sqlite")


def is_server(address: str) -> bool:
    """Tell whether an address names a PostgreSQL database."""
    return address.split(":", 1)[0].split("+", 1)[0] in {"postgresql", "postgres"}


def sqlite_path(address: str) -> str:
    """Return the path in a SQLite address (``sqlite:///…`` or the path itself), or ``:memory:``."""
    path = address.removeprefix("sqlite:///") if address.startswith("sqlite:") else address
    return path if path == ":memory:" else str(Path(path).expanduser())
