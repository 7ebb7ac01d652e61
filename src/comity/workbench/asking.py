"""From a user's words to what they mean: countries, dyads, and the question of an examination."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from comity.errors import UsageError
from comity.model.actors import Dyad, Party, Place
from comity.model.dates import ReportedDate
from comity.model.facts import Report
from comity.model.findings import Question

__all__ = [
    "find_dyad",
    "find_party",
    "main_parties",
    "need_dyad",
    "need_party",
    "need_worldview",
    "published_on",
    "publisher_home",
    "question",
]


def question(kind: str, places: Iterable[str], inputs: Mapping[str, str]) -> Question:
    """Return the question a user asks in words: countries become parties, other names ends.

    Raises:
        UsageError: If ``worldview`` among the inputs names no country, or ``as_of`` is no day.
    """
    from comity.reference.countries import names_city  # noqa: PLC0415 - loads its table

    parties: list[Party] = []
    ends: list[Place] = []
    for word in places:
        party = None if names_city(word) else _country(word)
        if party is None:
            ends.append(Place(name=word))
        else:
            parties.append(party)
    as_of = inputs.get("as_of")
    try:
        date.fromisoformat(as_of or "2026-01-01")
    except ValueError as error:
        raise UsageError(f"'{as_of}' is no day.", mend="Write --as-of 2023-04-13.") from error
    rest = {name: value for name, value in inputs.items() if name not in {"as_of", "worldview"}}
    return Question(
        kind=kind,
        parties=tuple(parties),
        endpoints=tuple(ends),
        inputs=tuple(sorted(rest.items())),
        as_of=as_of,
        worldview=need_worldview(inputs.get("worldview")),
    )


def find_party(word: str) -> Party | None:
    """Return the code of the party a word names, or ``None``.

    It is a country by name, demonym or code, or an organisation by its name or short name.
    """
    from comity.reference.organisations import find_organisation  # noqa: PLC0415 - loads its table

    found = _country(word)
    if found is not None:
        return found
    organisation = find_organisation(word)
    return Party(organisation) if organisation else None


def find_dyad(words: Iterable[str]) -> Dyad | None:
    """Return the dyad two words name, or ``None`` where they are not two parties."""
    parties = [find_party(word) for word in words]
    if len(parties) != 2 or None in parties or parties[0] == parties[1]:  # noqa: PLR2004 - a dyad
        return None
    return Dyad.of(str(parties[0]), str(parties[1]))


def need_dyad(words: Iterable[str]) -> Dyad:
    """Return the dyad two words name.

    Raises:
        UsageError: If a word names no party (with the nearest names), or both name one.
    """
    given = tuple(words)
    parties = [need_party(word) for word in given]
    if len(parties) != 2 or parties[0] == parties[1]:  # noqa: PLR2004 - a dyad
        raise UsageError(
            f"A dyad is two different parties, not {' and '.join(given)}",
            mend="Name two by name or code, as in: PAK AZE",
        )
    return Dyad.of(*parties)


def need_party(word: str) -> Party:
    """Return the code of the party a word names: a country, or an organisation.

    Raises:
        UsageError: If it names none; the mend has the nearest names of countries.
    """
    party = find_party(word)
    if party is not None:
        return party
    raise _unknown(word)


def _need_country(word: str) -> Party:
    country = _country(word)
    if country is None:
        raise _unknown(word)
    return country


def _country(word: str) -> Party | None:
    from comity.reference.countries import find_country  # noqa: PLC0415 - loads its table

    country = find_country(word)
    return Party(country.iso3) if country else None


def _unknown(word: str) -> UsageError:
    from difflib import get_close_matches  # noqa: PLC0415 - only when a name is wrong

    from comity.reference.countries import COUNTRIES  # noqa: PLC0415 - loads its table

    names = {country.name.casefold(): country for country in COUNTRIES.values()}
    near = [names[name] for name in get_close_matches(word.casefold(), names, n=2, cutoff=0.6)]
    guess = " or ".join(f"{country.name} ({country.iso3})" for country in near)
    return UsageError(
        f"'{word}' is no country, demonym or ISO code known here",
        mend=f"Did you mean {guess}?" if guess else "Use its English name or ISO 3166-1 code.",
    )


def need_worldview(word: str | None) -> str | None:
    """Return the code of the view of disputed borders a user names, ``None`` where none is.

    It is a country's by name or code, or ``UN``.

    Raises:
        UsageError: If the word names neither.
    """
    from comity.reference.worldviews import WORLDVIEWS  # noqa: PLC0415 - only when asked for

    return word if word is None or word in WORLDVIEWS else _need_country(word)


def main_parties(reports: Iterable[Report]) -> tuple[Party, ...]:
    """Return whom reports are about: the two sides of the dyad that most of them name."""
    dyads = Counter(dyad for report in reports for dyad in report.dyads)
    if not dyads:
        return ()
    dyad = max(dyads, key=lambda one: (dyads[one], one.first, one.second))
    return (dyad.first, dyad.second)


def published_on(text: str | None) -> ReportedDate | None:
    """Return the day a user wrote, ``None`` where none was given.

    Raises:
        UsageError: If it is no date.
    """
    if text is None:
        return None
    try:
        return ReportedDate.parse(text, basis="published")
    except ValueError as error:
        raise UsageError(
            f"'{text}' is no date", mend="Write it as 2023-04-13, 2023-04 or 2023."
        ) from error


def publisher_home(word: str | None) -> str | None:
    """Return the code of the publisher's home a user names, ``None`` where none was given.

    Raises:
        UsageError: If it is no country and no organisation's short name.
    """
    from comity.reference.homes import find_home  # noqa: PLC0415 - loads its tables

    home = find_home(word) if word is not None else None
    if word is not None and home is None:
        raise _unknown(word)
    return home
