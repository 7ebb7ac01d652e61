"""What the user changed: inputs of a question as numbers, shares and lists."""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from comity.errors import UsageError
from comity.model.findings import Question
from comity.reference.countries import find_country

__all__ = ["INPUTS", "NO", "YES", "Inputs"]

YES = frozenset({"yes", "true", "open", "1"})
NO = frozenset({"no", "false", "closed", "0"})
INPUTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "air-link": (
            *("aircraft", "weekly", "arrivals", "od", "nonstop-share", "load-factor", "seats"),
            *("fare", "fuel-price", "fuel-burn", "hour-cost", "charges", "cruise", "taxi"),
            *("connection", "airspace", "avoid"),
        ),
        "road-link": ("avoid", "closed-borders", "plans"),
        "rail-link": ("avoid", "closed-borders", "plans", "gauge"),
        "sea-link": ("avoid", "closed-borders", "river-sea", "avoid-passage"),
        "border-crossing": (),
        "trade-agreement": ("estimate", "elasticity"),
        "market-access": ("cut", "elasticity"),
        "joint-venture": (),
        "visa-regime": (),
        "forum-support": (),
    }
)
"""Kind of measure -> the inputs a user can change; described in docs/transport.md and, of trade, in
docs/closeness-and-trade.md."""


class Inputs:
    """A question's inputs by name; names are joined by hyphens, in lower case."""

    def __init__(self, question: Question) -> None:
        """Take the inputs of a question.

        Raises:
            UsageError: If the question's kind has no such input.
        """
        self._given = {
            name.replace("_", "-").lower(): value.strip() for name, value in question.inputs
        }
        known = INPUTS[question.kind]
        for name in self._given:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                guess = f"Did you mean --{near[0]}? " if near else ""
                every = ", ".join(f"--{one}" for one in known) or "none"
                raise UsageError(
                    f"{question.kind} has no input '{name}'.",
                    mend=f"{guess}Its inputs: {every}; and --as-of, --worldview.",
                )

    def __contains__(self, name: str) -> bool:
        """Tell whether the user gave an input."""
        return name in self._given

    def text(self, name: str) -> str:
        """Return an input's words, empty where it was not given."""
        return self._given.get(name, "")

    def is_yes(self, name: str) -> bool:
        """Tell whether an input was given as yes, true, open or 1.

        Raises:
            UsageError: If it is neither that nor no, false, closed or 0.
        """
        word = self.text(name).lower()
        if word and word not in YES | NO:
            raise UsageError(
                f"The input {name} is '{word}', neither yes nor no.",
                mend=f"Write --{name} yes or --{name} no.",
            )
        return word in YES

    def countries(self, name: str) -> frozenset[str]:
        """Return the ISO 3166-1 alpha-3 codes of countries given with commas between.

        Raises:
            UsageError: If one of the names is no country.
        """
        codes = set()
        for word in filter(None, (part.strip() for part in self.text(name).split(","))):
            country = find_country(word)
            if country is None:
                raise UsageError(
                    f"'{word}', given as --{name}, is no country known here.",
                    mend=f"Give a country's name or code: --{name} IRN",
                )
            codes.add(country.iso3)
        return frozenset(codes)

    def number(self, name: str) -> float | None:
        """Return an input as a number above 0, ``None`` where it was not given.

        Raises:
            UsageError: If it is no number above 0.
        """
        words = self.text(name)
        if not words:
            return None
        try:
            value = float(words.replace(",", "").removesuffix("%"))
        except ValueError:
            value = -1.0
        if not 0 < value < float("inf"):
            raise UsageError(
                f"The input {name} is '{words}', not a number above 0.",
                mend=f"Give a number: --{name} 2",
            )
        return value

    def share(self, name: str) -> float | None:
        """Return an input as a share of 1; figures above 1 are read as percent.

        Raises:
            UsageError: If it is no number above 0 and at most 100.
        """
        value = self.number(name)
        if value is None:
            return None
        share = value / 100 if value > 1 else value
        if share > 1:
            raise UsageError(
                f"The input {name} is '{self.text(name)}', more than 100 percent.",
                mend=f"Give a share: --{name} 0.8",
            )
        return share
