"""What the pages do to a ledger: uploads, corrections, briefs, a team's doors."""

import asyncio
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient

from comity.web.app import WebSettings, create_app
from comity.web.users import Users
from comity.workbench import Settings, Workbench

LATE = (
    "Baku, 30 May 2025. The Foreign Ministers of Pakistan and Azerbaijan agreed to establish a "
    "joint venture for a fertiliser plant in Ganja."
)  # composed
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


def test_fields_left_empty_are_not_in_the_way(client: TestClient) -> None:
    """A form sends what was left empty as empty words; the brief is written all the same."""
    query = "one=PAK&other=AZE&as_of=&pages=&marking=&desk="
    assert client.get(f"/brief/preview?{query}").status_code == 200
    assert client.get(f"/brief/file?{query}&form=md").status_code == 200


def test_the_country_named_first_is_ones_own(client: TestClient) -> None:
    """A brief puts the countries in the order they were named, as the command line does."""
    brief = client.get("/brief/file?one=PAK&other=AZE&form=json&as_of=2025-06-01").json()
    assert brief["parties"] == ["PAK", "AZE"]


@pytest.mark.parametrize("processes", [0, 1])
def test_late_news_is_marked_in_the_next_issue(
    tmp_path: Path, ledger: Path, processes: int
) -> None:
    """What came in since the issue of before stands first in the next, and nothing else does."""
    own = shutil.copy(ledger, tmp_path / "ledger.db")
    web = WebSettings(
        settings=Settings(ledger=str(own)),
        token="t",  # noqa: S106 - opens a test and nothing else
        hosts=("testserver",),
        processes=processes,
    )
    query = "one=PAK&other=AZE&as_of=2025-06-01"
    with TestClient(create_app(web), follow_redirects=False) as client:
        client.get("/login?token=t")
        csrf = re.search(r'data-csrf="([^"]+)"', client.get("/brief").text)
        assert csrf
        headers = {"X-CSRF-Token": csrf[1]}
        issue_before = f"/brief/file?{query}&form=json"
        first = client.get(issue_before).content
        with Workbench(Settings(ledger=str(own))) as bench:
            (report,) = bench.read_bytes(LATE.encode(), origin="late.txt")
            bench.ledger.keep(report)

        def issue(since: bytes) -> httpx.Response:
            given = {"since": ("brief.json", since)}
            address = f"/brief/addendum?{query}"
            return client.post(address, files=given, data={"form": "md"}, headers=headers)

        told, quiet = issue(first).text, issue(client.get(issue_before).content).text
        for text in (told, quiet):
            assert "## Addendum to the issue of 2025-06-01" in text
        assert [line for line in told.splitlines() if "**new:**" in line and "Ganja" in line]
        assert "**changed:** Great-circle distance" not in told
        assert "**new:**" not in quiet
        assert issue(b"{}").status_code == 400


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


def test_a_brief_holds_what_was_picked(client: TestClient) -> None:
    """Only the ticked measure is in the brief, and a section left out is not there."""
    whole = "/brief/file?one=PAK&other=AZE&form=json&as_of=2025-06-01&template=dossier"
    facts = client.get("/brief.json?one=PAK&other=AZE").json()["facts"]
    flights = [one for one in facts if one["of"] == "measure" and "air link" in one["label"]]
    others = [one for one in facts if one["of"] == "measure" and one not in flights]
    assert flights
    assert others

    brief = client.get(f"{whole}&picked=true&pick={flights[0]['id']}&without=map").json()

    def drawn(made: dict[str, Any]) -> list[str]:
        return [block["type"] for one in made["sections"] for block in one["blocks"]]

    assert "map" in drawn(client.get(whole).json())
    assert "map" not in drawn(brief)
    assert "table" in drawn(brief)
    ladders = next(one for one in brief["sections"] if one["key"] == "ladders")
    assert len(ladders["blocks"]) == 1


def test_a_document_can_be_kept_from_disclosure(client: TestClient) -> None:
    """The facts of a document ticked as not to be disclosed are kept apart."""
    address = "/brief/file?one=PAK&other=AZE&form=json&as_of=2025-06-01"
    document = client.get("/brief.json?one=PAK&other=AZE").json()["facts"][0]["document"]
    open_one, closed = client.get(address).json(), client.get(f"{address}&closed={document}").json()
    assert closed["sections"] != open_one["sections"]
    assert "closed" in [one.get("disclosure") for one in closed["sections"]]


