"""An upload, and what becomes of each document in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from comity.errors import ComityError
from comity.model.facts import Rejected
from comity.workbench import Workbench

__all__ = ["BROKEN", "Refusal", "Upload", "take_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The bytes of a file, or of a pasted text, and what its giver knows of it."""

    name: str
    content: bytes
    published: str | None = None
    publisher_country: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document, or a whole upload, is not kept, and what would mend that."""

    problem: str
    mend: str


BROKEN = Refusal(
    "Reading broke off by a fault of this program.",
    "Run comity --debug read on the file and report what it prints.",
)
"""What is said of an upload that ended in an error nobody foresaw."""


def take_in(bench: Workbench, upload: Upload) -> Iterator[str | Refusal]:
    """Read an upload and keep what it says; yield each document's identifier or its refusal."""
    try:
        for item in bench.read_bytes(
            upload.content,
            origin=upload.name,
            published=upload.published,
            publisher_country=upload.publisher_country,
        ):
            if isinstance(item, Rejected):
                yield Refusal(item.reason, item.mend)
            else:
                bench.ledger.keep(item)
                yield item.id
    except ComityError as error:
        yield Refusal(error.problem, error.mend)
