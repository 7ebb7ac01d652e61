"""An existing Ray cluster, or one started here: the same function, the same outcomes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from comity.engines.outcome import ATTEMPTS, Outcome, describe
from comity.errors import EngineError, MissingExtraError

__all__ = ["RayEngine", "open_engine"]

T = TypeVar("T")
R = TypeVar("R")

_IN_FLIGHT = 3  # items for each processor


class RayEngine:
    """A connection to a Ray cluster; an item of a dead worker is run again elsewhere."""

    def __init__(self, library: Any) -> None:
        self._ray = library

    def run(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """Yield the outcome of each item as it ends; few are in flight at a time."""

        def call(item: T) -> R:  # Ray takes functions only, and ``work`` may be any callable
            return work(item)

        remote = self._ray.remote(num_cpus=1, max_retries=ATTEMPTS - 1)(call)
        source = iter(items)
        room = _IN_FLIGHT * max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        flying = {remote.remote(item): item for item in islice(source, room)}
        while flying:
            done, _ = self._ray.wait(list(flying), num_returns=1)
            for reference in done:
                item = flying.pop(reference)
                yield self._settle(reference, item)
            for following in islice(source, len(done)):
                flying[remote.remote(following)] = following

    def _settle(self, reference: Any, item: T) -> Outcome[T, Any]:
        try:
            return Outcome(item=item, value=self._ray.get(reference))
        except self._ray.exceptions.RayError as error:
            return Outcome(item=item, failure=describe(error))


@contextmanager
def open_engine(workers: int, address: str | None) -> Iterator[RayEngine]:
    """Give an engine on the cluster at an address, or on one started here.

    Raises:
        MissingExtraError: If Ray is not installed.
        EngineError: If no cluster answers at the address.
    """
    try:
        import ray  # noqa: PLC0415 - the extra [ray]
    except ImportError as error:
        raise MissingExtraError(
            "The engine 'ray' is not installed.", mend='Run: pip install "comity[ray]"'
        ) from error
    try:
        if address is None:
            ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
        else:
            ray.init(address=address, log_to_driver=False)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        raise EngineError(
            f"The Ray cluster at '{address or 'this machine'}' cannot be used.",
            mend="Check the address, and that `ray start` was run there.",
        ) from error
    try:
        yield RayEngine(ray)
    finally:
        ray.shutdown()
