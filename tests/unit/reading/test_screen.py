"""The gates of archives: reports pass, other news is stopped, names are whole words."""

import json
from html import escape
from pathlib import Path

from comity.reading.gates import is_english
from comity.reading.screen import load_screen

REPORT = (
    "Pakistan's Foreign Secretary received the Ambassador of Azerbaijan in Islamabad on Thursday. "
    "The two sides discussed direct flights and reviewed bilateral relations."
)
SPORT = (
    "The home side won the match in the last minute before a crowd of forty thousand. The coach "
    "praised the defence and said that the season had only begun. Tickets for the next match are "
    "on sale from Monday at the stadium."
)


def test_a_report_passes_every_gate() -> None:
    """A report of a meeting must pass as bytes, by its head and by its sentences."""
    screen = load_screen()

    assert screen.passes_bytes(f"<html><p>{REPORT}</p></html>".encode())
    assert screen.passes_head(REPORT)
    assert screen.passes_sentences(REPORT)


def test_other_news_is_stopped() -> None:
    """News without countries or acts of states must be stopped at each gate."""
    screen = load_screen()

    assert not screen.passes_bytes(SPORT.encode())
    assert not screen.passes_head(SPORT)
    assert not screen.passes_sentences(SPORT)


def test_names_inside_words_do_not_count() -> None:
    """Oman in "woman" must not be a country; a plural or possessive must be one."""
    screen = load_screen()
    sentence = "The {} met the minister and the president at the summit on relations and trade."

    assert not screen.passes_sentences(sentence.format("woman"))
    assert screen.passes_sentences(sentence.format("Omanis"))
    assert screen.passes_sentences(sentence.format("Sultan of Oman’s envoy"))


def test_a_menu_of_countries_makes_no_report() -> None:
    """A menu must not let a page with paragraphs pass; without them all of the page must count."""
    screen = load_screen()
    menu = "<li>China</li><li>Russia</li><li>Embassies and visas of France</li>"

    assert not screen.passes_bytes(f"{menu}<p>{SPORT}</p>".encode() * 8)
    assert screen.passes_bytes(f"{menu}<div>{SPORT}</div>".encode() * 8)
    assert screen.passes_bytes(f"{menu}<p>{SPORT}</p><p>{REPORT}</p>".encode() * 8)


def test_an_initial_ends_no_sentence() -> None:
    """A head must pass whose only sentence with both is cut by initials and titles."""
    head = "The guests had dinner at eight. On Monday President Ana B. Sol met Dr. Lee of Peru."

    assert load_screen().passes_head(head + " The two sides discussed trade and visas.")


def test_a_head_needs_a_sentence_that_names_both() -> None:
    """Countries in one sentence and acts of states in another make no report's head."""
    apart = "The festival opened in the city of Vienna in Austria. The minister was not there. "

    assert not load_screen().passes_head(apart + "The president of the club gave a long speech.")
    assert load_screen().passes_head(apart + "The president of Austria met the ambassador of Peru.")


def test_a_report_that_comes_late_in_a_page_is_stopped_by_the_head() -> None:
    """The gate of the head must look at the head: a mention at the end does not pass."""
    assert not load_screen().passes_head(SPORT * 4 + REPORT)


def test_every_example_passes(root: Path) -> None:
    """The project's own example reports must pass all gates."""
    screen = load_screen()
    paths = list((root / "examples").glob("*.txt"))

    assert len(paths) >= 12
    for path in paths:
        text = path.read_text()
        assert screen.passes_bytes(text.encode()), path.name
        assert screen.passes_head(text), path.name
        assert screen.passes_sentences(text), path.name


def test_recall_on_annotated_documents(shared: Path) -> None:
    """Of annotated documents with a diplomatic fact each gate must let at least 98 % pass."""
    names = ("dev", "train", "composed", "seed")
    texts = [text for name in names for text in _diplomatic(shared / "gold", name)]
    screen = load_screen()

    passed = {
        "bytes": [screen.passes_bytes(_page(title, text)) for title, text in texts],
        "language": [is_english(text) for _, text in texts],
        "head": [screen.passes_head(text, title) for title, text in texts],
        "sentences": [screen.passes_sentences(text, title) for title, text in texts],
    }

    assert len(texts) > 250
    for gate, flags in passed.items():
        assert sum(flags) >= 0.98 * len(flags), f"{gate}: {sum(flags)} of {len(flags)}"


def _page(title: str, text: str) -> bytes:
    """Return a text as a web page, a paragraph each, between a menu and words on cookies."""
    body = "".join(f"<p class=x>{escape(part)}</p>" for part in text.split("\n") if part.strip())
    menu = "<ul><li><a href=/>Home</a><li><a href=/sport>Sport</a></ul><p>We use cookies here.</p>"
    head = f"<html><head><title>{escape(title)}</title></head>"
    return f"{head}<body>{menu}<h1>{escape(title)}</h1>{body}</body></html>".encode()


def _diplomatic(gold: Path, name: str) -> list[tuple[str, str]]:
    """Return title and text of the documents that hold a meeting, measure, position or history."""
    kinds = ("meetings", "measures", "positions", "history")
    annotated = gold / f"{name}.annotations.jsonl"
    rows = [json.loads(line) for line in annotated.read_text().splitlines()]
    wanted = {row["id"] for row in rows if any(row.get(kind) for kind in kinds)}
    path = gold / ("seed.jsonl" if name == "seed" else f"{name}.documents.jsonl")
    documents = [json.loads(line) for line in path.read_text().splitlines()]
    return [(one.get("title") or "", one["text"]) for one in documents if one["id"] in wanted]