def test_two_meetings_are_compared_merged_and_parted(team: TestClient) -> None:
    """Beside each other, differences are marked; merging makes one, undoing makes two again."""
    headers = enter(team, "editor")
    meetings = team.get("/meetings.json").json()["meetings"]
    one, other = meetings[0]["id"], meetings[1]["id"]
    seen = team.get(f"/meetings/{one}/beside/{other}.json").json()["comparison"]
    assert (seen[1]["field"], seen[1]["verdict"]) == ("date", "differs")
    assert "≠ differ" in team.get(f"/meetings/{one}/beside/{other}").text

    form = {"one": one, "other": other, "back": f"/meetings/{one}"}
    merged = team.post("/merges", data=form, headers=headers)
    assert merged.headers["location"] == f"/meetings/{one}"
    assert len(team.get(f"/meetings/{one}.json").json()["facts"]) == 2
    assert len(team.get("/meetings.json").json()["meetings"]) == len(meetings) - 1

    assert team.post("/corrections/undo", headers=headers).status_code == 303
    assert team.get("/meetings.json").json()["meetings"] == meetings


def test_a_fact_is_moved_to_other_words(team: TestClient) -> None:
    """The form of the inbox moves a fact's span; the quote is what stands there in the text."""
    headers = enter(team, "editor")
    measure = team.get("/pairs/AZE/PAK.json").json()["open"][0]
    document = team.get(f"/reports/{measure['document']}.json").json()
    fact = team.app.state.bench.ledger.show(measure["id"]).statuses[-1].fact  # type: ignore[attr-defined]
    assert f'name="fact" value="{fact}"' in team.get(f"/inbox?fact={fact}").text
    start = document["document"]["text"].index(measure["quote"])
    span = {"fact": fact, "start": str(start + 3), "end": str(start + len(measure["quote"]))}

    assert team.post("/corrections", data=span, headers=headers).status_code == 303

    moved = team.app.state.bench.ledger.show(fact).fact.evidence  # type: ignore[attr-defined]
    assert moved.quote == measure["quote"][3:]
    bad = team.post("/corrections", data=span | {"end": "9999999"}, headers=headers)
    assert bad.status_code == 400


def test_names_are_shown_in_the_language_chosen(client: TestClient, csrf: dict[str, str]) -> None:
    """A browser that asks for Turkish reads Azerbaycan; one of no language is told so."""
    assert (
        client.post("/settings/language", data={"language": "xx"}, headers=csrf).status_code == 400
    )
    assert (
        client.post("/settings/language", data={"language": "tr"}, headers=csrf).status_code == 303
    )
    assert "Azerbaycan" in client.get("/pairs/AZE/PAK").text
    assert "Azerbaycan" in client.get("/pairs").text


def test_the_start_page_knows_what_is_new(client: TestClient) -> None:
    """A second visit shows what came in since the first, and how much that is."""
    from comity.web.visits import Visit  # noqa: PLC0415 - the cookie under test

    first = client.get("/index.json")
    assert first.json()["since"] is None
    seen = Visit.of(client.cookies["comity_visit"])
    assert seen.seen > 0
    earlier = Visit(seen=seen.seen - 2, at=1_700_000_000)
    client.cookies.set("comity_visit", earlier.text, domain="testserver.local", path="/")
    again = client.get(
        "/index.json",
        headers={
            "Cookie": f"comity_session={client.cookies['comity_session']};"
            f" comity_visit={earlier.text}"
        },
    ).json()
    assert again["new"] == 2
    assert len(again["reports"]) == 2
    assert again["since"] == "2023-11-14"


def test_a_pair_has_its_map_and_timeline(client: TestClient) -> None:
    """The page shows both; the map is a drawing of its own, and an organisation has none."""
    page = client.get("/pairs/AZE/PAK").text
    assert 'src="/pairs/AZE/PAK/map.svg"' in page
    assert "<svg" in page
    picture = client.get("/pairs/AZE/PAK/map.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.text.startswith("<svg")
    assert client.get("/pairs/EU/NATO/map.svg").status_code == 404
    assert "map.svg" not in client.get("/pairs/EU/NATO").text


def test_positions_are_a_matrix_that_leads_to_its_quotes(client: TestClient) -> None:
    """A row for each area and holder, a column for each year; its cells lead to the wordings."""
    found = client.get("/positions.json?holder=PAK").json()["matrix"]
    assert found["years"] == sorted(found["years"])
    cells = [
        (row, year, cell)
        for row in found["rows"]
        for year, cell in zip(found["years"], row["cells"], strict=True)
        if cell
    ]
    assert cells
    row, year, cell = cells[0]
    quotes = client.get(
        f"/positions.json?holder={row['holder']}&area={row['area']}&year={year}"
    ).json()["positions"]
    assert {one["stance"] for one in quotes} >= {one["stance"] for one in cell}
    assert all(one["date"].startswith(year) for one in quotes)
