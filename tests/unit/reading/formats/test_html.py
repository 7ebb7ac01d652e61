"""Web pages: main text, metadata that the page states, and bounds."""

import pytest

from comity.errors import UnreadableDocumentError
from comity.model.dates import ReportedDate
from comity.reading.formats import html

ARTICLE = """<article><h1>Ministers meet</h1>
<p>The Foreign Minister of Country A received the Ambassador of Country B on Tuesday to talk about
direct flights between the capitals.</p><h2>Trade</h2>
<ul><li>Exports of rice were named first of all</li><li>Then came cotton and its tariffs</li></ul>
<blockquote>We are friends, the Minister said to the press.</blockquote>
<table><tr><td>Trade</td><td>5 billion</td></tr></table>
<p>The Ambassador thanked the Minister and hoped the <b>joint commission</b> would meet soon.</p>
</article>"""
HEAD = """<title>Ministers meet</title><meta property="og:site_name" content="Ministry of A">
<meta property="article:published_time" content="2023-04-13T10:00:00Z">"""
PAGE = f"""<!DOCTYPE html><html><head>{HEAD}</head><body><nav><a href="/">Home</a></nav>{ARTICLE}
<footer>All rights reserved</footer></body></html>"""


def test_main_text_and_metadata_come_out() -> None:
    """Title, publisher and date must be those the page states; menus and footers must be gone."""
    (document,) = html.read(PAGE.encode(), "https://a.example/1")

    assert document.title == "Ministers meet"
    assert document.publisher == "Ministry of A"
    assert document.published is not None
    assert document.published.iso == "2023-04-13"
    assert "Home" not in document.text
    assert "rights reserved" not in document.text
    assert "hoped the joint commission would meet soon." in document.text
    kinds = {block.kind for block in document.blocks}
    assert {"heading", "list-item", "quote", "table-row", "paragraph"} <= kinds


def test_no_date_is_guessed() -> None:
    """A date that only the words of the page hold must not become the publication date."""
    page = (
        f"<html><body>{ARTICLE}<p>Flights will begin on 3 May 2031, it was said.</p></body></html>"
    )

    (document,) = html.read(page.encode(), "page.html")

    assert document.published is None


def test_a_declared_charset_is_believed() -> None:
    """A page in windows-1251 that says so must come out in Cyrillic letters."""
    page = PAGE.replace("<title>", '<meta charset="windows-1251"><title>').replace(
        "Country B", "Россия"
    )

    (document,) = html.read(page.encode("cp1251"), "page.html")

    assert "Ambassador of Россия" in document.text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + ARTICLE + "</div>" * 10_000,
        "<p>" + "<b>" * 50_000 + "The ministers met in the capital.",
        "<!DOCTYPE html [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><p>&b;</p>",
        "<html><body>" + "<table><tr><td>" * 3_000 + ARTICLE,
        "<html><body><p>" + "&lt;" * 100_000,
        "<html><body>" + "<ul><li>" * 3_000 + "item",
    ],
    ids=["deep", "unclosed", "entities", "tables", "escapes", "lists"],
)
def test_hostile_pages_are_read_or_refused(page: str) -> None:
    """Nesting, entities and unclosed tags must end in a document or a refusal."""
    try:
        documents = html.read(page.encode(), "bomb.html")
    except UnreadableDocumentError:
        return
    assert documents[0].text


def test_a_page_of_too_many_tags_is_refused() -> None:
    """A page of a million tags must be refused before it is parsed."""
    with pytest.raises(UnreadableDocumentError, match="too large"):
        html.read(b"<html>" + b"<i>" * 1_000_000, "bomb.html")


def test_a_page_without_text_is_refused() -> None:
    """A page of scripts only must be refused with what to do."""
    with pytest.raises(UnreadableDocumentError, match="No text was found") as caught:
        html.read(b"<html><body><script>draw()</script></body></html>", "app.html")

    assert caught.value.mend.startswith("Save the report's text")


def test_dates_of_pages_are_days() -> None:
    """The date of a page must rest on its publication, to the day."""
    (document,) = html.read(PAGE.encode(), "page.html")

    assert isinstance(document.published, ReportedDate)
    assert document.published.basis == "published"
    assert document.published.precision == "day"
