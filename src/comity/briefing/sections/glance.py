"""The two countries at a glance: where they lie, figures with their year, what joins them."""

from collections.abc import Callable

from comity.briefing.material import Material
from comity.briefing.sections.pictures import map_section
from comity.briefing.words import capital, country_name, listed, plural, show_value, the_country
from comity.model.brief import Block, Column, Paragraph, Row, Section, Sentence, Table
from comity.reference.profiles import (
    CLDR,
    FACTBOOK,
    Estimate,
    Profile,
    load_profiles,
    member_count,
    organisation_name,
    shared_border_km,
    shared_memberships,
)

__all__ = ["glance"]

LANGUAGES_AT_MOST = 3
PARTNERS_AT_MOST = 3
ROWS_ON_PAPER = 7  # all but the currency
BODIES_ON_PAPER = 6  # shared memberships named there, those with the fewest members
_WITHOUT_ARTICLE = frozenset({"APEC", "BRICS"})

Cell = Callable[[Profile], str]


def glance(material: Material) -> tuple[Section, ...]:
    """Return the map of the two countries with their figures, side by side where there is room.

    Without the profile of one of them there is the map alone.
    """
    where = map_section(material)
    profiles = [load_profiles().get(party) for party in material.dossier.parties]
    known = [profile for profile in profiles if profile is not None]
    if len(known) != 2 or "glance" in material.options.without:  # noqa: PLR2004 - side by side
        return where
    one, other = known
    table = Table(
        caption="Year of the value in brackets",
        columns=tuple(
            Column(label=name) for name in ("Fact", *(country_name(item.iso3) for item in known))
        ),
        rows=tuple(_rows(one, other, material))[: ROWS_ON_PAPER if material.paper else None],
    )
    drawn: tuple[Block, ...] = where[0].blocks if where else ()
    if "map" in material.options.without:
        drawn = ()
    bonds = Paragraph(sentences=tuple(_bonds(one, other, material)))
    heading = "The two countries at a glance"
    return (Section(key="glance", heading=heading, blocks=(*drawn[:1], table, *drawn[1:], bonds)),)


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
        named = list(bodies)
        if material.paper and len(bodies) > BODIES_ON_PAPER:
            named = sorted(bodies, key=lambda body: (member_count(body), body))[:BODIES_ON_PAPER]
        more = len(bodies) - len(named)
        full = [_body(body) for body in named]
        shown = listed([*full, plural(more, "more body", "more bodies")] if more else full)
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
