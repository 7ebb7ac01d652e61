"""Many reports in portions, each written or read at one go."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from comity.model.facts import Report
from comity.model.text import DocumentId

__all__ = ["batches", "batches_of_different"]

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of ``size`` items, the last one shorter."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def batches_of_different(reports: Iterable[Report], size: int) -> Iterator[list[Report]]:
    """Yield lists of at most ``size`` reports, no document twice in one list."""
    batch: dict[DocumentId, Report] = {}
    for report in reports:
        if report.id in batch or len(batch) == size:
            yield list(batch.values())
            batch = {}
        batch[report.id] = report
    if batch:
        yield list(batch.values())
