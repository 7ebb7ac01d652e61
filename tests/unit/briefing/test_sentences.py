"""How the sentences of a brief read: names with their articles, one fact said once, in order."""

from dataclasses import replace
from datetime import date

import pytest

import dossiers
from comity.briefing.compose import compose
from comity.briefing.naming import measure_name, measure_phrase, where
from comity.briefing.words import show_figure
from comity.model.actors import Participant, Party, Place
from comity.model.brief import BriefOptions, Bullets, Paragraph, Sentence, Table
from comity.model.dates import ReportedDate
from comity.model.facts import MeasureStatus
from comity.model.findings import Figure

DOSSIER = BriefOptions(template="dossier")


def lines(dossier, key, options=None):
    """Return the sentences or rows of a section of the brief, as shown."""
    brief = compose(dossier, options)
    found = [section for section in brief.sections if section.key == key]
    shown = []
    for block in (block for section in found for block in section.blocks):
        if isinstance(block, Paragraph):
            shown += [item.text for item in block.sentences]
        elif isinstance(block, Bullets):
            shown += [item.text for item in block.items]
        elif isinstance(block, Table):
            shown += [" | ".join(row.cells) for row in block.rows]
    return shown


@pytest.mark.parametrize(
    ("kind", "ends", "heading", "phrase"),
    [
        pytest.param("air-link", "Baku Ganja", "Direct flight Baku–Ganja",
                     "the direct flight Baku–Ganja", id="link"),
        pytest.param("visit", "Baku", "Visit to Baku", "the visit to Baku", id="towards"),
        pytest.param("culture-event", "Tokyo", "Cultural event in Tokyo",
                     "the cultural event in Tokyo", id="in"),
        pytest.param("technical-cooperation", "", "Technical cooperation",
                     "technical cooperation", id="uncounted"),
        pytest.param("joint-body", "", "Joint body or next round",
                     "the next round of the joint body", id="phrase of its own"),
    ],
)  # fmt: skip
def test_measures_are_named_as_prose(kind, ends, heading, phrase):
    """Ends follow with the right word, and within a sentence the article fits."""
    places = tuple(Place(name=name) for name in ends.split())

    assert measure_name(kind, places) == heading
    assert measure_phrase(kind, places) == phrase


def test_venues_take_their_article():
    """One meets in a city and at the White House."""
    assert where("White House") == where("the White House") == "at the White House"
    assert where("Baku") == "in Baku"


def test_a_length_of_nothing_is_none():
    """A land border that is not there is no border of 0 km."""
    border = Figure(label="Common land border", value=0.0, unit="km", basis="observed")

    assert show_figure(border) == "none"
    assert show_figure(replace(border, unit="flights/week")) == "0\u00a0flights a week"


def moved(record, **changes):
    """Return a position with another id and other fields."""
    return replace(record, id="-".join(map(str, changes)), **changes)


def test_what_both_say_of_each_other_is_said_once():
    """The same words held by each side towards the other make one sentence."""
    pair = dossiers.pair()
    one = pair.positions[0]
    other = moved(one, holder=dossiers.AZE, target=dossiers.PAK)

    told = lines(replace(pair, positions=(one, other)), "positions")

    assert [text.split(",")[0] for text in told] == [
        "Azerbaijan and Pakistan support each other on territorial issues"
    ]


def test_sensitive_matters_between_the_two_come_first():
    """Positions of third parties come last, and territory before trade, whatever the date."""
    pair = dossiers.pair()
    one = pair.positions[0]
    words = dossiers.words(pair.reports[0].document, "territorial integrity of Azerbaijan")
    third = moved(one, holder=Party("TUR"), evidence=words, date=ReportedDate.day(date(2024, 1, 2)))
    trade = moved(one, area="trade", date=ReportedDate.day(date(2024, 1, 1)))

    told = lines(replace(pair, positions=(third, trade, one)), "positions")

    assert [text.split(",")[0] for text in told] == [
        "Pakistan supports Azerbaijan on territorial issues",
        "Pakistan supports Azerbaijan on trade",
        "Türkiye supports Azerbaijan on territorial issues",
    ]


