"""A real server on a loopback port, and a real browser at it."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from comity.web.app import WebSettings, create_app
from comity.workbench import Settings, Workbench

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@dataclass(frozen=True, slots=True)
class Served:
    """A served ledger: its address, and the requests that the browser sent elsewhere."""

    address: str
    page: Any
    strayed: list[str]


@pytest.fixture(scope="session")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a ledger that holds the example series; copy it, do not change it."""
    path = tmp_path_factory.mktemp("served") / "ledger.db"
    with Workbench(Settings(ledger=str(path))) as bench:
        bench.ledger.keep_many(
            one for one in bench.read_inputs([str(EXAMPLES)]) if hasattr(one, "document")
        )
    return path


@pytest.fixture
def served(browser: Any, series: Path, tmp_path: Path) -> Iterator[Served]:
    """Serve a ledger that holds the example series, and log the browser in."""
    ledger = Path(shutil.copy(series, tmp_path / "ledger.db"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    web = WebSettings(settings=Settings(ledger=str(ledger)))
    server = uvicorn.Server(
        uvicorn.Config(create_app(web), host="127.0.0.1", port=port, log_level="error", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    address = f"http://127.0.0.1:{port}"
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    strayed: list[str] = []
    page.on(
        "request",
        lambda sent: None if sent.url.startswith(address) else strayed.append(sent.url),
    )
    page.goto(f"{address}/login?token={web.token}")
    yield Served(address, page, strayed)
    context.close()
    server.should_exit = True
    thread.join(timeout=10)
