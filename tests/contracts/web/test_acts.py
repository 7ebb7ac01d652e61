"""What the pages do to a ledger: uploads, corrections, briefs, a team's doors."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from comity.web.app import WebSettings, create_app
from comity.web.users import Users
from comity.workbench import Settings

PASSWORD = "correct horse battery"  # noqa: S105 - opens a test and nothing else


@pytest.fixture
def team(tmp_path: Path, ledger: Path) -> Iterator[TestClient]:
    """Return a client of a team's server with a reader and an editor."""
    users = Users.open(tmp_path / "users.db")
    users.add("reader", "reader", PASSWORD)
    users.add("editor", "editor", PASSWORD)
    users.close()
    own = shutil.copy(ledger, tmp_path / "ledger.db")
    web = WebSettings(
        settings=Settings(ledger=str(own)), users=tmp_path / "users.db", hosts=("testserver",)
    )
    with TestClient(create_app(web), follow_redirects=False) as client:
        yield client


def enter(client: TestClient, name: str) -> dict[str, str]:
    """Log in and return the header that changes need."""
    answer = client.post("/login", data={"name": name, "password": PASSWORD})
    assert answer.status_code == 303
    session = client.app.state.sessions.find(client.cookies["comity_session"])  # type: ignore[attr-defined]
    return {"X-CSRF-Token": session.csrf}


def test_a_team_has_no_token_and_asks_for_passwords(team: TestClient) -> None:
    """The one-time token opens nothing for a team; a wrong password opens nothing either."""
    assert team.get("/login?token=let-me-in").status_code == 401
    wrong = team.post("/login", data={"name": "reader", "password": "no"})
    assert wrong.status_code == 401
    assert team.get("/").status_code == 401


def test_guessing_is_slowed_down(team: TestClient) -> None:
    """After five failures an address has to wait, even with the right password."""
    for _ in range(5):
        team.post("/login", data={"name": "reader", "password": "no"})
    right = team.post("/login", data={"name": "reader", "password": PASSWORD})
    assert right.status_code == 429


def test_a_reader_changes_nothing(team: TestClient) -> None:
    """A reader reads; giving documents, judging facts and settings are others' work."""
    headers = enter(team, "reader")
    assert team.get("/measures").status_code == 200
    for path in ("/documents", "/facts/none/accept", "/corrections/undo", "/settings"):
        assert team.post(path, headers=headers).status_code == 403


def test_a_fact_is_judged_and_the_judgement_undone(team: TestClient) -> None:
    """Rejecting a measure's only step takes the measure away; undoing brings it back."""
    headers = enter(team, "editor")
    before = team.get("/measures.json").json()["measures"]
    steps = team.get(f"/measures/{before[0]['id']}.json").json()["statuses"]
    facts = team.get(f"/reports/{steps[0]['document']}.json").json()
    assert facts["measures"]

    name = team.app.state.bench.ledger.show(before[0]["id"]).statuses[0].fact  # type: ignore[attr-defined]
    assert team.post(f"/facts/{name}/reject", headers=headers).status_code == 303
    after = team.get("/measures.json").json()["measures"]
    assert after != before

    assert team.post("/corrections/undo", headers=headers).status_code == 303
    assert team.get("/measures.json").json()["measures"] == before
    log = team.get("/corrections.json").json()["log"]
    assert [(line["action"], line["who"], line["undone_by"]) for line in log] == [
        ("reject", "editor", "editor")
    ]


def test_an_upload_is_read_in_the_background(client: TestClient, csrf: dict[str, str]) -> None:
    """A file given is read and kept; what cannot be read gets its reason."""
    good = {"file": ("../../etc/report.txt", b"Baku, 2 May 2024. Pakistan thanked Azerbaijan.")}
    answer = client.post("/documents", files=good, headers=csrf)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/jobs/")
    bad = client.post("/documents", files={"file": ("x.pdf", b"\x00\x01\x02" * 99)}, headers=csrf)
    client.app.state.jobs._pool.shutdown(wait=True)  # type: ignore[attr-defined]

    assert "1 kept" in client.get(answer.headers["location"]).text
    refused = client.get(bad.headers["location"]).text
    assert "Nothing could be kept" in refused
    assert 'class="alert"' in refused


