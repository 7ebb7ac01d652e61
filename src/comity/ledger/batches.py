"""Many reports in portions, each written or read at one go."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from comity.ledger.rows import ReportRows
from comity.model.text import DocumentId

__all__ = ["batches", "batches_of_different"]

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of ``size`` items, the last one shorter."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def batches_of_different(rows: Iterable[ReportRows], size: int) -> Iterator[list[ReportRows]]:
    """Yield lists of the rows of at most ``size`` reports, no document twice in one list."""
    batch: dict[DocumentId, ReportRows] = {}
    for row in rows:
        if row.name in batch or len(batch) == size:
            yield list(batch.values())
            batch = {}
        batch[row.name] = row
    if batch:
        yield list(batch.values())
