"""Makes pages in a process of its own, one after the other.

The process is given a request as a line of JSON and answers with a line of JSON and the body. It
knows no log-in and takes nothing in: who asks was found out before, and comes with the request.
"""

import asyncio
import gc
import json
import os
import signal
import sys
from contextlib import suppress
from typing import IO, Any

from fastapi import FastAPI
from starlette.types import Message

from comity.errors import ComityError
from comity.web.page_app import create_pages
from comity.web.sessions import SESSION, Session
from comity.workbench import Settings

__all__ = ["answer", "serve"]

UNHURRIED = (50_000, 20, 100)
"""When the collector looks for rings of garbage: a page leaves few (Python's own: 700, 10, 10)."""
FAILED = (500, [("content-type", "text/plain; charset=utf-8")], b"This page could not be made.")


async def answer(
    app: FastAPI, asked: dict[str, Any], body: bytes
) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return the status, headers and body of one page.

    Args:
        app: The pages.
        asked: The request as ``comity.web.elsewhere`` writes it down.
        body: Its body.
    """
    app.state.bench.settings = Settings(**asked["settings"])
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": asked["method"],
        "scheme": asked["scheme"],
        "path": asked["path"],
        "raw_path": asked["path"].encode(),
        "query_string": asked["query"].encode("latin-1"),
        "root_path": "",
        "headers": [
            (name.encode("latin-1"), value.encode("latin-1")) for name, value in asked["headers"]
        ],
        "client": None,
        "server": None,
        SESSION: Session(**asked["session"]),
    }
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)

    await app(scope, receive, send)
    headers = [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in told[0]["headers"]
    ]
    return told[0]["status"], headers, b"".join(one.get("body", b"") for one in told[1:])


def serve(app: FastAPI, given: IO[bytes], out: IO[bytes]) -> None:
    """Answer one request after the other until no more is given."""
    with asyncio.Runner() as runner:
        for line in given:
            asked = json.loads(line)
            brought = given.read(asked.get("length", 0))
            try:
                status, headers, body = runner.run(answer(app, asked, brought))
            except Exception:  # noqa: BLE001 - whatever it was, the next page is another matter
                sys.excepthook(*sys.exc_info())
                status, headers, body = FAILED
            head = {"status": status, "headers": headers, "length": len(body)}
            out.write(json.dumps(head).encode() + b"\n" + body)
            out.flush()


def main() -> None:
    """Run as the process; what libraries print goes where errors go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C stops the server, which then ends this
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    app = create_pages(Settings(**json.loads(sys.argv[1])))
    with suppress(ComityError):  # the first page says it better
        len(app.state.bench.ledger)
    gc.collect()
    gc.freeze()  # what is loaded stays; to look through it again and again took a tenth of a page
    gc.set_threshold(*UNHURRIED)
    try:
        serve(app, sys.stdin.buffer, out)
    finally:
        app.state.bench.close()


if __name__ == "__main__":
    main()
