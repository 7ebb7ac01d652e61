"""A brief as a tagged PDF (PDF/UA-1), set by typst with the fonts that come with Comity.

The template is fixed; all text reaches it as JSON data, so nothing a document says is ever markup.
"""

import json
from importlib.resources import as_file, files
from typing import Any

from comity.briefing.parts.beside import beside
from comity.briefing.parts.columns import column_shares
from comity.briefing.parts.drawing import draw
from comity.briefing.renderers.json import brief_to_json
from comity.briefing.renderers.printable import printable
from comity.briefing.words import show_date
from comity.errors import MissingExtraError, RenderError
from comity.model.brief import Block, Brief, Chart, Map, Table, Timeline
from comity.model.dates import ReportedDate

__all__ = ["render"]


def render(brief: Brief) -> bytes:
    """Return the brief as PDF; the same brief gives the same bytes.

    Raises:
        MissingExtraError: If typst is not installed.
        RenderError: If the text cannot be set.
    """
    try:
        import typst  # noqa: PLC0415 - the extra [pdf]
    except ImportError as error:
        raise MissingExtraError(
            "A PDF is set by typst, which is not installed.",
            mend='Run: pip install "comity[pdf]"',
        ) from error
    package = files("comity.briefing")
    with (
        as_file(package / "renderers" / "templates" / "brief.typ") as template,
        as_file(package / "fonts") as fonts,
    ):
        try:
            made = typst.compile(
                str(template),
                format="pdf",
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                sys_inputs={"brief": json.dumps(_data(brief), ensure_ascii=True)},
                pdf_standards=["ua-1"],
                timestamp=_timestamp(brief),
            )
        except typst.TypstError as error:
            raise RenderError(
                f"The brief could not be set as PDF: {error}",
                mend="Ask for the same brief as html or docx, and report this sentence.",
            ) from error
    assert isinstance(made, bytes)  # noqa: S101 - one file was asked for
    return made


def _timestamp(brief: Brief) -> int:
    """Return the brief's day in seconds since 1970, so that no clock enters the file."""
    return (brief.as_of.toordinal() - 719163) * 86400


def _data(brief: Brief) -> dict[str, Any]:
    row = brief_to_json(brief)
    row["day"] = show_date(ReportedDate.day(brief.as_of))
    row["names"] = " and ".join(brief.names)
    row["date"] = [brief.as_of.year, brief.as_of.month, brief.as_of.day]
    row["unconfirmed"] = any(item.unconfirmed for item in brief.sentences())
    _tell_first_calls(row["sections"], set())
    for section, shown in zip(brief.sections, row["sections"], strict=True):
        for index, (block, made) in enumerate(zip(section.blocks, shown["blocks"], strict=True)):
            _prepare(block, made)
            if isinstance(block, Map):
                made["beside"] = [one is not None for one in beside(section.blocks, index)]
    printable: dict[str, Any] = _printable(row)
    return printable


def _tell_first_calls(value: Any, seen: set[int]) -> None:
    """Turn each note number into [number, is it called for the first time], in reading order."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "notes":
                value[key] = [[number, number not in seen] for number in item]
                seen.update(item)
            else:
                _tell_first_calls(item, seen)
    elif isinstance(value, list):
        for item in value:
            _tell_first_calls(item, seen)


def _prepare(block: Block, made: dict[str, Any]) -> None:
    if isinstance(block, Table):
        made["shares"] = column_shares(block)
    elif isinstance(block, Chart):
        made["table"]["shares"] = column_shares(block.table)
        made["svg"] = draw(block)
    elif isinstance(block, Map | Timeline):
        made["svg"] = draw(block)


def _printable(value: Any) -> Any:
    """Return the data with characters no file can hold (lone surrogates, NUL) replaced."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list) else value
