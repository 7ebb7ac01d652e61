"""Three people's work from beginning to end: the real command, a real browser, files on the disk.

The reports given in these journeys are composed.
"""

import csv
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PICTURES = os.environ.get("COMITY_PICTURES")
"""Folder for the screenshots; without it they go where the test's other files are."""
SIGNED = (
    "Islamabad, 20 November 2026. The Foreign Minister of Pakistan met the Foreign Minister of"
    " Azerbaijan in Islamabad on Friday. The two ministers signed an agreement on the abolition of"
    " visas for holders of diplomatic passports between Pakistan and Azerbaijan. Pakistan"
    " reaffirmed its support for the territorial integrity of Azerbaijan."
)


def run(*words: str, text: str | None = None) -> str:
    """Run the command and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "comity", *words],
        input=text,
        text=True,
        capture_output=True,
        check=True,
    )
    return done.stdout


@dataclass(slots=True)
class Desk:
    """Somebody's place of work: a browser logged in to a ledger, and a folder."""

    page: Any
    address: str
    ledger: Path
    folder: Path

    def go(self, path: str) -> None:
        """Open an address of the server."""
        self.page.goto(self.address + path)

    def picture(self, name: str) -> None:
        """Keep a picture of the page as it is."""
        self.page.wait_for_load_state("networkidle")
        folder = Path(PICTURES) if PICTURES else self.folder
        self.page.screenshot(path=folder / f"journey-{name}.png")

    def take(self, press: Callable[[], None]) -> Path:
        """Press something that gives a file, and return where it was put."""
        with self.page.expect_download() as waiting:
            press()
        path = self.folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def read(self, text: str) -> None:
        """Let a report come in by the command line, as a colleague's would."""
        run("read", "-", "--keep", "--ledger", str(self.ledger), text=text)


