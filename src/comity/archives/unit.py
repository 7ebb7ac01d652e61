"""One unit read from end to end: the function that every engine runs, pure but for its files."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from comity.archives.copies import sketch
from comity.archives.dataset import UnitWriter, unit_done
from comity.archives.packed import read_files, read_tar, read_zip
from comity.archives.records import (
    Broken,
    Dropped,
    Entry,
    Gate,
    Kept,
    Unit,
    UnitDone,
    UnitKind,
)
from comity.archives.tables import read_jsonl, read_parquet
from comity.archives.warc import read_warc
from comity.engines import attempt
from comity.errors import ComityError, UnreadableDocumentError
from comity.model.facts import Rejected
from comity.model.text import Document, text_id
from comity.reading.formats import read_bytes
from comity.reading.formats.encodings import decode
from comity.reading.formats.html import declared_charset, read_page
from comity.reading.formats.layout import settle_text
from comity.reading.formats.markup import MAX_DEPTH, is_deep, without_silent
from comity.reading.formats.sniffing import is_html
from comity.reading.gates import is_english
from comity.reading.pipeline import read
from comity.reading.screen import load_screen

__all__ = ["READERS", "Task", "judge", "read_unit"]

READERS: Mapping[UnitKind, Callable[[Unit], Iterator[Entry | Broken]]] = MappingProxyType(
    {
        "warc": read_warc,
        "jsonl": read_jsonl,
        "parquet": read_parquet,
        "zip": read_zip,
        "tar": read_tar,
        "files": read_files,
    }
)
"""Kind of unit -> what yields its entries."""

_GATES: Mapping[Gate, str] = MappingProxyType(
    {
        "bytes": "The page names too few countries and acts of states.",
        "language": "The text is not in English.",
        "text": "The head of the text names too few countries and acts of states.",
        "sentences": "No sentence names a country and an act of states.",
    }
)
_GATE_MEND = "Add --all to read it nevertheless."


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A unit and how it is read: where to, with gates or without, how many records at most."""

    unit: Unit
    out: str
    gated: bool = True
    limit: int | None = None


