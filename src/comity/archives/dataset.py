"""The data set of a run: Parquet of reports, Parquet of what was dropped, a mark for each unit.

DIR/run.json                          how the run reads: other settings are refused on --resume
DIR/reports/part=3f/<unit>.parquet    one row a report, with its JSON and the columns to query
DIR/dropped/part=3f/<unit>.parquet    one row a record that is not a report: gate, reason, mend
DIR/done/<unit>.json                  the counts of a unit; written last, so it is the mark
DIR/copies.parquet                    which rows repeat an earlier one
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

from comity.archives.records import Dropped, Kept, UnitDone
from comity.errors import EngineError, MissingExtraError
from comity.model.facts import Report
from comity.model.report_json import report_from_json, report_to_json

__all__ = ["UnitWriter", "iterate_reports", "load_pyarrow", "sweep", "unit_done", "write_whole"]

_ROWS_A_GROUP = 500  # held in memory before they are written
_FACTS = ("meetings", "measures", "positions", "history", "statements", "events")


def load_pyarrow() -> tuple[Any, Any]:
    """Return pyarrow and its Parquet module.

    Raises:
        MissingExtraError: If the archives' extra is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - the extra [archives]
        import pyarrow.parquet as pq  # noqa: PLC0415 - the extra [archives]
    except ImportError as error:
        raise MissingExtraError(
            "Data sets of reports need a library that is not installed.",
            mend='Run: pip install "comity[archives]"',
        ) from error
    return pa, pq


def unit_done(out: Path, name: str) -> UnitDone | None:
    """Return the counts of a unit that is done; ``None`` if it is not."""
    try:
        return UnitDone(**json.loads((out / "done" / f"{name}.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None


class UnitWriter:
    """Writes the two files of a unit beside their places and moves them there at the end."""

    def __init__(self, out: Path, name: str) -> None:
        self._out = out
        self._name = name
        self._tables = {
            folder: _Table(_file(out, folder, name), _schema(folder))
            for folder in ("reports", "dropped")
        }

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Throw away what was not finished."""
        for table in self._tables.values():
            table.discard()

    def keep(self, kept: Kept) -> None:
        """Add a report."""
        self._tables["reports"].add(_report_row(self._name, kept))

    def drop(self, dropped: Dropped) -> None:
        """Add a record that is no report."""
        row = {"unit": self._name, **asdict(dropped)}
        self._tables["dropped"].add(row)

    def finish(self, done: UnitDone) -> UnitDone:
        """Put the files in their places and mark the unit as done.

        Raises:
            EngineError: If the data set cannot be written, as when the disk is full.
        """
        try:
            for table in self._tables.values():
                table.close()
            mark = json.dumps(asdict(done), sort_keys=True, ensure_ascii=False).encode()
            write_whole(self._out / "done" / f"{self._name}.json", mark)
        except OSError as error:
            raise _unwritable(self._out, error) from error
        return done


class _Table:
    """One Parquet file in the making, a few hundred rows in memory."""

    def __init__(self, place: Path, schema: Any) -> None:
        self._place = place
        self._working = place.with_name(f".{place.name}.{os.getpid()}")
        self._schema = schema
        self._rows: list[dict[str, Any]] = []
        self._writer: Any = None

    def add(self, row: dict[str, Any]) -> None:
        self._rows.append(row)
        if len(self._rows) == _ROWS_A_GROUP:
            try:
                self._flush()
            except OSError as error:
                raise _unwritable(self._place.parent, error) from error

    def close(self) -> None:
        self._flush()
        self._writer.close()
        self._working.replace(self._place)

    def discard(self) -> None:
        if self._writer is not None:
            with suppress(OSError):
                self._writer.close()
        with suppress(OSError):
            self._working.unlink(missing_ok=True)

    def _flush(self) -> None:
        pa, pq = load_pyarrow()
        if self._writer is None:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            self._writer = pq.ParquetWriter(self._working, self._schema, compression="zstd")
        self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


def iterate_reports(out: Path) -> Iterator[Report]:
    """Yield the reports of a data set but those that are copies, one file at a time.

    Raises:
        EngineError: If there is no data set in the folder, or it is damaged.
    """
    _, pq = load_pyarrow()
    files = sorted((out / "reports").glob("part=*/*.parquet"))
    if not files:
        raise EngineError(
            f"'{out}' holds no data set of reports.",
            mend="Name the folder that `comity read ARCHIVE --out DIR` wrote.",
        )
    copies: set[tuple[str, int]] = set()
    listed = out / "copies.parquet"
    if listed.exists():
        table = pq.read_table(listed, columns=["unit", "row"]).to_pydict()
        copies = set(zip(table["unit"], table["row"], strict=True))
    for path in files:
        try:
            column = pq.ParquetFile(path).read(columns=["report"])["report"]
        except (OSError, ValueError) as error:
            raise EngineError(
                f"'{path}' is damaged.",
                mend=f"Delete it and done/{path.stem}.json, and read again with --resume.",
            ) from error
        for row, text in enumerate(column):
            if (path.stem, row) not in copies:
                yield report_from_json(json.loads(text.as_py()))


def sweep(out: Path) -> None:
    """Remove what killed workers left of units that are done."""
    for left in [*out.glob("*/part=*/.*"), *out.glob("done/.*")]:
        name = left.name.split(".")[1]
        if unit_done(out, name) is not None:
            with suppress(OSError):
                left.unlink()


def write_whole(place: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    working = place.with_name(f".{place.name}.{os.getpid()}")
    working.write_bytes(data)
    working.replace(place)


def _file(out: Path, folder: str, name: str) -> Path:
    return out / folder / f"part={name[:2]}" / f"{name}.parquet"


def _schema(folder: str) -> Any:
    pa, _ = load_pyarrow()
    text, whole = pa.string(), pa.int64()
    if folder == "dropped":
        names = ("unit", "origin", "gate", "reason", "mend")
        return pa.schema(
            [("offset", whole), *((name, text) for name in names), ("failed", pa.bool_())]
        )
    told = ("unit", "id", "origin", "title", "publisher", "publisher_country", "published")
    return pa.schema(
        [
            *((name, text) for name in (*told, "retrieved", "sha256")),
            ("offset", whole),
            ("dyads", pa.list_(text)),
            *((f"{name}_count", pa.int32()) for name in _FACTS),
            ("report", text),
            ("sketch", pa.binary()),
        ]
    )


def _report_row(unit: str, kept: Kept) -> dict[str, Any]:
    row = report_to_json(kept.report, with_text=True)
    document = row["document"]
    return {
        "unit": unit,
        "offset": kept.offset,
        **{name: document[name] for name in ("id", "origin", "title", "publisher")},
        **{name: document[name] for name in ("publisher_country", "published", "retrieved")},
        "sha256": document["sha256"],
        "dyads": [f"{one}-{other}" for one, other in row["dyads"]],
        **{f"{name}_count": len(row[name]) for name in _FACTS},
        "report": json.dumps(row, ensure_ascii=False),
        "sketch": kept.sketch,
    }


def _unwritable(place: Path, error: OSError) -> EngineError:
    return EngineError(
        f"The data set in '{place}' cannot be written: {error.strerror or error}.",
        mend="Make room or name another folder, then run again with --resume.",
    )
