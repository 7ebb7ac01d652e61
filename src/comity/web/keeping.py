"""Remembers what the ledger answered for as long as nobody has changed it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import ParamSpec, TypeVar, cast

from fastapi import Request

from comity.web.clock import today

__all__ = ["Memory", "remembered"]

MOST = 256  # answers; one of a pair with many reports takes about 0.2 MB
Answer = TypeVar("Answer")
Given = ParamSpec("Given")


class Memory:
    """Holds answers while the ledger stays as it is; those not asked for the longest go first.

    Args:
        state: Tells a mark of what the ledger holds, which differs after every change of it by
            anybody (``Ledger.state``).
        most: How many answers to hold.
    """

    def __init__(self, state: Callable[[], str], most: int = MOST) -> None:
        self._state = state
        self._most = most
        self._held: OrderedDict[Hashable, tuple[str, object]] = OrderedDict()
        self._lock = Lock()

    def get(self, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """Return the answer to a question, asked only if the ledger has changed since.

        The mark is taken before the ledger is asked: an answer given while it changes is held
        under the mark of before, which never comes again.
        """
        state = self._state()
        with self._lock:
            before, answer = self._held.get(question, (None, None))
            if before == state:
                self._held.move_to_end(question)
                return cast("Answer", answer)
        fresh = ask()
        with self._lock:
            self._held[question] = (state, fresh)
            self._held.move_to_end(question)
            if len(self._held) > self._most:
                self._held.popitem(last=False)
        return fresh


def remembered(
    request: Request, ask: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs
) -> Answer:
    """Return what the ledger answers today: ``ask(*args, **kwargs)``, asked once while it stays so.

    Args:
        request: The request that wants to know.
        ask: A method of the ledger or of one of its views, whose answer nobody changes.
        args: What it is asked; with ``kwargs`` all that the answer rests on but the ledger.
        kwargs: The same by name.
    """
    memory: Memory = request.app.state.memory
    named = tuple((name, _fixed(value)) for name, value in kwargs.items())
    question = (ask.__qualname__, tuple(map(_fixed, args)), named, today())
    return memory.get(question, lambda: ask(*args, **kwargs))


def _fixed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
