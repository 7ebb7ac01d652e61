"""Worksheets of Excel workbooks are read as they stand."""

from pathlib import Path

import pytest

from comity.sources.sheets import read_sheet
from source_samples import workbook

xlsxwriter = pytest.importorskip("xlsxwriter", reason="the extra [xlsx] writes the workbook")


def test_workbook_of_another_program_is_read(tmp_path: Path) -> None:
    """Text, numbers, gaps, rich text and columns past Z come as they were written."""
    file = tmp_path / "made.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Contents").write(0, 0, "not this one")
        sheet = book.add_worksheet("Table 1")
        sheet.write_row(0, 0, ["Türkiye & Åland", 792, 1.5])
        sheet.write_rich_string(2, 1, "two ", book.add_format({"bold": True}), "runs")
        sheet.write(2, 27, -3)

    rows = list(read_sheet(file, "Table 1"))

    assert rows[0] == ("Türkiye & Åland", 792.0, 1.5)
    assert rows[-1][:3] == (None, "two runs", None)
    assert (len(rows[-1]), rows[-1][27]) == (28, -3.0)


def test_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    """A renamed tab is named beside what the workbook holds."""
    file = tmp_path / "made.xlsx"
    file.write_bytes(workbook("Table 2", [["x"]]))
    with pytest.raises(ValueError, match="only Contents, Table 2"):
        list(read_sheet(file, "Table 1"))


@pytest.mark.parametrize("kept", [9, 200, 700])
def test_workbook_cut_off_is_damaged(kept: int, tmp_path: Path) -> None:
    """A file cut off anywhere is refused, never read in part."""
    file = tmp_path / "made.xlsx"
    file.write_bytes(workbook("Table 1", [["x", 1]])[:kept])
    with pytest.raises(ValueError, match="no whole Excel workbook"):
        list(read_sheet(file, "Table 1"))
