"""Pages made in another process are the pages the server would make, and a process may die."""

import asyncio
import io
import json
import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from comity.web.app import WebSettings, create_app
from comity.web.elsewhere import HERE, SLOW, PageProcesses
from comity.web.page_app import create_pages
from comity.web.page_process import serve
from comity.web.routes import ROUTES
from comity.workbench import Settings

SHOWN = (
    "/pairs",
    "/pairs/AZE/PAK",
    "/measures.json",
    "/search?q=flights",
    "/nowhere",
    "/people.csv",
)
ADDRESSES = sorted(
    {
        route.path
        for router in ROUTES
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in route.methods
    }
)


def asking(path: str, ledger: Path, role: str = "reader") -> dict[str, object]:
    """Return a request as it is handed to the process."""
    return {
        "method": "GET",
        "path": path.partition("?")[0],
        "query": path.partition("?")[2],
        "scheme": "http",
        "headers": [["host", "testserver"]],
        "session": {"user": "you", "role": role, "csrf": "secret", "expires": 0.0},
        "settings": {"ledger": str(ledger), "worldview": None},
    }


def test_a_page_is_the_same_wherever_it_is_made(ledger: Path) -> None:
    """Status, body and headers do not tell which process made a page."""
    answers = []
    for processes in (0, 1):
        web = WebSettings(
            settings=Settings(ledger=str(ledger)),
            token="t",  # noqa: S106 - opens a test and nothing else
            hosts=("testserver",),
            processes=processes,
        )
        with TestClient(create_app(web), follow_redirects=False) as client:
            assert client.get("/measures").status_code == 401
            client.get("/login?token=t")
            got = [client.get(path) for path in SHOWN]
            assert len(client.app.state.processes) == 2 * processes  # type: ignore[attr-defined]
        answers.append(
            [(one.status_code, sorted(one.headers.items()), without_token(one.text)) for one in got]
        )

    assert answers[0] == answers[1]
    assert [status for status, _, _ in answers[0]] == [200, 200, 200, 200, 404, 200]


def without_token(text: str) -> str:
    """Return a page without what differs from one session to the next."""
    return re.sub(r'data-csrf="[^"]+"', "", text)


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_is_made_elsewhere_needs_nothing_of_the_serving_process(
    path: str, ledger: Path
) -> None:
    """Every address is either the serving process's own or can be answered by another."""
    address = re.sub(
        r"\{(\w+)\}", lambda hole: {"one": "AZE", "other": "PAK"}.get(hole[1], "x"), path
    )
    if HERE.fullmatch(address):
        return
    app = create_pages(Settings(ledger=str(ledger)))
    out = io.BytesIO()
    given = json.dumps(asking(address, ledger)).encode() + b"\n"
    serve(app, io.BytesIO(given), out)
    app.state.bench.close()

    assert json.loads(out.getvalue().partition(b"\n")[0])["status"] in {
        200,
        303,
        307,
        400,
        404,
        422,
    }


def test_a_fault_spoils_one_page(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A request of no sense gets 500 and a trace for who runs the server; the next is served."""
    app = create_pages(Settings(ledger=str(ledger)))
    given = b"{}\n" + json.dumps(asking("/pairs.json", ledger)).encode() + b"\n"
    out = io.BytesIO()
    serve(app, io.BytesIO(given), out)
    app.state.bench.close()

    answers = io.BytesIO(out.getvalue())
    statuses = []
    for line in answers:
        head = json.loads(line)
        answers.read(head["length"])
        statuses.append(head["status"])
    assert statuses == [500, 200]
    assert "KeyError" in capsys.readouterr().err


def test_a_process_that_died_is_replaced(ledger: Path) -> None:
    """Who asks does not notice; several at once each get their own answer."""

    async def run() -> list[int]:
        pages = PageProcesses(Settings(ledger=str(ledger)), most=2)
        await pages.warm()
        pages._idle[0].kill()
        await pages._idle[0].wait()
        paths = ("/pairs.json", "/nowhere", "/measures.json", "/pairs/AZE/PAK")
        answers = await asyncio.gather(*(pages.ask(asking(path, ledger)) for path in paths))
        assert len(pages._idle) <= 2
        await pages.close()
        return [one.status_code for one in answers]

    assert asyncio.run(run()) == [200, 404, 200, 200]


@pytest.mark.parametrize(
    ("path", "slow"),
    [
        ("/brief/file", True),
        ("/brief", False),
        ("/measures/h-1/examination", True),
        ("/measures/h-1/examination.json", True),
        ("/measures/h-1", False),
        ("/pairs/AZE/PAK/map.svg", True),
        ("/pairs/AZE/PAK", False),
        ("/transport/AZE/PAK/air-link", True),
    ],
)
def test_what_may_take_long_holds_up_no_page(path: str, *, slow: bool) -> None:
    """What computes has processes of its own."""
    assert bool(SLOW.fullmatch(path)) is slow
