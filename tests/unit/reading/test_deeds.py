"""Single-sentence events: type, actor and recipient by the verb and what stands around it."""

import pytest

from comity.model.text import Document, DocumentId
from comity.reading.facts.events import find_events
from comity.reading.mentions import find_mentions
from comity.reading.sentences import split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Peru condemned Chile on Monday for the delay.", ("ACCUSE", "PER", "CHL"), id="active"
        ),
        pytest.param(
            "Kenya was attacked by Somalia near the border.",
            ("ASSAULT", "SOM", "KEN"),
            id="passive-turns-the-roles",
        ),
        pytest.param(
            "Norway will provide emergency aid to Nepal.", ("AGREE", "NOR", "NPL"), id="only-meant"
        ),
        pytest.param(
            "Ghana threatened to expel diplomats of Togo.",
            ("THREATEN", "GHA", "TGO"),
            id="threat-before-the-deed",
        ),
        pytest.param(
            "France and Italy held talks in Geneva, Swiss radio said.",
            ("CONSULT", "FRA", "ITA"),
            id="source-is-no-party",
        ),
        pytest.param(
            "Police in Belgium arrested forty students.",
            ("COERCE", "BEL", "BEL"),
            id="within-one-country",
        ),
    ],
)
def test_sentence_gives_its_event(text: str, expected: tuple[str, str, str]) -> None:
    """The first verb decides the type; subject and object decide who acts on whom."""
    document = Document(id=DocumentId("x"), text=text)
    sentences = split(document)

    (event,) = find_events(document, sentences, find_mentions(document, sentences))

    assert (event.plover, event.actor, event.recipient) == expected


def test_sentence_without_a_deed_gives_no_event() -> None:
    """There is no default event: without a verb that tells one, nothing is said."""
    document = Document(id=DocumentId("x"), text="Lisbon lies in Portugal, west of Spain.")
    sentences = split(document)

    assert find_events(document, sentences, find_mentions(document, sentences)) == ()
