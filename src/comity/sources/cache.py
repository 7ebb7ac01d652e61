"""Where fetched data lies: raw files kept, a Parquet table a type, a manifest that says what.

A new edition is laid down beside the old one, and becomes the current one by one atomic rename of
``manifest.json``; until then the old one is read. Layout of a source's folder::

    manifest.json                what is current: files, checksums, when, from where
    <edition>/raw/…              the files as they came
    <edition>/<Table>.parquet    what was read from them
    incoming/…                   a download under way; kept when it breaks, to go on later
"""

import dataclasses
import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from comity.errors import MissingExtraError, SourceFormatError, SourceNotFetchedError
from comity.sources.record import Source, Table

__all__ = [
    "Manifest",
    "RawFile",
    "clear",
    "digest",
    "incoming",
    "install",
    "read_manifest",
    "read_table",
]

T = TypeVar("T")

SHRUNK_TO = 0.5  # an edition with less of its rows is taken to be cut off at the source


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFile:
    """A file as it came. ``address`` is ``None`` for one that the user added."""

    name: str
    sha256: str
    size: int
    address: str | None = None
    stamp: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What of a source is here: its edition, when it came, its files, rows of each table."""

    source: str
    edition: str
    fetched: str
    files: tuple[RawFile, ...]
    rows: Mapping[str, int]
    options: Mapping[str, str]

    @property
    def vintage(self) -> str:
        """Return how a figure says the edition: when it was fetched, or added from which file."""
        if any(file.address for file in self.files):
            return f"fetched {self.day}"
        return f"added {self.day} from {', '.join(file.name for file in self.files[:2])}"

    @property
    def day(self) -> str:
        """Return the day the edition came, YYYY-MM-DD (UTC)."""
        return self.fetched[:10]


def incoming(folder: Path) -> Path:
    """Return the folder of a source's downloads under way."""
    return folder / "incoming"


def read_manifest(folder: Path) -> Manifest | None:
    """Return what is current in a source's folder; ``None`` where nothing was fetched."""
    try:
        row = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Manifest(**{**row, "files": tuple(RawFile(**file) for file in row["files"])})


def install(
    source: Source,
    folder: Path,
    files: Sequence[Path],
    raw: Sequence[RawFile],
    options: Mapping[str, str],
) -> Manifest:
    """Read the files, lay the edition down, and make it the current one.

    Nothing that was there is touched before the new files have been read to the end.

    Raises:
        SourceFormatError: If the files are not in a form the source is known for.
        MissingExtraError: If Parquet cannot be written for want of pyarrow.
    """
    tables = _read(source, tuple(files))
    _refuse_shrunk(source, read_manifest(folder), raw, options, tables)
    now = datetime.now(UTC)
    digest = hashlib.sha256("".join(file.sha256 for file in raw).encode()).hexdigest()[:8]
    edition = f"{now:%Y%m%dT%H%M%SZ}-{digest}"
    place = folder / edition
    (place / "raw").mkdir(parents=True, exist_ok=True)
    for path, file in zip(files, raw, strict=True):
        shutil.copyfile(path, place / "raw" / file.name)
    for table in tables:
        _write_parquet(table, place / f"{type(table).__name__}.parquet")
    manifest = Manifest(
        source=source.name,
        edition=edition,
        fetched=now.isoformat(timespec="seconds"),
        files=tuple(raw),
        rows={type(table).__name__: _length(table) for table in tables},
        options=dict(options),
    )
    _make_current(folder, manifest)
    return manifest


def read_table(folder: Path, manifest: Manifest, kind: type[T]) -> T:
    """Return a table of the current edition.

    Raises:
        SourceNotFetchedError: If it cannot be read for want of pyarrow; examinations then go on
            without it, and say so.
    """
    try:
        parquet = _pyarrow_parquet()
    except MissingExtraError as error:
        raise SourceNotFetchedError(
            "Data that was fetched cannot be read: pyarrow is not installed.", mend=error.mend
        ) from error
    read = parquet.read_table(folder / manifest.edition / f"{kind.__name__}.parquet")
    return kind(**{name: _column(read.column(name)) for name in read.column_names})


def clear(folder: Path, *, but: str) -> None:
    """Delete the editions of a source that are no longer current, and finished downloads."""
    for path in folder.iterdir():
        if path.is_dir() and path.name != but:
            shutil.rmtree(path)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _make_current(folder: Path, manifest: Manifest) -> None:
    fresh = folder / "manifest.json.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(dataclasses.asdict(manifest), file, indent=1, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / "manifest.json")
    clear(folder, but=manifest.edition)


def _read(source: Source, files: tuple[Path, ...]) -> tuple[Table, ...]:
    try:
        tables = source.read(files)
    except (ValueError, KeyError, IndexError, EOFError, OSError) as error:
        detail = f"{type(error).__name__}: {error}"[:200]
        raise SourceFormatError(
            f"The files of {source.name} are not in a form known here ({detail}). What was there "
            "before is untouched.",
            mend=source.accepts or f"See {source.address} for the form of its files.",
        ) from error
    if not tables or not all(_length(table) for table in tables):
        raise SourceFormatError(
            f"The files of {source.name} hold no rows. What was there before is untouched.",
            mend=source.accepts or f"See {source.address} for the form of its files.",
        )
    return tables


def _refuse_shrunk(
    source: Source,
    before: Manifest | None,
    raw: Sequence[RawFile],
    options: Mapping[str, str],
    tables: tuple[Table, ...],
) -> None:
    """Refuse a fetch that brings far fewer rows than the last one for the same options."""
    fetched = any(file.address for file in raw)
    if before is None or not fetched or before.options != dict(options):
        return
    if not any(file.address for file in before.files):
        return
    for table in tables:
        had, has = before.rows.get(type(table).__name__, 0), _length(table)
        if has < SHRUNK_TO * had:
            raise SourceFormatError(
                f"{source.name} came with {has:,} rows where {had:,} were before: it may be cut "
                "off. What was there before is untouched.",
                mend=f"Fetch again later; if it is right, first run: comity sources remove "
                f"{source.name}",
            )


def _length(table: Table) -> int:
    first = dataclasses.fields(table)[0].name
    return len(getattr(table, first))


def _write_parquet(table: Table, path: Path) -> None:
    parquet = _pyarrow_parquet()
    import pyarrow as pa  # noqa: PLC0415 — the extra [sources]

    columns = {}
    for field in dataclasses.fields(table):
        values = getattr(table, field.name)
        if values.dtype.kind == "U":
            unique, codes = np.unique(values, return_inverse=True)
            columns[field.name] = pa.DictionaryArray.from_arrays(
                pa.array(codes.astype(np.int32)), pa.array(unique.tolist(), pa.string())
            )
        else:
            columns[field.name] = pa.array(values)
    parquet.write_table(pa.table(columns), path, compression="zstd")


def _column(column: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415 — the extra [sources]

    if pa.types.is_dictionary(column.type):
        whole = column.combine_chunks()
        whole = whole.chunk(0) if hasattr(whole, "chunk") else whole
        return np.array(whole.dictionary.to_pylist(), dtype=np.str_)[whole.indices.to_numpy()]
    if pa.types.is_string(column.type):
        return np.array(column.to_pylist(), dtype=np.str_)
    return column.to_numpy()


def _pyarrow_parquet() -> Any:
    try:
        from pyarrow import parquet  # noqa: PLC0415 — the extra [sources]
    except ImportError as error:
        raise MissingExtraError(
            "Fetched data is kept as Parquet, and pyarrow is not installed.",
            mend='Run: pip install "comity[sources]"',
        ) from error
    return parquet
