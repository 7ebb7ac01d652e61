"""The countries at a glance: figures with their year, and what joins the two."""

from collections.abc import Callable

from comity.briefing.material import Material
from comity.briefing.words import capital, country_name, listed, show_value, the_country
from comity.model.brief import Block, Column, Paragraph, Row, Section, Sentence, Table
from comity.reference.profiles import (
    CLDR,
    FACTBOOK,
    Estimate,
    Profile,
    load_profiles,
    organisation_name,
    shared_border_km,
    shared_memberships,
)

__all__ = ["glance"]

LANGUAGES_AT_MOST = 3
PARTNERS_AT_MOST = 3
_WITHOUT_ARTICLE = frozenset({"APEC", "BRICS"})

Cell = Callable[[Profile], str]


def glance(material: Material) -> tuple[Section, ...]:
    """Return the two countries side by side; nothing where a profile is missing."""
    profiles = [load_profiles().get(party) for party in material.dossier.parties]
    known = [profile for profile in profiles if profile is not None]
    if len(known) != 2:  # noqa: PLR2004 - side by side
        return ()
    one, other = known
    columns = (Column(label=""), *(Column(label=country_name(item.iso3)) for item in known))
    table = Table(
        caption="Year of the value in brackets",
        columns=(Column(label="Fact"), *columns[1:]),
        rows=tuple(_rows(one, other, material)),
    )
    blocks: tuple[Block, ...] = (table, Paragraph(sentences=tuple(_bonds(one, other, material))))
    return (Section(key="glance", heading="The countries at a glance", blocks=blocks),)


def _rows(one: Profile, other: Profile, material: Material) -> list[Row]:
    factbook, cldr = material.notes.source(FACTBOOK), material.notes.source(CLDR)
    lines: tuple[tuple[str, Cell, int], ...] = (
        ("Capital", lambda item: item.capital or "", factbook),
        ("Population", lambda item: _estimate(item.population, ""), factbook),
        ("GDP, official rate", lambda item: _estimate(item.gdp_usd, "USD"), factbook),
        ("GDP per head", _per_head, factbook),
        ("Exports, goods and services", lambda item: _estimate(item.exports_usd, "USD"), factbook),
        ("Main export markets", _markets, factbook),
        ("Official languages", _languages, cldr),
        ("Currency", lambda item: _currency(item.currency), cldr),
    )
    return [
        Row(cells=(name, cell(one), cell(other)), notes=(note,), key=f"glance:{name}")
        for name, cell, note in lines
        if cell(one) or cell(other)
    ]


def _bonds(one: Profile, other: Profile, material: Material) -> list[Sentence]:
    factbook = material.notes.source(FACTBOOK)
    border = shared_border_km(one.iso3, other.iso3)
    names = capital(f"{the_country(one.iso3)} and {the_country(other.iso3)}")
    text = f"{names} share no land border."
    if border:
        text = f"{names} share a land border of {show_value(border, 'km', 'observed')}."
    sentences = [Sentence(text=text, notes=(factbook,), key="glance:border")]
    bodies = shared_memberships(one.iso3, other.iso3)
    if bodies:
        shown = listed([_body(body) for body in bodies])
        text = f"Both are full members of {shown}; universal bodies are left out."
        sentences.append(Sentence(text=text, notes=(factbook,), key="glance:memberships"))
    for item, partner in ((one, other), (other, one)):
        share = item.export_partners and item.export_partners.shares.get(partner.iso3)
        if item.export_partners and share:
            taker, giver = capital(the_country(partner.iso3)), the_country(item.iso3)
            part, year = show_value(share, "share"), item.export_partners.year
            text = f"{taker} takes {part} of the exports of {giver} ({year})."
            key = f"glance:exports:{item.iso3}"
            sentences.append(Sentence(text=text, notes=(factbook,), key=key))
    return sentences


def _body(short_name: str) -> str:
    full = organisation_name(short_name)
    article = "" if short_name in _WITHOUT_ARTICLE else "the "
    return f"{article}{full}" + (f" ({short_name})" if full != short_name else "")


def _estimate(value: Estimate | None, unit: str) -> str:
    if value is None:
        return ""
    year = f" ({value.year})" if value.year else ""
    return f"{show_value(value.value, unit, 'observed')}{year}"


def _per_head(item: Profile) -> str:
    if item.gdp_usd is None or item.population is None or not item.population.value:
        return ""
    return f"{show_value(item.gdp_usd.value / item.population.value, 'USD')} (worked out)"


def _markets(item: Profile) -> str:
    if item.export_partners is None:
        return ""
    leading = list(item.export_partners.shares.items())[:PARTNERS_AT_MOST]
    shown = [f"{country_name(party)} {show_value(share, 'share')}" for party, share in leading]
    return f"{', '.join(shown)} ({item.export_partners.year})"


def _languages(item: Profile) -> str:
    codes = [language.code for language in item.languages if language.is_official]
    names = dict.fromkeys(_language(code) for code in codes)  # one language in two scripts is one
    return ", ".join(list(names)[:LANGUAGES_AT_MOST])


def _language(code: str) -> str:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 40 ms, for this section alone

    try:
        return capital(Locale("en").languages.get(code.split("_", maxsplit=1)[0], code))
    except UnknownLocaleError:
        return code


def _currency(code: str | None) -> str:
    if not code:
        return ""
    from babel.numbers import get_currency_name  # noqa: PLC0415 - for this section alone

    return f"{get_currency_name(code, locale='en')} ({code})"
