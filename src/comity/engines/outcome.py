"""What became of one item: a value, or a failure with its traceback."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["ATTEMPTS", "Outcome", "attempt", "describe"]

T = TypeVar("T")
R = TypeVar("R")

ATTEMPTS = 3  # an item whose worker died this often is given up


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[T, R]):
    """An item with its value; or ``value`` ``None`` and the failure in words, last line first."""

    item: T
    value: R | None = None
    failure: str | None = None


def attempt(work: Callable[[T], R], item: T) -> Outcome[T, R]:
    """Return the outcome of one item in this process, whatever the function raises."""
    try:
        return Outcome(item=item, value=work(item))
    except Exception as error:  # noqa: BLE001 - the one place where any failure becomes a result
        return Outcome(item=item, failure=describe(error))


def describe(error: BaseException) -> str:
    """Return the words of a failure and, on further lines, where it happened."""
    first = " ".join(str(error).split()) or type(error).__name__
    return f"{type(error).__name__}: {first}\n" + "".join(traceback.format_exception(error))
