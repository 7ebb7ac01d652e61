"""Open data the user fetches: the table of sources, and what is here of them."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from comity.errors import SourceNotFetchedError, UsageError
from comity.model.provenance import SourceRef
from comity.plugins import extend
from comity.sources import cache
from comity.sources.cache import Manifest, RawFile
from comity.sources.catalogue import SOURCES, absent, check_key, choose_options, get_source
from comity.sources.download import Arrival, Patience, Progress, check_form, download
from comity.sources.record import Form, Part, Source

__all__ = [
    "SOURCES",
    "Manifest",
    "Source",
    "SourceNotFetchedError",
    "Sources",
    "default_folder",
    "get_source",
]

T = TypeVar("T")


def default_folder() -> Path:
    """Return where data is kept: $COMITY_DATA, or the user's data folder for Comity."""
    if chosen := os.environ.get("COMITY_DATA"):
        return Path(chosen) / "sources"
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".local" / "share") / "comity" / "sources"


class Sources:
    """The data of one folder: fetch it, add to it, read tables from it.

    Args:
        folder: Where it lies; ``None`` is ``default_folder()``.
        catalogue: The sources known; ``None`` are Comity's own and those that installed
            distributions add.

    Raises:
        PluginError: If two distributions claim one name.
    """

    def __init__(
        self, folder: Path | None = None, *, catalogue: Mapping[str, Source] | None = None
    ) -> None:
        self.folder = folder or default_folder()
        self.catalogue = extend("comity.sources", SOURCES) if catalogue is None else catalogue
        self._tables: dict[tuple[str, str, type], object] = {}

    def manifest(self, name: str) -> Manifest | None:
        """Return what is here of a source; ``None`` where nothing was fetched or added."""
        return cache.read_manifest(self.folder / get_source(name, self.catalogue).name)

    def has(self, kind: type) -> bool:
        """Tell whether a table of this type can be had."""
        return self._find(kind) is not None

    def get(self, kind: type[T]) -> T:
        """Return the table of a type, read once.

        Raises:
            SourceNotFetchedError: If no source that gives it was fetched; the mend is the command.
        """
        source, manifest = self._current(kind)
        return self._table(source, manifest, kind)

    def every(self, kind: type[T]) -> tuple[tuple[T, SourceRef], ...]:
        """Return the table of a type from every source that is here, in the catalogue's order."""
        return tuple(
            (self._table(source, manifest, kind), source.reference(manifest.vintage))
            for source, manifest in self._here(kind)
        )

    def reference(self, kind: type) -> SourceRef:
        """Return what a figure from this table cites, with the edition that is here.

        Raises:
            SourceNotFetchedError: If no source that gives it was fetched.
        """
        source, manifest = self._current(kind)
        return source.reference(manifest.vintage)

    def year(self, kind: type) -> int:
        """Return the year in which the edition of a table came.

        Raises:
            SourceNotFetchedError: If no source that gives it was fetched.
        """
        return int(self._current(kind)[1].day[:4])

    def is_fetched(self, kind: type) -> bool:
        """Tell whether a table was fetched and so is as of that day, not added from a file.

        Raises:
            SourceNotFetchedError: If no source that gives it was fetched.
        """
        return any(file.address for file in self._current(kind)[1].files)

    def fetch(
        self,
        name: str,
        *,
        options: Mapping[str, str] = MappingProxyType({}),
        patience: Patience | None = None,
        progress: Progress | None = None,
    ) -> Manifest:
        """Bring a source over the network and make it current; what was there stays until then.

        Raises:
            UsageError: If there is no such source or option, or its key is not set.
            SourceUnreachableError: If it cannot be reached.
            SourceFormatError: If what came is not the source's form.
            SourceChecksumError: If it is not the pinned file.
        """
        source = get_source(name, self.catalogue)
        chosen = choose_options(source, options)
        check_key(source)
        folder, patience = self.folder / name, patience or Patience()
        incoming = cache.incoming(folder)

        collected = source.collect(chosen, incoming) if source.collect else None
        if collected is not None:
            raw = [_own(file, source.address) for file in collected]
            return cache.install(source, folder, collected, raw, chosen)

        def listing(part: Part) -> bytes:
            return download(part, incoming, patience=patience).path.read_bytes()

        if not source.parts and source.resolve is None:
            raise UsageError(
                f"{source.title} can only be added from a file.",
                mend=f"{source.accepts} Then: comity sources add {name} FILE",
            )
        parts = source.resolve(source, listing, chosen) if source.resolve else source.parts
        arrivals = [download(one, incoming, patience=patience, progress=progress) for one in parts]
        raw = [_raw(part, arrival) for part, arrival in zip(parts, arrivals, strict=True)]
        return cache.install(source, folder, [one.path for one in arrivals], raw, chosen)

    def add(self, name: str, files: Sequence[Path]) -> Manifest:
        """Take in files the user already has; what was there stays until they are read.

        Raises:
            UsageError: If there is no such source or file.
            SourceFormatError: If they are not in a form the source is known for.
        """
        source = get_source(name, self.catalogue)
        for file in files:
            if not file.is_file():
                raise UsageError(f"There is no file {file}.", mend="Check the name.")
            check_form(file, _form(file), file.name)
        raw = [_own(file) for file in files]
        return cache.install(source, self.folder / name, files, raw, {})

    def remove(self, name: str) -> bool:
        """Delete all that is here of a source; tell whether there was anything."""
        folder = self.folder / get_source(name, self.catalogue).name
        if not folder.is_dir():
            return False
        with tempfile.TemporaryDirectory(dir=self.folder) as away:
            folder.replace(Path(away) / name)
            shutil.rmtree(Path(away) / name)
        return True

    def _current(self, kind: type) -> tuple[Source, Manifest]:
        found = self._find(kind)
        if found is None:
            raise absent(kind, self.catalogue)
        return found

    def _find(self, kind: type) -> tuple[Source, Manifest] | None:
        return next(self._here(kind), None)

    def _here(self, kind: type) -> Iterator[tuple[Source, Manifest]]:
        for source in self.catalogue.values():
            if kind in source.tables:
                manifest = cache.read_manifest(self.folder / source.name)
                if manifest and kind.__name__ in manifest.rows:
                    yield source, manifest

    def _table(self, source: Source, manifest: Manifest, kind: type[T]) -> T:
        key = (source.name, manifest.edition, kind)
        if key not in self._tables:
            self._tables[key] = cache.read_table(self.folder / source.name, manifest, kind)
        table = self._tables[key]
        assert isinstance(table, kind)  # noqa: S101 — the key holds the type
        return table


def _raw(part: Part, arrival: Arrival) -> RawFile:
    return RawFile(
        name=part.name,
        sha256=arrival.sha256,
        size=arrival.size,
        address=part.address,
        stamp=arrival.stamp,
    )


def _own(file: Path, address: str | None = None) -> RawFile:
    size = file.stat().st_size
    return RawFile(name=file.name, sha256=cache.digest(file), size=size, address=address)


def _form(file: Path) -> Form:
    forms: dict[str, Form] = {
        ".rda": "rda",
        ".rdata": "rda",
        ".zip": "zip",
        ".xlsx": "zip",
        ".json": "json",
        ".csv": "csv",
        ".tab": "csv",
    }
    return forms.get(file.suffix.lower(), "bytes")
