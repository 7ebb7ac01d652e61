"""Countries and organisations as users write them on the command line."""

from collections.abc import Iterable

import click

from comity.errors import UsageError
from comity.reference.countries import country_name
from comity.reference.organisations import find_organisation
from comity.workbench import find_party

__all__ = ["find_parties", "parties_argument", "party_name", "party_names"]

parties_argument = click.argument("parties", nargs=-1, metavar="[COUNTRY]...")


def find_parties(words: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of countries (names, demonyms, codes) and organisations.

    Raises:
        UsageError: If a word is neither.
    """
    return tuple(_party(word) for word in words)


def party_name(code: str | None) -> str:
    """Return a party's name for people; a dash where there is none."""
    return "–" if code is None else country_name(code)


def party_names(codes: Iterable[str]) -> str:
    """Return the names of parties with dashes between them."""
    return " – ".join(party_name(code) for code in codes)


def _party(word: str) -> str:
    found = find_party(word) or find_organisation(word)
    if found is None:
        raise UsageError(
            f"'{word}' is no country, demonym, code or organisation known here.",
            mend='Write a code or a name in quotes: comity follow PAK "Saudi Arabia".',
        )
    return found
