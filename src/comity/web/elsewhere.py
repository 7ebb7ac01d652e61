"""Has pages made by other processes, so that one that takes long holds up no other.

In one process pages could only be made in threads, and those hand the interpreter's lock to and fro
at every row of the ledger they fetch: eight at once take twice as long as one after the other.
"""

import asyncio
import json
import re
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from comity.web.sessions import session_of
from comity.workbench import Settings

__all__ = ["HERE", "SLOW", "Elsewhere", "PageProcesses"]

HERE = re.compile(r"/(login|logout|jobs/.*|data|settings|static/.*)(\.json)?")
"""Addresses of what the serving process alone knows: who is here, and what is being read."""
SLOW = re.compile(
    r"/brief/.+|/measures/.+/examination.*|/(transport|closeness)/.+|/pairs/.+/map\.svg"
)
"""Addresses that may take seconds; they have processes of their own."""
MODULE = "comity.web.page_process"
PATIENCE_S = 5  # for a process to end by itself once nothing more will come
GONE = "The page's process has ended. Try again."


class PageProcesses:
    """Processes that make pages, started at need and each given one page at a time."""

    def __init__(self, settings: Settings, most: int) -> None:
        self._settings = settings
        self._most = most
        self._turn = asyncio.Semaphore(most)
        self._idle: list[asyncio.subprocess.Process] = []

    async def ask(self, asked: dict[str, Any], body: bytes = b"") -> Response:
        """Return the answer to a request; a process that dies over it is replaced once."""
        async with self._turn:
            for _ in range(2):
                process = self._idle.pop() if self._idle else await self._start()
                try:
                    answer = await _exchange(process, asked, body)
                except (OSError, EOFError, ValueError):
                    await _end(process)
                    continue
                except BaseException:  # nobody waits any more, and its answer is still to come
                    process.kill()
                    raise
                self._idle.append(process)
                return answer
        return PlainTextResponse(GONE, 503)

    async def warm(self) -> None:
        """Start the first process, so that the first page need not wait for it.

        One only: a second would take the processor from what the first page needs.
        """
        self._idle.append(await self._start())

    async def close(self) -> None:
        """End the processes."""
        while self._idle:
            await _end(self._idle.pop())

    async def _start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            MODULE,
            json.dumps(asdict(self._settings)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )


class Elsewhere:
    """Hands pages on to other processes; what the serving process alone knows is made here."""

    def __init__(self, app: ASGIApp, *, quick: PageProcesses, slow: PageProcesses) -> None:
        self._app = app
        self._quick = quick
        self._slow = slow

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        session = session_of(Request(scope)) if _is_anothers(scope) else None
        if session is None:
            await self._app(scope, receive, send)
            return
        try:
            body = await Request(scope, receive).body()
        except HTTPException as error:
            await PlainTextResponse(error.detail, error.status_code)(scope, receive, send)
            return
        asked = {
            "method": scope["method"],
            "path": scope["path"],
            "query": scope["query_string"].decode("latin-1"),
            "scheme": scope["scheme"],
            "headers": Headers(scope=scope).items(),
            "session": asdict(session),
            "settings": asdict(scope["app"].state.bench.settings),
            "length": len(body),
        }
        processes = self._slow if SLOW.fullmatch(scope["path"]) else self._quick
        answer = await processes.ask(asked, body)
        await answer(scope, receive, send)


def _is_anothers(scope: Scope) -> bool:
    """Tell whether another process makes the answer: pages, and files that are written at once."""
    if scope["type"] != "http":
        return False
    if scope["method"] == "GET":
        return HERE.fullmatch(scope["path"]) is None
    return scope["method"] == "POST" and SLOW.fullmatch(scope["path"]) is not None


async def _exchange(
    process: asyncio.subprocess.Process, asked: dict[str, Any], body: bytes
) -> Response:
    assert process.stdin  # noqa: S101 - it was started with pipes
    assert process.stdout  # noqa: S101
    process.stdin.write(json.dumps(asked).encode() + b"\n" + body)
    await process.stdin.drain()
    head = json.loads(await process.stdout.readline())
    answer = Response(await process.stdout.readexactly(head["length"]), head["status"])
    answer.raw_headers = [
        (name.encode("latin-1"), value.encode("latin-1")) for name, value in head["headers"]
    ]
    return answer


async def _end(process: asyncio.subprocess.Process) -> None:
    assert process.stdin  # noqa: S101 - it was started with pipes
    process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), PATIENCE_S)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