@pytest.mark.parametrize("form", ["html", "md", "json", "docx", "xlsx", "pdf"])
def test_a_brief_can_be_taken_in_every_form(client: TestClient, form: str) -> None:
    """Each form arrives as a file with its own type."""
    answer = client.get(f"/brief/file?one=PAK&other=AZE&form={form}&as_of=2025-06-01")
    assert answer.status_code == 200
    assert f"brief-PAK-AZE.{form}" in answer.headers["content-disposition"]
    assert len(answer.content) > 500


def test_the_country_named_first_is_ones_own(client: TestClient) -> None:
    """A brief puts the countries in the order they were named, as the command line does."""
    brief = client.get("/brief/file?one=PAK&other=AZE&form=json&as_of=2025-06-01").json()
    assert brief["parties"] == ["PAK", "AZE"]


def test_a_brief_previewed_can_run_nothing(client: TestClient) -> None:
    """The preview is sandboxed, whatever a document's words are."""
    policy = client.get("/brief/preview?one=PAK&other=AZE").headers["content-security-policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy


def test_two_words_that_are_countries_lead_to_their_page(client: TestClient) -> None:
    """The search box takes a pair to its page."""
    answer = client.get("/search?q=pak+aze")
    assert answer.headers["location"] == "/pairs/AZE/PAK"


def test_a_feed_of_hostile_words_is_still_a_feed(client: TestClient) -> None:
    """Cells that a spreadsheet would run stay text."""
    from comity.web.pages import safe_cell  # noqa: PLC0415 - the function under test

    assert safe_cell("=1+1") == "'=1+1"
    assert safe_cell("@cmd") == "'@cmd"
    assert safe_cell("trade") == "trade"


def test_a_request_that_never_arrives_is_let_go(
    client: TestClient, csrf: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sender who stops in the middle of a request does not hold the server."""
    monkeypatch.setattr("comity.web.guard.SLOWEST_S", 0.05)
    cookie = f"comity_session={client.cookies['comity_session']}".encode()
    sent: list[dict[str, object]] = []

    async def never() -> dict[str, object]:
        await asyncio.sleep(30)
        return {}

    async def note(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/documents",
        "raw_path": b"/documents",
        "query_string": b"",
        "headers": [
            (b"host", b"testserver"),
            (b"cookie", cookie),
            (b"x-csrf-token", csrf["X-CSRF-Token"].encode()),
            (b"content-type", b"application/x-www-form-urlencoded"),
        ],
        "client": ("testclient", 1),
        "server": ("testserver", 80),
        "scheme": "http",
        "http_version": "1.1",
        "root_path": "",
    }
    asyncio.run(client.app(scope, never, note))  # type: ignore[arg-type]

    assert sent[0]["status"] == 408


def test_without_a_team_nobody_logs_in_with_a_password(stranger: TestClient) -> None:
    """The form of a team, sent to a server for one person, is told what it is, not to wait."""
    answer = stranger.post("/login", data={"name": "ada", "password": PASSWORD})
    assert answer.status_code == 403
    assert "has no users" in answer.text


@pytest.mark.parametrize(
    ("came", "goes"),
    [
        ("http://testserver/inbox?skip=a", "/inbox?skip=a"),
        ("http://testserver/reports/x", "/reports/x"),
        ("http://evil.example//testserver/reports/x", "/inbox"),
        ("http://evil.example/?http://testserver/x", "/inbox"),
        ("http://testserver//evil.example/", "/inbox"),
        ("javascript://testserver/x", "/inbox"),
        ("", "/inbox"),
    ],
)
def test_an_act_leads_back_to_our_own_pages_only(came: str, goes: str, team: TestClient) -> None:
    """After a correction one is where one was; a page of another host sends nobody anywhere."""
    headers = enter(team, "editor") | {"Referer": came}
    report = team.get("/pairs/AZE/PAK.json").json()["measures"][0]["document"]
    fact = team.app.state.bench.facts(team.app.state.bench.ledger.report(report))[0][0]  # type: ignore[attr-defined]
    answer = team.post(f"/facts/{fact}/accept", headers=headers)
    assert answer.status_code == 303
    assert answer.headers["location"] == goes
