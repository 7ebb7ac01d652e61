"""Reads the vocabulary and checks it: every mistake of every file is reported at once."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from comity.errors import VocabularyError
from comity.vocabulary.entries import (
    Area,
    Example,
    HistoryKind,
    MeasureKind,
    MeetingForm,
    OfficeKind,
    Organisation,
    PloverType,
    Stance,
    Status,
    Vocabulary,
)
from comity.vocabulary.mistakes import Mistakes, Table

__all__ = ["HERE", "load_vocabulary", "read_vocabulary"]

_Entry = TypeVar("_Entry")

HERE = Path(__file__).parent
MIN_EXAMPLES = 5  # a kind that cannot be shown five times is not yet understood
MIN_COUNTER_EXAMPLES = 3
ENDPOINT_RULES = frozenset({"none", "place", "city-city", "port-port"})


@cache
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with Comity; it is read once.

    Raises:
        VocabularyError: If a file is wrong; the problem lists every mistake with file and key.
    """
    return read_vocabulary(HERE)


def read_vocabulary(folder: Path) -> Vocabulary:
    """Return the vocabulary that lies in a folder laid out like this package's own.

    Args:
        folder: Holds the lists (``subjects.toml`` …) and ``measures/<kind>.toml``.

    Raises:
        VocabularyError: If a file is missing or wrong; the problem lists every mistake.
    """
    mistakes = Mistakes()
    areas = _list(folder, "subjects.toml", _area, mistakes)
    statuses = _list(folder, "statuses.toml", _status, mistakes)
    plover = _list(folder, "plover.toml", _plover, mistakes)
    measures = {}
    for path in sorted((folder / "measures").glob("*.toml")):
        table = Table(_read(path, mistakes), f"measures/{path.name}", mistakes)
        measures[path.stem] = _measure(path.stem, table, areas, statuses, plover)
    if not measures:
        mistakes.add("measures", "", "holds no kind of measure")
    vocabulary = Vocabulary(
        areas=areas,
        measures=MappingProxyType(measures),
        statuses=statuses,
        stances=_list(folder, "stances.toml", _stance, mistakes),
        offices=_list(folder, "offices.toml", _office, mistakes),
        forms=_list(folder, "forms.toml", _form, mistakes),
        history=_list(folder, "history.toml", _history, mistakes),
        organisations=_organisations(folder, mistakes),
        plover=plover,
    )
    if mistakes.found:
        raise VocabularyError(
            "The vocabulary has mistakes:\n" + "\n".join(mistakes.found),
            mend=f"Correct these lines in {folder}.",
        )
    return vocabulary


def _read(path: Path, mistakes: Mistakes) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        mistakes.add(path.name, "", "is missing")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        mistakes.add(path.name, "", f"cannot be read: {error}")
    return {}


def _list(
    folder: Path, name: str, make: Callable[[str, Table], _Entry], mistakes: Mistakes
) -> Mapping[str, _Entry]:
    entries = {}
    for code, value in _read(folder / name, mistakes).items():
        if isinstance(value, dict):
            entries[code] = make(code, Table(value, f"{name} [{code}]", mistakes))
        else:
            mistakes.add(name, code, "is no table")
    return MappingProxyType(entries)


def _area(code: str, table: Table) -> Area:
    table.allow("label", "definition", "cues", "hints")
    return Area(
        code=code,
        label=table.text("label"),
        definition=table.text("definition"),
        cues=table.cues("cues"),
        hints=table.cues("hints"),
    )


def _status(code: str, table: Table) -> Status:
    table.allow("label", "definition", "order", "tells", "cues")
    return Status(
        code=code,
        label=table.text("label"),
        definition=table.text("definition"),
        order=table.number("order"),
        tells=table.cues("tells"),
        cues=table.cues("cues"),
    )


def _stance(code: str, table: Table) -> Stance:
    table.allow("label", "definition", "cues")
    return Stance(
        code=code,
        label=table.text("label"),
        definition=table.text("definition"),
        cues=table.cues("cues"),
    )


def _form(code: str, table: Table) -> MeetingForm:
    table.allow("label", "definition", "cues")
    return MeetingForm(
        code=code,
        label=table.text("label"),
        definition=table.text("definition"),
        cues=table.cues("cues"),
    )


def _history(code: str, table: Table) -> HistoryKind:
    table.allow("label", "definition", "cues")
    return HistoryKind(
        code=code,
        label=table.text("label"),
        definition=table.text("definition"),
        cues=table.cues("cues"),
    )


def _office(code: str, table: Table) -> OfficeKind:
    table.allow("label", "rank", "titles")
    return OfficeKind(
        code=code,
        label=table.text("label"),
        rank=table.number("rank"),
        titles=table.texts("titles"),
    )


def _plover(code: str, table: Table) -> PloverType:
    table.allow("label", "quad", "statuses")
    return PloverType(
        code=code,
        label=table.text("label"),
        quad=table.text("quad"),
        statuses=table.texts("statuses"),
    )


def _organisations(folder: Path, mistakes: Mistakes) -> Mapping[str, Organisation]:
    name = "organisations.toml"
    table = Table(_read(folder / name, mistakes), name, mistakes)
    return MappingProxyType(
        {code: Organisation(code=code, names=table.texts(code)) for code in table.values}
    )


def _measure(
    code: str,
    table: Table,
    areas: Mapping[str, Area],
    statuses: Mapping[str, Status],
    plover: Mapping[str, PloverType],
) -> MeasureKind:
    table.allow(
        "label", "definition", "issue_area", "endpoints", "plover", "cues", "names", "hints",
        "examples", "counter_examples",
    )  # fmt: skip
    counter_examples = table.texts("counter_examples", at_least=MIN_COUNTER_EXAMPLES)
    return MeasureKind(
        code=code,
        label=table.text("label"),
        definition=table.text("definition"),
        issue_area=table.one_of("issue_area", areas),
        endpoints=table.one_of("endpoints", ENDPOINT_RULES),
        plover=table.one_of("plover", plover),
        cues=table.cues("cues"),
        names=table.cues("names") if "names" in table.values else (),
        hints=table.cues("hints"),
        examples=_examples(table, statuses),
        counter_examples=counter_examples,
    )


def _examples(table: Table, statuses: Mapping[str, Status]) -> tuple[Example, ...]:
    examples = []
    for entry in table.tables("examples", at_least=MIN_EXAMPLES):
        entry.allow("text", "status", "endpoints")
        examples.append(
            Example(
                text=entry.text("text"),
                status=entry.one_of("status", statuses),
                endpoints=entry.texts("endpoints") if "endpoints" in entry.values else (),
            )
        )
    return tuple(examples)
