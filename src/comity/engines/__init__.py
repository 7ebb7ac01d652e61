"""Run one function over many items, here or on a cluster; nothing here knows of diplomacy."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Protocol, TypeVar

from comity.engines import dask, local, ray
from comity.engines.outcome import Outcome, attempt
from comity.errors import UsageError

__all__ = ["ENGINES", "Engine", "Outcome", "attempt", "open_engine"]

T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol):
    """Something that runs a function over items and streams the outcomes back."""

    def run(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """Yield one outcome for each item, in any order, with few items in flight at a time.

        Args:
            work: A function of a module's top level; run again where a worker died.
            items: What it is given, one after the other; small, for they travel.
        """
        ...


OpenEngine = Callable[[int, str | None], AbstractContextManager[Engine]]

ENGINES: Mapping[str, OpenEngine] = MappingProxyType(
    {"local": local.open_engine, "dask": dask.open_engine, "ray": ray.open_engine}
)
"""Name -> how it is opened, with a number of workers and the address of a cluster or ``None``."""


def open_engine(
    name: str, *, workers: int = 1, address: str | None = None
) -> AbstractContextManager[Engine]:
    """Return the engine of a name, as a context that ends its workers.

    Args:
        name: A key of ``ENGINES``.
        workers: How many processes to start; ignored where ``address`` names a running cluster.
        address: Where a cluster's scheduler listens; ``None`` starts workers on this machine.

    Raises:
        UsageError: If there is no such engine, or it takes no address.
        MissingExtraError: If its library is not installed.
        EngineError: If the cluster cannot be reached.
    """
    if name not in ENGINES:
        raise UsageError(
            f"There is no engine '{name}'.", mend=f"Choose one of: {', '.join(ENGINES)}."
        )
    if name == "local" and address is not None:
        raise UsageError(
            "The local engine takes no scheduler.", mend="Add --engine dask, or leave it out."
        )
    return ENGINES[name](workers, address)
