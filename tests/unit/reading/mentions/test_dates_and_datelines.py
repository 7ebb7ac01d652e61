"""Dates are resolved against the day of the report; datelines give place and day."""

from datetime import date

import pytest

from comity.model.dates import ReportedDate
from comity.model.text import Document, DocumentId
from comity.reading.mentions.dateline import find_dateline
from comity.reading.mentions.dates import find_dates
from comity.reading.sentences import split

FRIDAY = date(2024, 5, 17)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("on 15 May 2024", "2024-05-15"),
        ("on May 15", "2024-05-15"),
        ("on 3rd September, 2023", "2023-09-03"),
        ("Nov. 30, 1947", "1947-11-30"),
        ("2024-05-01", "2024-05-01"),
        ("07.03.2025", "2025-03-07"),
        ("today", "2024-05-17"),
        ("yesterday", "2024-05-16"),
        ("on Thursday", "2024-05-16"),
        ("on Friday", "2024-05-17"),
        ("on Saturday", "2024-05-11"),
        ("next Monday", "2024-05-20"),
        ("October 7-8, 2024", "2024-10-07/2024-10-08"),
        ("from 11 to 13 August 2024", "2024-08-11/2024-08-13"),
        ("from September 30 – October 3, 2024", "2024-09-30/2024-10-03"),
        ("from Sunday to Tuesday", "2024-05-12/2024-05-14"),
        ("on Tuesday, 14 May", "2024-05-14"),
        ("in March 2023", "2023-03"),
        ("on December 4", "2023-12-04"),
    ],
)
def test_date(words: str, iso: str) -> None:
    """A date in words is the day, days or month it means."""
    assert [found.date.iso for found in find_dates(words, 0, len(words), FRIDAY)] == [iso]


@pytest.mark.parametrize("words", ["31 June", "may 5 per cent", "in 2023", "45 May", "Mayor 5"])
def test_no_date(words: str) -> None:
    """What is no date gives none."""
    assert find_dates(words, 0, len(words), FRIDAY) == ()


def test_without_a_day_only_full_dates_can_be_told() -> None:
    """Without the day of the report "today" means nothing, a full date does."""
    text = "today, on Monday, on 5 May, on 5 May 2021"
    assert [found.date.iso for found in find_dates(text, 0, len(text), None)] == ["2021-05-05"]


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("Islamabad, 15 May 2024 (IPR): The Secretary received …", "Islamabad", "2024-05-15"),
        ("ANKARA\n\nTürkiye and Pakistan agreed to go on.", "Ankara", "2024-05-17"),
        ("ABU DHABI, 3rd May, 2024 (KSN) -- His Excellency …", "Abu Dhabi", "2024-05-03"),
        ("LUSAKA, May 13 (HNS) -- China stands ready to …", "Lusaka", "2024-05-13"),
        ("Baghdad – RIA\n\nThe Adviser received on Monday …", "Baghdad", "2024-05-17"),
        ("NEW DELHI: India on Wednesday extended credit.", "New Delhi", "2024-05-17"),
        ("The two ministers met in Paris and agreed.", None, "2024-05-17"),
    ],
)
def test_dateline(text: str, place: str | None, day: str) -> None:
    """Place and day stand at the head of a report, else the day is that of publication."""
    document = Document(
        id=DocumentId("x"), text=text, published=ReportedDate.parse("2024-05-17", basis="published")
    )
    found = find_dateline(document, split(document))
    assert (found.place.name if found.place else None) == place
    assert str(found.day) == day
