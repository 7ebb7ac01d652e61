"""A small web server on this machine that misbehaves on request."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class Misbehaving:
    """What the server gives, and the bad manners it shows, one for each request, then none.

    Manners: ``cut`` (half the body), ``429``, ``503``, ``404``, ``portal`` (a web page), ``stall``
    (no answer within the client's time), ``empty``.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    manners: list[str] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    stamp: str = '"one"'
    address: str = ""
    patience: threading.Event = field(default_factory=threading.Event)

    def ranges(self) -> list[str | None]:
        """Return the Range header of each request."""
        return [headers.get("Range") for _, headers in self.asked]


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_GET(self) -> None:
        given = self.server.given
        given.asked.append((self.path, dict(self.headers)))
        manner = given.manners.pop(0) if given.manners else "good"
        if manner == "stall":
            given.patience.wait(5)
            return
        if manner.isdigit():
            self.send_response(int(manner))
            self.send_header("Retry-After", "7")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = given.files.get(self.path.partition("?")[0])
        if body is None:
            self.send_error(404)
            return
        self._send(manner, body)

    def _send(self, manner: str, body: bytes) -> None:
        given = self.server.given
        if manner == "portal":
            body = (
                b"\n<!DOCTYPE html><html><body>Please log in to the hotel's network.</body></html>"
            )
        if manner == "empty":
            body = b""
        start = 0
        wanted = self.headers.get("Range")
        if wanted and self.headers.get("If-Range") == given.stamp:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        self.send_header("ETag", given.stamp)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        rest = body[start:]
        self.wfile.write(rest[: len(rest) // 2] if manner == "cut" else rest)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


class _Server(ThreadingHTTPServer):
    given: Misbehaving
    daemon_threads = True


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    """Run the server while a test uses it."""
    running = _Server(("127.0.0.1", 0), _Handler)
    running.given = Misbehaving(address=f"http://127.0.0.1:{running.server_address[1]}")
    thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield running.given
    running.given.patience.set()
    running.shutdown()
    running.server_close()
    thread.join()
