"""An existing Dask cluster, or one started here: the same function, the same outcomes."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeVar

from comity.engines.outcome import ATTEMPTS, Outcome, describe
from comity.errors import EngineError, MissingExtraError

__all__ = ["DaskEngine", "open_engine"]

T = TypeVar("T")
R = TypeVar("R")

_IN_FLIGHT = 3  # items for each worker thread: two wait, so that none is idle while results travel
_CONNECT_TIMEOUT_S = 20
_QUIET: Mapping[str, Any] = MappingProxyType(
    {
        "distributed.worker.profile.enabled": False,  # looks at every thread 100 times a second
        "distributed.admin.system-monitor.interval": "5s",
        "distributed.admin.system-monitor.gil.enabled": False,
        "distributed.scheduler.worker-ttl": None,  # an item may hold a worker's thread for minutes
    }
)
"""Settings of a cluster started here: nobody looks at its dashboard."""


class DaskEngine:
    """A client of a Dask cluster; the scheduler gives an item of a dead worker to another."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def run(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """Yield the outcome of each item as it ends; few are in flight at a time."""
        from distributed import as_completed  # noqa: PLC0415 - the extra [dask]

        source = iter(items)
        room = _IN_FLIGHT * max(1, sum(self._client.nthreads().values()))
        flying = {self._send(work, item): item for item in islice(source, room)}
        finished = as_completed(list(flying))
        for future in finished:
            item = flying.pop(future)
            yield _settle(future, item)
            future.release()
            for following in islice(source, 1):
                sent = self._send(work, following)
                flying[sent] = following
                finished.add(sent)

    def _send(self, work: Callable[[T], R], item: T) -> Any:
        return self._client.submit(work, item, pure=False, retries=ATTEMPTS - 1)


@contextmanager
def open_engine(workers: int, address: str | None) -> Iterator[DaskEngine]:
    """Give an engine on the cluster at an address, or on one of processes started here.

    Raises:
        MissingExtraError: If Dask is not installed.
        EngineError: If no scheduler answers at the address.
    """
    try:
        from dask import config  # noqa: PLC0415 - the extra [dask]
        from distributed import Client, LocalCluster  # noqa: PLC0415 - the extra [dask]
    except ImportError as error:
        raise MissingExtraError(
            "The engine 'dask' is not installed.", mend='Run: pip install "comity[dask]"'
        ) from error
    if address is None:
        with (
            config.set(_QUIET),
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,  # a worker that ends while it reports is no fault
            ) as cluster,
            Client(cluster) as client,
        ):
            yield DaskEngine(client)
        return
    try:
        client = Client(address, timeout=_CONNECT_TIMEOUT_S)
    except (OSError, ValueError) as error:
        raise EngineError(
            f"No Dask scheduler answers at '{address}'.",
            mend="Check the address, and that `dask scheduler` runs there.",
        ) from error
    with client:
        yield DaskEngine(client)


def _settle(future: Any, item: T) -> Outcome[T, Any]:
    error = future.exception()
    if error is None:
        return Outcome(item=item, value=future.result())
    return Outcome(item=item, failure=describe(error))
