"""Whose voice a publisher is: the country or organisation it is at home in."""

from comity.reference.countries import find_country
from comity.reference.organisations import ORGANISATIONS

__all__ = ["find_home"]


def find_home(word: str) -> str | None:
    """Return the code of a publisher's home, ``None`` where the word names none.

    Args:
        word: A country by name, demonym or code, or an organisation's short name.

    Returns:
        The country's alpha-3 code, or the organisation's short name.

    Example:
        >>> find_home("Pakistani"), find_home("OIC"), find_home("the President")
        ('PAK', 'OIC', None)
    """
    if word in ORGANISATIONS:
        return word
    country = find_country(word)
    return country.iso3 if country else None
