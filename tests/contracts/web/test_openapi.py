"""Whatever a program sends within the API's description, the server answers and does not break."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings

from comity.web.app import WebSettings, create_app
from comity.workbench import Settings

APP = create_app(WebSettings(settings=Settings(ledger=":memory:"), hosts=("testserver",)))
SCHEMA = schemathesis.openapi.from_dict(APP.openapi())
FUZZED = SCHEMA.exclude(path_regex="^/(login|logout|settings|brief/)")


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client that may do everything in an empty ledger."""
    path: Path = tmp_path_factory.mktemp("fuzzed") / "ledger.db"
    token = "fuzz"  # noqa: S105 - opens a test and nothing else
    web = WebSettings(settings=Settings(ledger=str(path)), hosts=("testserver",), token=token)
    app = create_app(web)
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        client.get(f"/login?token={token}")
        session = app.state.sessions.find(client.cookies["comity_session"])
        client.headers["X-CSRF-Token"] = session.csrf
        yield client


@FUZZED.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_breaks_the_server(case: schemathesis.Case, visitor: TestClient) -> None:
    """Every described request gets an answer below 500."""
    kwargs = case.as_transport_kwargs(base_url="http://testserver")
    kwargs["headers"] = {
        name: value for name, value in kwargs.get("headers", {}).items() if value.isascii()
    }
    answer = visitor.request(
        kwargs["method"],
        kwargs["url"],
        params=kwargs.get("params"),
        data=kwargs.get("data") if isinstance(kwargs.get("data"), dict) else None,
        files=kwargs.get("files"),
        headers={"X-CSRF-Token": visitor.headers["X-CSRF-Token"]},
    )
    assert answer.status_code < 500, answer.text[:300]
