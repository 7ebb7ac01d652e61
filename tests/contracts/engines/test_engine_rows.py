"""Every engine: each item has one outcome, failures are results, dead workers are survived."""

import operator
import signal
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from comity.engines import ENGINES, Engine, open_engine
from comity.errors import EngineError, UsageError

pytestmark = pytest.mark.filterwarnings("ignore")  # the clusters' own libraries warn

NEEDS = {"dask": "distributed", "ray": "ray"}


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give each engine with two workers."""
    needed = NEEDS.get(request.param)
    if needed and find_spec(needed) is None:
        pytest.skip(f"{needed} is not installed")
    with open_engine(request.param, workers=2) as opened:
        yield opened


def test_every_item_has_one_outcome(engine: Engine) -> None:
    """Each item must come back once, with its value, whatever the order."""
    found = list(engine.run(operator.neg, range(40)))

    assert sorted(one.item for one in found) == list(range(40))
    assert all(one.value == -one.item for one in found)
    assert all(one.failure is None for one in found)


def test_a_failure_is_a_result(engine: Engine) -> None:
    """An item on which the function raises must come back with the failure's words."""
    found = {one.item: one for one in engine.run(float, ["1", "x"])}

    assert found["1"].value == 1.0
    assert found["x"].value is None
    assert "could not convert string to float" in (found["x"].failure or "")


def test_no_items_give_no_outcomes(engine: Engine) -> None:
    """An empty run must end."""
    assert list(engine.run(operator.neg, [])) == []


def test_items_are_taken_as_they_are_needed(engine: Engine) -> None:
    """A run must not take all items at once: memory stays bounded however many there are."""
    taken = 0

    def count() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    outcomes = engine.run(operator.neg, count())
    next(outcomes)
    ahead = taken
    outcomes.close()  # type: ignore[attr-defined]

    assert ahead < 30


def test_an_item_that_kills_its_worker_is_given_up_and_no_other() -> None:
    """A poisonous item must fail after three attempts; the items around it must be done."""
    harmless, deadly = signal.SIGCONT, signal.SIGKILL
    with open_engine("local", workers=2) as opened:
        items = [harmless] * 4 + [deadly] + [harmless] * 4
        found = list(opened.run(signal.raise_signal, items))

    failed = [one for one in found if one.failure]
    assert len(found) == 9
    assert [one.item for one in failed] == [deadly]
    assert "died 3 times" in (failed[0].failure or "")


def test_unknown_engines_and_idle_addresses_are_refused() -> None:
    """A wrong name, or an address the local engine cannot use, must be a usage error."""
    with pytest.raises(UsageError):
        open_engine("abacus")
    with pytest.raises(UsageError):
        open_engine("local", address="tcp://127.0.0.1:1")


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where nothing listens must be an error with its mend."""
    pytest.importorskip("distributed")
    monkeypatch.setattr("comity.engines.dask._CONNECT_TIMEOUT_S", 1)

    with (
        pytest.raises(EngineError, match="No Dask scheduler answers"),
        open_engine("dask", address="tcp://127.0.0.1:9"),
    ):
        pass
