"""How a brief says things: names, dates, lists, and figures by one rounding rule."""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Literal

from comity.model.dates import ReportedDate
from comity.model.findings import Basis, Figure
from comity.model.text import Document
from comity.reference.countries import country_name, the_country
from comity.vocabulary.load import load_vocabulary

__all__ = [
    "capital",
    "cite",
    "country_name",
    "figure_name",
    "label",
    "listed",
    "plain",
    "plural",
    "quoted",
    "show_bracket",
    "show_date",
    "show_figure",
    "show_range",
    "show_value",
    "small",
    "the_country",
]

_ONE_STOP = re.compile(r"one_stop_([a-z]{3})")
_FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "co2": "CO₂",
        "cost_20t": "Cost of 20 tonnes",
        "great_circle_distance": "Great-circle distance",
        "break_even_fare": "Break-even fare",
        "break_even_load_factor": "Break-even load factor",
    }
)
_SIZES: Mapping[str, float] = MappingProxyType({"trillion": 1e12, "billion": 1e9, "million": 1e6})
Listing = Literal["areas", "measures", "statuses", "stances", "forms", "history"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

SIGNIFICANT_DIGITS = 3  # of every estimate and of every observed value below 100
_UNIT_WORDS = {
    "km": "km",
    "h": "h",
    "share": "%",
    "usd": "US$",
    "USD": "US$",
    "US$": "US$",
    "count": "",
    "1": "",
    "": "",
    "pax": "passengers",
    "pax/year": "passengers a year",
    "people": "people",
    "passengers/year one way": "passengers a year one way",
    "flights/week": "flights a week",
}
DAYS_FROM_H = 48  # longer times are read in days


def label(code: str, kind: Listing) -> str:
    """Return what the vocabulary calls a code; a code it does not hold, as plain words.

    Args:
        code: As reports carry it: ``air-link``.
        kind: The list it belongs to.
    """
    entries: Mapping[str, Any] = getattr(load_vocabulary(), kind)
    entry = entries.get(code)
    return str(entry.label) if entry else plain(code)


def figure_name(code: str) -> str:
    """Return what a brief calls a figure; one that has a name already keeps it."""
    stop = _ONE_STOP.fullmatch(code)
    if stop:
        return f"With one stop at {stop[1].upper()}"
    return _FIGURES.get(code) or capital(code if " " in code else plain(code))


def plain(code: str) -> str:
    """Return a name of code as words: ``block_time`` becomes ``block time``."""
    return code.replace("-", " ").replace("_", " ")


def small(text: str) -> str:
    """Return the text with its first letter small, unless it opens with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """Return the text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def plural(count: int, word: str, many: str | None = None) -> str:
    """Return ``1 meeting``, ``2 meetings``, ``no meetings``."""
    shown = "no" if count == 0 else f"{count:,}"
    return f"{shown} {word if count == 1 else many or word + 's'}"


def quoted(words: str) -> str:
    """Return words of a document in quotation marks; from right to left, without moving the rest.

    Words written from right to left are isolated, or what follows them would be printed before.
    """
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in words):
        words = f"\u2068{words}\u2069"
    return f"“{words}”"


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """Return ``a, b and c``."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def show_date(value: ReportedDate | None, *, missing: str = "undated") -> str:
    """Return a date as a reader says it, as precise as it is: ``13 April 2023``, ``April 2023``."""
    if value is None:
        return missing
    first, last = value.first, value.last
    if value.precision == "year":
        return str(first.year)
    if value.precision == "month":
        return f"{MONTHS[first.month - 1]} {first.year}"
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {MONTHS[first.month - 1]}"
    return f"{start} – {end}" if first.year == last.year else f"{start} {first.year} – {end}"


def cite(document: Document, day: ReportedDate | None = None) -> str:
    """Return who published a document, its title and its day, as a footnote gives them.

    ``day``, that of the meeting it reports, stands in where it has no date of publication.
    """
    origin = document.origin or ""
    file = origin if origin.startswith("http") else PurePath(origin).name
    who = document.publisher or file or f"document {document.id}"
    title = f", {quoted(document.title)}" if document.title else ""
    when = show_date(document.published)
    if document.published is None and day is not None:
        when = f"on the meeting of {show_date(day)}"
    return f"{who}{title}, {when}"


def show_figure(figure: Figure) -> str:
    """Return a figure's value with its unit, "not available", or "none" for a length of nothing."""
    if figure.value is None:
        return "not available"
    if figure.value == 0 and figure.unit == "km":
        return "none"
    return show_value(figure.value, figure.unit, figure.basis)


def show_range(figure: Figure) -> str:
    """Return the bracket of a figure, empty where none was estimated or it has no width."""
    if figure.low is None or figure.high is None:
        return ""
    bracket = show_bracket(figure.low, figure.high, figure.unit, figure.basis)
    return bracket if " – " in bracket else ""


def show_bracket(low: float, high: float, unit: str, basis: Basis = "modelled") -> str:
    """Return ``low – high`` with what both share said once; one value where they look the same."""
    one, other = show_value(low, unit, basis), show_value(high, unit, basis)
    if one == other:
        return one
    if one.startswith("US$\u00a0") and other.startswith("US$\u00a0"):
        other = other.removeprefix("US$\u00a0")
    shared = _UNIT_WORDS.get(unit, unit) if unit != "share" else "%"
    ending = "\u00a0days" if one.endswith("\u00a0days") else f"\u00a0{shared}"
    if other.endswith(ending):
        one = one.removesuffix(ending)
    head, _, size = one.rpartition("\u00a0")
    if size in _SIZES and other.endswith(f"\u00a0{size}"):
        one = head
    return f"{one} – {other}"


def show_value(value: float, unit: str, basis: Basis = "modelled") -> str:
    """Return a number as every brief shows it.

    The one rule: an observed number of 100 or more is given in whole units; every other number to
    three significant digits, a million or more as millions, billions or trillions. Shares (0–1)
    become per cent; hours under two days hours and minutes, from then on days to a tenth. Spaces
    within a number do not break.
    """
    word = _UNIT_WORDS.get(unit, unit)
    if unit == "share":
        return f"{_number(value * 100, basis)}\u00a0%"
    if unit == "h" and math.isfinite(value) and value >= DAYS_FROM_H:
        return f"{value / 24:,.1f}\u00a0days"
    if unit == "h" and 0 <= value < DAYS_FROM_H:
        minutes = round(value * 60)
        if minutes < 60:  # noqa: PLR2004 - an hour
            return f"{minutes}\u00a0min"
        return f"{minutes // 60}\u00a0h\u00a0{minutes % 60:02}"
    shown = _large(value) or _number(value, basis)
    return f"US$\u00a0{shown}" if word == "US$" else f"{shown}\u00a0{word}".strip()


def _large(value: float) -> str | None:
    for name, size in _SIZES.items():
        if math.isfinite(value) and abs(value) >= size:
            return f"{_number(value / size, 'modelled')}\u00a0{name}"
    return None


def _number(value: float, basis: Basis) -> str:
    if not math.isfinite(value):
        return "not a number"
    if value == 0:
        return "0"
    if basis == "observed" and abs(value) >= 100:  # noqa: PLR2004 - the rule
        return f"{value:,.0f}".replace("-", "−")
    digits = SIGNIFICANT_DIGITS - 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, digits)
    return (
        f"{rounded:,.{max(0, digits)}f}".rstrip("0").rstrip(".").replace("-", "−")
        if (digits > 0)
        else f"{rounded:,.0f}".replace("-", "−")
    )