@pytest.fixture
def sit_down(browser: Any, tmp_path: Path) -> Iterator[Callable[[Path], Desk]]:
    """Return a function that serves a ledger by the real command and logs a browser in."""
    servers, contexts, strayed = [], [], []

    def start(ledger: Path) -> Desk:
        command = [
            sys.executable,
            "-u",
            "-m",
            "comity",
            "serve",
            "--no-open",
            "--port",
            free_port(),
        ]
        server = subprocess.Popen(
            [*command, "--ledger", str(ledger)], stdout=subprocess.PIPE, text=True
        )
        servers.append(server)
        assert server.stdout
        found = re.search(r"(http://\S+?)(/login\S+)", server.stdout.readline())
        assert found
        context = browser.new_context(viewport={"width": 1200, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on(
            "request",
            lambda sent: None if sent.url.startswith(found[1]) else strayed.append(sent.url),
        )
        desk = Desk(page=page, address=found[1], ledger=ledger, folder=tmp_path)
        wait_for(found[1])
        desk.go(found[2])
        return desk

    yield start
    for context in contexts:
        context.close()
    for server in servers:
        server.terminate()
        server.wait(20)
        server.stdout.close()  # type: ignore[union-attr]
    assert strayed == []


def free_port() -> str:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def wait_for(address: str) -> None:
    """Wait until somebody listens there."""
    host, port = address.removeprefix("http://").split(":")
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(address)


def test_the_first_five_minutes(sit_down: Callable[[Path], Desk], tmp_path: Path) -> None:
    """An empty ledger, the sample, its facts, the flight in numbers, a Word file, one's own."""
    desk = sit_down(tmp_path / "new.db")
    page = desk.page
    desk.picture("newcomer-1-empty")
    page.click("text=Read the sample")
    page.click("text=Open ")
    kinds = page.locator("section.facts-of h2.label").all_inner_texts()
    assert len([one for one in kinds if "measure" in one.lower()]) >= 3
    assert len([one for one in kinds if "position: territorial" in one.lower()]) == 2
    assert len([one for one in kinds if "meeting" in one.lower()]) == 1
    assert page.locator("article.text mark").count() >= 6
    desk.picture("newcomer-2-facts")

    page.locator("main").get_by_role("link", name="Azerbaijan – Pakistan").first.click()
    page.get_by_role("link", name="Air link Baku – Islamabad").first.click()
    page.wait_for_selector(".numbers table")
    before = page.locator(".numbers").inner_text()
    assert "2,160 km" in before
    page.get_by_label("Aircraft, ICAO type").fill("E190")
    page.get_by_role("button", name="Work it out").click()
    page.wait_for_function(
        "old => document.querySelector('.numbers').innerText !== old", arg=before
    )
    desk.picture("newcomer-3-numbers")

    desk.go("/pairs/AZE/PAK")
    page.get_by_role("link", name="Write a brief").click()
    brief = desk.take(lambda: page.get_by_role("link", name="DOCX").click())
    words = zipfile.ZipFile(brief).read("word/document.xml").decode()
    assert "Islamabad" in words
    assert "Azerbaijan" in words

    own = tmp_path / "own.txt"
    own.write_text(SIGNED, encoding="utf-8")
    desk.go("/")
    page.set_input_files("#file", own)
    page.click("text=Read it")
    page.click("text=Open ")
    assert page.locator("article.text").inner_text().startswith("Islamabad, 20 November 2026.")


def test_a_scholars_articles(
    sit_down: Callable[[Path], Desk], series: Path, tmp_path: Path
) -> None:
    """A corpus read by the command, leafed through whole, checked by hand, taken away as data."""
    ledger = Path(shutil.copy(series, tmp_path / "corpus.db"))
    for day in range(1, 31):
        note = f"Baku, {day} June 2024. Pakistan and Azerbaijan discussed trade on day {day}."
        (tmp_path / f"note-{day}.txt").write_text(note, encoding="utf-8")
    run("read", str(tmp_path / "note-*.txt"), "--keep", "--ledger", str(ledger))
    desk = sit_down(ledger)
    page = desk.page
    page.fill("#find", "trade")
    page.press("#find", "Enter")
    found = re.search(r"(\d+) documents? found", page.get_by_role("status").inner_text())
    assert found
    assert int(found[1]) >= 30
    desk.picture("scholar-1-search")
    seen = page.locator("section article h2 a").evaluate_all("all => all.map(a => a.href)")
    while page.get_by_role("link", name="More hits").count():
        page.get_by_role("link", name="More hits").click()
        seen += page.locator("section article h2 a").evaluate_all("all => all.map(a => a.href)")
    assert len(seen) == len(set(seen)) == int(found[1])

    rows = page.request.get(f"{desk.address}/measures.csv").text()
    listed = list(csv.DictReader(io.StringIO(rows)))
    twin = page.request.get(f"{desk.address}/measures.json").json()["measures"]
    assert [row["id"] for row in listed] == [row["id"] for row in twin]
    assert listed

    desk.go("/inbox")
    with page.expect_navigation():
        page.keyboard.press("a")
    desk.go("/corrections")
    desk.picture("scholar-2-corrections")
    assert "accept" in page.locator("main").inner_text()
    desk.go("/api")
    desk.picture("scholar-3-programs")
    assert "/measures.csv" in page.locator("main").inner_text()

    out = tmp_path / "table"
    run("export", str(out), "--format", "csv", "--ledger", str(ledger))
    facts = next(path for path in out.iterdir() if "measure" in path.name)
    assert facts.stat().st_size > 0


def test_a_transport_agencys_flight(
    sit_down: Callable[[Path], Desk], series: Path, tmp_path: Path
) -> None:
    """From words over all pairs to one flight, other inputs, a sheet and a workbook."""
    desk = sit_down(Path(shutil.copy(series, tmp_path / "agency.db")))
    page = desk.page
    page.fill("#find", '"direct flights"')
    page.press("#find", "Enter")
    assert page.locator("section article mark").count() >= 3
    desk.picture("agency-1-search")
    desk.go("/measures?kind=air-link")
    assert page.locator("tbody tr").count() >= 4
    page.get_by_role(
        "link", name=re.compile("China – India|air link China", re.IGNORECASE)
    ).first.click()
    page.wait_for_selector(".numbers")
    desk.go("/transport/AZE/PAK")
    cards = page.locator("form[action='/transport/AZE/PAK/air-link']")
    cards.wait_for()
    cards.get_by_label("Flights a week").fill("3")
    cards.get_by_label("Net fare one way, USD").fill("150")
    cards.get_by_role("button").click()
    page.get_by_text("Capacity").first.wait_for()
    desk.picture("agency-2-inputs")

    desk.go("/brief?one=PAK&other=AZE&template=measure-sheet")
    desk.picture("agency-3-sheet")
    sheet = desk.take(lambda: page.get_by_role("link", name="PDF").click())
    assert sheet.read_bytes().startswith(b"%PDF-")
    book = desk.take(lambda: page.get_by_role("link", name="XLSX").click())
    names = zipfile.ZipFile(book).namelist()
    assert len([name for name in names if name.startswith("xl/worksheets/")]) >= 2
