"""What a database says when it fails, as the two sentences a user needs."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from comity.errors import LedgerDamagedError, LedgerError, LedgerLockedError

__all__ = ["translated"]


@contextmanager
def translated(address: str) -> Iterator[None]:
    """Turn a database's error into a ``LedgerError`` that names the ledger and what to do.

    Raises:
        LedgerLockedError: If another program holds the ledger.
        LedgerDamagedError: If the file is damaged or no ledger.
        LedgerError: If it is read-only, the disk is full, or the server cannot be reached.
    """
    try:
        yield
    except DBAPIError as error:
        raise _told(address, str(error.orig)) from error
    except SQLAlchemyError as error:
        raise _told(address, str(error)) from error


def _told(address: str, said: str) -> LedgerError:
    words = said.lower()
    if "locked" in words or "busy" in words or "lock timeout" in words:
        return LedgerLockedError(
            f"The ledger {address} is locked: another program is writing to it.",
            mend="Wait until it has finished, or close it, and try again.",
        )
    if "readonly" in words or "read-only" in words:
        return LedgerError(
            f"The ledger {address} is read-only.",
            mend="Give yourself write permission on the file and its folder, or name another: "
            "--ledger PATH.",
        )
    if "disk is full" in words or "no space" in words or "disk full" in words:
        return LedgerError(
            f"The disk that holds the ledger {address} is full; nothing half-written was kept.",
            mend="Make room on the disk and run the command again.",
        )
    if "malformed" in words or "not a database" in words or "corrupt" in words:
        return damaged(address)
    if "unable to open" in words:
        return LedgerError(
            f"The ledger {address} cannot be opened: its folder is not there or not yours.",
            mend="Make the folder, or name another place: --ledger PATH.",
        )
    return LedgerError(
        f"The ledger {address} could not do what was asked: {said.splitlines()[0]}.",
        mend="Check that the address is right and that its server runs, then try again.",
    )


def damaged(address: str) -> LedgerDamagedError:
    """Return the error that says a ledger's file is damaged."""
    return LedgerDamagedError(
        f"The ledger {address} is damaged, or is no ledger at all.",
        mend=f"Save what can be read with: comity ledger rescue {address} --out rescued.jsonl; "
        "or restore a backup.",
    )
