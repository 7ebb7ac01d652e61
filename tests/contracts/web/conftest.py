"""A served ledger with two composed reports in it, and a browser's place at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from comity.web.app import WebSettings, create_app
from comity.workbench import Settings, Workbench

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
TOKEN = "let-me-in"  # noqa: S105 - opens a test and nothing else


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a ledger that holds the example series."""
    path = tmp_path_factory.mktemp("web") / "ledger.db"
    with Workbench(Settings(ledger=str(path))) as bench:
        for report in bench.read_inputs([str(EXAMPLES)]):
            bench.ledger.keep(report)
    return path


@pytest.fixture
def app(ledger: Path) -> FastAPI:
    """Return the application over that ledger, for one person."""
    settings = Settings(ledger=str(ledger))
    return create_app(WebSettings(settings=settings, token=TOKEN, hosts=("testserver",)))


@pytest.fixture
def stranger(app: FastAPI) -> Iterator[TestClient]:
    """Return a client without a session."""
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """Return a client that came in by the one-time token."""
    answer = stranger.get(f"/login?token={TOKEN}")
    assert answer.status_code == 303
    return stranger


@pytest.fixture
def csrf(client: TestClient, app: FastAPI) -> dict[str, str]:
    """Return the header that a request which changes something must bring."""
    session = app.state.sessions.find(client.cookies["comity_session"])
    return {"X-CSRF-Token": session.csrf}
