"""What every form of export must do, and that JSON lines lose nothing."""

import csv
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from comity.errors import LedgerError, UsageError
from comity.ledger import Ledger
from comity.ledger.exchange import FORMS
from comity.ledger.exchange.polecat import HEADER
from comity.ledger.exchange.tables import TABLES
from comity.model.facts import Event, Report
from comity.model.text import Document, DocumentId
from series import series
from strategies import report_lists

HOSTILE = '=HYPERLINK("http://example.org","click")'


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Return a ledger that holds the example series and a hostile document."""
    document = Document(
        id=DocumentId("-1"), text=f"{HOSTILE} met\ta\nman", title="@SUM(A1)", publisher="+1"
    )
    event = Event(plover="CONSULT", actor=None, recipient=None, evidence=document.quote(0, 40))
    hostile = Report(document=document, events=(event,))
    with Ledger.open(":memory:") as opened:
        opened.keep_many((*series(), hostile))
        yield opened


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written(ledger: Ledger, form: str, tmp_path: Path) -> None:
    """Each form writes a file or folder and says how much."""
    out = tmp_path / "new" / f"out.{form}"

    rows = ledger.export(out, form)

    assert out.exists()
    assert rows >= 1


def test_unknown_form_and_place_are_told(ledger: Ledger, tmp_path: Path) -> None:
    """No such form, and no such place, are errors with a mend."""
    with pytest.raises(UsageError):
        ledger.export(tmp_path / "x", "papyrus")
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError):
        ledger.export(tmp_path / "file" / "x.jsonl", "jsonl")


@settings(max_examples=15)
@given(report_lists(3))
def test_json_lines_lose_nothing(written: list[Report]) -> None:
    """Reports come back equal from another ledger, texts and dates and all."""
    import tempfile  # noqa: PLC0415 - tmp_path would be shared between examples

    with tempfile.TemporaryDirectory() as folder, Ledger.open(":memory:") as one:
        one.keep_many(written)
        path = Path(folder) / "out.jsonl"
        one.export(path, "jsonl")
        with Ledger.open(":memory:") as other:
            taken = other.take_in(path)

            assert taken.failed == ()
            assert list(other.reports()) == list(one.reports())
            assert other.meetings() == one.meetings()
            again = other.take_in(path)
            assert (again.kept.added, again.kept.replaced, again.corrections) == ((), (), 0)


def test_corrections_travel_with_the_reports(ledger: Ledger, tmp_path: Path) -> None:
    """An edit, a rejection, a merge, an addition and an undone line arrive in another ledger."""
    as_of = date(2024, 6, 1)
    histories = ledger.follow(parties=("AZE", "PAK"), kind="air-link", as_of=as_of)
    steps = [step.fact for step in histories[0].statuses]
    ledger.corrections.edit(steps[0], {"status": "proposed"}, who="Amina")
    ledger.corrections.reject(steps[1], who="Bruno")
    ledger.corrections.merge(histories[0].id, histories[1].id, who="Chen")
    ledger.corrections.accept(steps[2], who="Dora")
    ledger.corrections.accept(steps[0], who="Emil")
    ledger.corrections.undo(who="Farid")
    opened = ledger.report("islamabad-2023-11-02")
    ledger.keep(replace(opened, measures=(), reader="newer"))
    out = tmp_path / "out.jsonl"
    ledger.export(out, "jsonl")

    with Ledger.open(":memory:") as other:
        taken = other.take_in(out)

        assert taken.corrections == 5
        assert other.corrections.log() == ledger.corrections.log()
        assert list(other.reports()) == list(ledger.reports())
        assert other.follow(as_of=as_of) == ledger.follow(as_of=as_of)
        assert other.annotations() == ledger.annotations()


def test_bad_lines_stop_nothing(tmp_path: Path, ledger: Ledger) -> None:
    """Each bad line is told with its number, the good ones are kept."""
    out = tmp_path / "out.jsonl"
    ledger.export(out, "jsonl")
    good = out.read_text(encoding="utf-8").splitlines()[0]
    bad = ["no json", "[]", '{"schema": "comity.report/1"}', '{"schema": "comity.rejected/1"}']
    out.write_text("\n".join([*bad, good]), encoding="utf-8")

    with Ledger.open(":memory:") as other:
        taken = other.take_in(out)

    assert [number for number, _ in taken.failed] == [1, 2, 3, 4]
    assert len(taken.kept.added) == 1


def test_csv_holds_every_fact_and_no_formula(ledger: Ledger, tmp_path: Path) -> None:
    """The tables hold what the series says; hostile text is harmless; columns are explained."""
    ledger.export(tmp_path / "csv", "csv")

    def rows(table: str) -> list[dict[str, str]]:
        with (tmp_path / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    measures = rows("measures")
    assert len(measures) == 6
    announced = next(row for row in measures if row["document"] == "baku-2023-08-16")
    assert (announced["due"], announced["endpoints"]) == (
        "2023-09-20",
        "Baku (AZE);Islamabad (PAK)",
    )
    assert [row["name"] for row in rows("participants")] == ["Asad Majeed Khan", "Khazar Farhadov"]
    hostile = next(row for row in rows("documents") if row["document"] == "'-1")
    assert (hostile["title"], hostile["publisher"]) == ("'@SUM(A1)", "'+1")
    assert rows("events")[0]["quote"].startswith("'=HYPERLINK")
    explained = {(row["table"], row["column"]) for row in rows("codebook")}
    assert {("measures", column) for column in measures[0]} <= explained


def test_parquet_and_sqlite_hold_the_same_rows(ledger: Ledger, tmp_path: Path) -> None:
    """Both give the facts back as they are, with types."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra [archives] is not installed")
    ledger.export(tmp_path / "tables", "parquet")
    ledger.export(tmp_path / "out.sqlite", "sqlite")

    from_parquet = parquet.read_table(tmp_path / "tables" / "measures.parquet").to_pylist()
    with sqlite3.connect(tmp_path / "out.sqlite") as database:
        database.row_factory = sqlite3.Row
        from_sqlite = [dict(row) for row in database.execute("SELECT * FROM measures")]
        links = database.execute("PRAGMA foreign_key_check").fetchall()
    database.close()

    assert [row["quote"] for row in from_parquet] == [row["quote"] for row in from_sqlite]
    assert len(from_sqlite) == 6
    assert links == []
    assert from_parquet[0]["day"] == date(2023, 8, 16)


