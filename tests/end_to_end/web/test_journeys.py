"""What people come to do, done in a real browser."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = (
    "/",
    "/pairs",
    "/pairs/AZE/PAK",
    "/measures",
    "/positions?party=PAK&party=AZE",
    "/people?party=PAK",
    "/transport/AZE/PAK",
    "/meetings",
    "/search?q=flights",
    "/brief?one=PAK&other=AZE",
    "/inbox",
    "/corrections",
    "/data",
    "/settings",
    "/api",
    "/keys",
)


def test_first_five_minutes(served: Any, tmp_path: Path) -> None:
    """A newcomer pastes a report, opens it, and takes a brief away."""
    page = served.page
    page.fill(
        "#text", "Baku, 2 May 2024. Pakistan's Foreign Minister met the President of Azerbaijan."
    )
    page.click("text=Read it")
    page.click("text=Open ")
    assert page.locator("article.text").inner_text().startswith("Baku, 2 May 2024.")

    page.goto(f"{served.address}/brief?one=PAK&other=AZE")
    with page.expect_download() as waiting:
        page.click("text=MD")
    path = tmp_path / "brief.md"
    waiting.value.save_as(path)

    assert "Azerbaijan" in path.read_text(encoding="utf-8")
    assert served.strayed == []


def test_a_measure_is_followed_and_put_to_numbers(served: Any) -> None:
    """From the search box to the pair, its flight, the ladder, and other numbers for it."""
    page = served.page
    page.fill("#find", "pak aze")
    page.press("#find", "Enter")
    assert page.locator("h1").inner_text() == "Azerbaijan – Pakistan"
    page.locator("a", has_text="air link").filter(has_text="Baku – Islamabad").first.click()
    assert page.locator("ol.ladder > li").count() >= 2
    page.wait_for_selector(".numbers table")
    before = page.locator(".numbers").inner_text()
    aircraft = page.get_by_label("Aircraft, ICAO type")
    assert (aircraft.input_value(), page.get_by_label("Seats", exact=True).input_value()) == (
        "A320",
        "150",
    )
    aircraft.fill("A321")
    aircraft.press("Enter")
    page.wait_for_function(
        "before => document.querySelector('.numbers').innerText !== before", arg=before
    )
    assert page.get_by_label("Seats", exact=True).input_value() == "185"
    assert page.evaluate("document.activeElement.name") == "aircraft"
    assert served.strayed == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_stays_here(served: Any, path: str) -> None:
    """Axe finds no violation (WCAG 2.2 A and AA), and nothing is asked of another host."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - beside the browser

    served.page.goto(served.address + path)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(served.page, options=rules).response["violations"]

    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert served.strayed == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone_and_400_percent(served: Any, path: str) -> None:
    """At 320 CSS pixels, a phone's width or 400 % zoom, nothing makes the page scroll sideways."""
    served.page.set_viewport_size({"width": 320, "height": 700})
    served.page.goto(served.address + path)

    assert served.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_fact_is_moved_by_keys_alone(served: Any) -> None:
    """The words a fact rests on are moved with the keyboard, saved, and moved back by undo."""
    page = served.page
    page.goto(f"{served.address}/inbox")
    page.locator("section ol a").first.click()
    before = page.locator("#span-words").text_content()
    page.keyboard.press("s")
    page.keyboard.press("]")
    moved = page.locator("#span-words").text_content()
    assert before.endswith(moved)
    assert moved != before
    page.locator("text=Save these words").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#words mark").text_content() == moved
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator("#words mark").text_content() == before


def test_hostile_words_stay_words(served: Any) -> None:
    """Markup in a document is shown, not run."""
    page = served.page
    page.fill(
        "#text",
        "Baku, 2 May 2024. <script>window.stolen = 1</script> The President of Azerbaijan met"
        " <img src=x onerror='window.stolen = 1'> the Foreign Minister of Pakistan in Baku.",
    )
    page.click("text=Read it")
    page.click("text=Open ")

    assert "<script>" in page.locator("article.text").inner_text()
    assert page.evaluate("window.stolen") is None


def test_a_letter_of_another_script_runs_its_own_way(served: Any) -> None:
    """Quotes carry their language and find their own direction."""
    served.page.goto(f"{served.address}/positions")
    assert served.page.locator("td[dir=auto]").count() >= 1
