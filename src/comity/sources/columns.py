"""Columns of text files, and codes turned into ISO 3166-1 alpha-3."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from comity.errors import MissingExtraError

__all__ = ["code_lookup", "members", "read_csv", "translate", "want"]

Column = npt.NDArray[Any]


def read_csv(
    data: Path | IO[bytes],
    names: Iterable[str],
    *,
    delimiter: str = ",",
    encoding: str = "utf8",
    text: Iterable[str] = (),
) -> dict[str, Column]:
    """Return the named columns of a text table; numbers as float64 or int64, the rest as text.

    Args:
        data: A file, or one open for bytes.
        names: The columns wanted; all must be there.
        delimiter: What parts the fields.
        encoding: Of the file.
        text: Columns to keep as text even if they look like numbers (product codes).

    Raises:
        KeyError: If a column is not there.
        ValueError: If the file is no such table.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 — the extra [sources]
        from pyarrow import csv  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError(
            "Reading data sets needs pyarrow, which is not installed.",
            mend='Run: pip install "comity[sources]"',
        ) from error
    wanted = list(names)
    options = csv.ConvertOptions(
        include_columns=wanted,
        column_types={name: pa.string() for name in text},
        strings_can_be_null=False,
        null_values=["", "NA", "NaN", "NULL", "."],
    )
    table = csv.read_csv(
        data,
        read_options=csv.ReadOptions(encoding=encoding),
        parse_options=csv.ParseOptions(delimiter=delimiter, newlines_in_values=False),
        convert_options=options,
    )
    return {name: _values(table.column(name)) for name in wanted}


def members(path: Path, *endings: str) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield (name, open file) of a zip archive's members that end so, in order of name.

    Raises:
        ValueError: If the archive is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if name.lower().endswith(endings):
                    with archive.open(name) as file:
                        yield name, file
    except zipfile.BadZipFile as error:
        raise ValueError(f"{path.name} is a damaged zip archive") from error


def translate(codes: Column, table: Mapping[Any, str]) -> npt.NDArray[np.str_]:
    """Return the ISO codes of other codes; "" where the table has none."""
    unique, places = np.unique(codes, return_inverse=True)
    known = np.array([table.get(code_lookup(code), "") for code in unique], dtype="U3")
    found: npt.NDArray[np.str_] = known[places]
    return found


def code_lookup(code: Any) -> Any:
    """Return a code as a plain Python value: text stays, numbers become int, NaN -1."""
    if isinstance(code, str):
        return str(code)
    return -1 if np.isnan(code) else int(code)


def want(columns: Mapping[str, Column], *names: str) -> None:
    """Check that columns are there.

    Raises:
        KeyError: Naming those that are not.
    """
    missing = [name for name in names if name not in columns]
    if missing:
        raise KeyError(f"no column {', '.join(missing)}")


def _values(column: Any) -> Column:
    import pyarrow as pa  # noqa: PLC0415 — the extra [sources]

    if pa.types.is_string(column.type) or pa.types.is_null(column.type):
        encoded = column.cast(pa.string()).dictionary_encode().combine_chunks()
        if hasattr(encoded, "chunk"):
            encoded = encoded.chunk(0) if encoded.num_chunks else encoded
        names = np.array([*encoded.dictionary.to_pylist(), ""], dtype=np.str_)
        places = encoded.indices.fill_null(len(names) - 1).to_numpy(zero_copy_only=False)
        text: Column = names[places]
        return text
    if column.null_count:
        return np.asarray(column.cast(pa.float64()).to_numpy(), dtype=np.float64)
    return np.asarray(column.to_numpy())
