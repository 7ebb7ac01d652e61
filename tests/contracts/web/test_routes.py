"""What holds for every route: a role, a session, a token, a twin, and the safety headers."""

import re

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from comity.web.guard import SAFE_METHODS
from comity.web.routes import ROUTES
from comity.web.sessions import ROLES

OWN = {"/logout", "/settings/language", "/brief/addendum"}  # change nothing of the ledger
OPEN = {("/login", "GET"), ("/login", "POST")}
TABLE = [
    pytest.param(route.path, method, route, id=f"{method} {route.path}")
    for router in ROUTES
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in sorted(route.methods - {"HEAD"})
]
CLOSED = [row for row in TABLE if (row.values[0], row.values[1]) not in OPEN]
CHANGING = [row for row in CLOSED if row.values[1] not in SAFE_METHODS]
EXAMPLE = {
    "kind": "air-link",
    "document": "none",
    "name": "none",
    "one": "AZE",
    "other": "PAK",
    "number": "0",
}


def address(path: str) -> str:
    """Return a route's path with something in each of its holes."""
    return re.sub(r"\{(\w+)[^}]*\}", lambda hole: EXAMPLE.get(hole[1], "none"), path)


@pytest.mark.parametrize(("path", "method", "route"), TABLE)
def test_every_route_asks_for_a_role(path: str, method: str, route: APIRoute) -> None:
    """No route but the log-in is without a role, and what changes something asks for more."""
    roles = {
        role
        for one in route.dependant.dependencies
        if (role := getattr(one.call, "role", None)) is not None
    }
    if (path, method) in OPEN:
        assert not roles
        return
    assert roles
    assert roles <= set(ROLES)
    if method not in SAFE_METHODS and path not in OWN:
        assert roles & {"editor", "admin"}


@pytest.mark.parametrize(("path", "method", "route"), CLOSED)
def test_no_route_serves_a_stranger(
    path: str, method: str, route: APIRoute, stranger: TestClient
) -> None:
    """Without a session nothing but the log-in answers."""
    assert stranger.request(method, address(path)).status_code == 401


@pytest.mark.parametrize(("path", "method", "route"), CHANGING)
def test_nothing_changes_without_the_pages_token(
    path: str, method: str, route: APIRoute, client: TestClient
) -> None:
    """A request that another page could send changes nothing."""
    assert client.request(method, address(path)).status_code == 403
    foreign = {"X-CSRF-Token": "guess"}
    assert client.request(method, address(path), headers=foreign).status_code == 403


@pytest.mark.parametrize(("path", "method", "route"), TABLE)
def test_every_answer_carries_the_safety_headers(
    path: str, method: str, route: APIRoute, client: TestClient
) -> None:
    """No answer lets a script of another host, or another page's frame, in."""
    headers = client.request(method, address(path)).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


LISTS = ("/measures", "/meetings", "/positions", "/search", "/pairs", "/inbox", "/corrections")


SHEETS = ("/data", "/settings", "/pairs/AZE/PAK", "/transport/AZE/PAK", "/people", "/keys")


@pytest.mark.parametrize("path", [*SHEETS, *LISTS])
def test_every_page_has_its_json_twin(path: str, client: TestClient) -> None:
    """A page and its twin answer alike."""
    assert client.get(path).status_code == 200
    twin = client.get(f"{path}.json")
    assert twin.status_code == 200
    assert twin.headers["content-type"] == "application/json"
    assert isinstance(twin.json(), dict)


@pytest.mark.parametrize("path", LISTS)
def test_every_list_is_a_table_and_a_feed(path: str, client: TestClient) -> None:
    """A list can be had as CSV and as Atom."""
    assert client.get(f"{path}.csv").headers["content-type"].startswith("text/csv")
    feed = client.get(f"{path}.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert feed.text.startswith("<?xml")


def test_the_token_opens_once(app: FastAPI) -> None:
    """The address that the terminal printed opens one session, not two."""
    with TestClient(app, follow_redirects=False) as first:
        assert first.get("/login?token=let-me-in").status_code == 303
    with TestClient(app, follow_redirects=False) as second:
        assert second.get("/login?token=let-me-in").status_code == 401


def test_another_host_is_not_served(client: TestClient) -> None:
    """A name that a hostile page resolves to this machine gets nothing (DNS rebinding)."""
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 421


def test_what_is_too_large_is_refused(client: TestClient, csrf: dict[str, str]) -> None:
    """A body beyond the bound is refused before it is read."""
    headers = {**csrf, "Content-Length": str(10**9)}
    assert client.post("/documents", headers=headers).status_code == 413


def test_no_path_leaves_the_static_folder(client: TestClient) -> None:
    """A path that climbs finds nothing."""
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"):
        assert client.get(path).status_code == 404


def test_an_unknown_address_says_where_to_go(client: TestClient) -> None:
    """What is not there is said on a page with a mend, and to a program as data."""
    page = client.get("/nowhere")
    assert page.status_code == 404
    assert "Go to the start." in page.text
    assert client.get("/nowhere.json").json()["mend"] == "Go to the start."


@pytest.mark.parametrize("folder", ["pairs", "closeness"])
def test_a_pair_in_the_other_order_keeps_its_twin(folder: str, client: TestClient) -> None:
    """Who asks for data of a pair in any order or spelling is led to data."""
    assert client.get(f"/{folder}/pak/aze.json").headers["location"] == f"/{folder}/AZE/PAK.json"
    assert client.get(f"/{folder}/pak/aze").headers["location"] == f"/{folder}/AZE/PAK"


def test_a_value_that_does_not_fit_is_said_on_a_page(client: TestClient) -> None:
    """A bad query gets a page with a mend; its twin gets the same as data."""
    page = client.get("/search?offset=-1")
    assert page.status_code == 422
    assert "offset" in page.text
    assert "<h1>" in page.text
    assert client.get("/search.json?offset=-1").json()["mend"].startswith("Mend it")


@pytest.mark.parametrize("pair", [("EU", "RUS"), ("NATO", "USA"), ("nato", "Russia")])
def test_an_organisation_is_a_side_of_a_pair(pair: tuple[str, str], client: TestClient) -> None:
    """What the list of pairs links to has a page, whoever the two are."""
    assert client.get(f"/pairs/{'/'.join(pair)}", follow_redirects=True).status_code == 200
    assert client.get(f"/search?q={'+'.join(pair)}").status_code == 303
