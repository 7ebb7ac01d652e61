"""The stores under contract: SQLite in memory and in a file, and a real PostgreSQL server."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from comity.ledger import Ledger

NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start a PostgreSQL server of this run's own; return its folder, or skip with the reason."""
    pytest.importorskip("psycopg", reason="the extra [postgres] is not installed")
    programs = _programs()
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="comity-pg-"))
    if owner is not None:
        os.chown(folder, pwd.getpwnam(owner).pw_uid, -1)
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, user=owner, cwd=folder)

    run(
        f"{programs}/initdb",
        "-D",
        str(data),
        "-A",
        "trust",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--no-sync",
    )
    options = f"-c listen_addresses='' -c fsync=off -k {folder}"
    run(
        f"{programs}/pg_ctl",
        "-D",
        str(data),
        "-l",
        str(folder / "log"),
        "-w",
        "-o",
        options,
        "start",
    )
    yield str(folder)
    run(f"{programs}/pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_address(postgres_server: str) -> str:
    """Return the address of a new, empty database."""
    import psycopg  # noqa: PLC0415 - an extra

    name = f"ledger_{next(NUMBERS)}"
    with psycopg.connect(
        f"postgresql://postgres@/postgres?host={postgres_server}", autocommit=True
    ) as raw:
        raw.execute(f"CREATE DATABASE {name}")
    return f"postgresql://postgres@/{name}?host={postgres_server}"


@pytest.fixture(
    params=[
        "memory",
        "file",
        pytest.param(
            "postgresql", marks=[pytest.mark.postgres, pytest.mark.xdist_group("postgres")]
        ),
    ]
)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty ledger on each store."""
    if request.param == "memory":
        return ":memory:"
    if request.param == "file":
        return str(tmp_path / "ledger.sqlite")
    return str(request.getfixturevalue("postgres_address"))


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """Return an empty ledger on each store."""
    with Ledger.open(address) as opened:
        yield opened


@pytest.fixture
def emptied(ledger: Ledger) -> Callable[[], Ledger]:
    """Return a function that empties the ledger, for properties that use it again and again."""

    def empty() -> Ledger:
        for report in list(ledger.reports()):
            ledger.forget(report.id)
        return ledger

    return empty


def _programs() -> str:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt install postgresql)")
    return str((found[-1] if found else Path(str(on_path))).parent)


def _owner() -> str | None:
    """Return who runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user named postgres")
    return "postgres"