def test_lines_for_defence_are_about_the_two_alone():
    """What one side opposes in the other stands under "if raised"; what both oppose does not."""
    pair = dossiers.pair()
    one = moved(pair.positions[0], stance="opposes", area="trade")
    third = moved(one, target=Party("TUR"))

    dossier = replace(pair, positions=(one, third))

    assert [text.split(",")[0] for text in lines(dossier, "if-raised")] == [
        "Trade: Pakistan opposes Azerbaijan"
    ]
    short = lines(dossier, "positions")
    assert [text.split(",")[0] for text in short] == ["Pakistan opposes Türkiye on trade"]


def test_names_of_one_holder_are_one_person():
    """A surname alone is the person of that office; whom one meets comes before one's own."""
    pair = dossiers.pair()
    meeting = pair.meetings[0]
    ours, theirs = meeting.participants
    short = replace(theirs, name="Məmmədov")
    guest = Participant(
        name="Guest Composed",
        office="envoy",
        office_kind="envoy",
        represents=Party("TUR"),
        evidence=ours.evidence,
    )
    met = replace(meeting, participants=(guest, ours, short, theirs))

    told = lines(replace(pair, meetings=(met,)), "people", DOSSIER)

    assert [row.split(" | ")[0] for row in told] == [
        "Elçin Məmmədov",
        "Sadia Composed",
        "Guest Composed",
    ]


def test_points_put_promises_before_talk():
    """The overdue comes first, then what was promised, then what was talked about for longer."""
    pair = dossiers.pair()
    source = pair.reports[0].document
    agreed = dossiers.history(
        "air-link",
        (dossiers.step(source, "direct flights", MeasureStatus.AGREED, date(2023, 12, 1)),),
        endpoints=dossiers.ENDS,
        name="m9",
    )
    late, talk = pair.measures[1], replace(pair.measures[1], id="m8", overdue=False, due=None)

    told = lines(
        replace(pair, measures=(talk, agreed, replace(late, slip_days=15)), examinations=()),
        "points",
    )

    assert told == [
        (
            "Ask what became of the rail link (discussed 13 April 2023, 277 days ago; "
            "due 31 December 2023, 15 days late): “better rail connections”."
        ),
        (
            "Ask for the start of the direct flight Baku–Islamabad (agreed 1 December 2023, "
            "45 days ago)."
        ),
        (
            "Ask for a proposal on the rail link (discussed 13 April 2023, 277 days ago): "
            "“better rail connections”."
        ),
    ]


def test_what_is_overdue_is_not_said_twice():
    """After points that open with it the overdue is not told again; the dossier tells it."""
    pair = dossiers.pair()

    assert not any("rail" in text for text in lines(pair, "outcomes"))
    assert any(text.startswith("Overdue: rail link") for text in lines(pair, "outcomes", DOSSIER))


def test_subjects_are_counted_by_report():
    """An area raised twice in one report counts once."""
    pair = dossiers.pair()
    first = pair.reports[0]
    trade = first.subjects[0]
    again = replace(first, subjects=(trade, trade, first.subjects[1]))
    second = replace(pair.reports[1], subjects=(replace(trade),))

    told = lines(replace(pair, reports=(again, second, *pair.reports[2:])), "subjects")

    assert told == ["Raised most often: trade (2 reports) and energy."]


def test_no_sentence_repeats_itself():
    """No text of a brief stands in it twice, but for a measure's row and its point."""
    for template in ("visit-brief", "dossier"):
        brief = compose(dossiers.pair(), BriefOptions(template=template))
        texts = [item.text for item in brief.sentences() if isinstance(item, Sentence)]
        method = {text for text in texts if text.startswith(("Assumed:", "Caution:"))}
        told = [text for text in texts if text not in method]
        assert len(told) == len(set(told))