def read_unit(task: Task) -> UnitDone:
    """Read one unit, write its reports and what was dropped, and return the counts.

    The files appear whole or not at all, and the mark that the unit is done last; a unit that
    has its mark is not read again. The same unit gives the same bytes on any engine.

    Raises:
        ComityError: If the unit cannot be opened, or the data set cannot be written.
    """
    unit = task.unit
    done = unit_done(Path(task.out), unit.name)
    if done is not None:
        return done
    dropped: Counter[str] = Counter()
    kept = failed = records = 0
    with UnitWriter(Path(task.out), unit.name) as writer, _seldom_collecting():
        for entry in islice(READERS[unit.kind](unit), task.limit):
            records += 1
            for found in _results(entry, gated=task.gated):
                if isinstance(found, Kept):
                    kept += 1
                    writer.keep(found)
                    continue
                dropped[found.gate] += 1
                failed += found.failed
                writer.drop(found)
        if not records and unit.end is None and task.limit != 0:
            dropped["record"] += 1
            failed += 1
            writer.drop(_no_records(unit))
        return writer.finish(
            UnitDone(
                unit=unit.name,
                address=unit.address,
                size=unit.size,
                records=records,
                kept=kept,
                dropped=dict(sorted(dropped.items())),
                failed=failed,
            )
        )


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for cycles of objects a hundred times less often: reading makes many objects, no cycles.

    What it makes is freed as it goes; looking for more takes three hundredths of the time.
    """
    before = gc.get_threshold()
    gc.set_threshold(100 * before[0], *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _no_records(unit: Unit) -> Dropped:
    return Dropped(
        origin=unit.address,
        offset=0,
        gate="record",
        reason="The archive holds no page, text or document.",
        mend="Check that it is the archive you meant, and that it was fetched whole.",
        failed=True,
    )


def _results(entry: Entry | Broken, *, gated: bool) -> Iterator[Kept | Dropped]:
    """Yield what an entry gives; a fault of this program stops one record, not the unit."""
    if isinstance(entry, Broken):
        yield _failed(entry, "record", entry.reason, entry.mend)
        return
    outcome = attempt(judge_gated if gated else judge, entry)
    if outcome.value is not None:
        yield from outcome.value
        return
    reason = f"Reading failed: {(outcome.failure or '').splitlines()[0][:300]}"
    yield _failed(entry, "reading", reason, "Report this record: reading should never fail.")


def judge_gated(entry: Entry) -> list[Kept | Dropped]:
    """Return what an entry gives, its documents stopped at the first gate they do not pass."""
    return list(_judge(entry, gated=True))


def judge(entry: Entry) -> list[Kept | Dropped]:
    """Return what an entry gives, with no gate but that of the language."""
    return list(_judge(entry, gated=False))


def _judge(entry: Entry, *, gated: bool) -> Iterator[Kept | Dropped]:
    try:
        if entry.media == "html" or (entry.media == "file" and is_html(_bytes(entry))):
            yield from _page(entry, gated=gated)
            return
        documents = _documents(entry)
    except ComityError as error:
        yield _failed(entry, "format", error.problem, error.mend)
        return
    for document in documents:
        if isinstance(document, Rejected):
            yield _failed(entry, "format", document.reason, document.mend)
            continue
        gate = _text_gate(document.text, document.title) if gated else None
        yield _stopped(entry, gate) if gate else _read(entry, document)


def _page(entry: Entry, *, gated: bool) -> Iterator[Kept | Dropped]:
    """Read a web page: cheap gates on its bytes and rough text before its main text is found."""
    data = _ascii_like(entry)
    charset = entry.charset or declared_charset(data)
    if gated:
        if not load_screen().passes_bytes(data):
            yield _stopped(entry, "bytes")
            return
        data = without_silent(data)
        if is_deep(data):
            raise UnreadableDocumentError(
                f"The page has more than {MAX_DEPTH:,} blocks one in another.",
                mend="Save the report's own text and read that.",
            )
        gate = _text_gate(*_rough_text(data, charset))
        if gate is not None:
            yield _stopped(entry, gate)
            return
    yield _read(entry, read_page(data, entry.origin, charset=charset))


def _ascii_like(entry: Entry) -> bytes:
    """Return the bytes of a page in an encoding that shares ASCII, as the first gate needs."""
    data = _bytes(entry)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:200]:
        return decode(data).encode("utf-8", "replace")
    return data


def _bytes(entry: Entry) -> bytes:
    return entry.content if isinstance(entry.content, bytes) else b""


def _rough_text(data: bytes, charset: str | None) -> tuple[str, str | None]:
    """Return the main text of a page as a fast extractor sees it, and its title."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - compiled
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415 - compiled

    tree = HTMLTree.parse(decode(data, declared=charset))
    text = extract_plain_text(tree, main_content=True, alt_texts=False, links=False)
    return text, tree.title or None


def _text_gate(text: str, title: str | None) -> Gate | None:
    """Return the first gate that a text does not pass; ``None`` if it passes all."""
    screen = load_screen()
    if not is_english(text):
        return "language"
    if not screen.passes_head(text, title):
        return "text"
    return None if screen.passes_sentences(text, title) else "sentences"


def _documents(entry: Entry) -> list[Document | Rejected]:
    if isinstance(entry.content, Document):
        return [entry.content]
    if entry.media == "text":
        text, blocks = settle_text(decode(entry.content, declared=entry.charset))
        return [Document(id=text_id(text), text=text, origin=entry.origin, blocks=blocks)]
    return list(read_bytes(entry.content, entry.origin))


def _read(entry: Entry, document: Document) -> Kept | Dropped:
    report = read(replace(document, retrieved=document.retrieved or entry.retrieved))
    if isinstance(report, Rejected):
        gate: Gate = "language" if "not in English" in report.reason else "reading"
        return Dropped(
            origin=entry.origin,
            offset=entry.offset,
            gate=gate,
            reason=report.reason,
            mend=report.mend,
            failed=gate == "reading",
        )
    return Kept(offset=entry.offset, report=report, sketch=sketch(document.text))


def _stopped(entry: Entry, gate: Gate) -> Dropped:
    return Dropped(
        origin=entry.origin,
        offset=entry.offset,
        gate=gate,
        reason=_GATES[gate],
        mend=_GATE_MEND,
    )


def _failed(entry: Entry | Broken, gate: Gate, reason: str, mend: str) -> Dropped:
    return Dropped(
        origin=entry.origin, offset=entry.offset, gate=gate, reason=reason, mend=mend, failed=True
    )
