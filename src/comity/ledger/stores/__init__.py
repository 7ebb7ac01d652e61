"""Where a ledger's rows lie: one protocol, one schema, one module for each database."""

import importlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from sqlalchemy import ColumnElement, Connection

__all__ = ["MOST_FOUND", "STORES", "IndexedText", "Store", "Term", "open_store"]

IndexedText = tuple[int, str, str]
"""Number of a document, its folded title and its folded text."""


MOST_FOUND = 5_000
"""Documents that one search ranks and counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Folded words that must follow one another; ``begins``: the last may go on."""

    words: tuple[str, ...]
    begins: bool = False


class Store(Protocol):
    """What differs between databases; everything else is SQLAlchemy Core."""

    address: str
    file: str | None
    """The file that another process may open and write to as well, if it lies in one."""

    def reading(self) -> AbstractContextManager[Connection]:
        """Return a connection that sees one state of the ledger throughout."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """Return a connection whose changes are kept together when it ends well, or not at all."""
        ...

    def state(self) -> str:
        """Return a mark of what the ledger holds now: while it is the same, nothing has changed.

        It differs after every change of anybody's, in this program or another, and perhaps without
        one. It is told in well under a millisecond.
        """
        ...

    def loading(self) -> AbstractContextManager[None]:
        """Return a context in which very many reports are written, ``writing`` again and again."""
        ...

    def reserve(self, connection: Connection, count: int) -> int:
        """Return the first of ``count`` numbers for new documents that nobody else will use."""
        ...

    def index(self, connection: Connection, texts: Sequence[IndexedText]) -> None:
        """Make texts findable."""
        ...

    def unindex(self, connection: Connection, texts: Iterable[IndexedText]) -> None:
        """Forget texts; they must be what was indexed."""
        ...

    def find(
        self, connection: Connection, terms: Sequence[Term], among: Sequence[int] | None
    ) -> list[int]:
        """Return the numbers of the documents that hold all the terms, best first.

        Args:
            connection: An open connection.
            terms: What must all be found.
            among: Only these documents, those kept last first; ``None``: all.

        Returns:
            ``MOST_FOUND + 1`` numbers at most; of more matches, the documents kept last.
        """
        ...

    def one_of(self, column: ColumnElement[int], numbers: Sequence[int]) -> ColumnElement[bool]:
        """Return the condition that a number is one of these; a thousand are one parameter."""
        ...

    def backup(self, path: str) -> None:
        """Write a whole copy that is right even while others write."""
        ...

    def ailments(self) -> list[str]:
        """Return what the database finds wrong with itself, one line each."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


STORES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "sqlite": ("comity.ledger.stores.sqlite", "SqliteStore"),
        "postgresql": ("comity.ledger.stores.postgres", "PostgresStore"),
    }
)
"""Kind of address -> (module, class); the class is called with the address and ``read_only``."""


def open_store(kind: str, address: str, *, read_only: bool) -> Store:
    """Return the store of an address, its tables made or brought up to date.

    Raises:
        LedgerError: If it cannot be opened.
    """
    module, name = STORES[kind]
    store: Store = getattr(importlib.import_module(module), name)(address, read_only=read_only)
    return store
