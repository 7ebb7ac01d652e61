"""What a data source is: where it lies, what it may be used for, and how its files are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from comity.model.provenance import SourceRef

__all__ = ["Collect", "Form", "Part", "Read", "Resolve", "Source", "Table"]

Form = Literal["csv", "json", "zip", "rda", "bytes"]


Table: TypeAlias = Any
"""A typed table: a frozen dataclass of equally long numpy arrays, one a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of a source. ``sha256`` is set where the edition at the address never changes."""

    name: str
    address: str
    form: Form
    sha256: str | None = None
    md5: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


Read = Callable[[tuple[Path, ...]], tuple[Table, ...]]
"""Raw files -> tables. Raises SourceFormatError when they are not of a known form."""

Collect = Callable[[Mapping[str, str], Path], "tuple[Path, ...] | None"]
"""(options, folder) -> files that a client library brought; ``None``: download the parts."""

Resolve = Callable[["Source", Callable[[Part], bytes], Mapping[str, str]], tuple[Part, ...]]
"""(source, fetcher of a small listing, options) -> parts, where addresses must be looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A data set that the user may fetch. Nothing of it is in the package.

    ``tables`` are the types its files give. ``vintage`` is the edition at the pinned address; what
    was really fetched is in the manifest beside the data. ``key`` names the environment variable
    that holds the user's key, where the source asks for one. ``options`` are the names that
    ``comity sources fetch NAME --option name=value`` understands, each with its default.
    """

    name: str
    title: str
    licence: str
    address: str
    vintage: str
    coverage: str
    size_mb: float
    citation: str
    tables: tuple[type, ...]
    read: Read
    parts: tuple[Part, ...] = ()
    resolve: Resolve | None = None
    collect: Collect | None = None
    key: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    accepts: str = ""
    note: str | None = None

    def reference(self, vintage: str | None = None) -> SourceRef:
        """Return what a figure cites."""
        return SourceRef(
            name=self.title,
            vintage=vintage or self.vintage,
            licence=self.licence,
            address=self.address,
        )
