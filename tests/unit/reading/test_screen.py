"""The gates of archives: reports pass, other news is stopped, names are whole words."""

import json
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
        "bytes": [screen.passes_bytes(f"{title}. {text}".encode()) for title, text in texts],
        "language": [is_english(text) for _, text in texts],
        "head": [screen.passes_head(text, title) for title, text in texts],
        "sentences": [screen.passes_sentences(text, title) for title, text in texts],
    }

    assert len(texts) > 250
    for gate, flags in passed.items():
        assert sum(flags) >= 0.98 * len(flags), f"{gate}: {sum(flags)} of {len(flags)}"


def _diplomatic(gold: Path, name: str) -> list[tuple[str, str]]:
    """Return title and text of the documents that hold a meeting, measure, position or history."""
    kinds = ("meetings", "measures", "positions", "history")
    annotated = gold / f"{name}.annotations.jsonl"
    rows = [json.loads(line) for line in annotated.read_text().splitlines()]
    wanted = {row["id"] for row in rows if any(row.get(kind) for kind in kinds)}
    path = gold / ("seed.jsonl" if name == "seed" else f"{name}.documents.jsonl")
    documents = [json.loads(line) for line in path.read_text().splitlines()]
    return [(one.get("title") or "", one["text"]) for one in documents if one["id"] in wanted]
