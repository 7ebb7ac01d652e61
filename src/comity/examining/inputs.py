"""What the user changed: inputs of a question as numbers, shares and lists."""

from comity.errors import UsageError
from comity.model.findings import Question

__all__ = ["YES", "Inputs"]

YES = frozenset({"yes", "true", "open", "1"})


class Inputs:
    """A question's inputs by name; names are joined by hyphens, in lower case."""

    def __init__(self, question: Question) -> None:
        self._given = {
            name.replace("_", "-").lower(): value.strip() for name, value in question.inputs
        }

    def __contains__(self, name: str) -> bool:
        """Tell whether the user gave an input."""
        return name in self._given

    def text(self, name: str) -> str:
        """Return an input's words, empty where it was not given."""
        return self._given.get(name, "")

    def is_yes(self, name: str) -> bool:
        """Tell whether an input was given as yes, true, open or 1."""
        return self.text(name).lower() in YES

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
