"""Where a number comes from."""

from dataclasses import dataclass

__all__ = ["SourceRef"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """A data set, paper or document behind a figure. ``vintage`` says how old it is."""

    name: str
    vintage: str | None = None
    licence: str | None = None
    address: str | None = None
    row: str | None = None
