"""E-mail: subject, sender and date; lines joined; attachments read; broken headers survived."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from comity.errors import UnreadableDocumentError
from comity.model.facts import Rejected
from comity.model.text import Document
from comity.reading.formats import mail

WRAPPED = (
    "The Foreign Minister of Country A received the Ambassador\n"
    "of Country B on Tuesday to talk about direct flights.\n\n"
    "> An earlier message said that the talks were put off.\n\n"
    "-- \nPress office\n"
)


def message(text: str = WRAPPED) -> EmailMessage:
    """Return a message of a press office."""
    made = EmailMessage()
    made["From"] = "Press Office of A <press@a.example>"
    made["To"] = "list@a.example"
    made["Subject"] = "Minister receives Ambassador"
    made["Date"] = "Thu, 13 Apr 2023 23:30:00 +0500"
    made.set_content(text)
    return made


def test_headers_and_text_come_out() -> None:
    """Subject, sender and day of sending must be the document's; the signature must be gone."""
    (document,) = mail.read(bytes(message()), "a.eml")

    assert isinstance(document, Document)
    assert document.title == "Minister receives Ambassador"
    assert document.publisher == "Press Office of A"
    assert document.published is not None
    assert document.published.iso == "2023-04-13"
    assert document.text == (
        "The Foreign Minister of Country A received the Ambassador of Country B on Tuesday to talk "
        "about direct flights.\n\nAn earlier message said that the talks were put off."
    )
    assert [block.kind for block in document.blocks] == ["paragraph", "quote"]


def test_a_page_is_read_where_there_is_no_plain_text() -> None:
    """A message that is only a web page must be read as one."""
    made = message()
    made.set_content(
        "<html><body><p>The two ministers met in the capital.</p></body></html>", "html"
    )

    (document,) = mail.read(bytes(made), "a.eml")

    assert isinstance(document, Document)
    assert document.text == "The two ministers met in the capital."


def test_attachments_are_documents_of_their_own(make_docx: Callable[[str], bytes]) -> None:
    """An attached file must be read; a damaged one must be rejected and stop nothing."""
    made = message()
    word = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    body = "<w:p><w:r><w:t>The sides signed a treaty.</w:t></w:r></w:p>"
    made.add_attachment(b"PK broken", maintype="application", subtype=word, filename="bad.docx")
    made.add_attachment(make_docx(body), maintype="application", subtype=word, filename="ok.docx")

    text, bad, good = mail.read(bytes(made), "a.eml")

    assert isinstance(text, Document)
    assert isinstance(bad, Rejected)
    assert bad.origin == "a.eml#bad.docx"
    assert isinstance(good, Document)
    assert good.text == "The sides signed a treaty."


def test_broken_headers_do_not_stop_the_text() -> None:
    """Headers that no standard allows must leave title or date unknown, and the text be read."""
    data = (
        b"Message-ID: <1>\nDate: the day after\nSubject: =?utf-8?q?=ff=?=\n\nThe ministers met.\n"
    )

    (document,) = mail.read(data, "a.eml")

    assert isinstance(document, Document)
    assert document.published is None
    assert document.text == "The ministers met."


def test_a_message_without_text_is_refused() -> None:
    """A message of a picture only must be refused."""
    made = EmailMessage()
    made["Message-ID"] = "<1@a.example>"
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")

    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        list(mail.read(bytes(made), "a.eml"))


def test_parts_nested_ten_thousand_deep_end() -> None:
    """Parts within parts without end must end in a refusal or a document."""
    data = b"MIME-Version: 1.0\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2_000)
    )

    with pytest.raises(UnreadableDocumentError):
        list(mail.read(data, "deep.eml"))