def test_workbook_holds_no_formula(ledger: Ledger, tmp_path: Path) -> None:
    """Hostile text is a string in the sheet, not a formula."""
    import zipfile  # noqa: PLC0415 - only here

    pytest.importorskip("xlsxwriter", reason="the extra [xlsx] is not installed")
    ledger.export(tmp_path / "out.xlsx", "xlsx")

    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        sheets = [
            book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name
        ]
        strings = book.read("xl/sharedStrings.xml").decode()
    assert all("<f>" not in sheet for sheet in sheets)
    assert "=HYPERLINK" in strings


def test_polecat_rows_have_forty_clean_cells(ledger: Ledger, tmp_path: Path) -> None:
    """Every row has the 40 columns of the header; no tab or line end inside a cell."""
    ledger.export(tmp_path / "out.tsv", "polecat")

    lines = (tmp_path / "out.tsv").read_text(encoding="utf-8").split("\n")
    assert len(HEADER) == 40
    assert lines[0] == "\t".join(HEADER)
    assert [line.count("\t") for line in lines[:-1]] == [39, 39]
    cells = dict(zip(HEADER, lines[1].split("\t"), strict=True))
    assert (cells["Event Type"], cells["Quad Code"]) == ("CONSULT", "VERBAL COOPERATION")


def test_exported_json_lines_are_public_reports(ledger: Ledger, tmp_path: Path) -> None:
    """Each line of a report is of the public schema, each fact with its id."""
    ledger.export(tmp_path / "out.jsonl", "jsonl")

    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert {row["schema"] for row in rows} == {"comity.report/1"}
    ids = [fact["id"] for row in rows for fact in row["measures"]]
    assert {step.fact for one in ledger.follow() for step in one.statuses} == set(ids)


def test_datasette_opens_the_sqlite_file_and_reads_every_table(
    ledger: Ledger, tmp_path: Path
) -> None:
    """Every table of the export is served as JSON with all its rows."""
    datasette = shutil.which("datasette")
    if datasette is None:
        pytest.skip("datasette is not on this machine")
    path = tmp_path / "out.sqlite"
    ledger.export(path, "sqlite")
    for table in (*TABLES, "codebook"):
        command = [datasette, str(path), "--get", f"/out/{table}.json?_shape=array&_size=max"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
        with sqlite3.connect(path) as database:
            (count,) = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
        assert len(json.loads(answer.stdout)) == count, table
