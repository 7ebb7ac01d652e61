"""Measures, meetings and positions of the ledger's rows, each with what its record needs of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, select

from comity.ledger.batches import batches
from comity.ledger.queries import named_in_body, on_dyads, trusted, words_between
from comity.ledger.rows import date_of, fact_of
from comity.ledger.schema import documents, facts, is_a, sides
from comity.ledger.stated import Stated, measure_sides, meeting_sides
from comity.model.text import DocumentId

__all__ = ["Asked", "asked_for", "stated_about", "stated_by"]

SIDES: Mapping[str, Callable[[Any], frozenset[str]]] = MappingProxyType(
    {"measure": measure_sides, "meeting": meeting_sides}
)
"""Kind of fact that makes up records -> the parties one concerns."""

AT_ONCE = 500  # words of one statement
AT_HAND = 8192
"""Facts held ready, of the rows read last: about 25 MB."""

COLUMNS = (
    "fact", "code", "day", "day_last", "day_precision", "day_basis",
    "part", "start", "end", "quote", "confidence", "found_by", "body", "verdict",
)  # fmt: skip
"""What a fact is made of, beside its document's name and mark."""


def _one_of(name: str) -> Any:
    return bindparam(name, expanding=True)


GIVEN: Mapping[str, ColumnElement[bool]] = MappingProxyType(
    {
        "documents": documents.c.name.in_(_one_of("documents")),
        "code": facts.c.code == bindparam("code"),
        "kind": facts.c.kind == bindparam("kind"),
        "area": facts.c.area == bindparam("area"),
        "since": facts.c.day >= bindparam("since"),
        "until": facts.c.day < bindparam("until"),
        "begins": and_(sides.c.about > bindparam("begins"), sides.c.about < bindparam("ends")),
        "words": sides.c.about.in_(_one_of("words")),
        "days": sides.c.day.in_(_one_of("days")),
    }
)
"""What a statement may be given -> the condition it makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which facts are asked for; an empty field asks for all.

    ``parties``: one, or a dyad, or more. ``documents``: by identifier. ``code``: of one fact of a
    document. ``since`` and ``until`` are ISO days, the second not included.
    """

    parties: tuple[str, ...] = ()
    documents: tuple[str, ...] | None = None
    code: str | None = None
    kind: str | None = None
    area: str | None = None
    since: str | None = None
    until: str | None = None

    @classmethod
    def of(
        cls, parties: Iterable[str], documents: Iterable[str] | None, **rest: str | None
    ) -> "Asked":
        """Return what is asked for, out of any iterables."""
        named = None if documents is None else tuple(documents)
        return cls(parties=tuple(parties), documents=named, **rest)

    @property
    def in_part(self) -> bool:
        """Tell whether records may reach beyond the facts asked for."""
        return any(
            given is not None for given in (self.documents, self.area, self.since, self.until)
        )


def asked_for(asked: Asked, fact: str) -> tuple[Select[Any], dict[str, Any]]:
    """Return the statement for one kind of fact with its document's name and mark, and its values.

    Statements of one shape are made once.
    """
    names = ("documents", "code", "kind", "area", "since", "until")
    given = {name: value for name in names if (value := getattr(asked, name)) is not None}
    statement, parties = _shaped(fact, frozenset(given)), sorted(asked.parties)
    if not parties:
        return statement, given
    if fact not in SIDES:
        return statement.where(facts.c.document.in_(on_dyads(parties))), given
    if len(parties) > 1:
        begins, ends = words_between(parties)
        given |= {"begins": begins, "ends": ends}
        return _shaped(fact, frozenset(given)), given
    if asked.documents is None:
        statement = statement.where(facts.c.document.in_(on_dyads(parties)))
    return statement.where(*named_in_body(parties)), given


@lru_cache(maxsize=256)
def _shaped(fact: str, given: frozenset[str]) -> Select[Any]:
    statement: Select[Any] = (
        select(*(facts.c[name] for name in COLUMNS), documents.c.name, documents.c.mark)
        .join(documents, documents.c.id == facts.c.document)
        .where(is_a(fact), trusted())
    )
    if given & {"begins", "words"}:
        own = and_(sides.c.document == facts.c.document, sides.c.ordinal == facts.c.ordinal)
        statement = statement.join(sides, own)
    return statement.where(*(condition for name, condition in GIVEN.items() if name in given))


def stated_by(
    connection: Connection, asked: Asked, fact: str, *conditions: ColumnElement[bool]
) -> list[Stated[Any]]:
    """Return the measures or meetings asked for, each concerning all the parties."""
    statement, given = asked_for(asked, fact)
    if conditions:
        statement = statement.where(*conditions)
    wanted = frozenset(asked.parties)
    found = [_stated(*row) for row in connection.execute(statement, given)]
    return [one for one in found if wanted <= one.sides]


def stated_about(
    connection: Connection, fact: str, words: Iterable[str], days: Iterable[str] | None = None
) -> list[Stated[Any]]:
    """Return the measures or meetings that are about one of these.

    Args:
        connection: An open connection.
        fact: Which of the two.
        words: What ``concerned.about`` calls it.
        days: Only of these days, ISO; ``None``: of any.
    """
    given: dict[str, Any] = {} if days is None else {"days": sorted(days)}
    statement = _shaped(fact, frozenset({"words", *given}))
    return [
        _stated(*row)
        for some in batches(sorted(words), AT_ONCE)
        for row in connection.execute(statement, {**given, "words": some})
    ]


@lru_cache(maxsize=AT_HAND)
def _stated(*row: Any) -> Stated[Any]:
    """Return the fact that a row holds; the same row always holds the same."""
    *values, name, mark = row
    held = dict(zip(COLUMNS, values, strict=True))
    said: Any = fact_of(held, DocumentId(name))
    return Stated(
        fact=f"{mark}-{held['code']}",
        said=said,
        date=date_of(held),
        sides=SIDES[held["fact"]](said),
        confirmed=held["verdict"] is not None,
    )
