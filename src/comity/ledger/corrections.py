"""What users accept, reject, edit, merge and split: logged, undone, and stronger than any reader.

The words of a document are never changed; a fact may be moved to other words of it. A correction is
a line of the log; the fact's row shows what the lines that were not undone make of it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from comity.errors import NotInLedgerError, UsageError
from comity.ledger.editing import edited, public_fact
from comity.ledger.folding import unfold
from comity.ledger.replaying import part_of, reanchor, replay
from comity.ledger.schema import corrections, documents
from comity.ledger.showing import documents_marked, fact_row, show
from comity.ledger.stores import Store
from comity.model.records import Correction
from comity.model.text import DocumentId

__all__ = ["Corrections", "fact_of_record"]

COLUMNS = tuple(column.name for column in corrections.columns if column.name != "id")

RECORDED = frozenset({"meeting", "measure"})
"""Kinds of fact that make up records, and can be merged and split."""


class Corrections:
    """The corrections of one ledger. Facts and records go by the ids that ``follow`` gives."""

    def __init__(self, store: Store, now: Callable[[], datetime] | None = None) -> None:
        self._store = store
        self._now = now or (lambda: datetime.now(UTC))

    def accept(self, fact: str, *, who: str) -> Correction:
        """Say that a fact is right as it stands.

        Raises:
            NotInLedgerError: If there is no such fact.
        """
        return self._judge(fact, "accept", who=who)

    def reject(self, fact: str, *, who: str) -> Correction:
        """Say that a fact is wrong: it counts nowhere any more, but stays in the log.

        Raises:
            NotInLedgerError: If there is no such fact.
        """
        return self._judge(fact, "reject", who=who)

    def edit(self, fact: str, changes: Mapping[str, Any], *, who: str) -> Correction:
        """Give fields of a fact other values, or say that it rests on other words of its text.

        Args:
            fact: Its id.
            changes: Public JSON name -> new value. A date may be ISO text, a place ``Baku, AZE``.
                ``span`` is ``START-END``, the characters of its part of the text it rests on.
            who: The user.

        Raises:
            NotInLedgerError: If there is no such fact.
            UsageError: If a field cannot be edited, a code is not in the vocabulary, or a span is
                no words of the text.
        """
        return self._judge(fact, "edit", who=who, changes=changes)

    def merge(self, one: str, other: str, *, who: str) -> Correction:
        """Say that two meetings, or two measures, are one.

        Raises:
            NotInLedgerError: If the ledger does not hold one of them.
            UsageError: If they are not two meetings or two measures of one kind.
        """
        with self._store.writing() as connection:
            rows = [_row(connection, name) for name in (one, other)]
            kinds = {
                (row["fact"], row["kind"] if row["fact"] == "measure" else None) for row in rows
            }
            if len(kinds) != 1 or rows[0]["fact"] not in RECORDED or _id(rows[0]) == _id(rows[1]):
                raise UsageError(
                    f"'{one}' and '{other}' are not two meetings or two measures of one kind.",
                    mend="Give the ids of two records that comity follow or meetings printed.",
                )
            return self._link(connection, "merge", rows, who)

    def split(self, fact: str, *, who: str) -> Correction:
        """Say that one report's fact does not belong to the record it was put in.

        Raises:
            NotInLedgerError: If there is no such fact.
            UsageError: If the fact is no meeting and no measure.
        """
        with self._store.writing() as connection:
            row = _row(connection, fact)
            if row["fact"] not in RECORDED:
                raise UsageError(
                    f"'{fact}' is a {row['fact']}; only meetings and measures can be split.",
                    mend="Give the id of one step that comity follow --format json printed.",
                )
            return self._link(connection, "split", [row], who)

    def undo(self, correction: int | None = None, *, who: str) -> Correction:
        """Take a correction back; without a number, the last one not yet undone.

        Raises:
            NotInLedgerError: If there is none to undo.
        """
        with self._store.writing() as connection:
            statement = select(corrections).where(corrections.c.undone_at.is_(None))
            if correction is not None:
                statement = statement.where(corrections.c.id == correction)
            row = connection.execute(statement.order_by(corrections.c.id.desc())).mappings().first()
            if row is None:
                which = "correction" if correction is None else f"correction {correction}"
                raise NotInLedgerError(
                    f"There is no {which} to undo.", mend="List them with: comity correct log."
                )
            connection.execute(
                update(corrections)
                .where(corrections.c.id == row["id"])
                .values(undone_by=who, undone_at=self._now().isoformat())
            )
            replay(connection, row["fact"])
            return _read(connection, row["id"])

    def log(
        self, *, document: str | None = None, fact: str | None = None
    ) -> tuple[Correction, ...]:
        """Return all corrections, oldest first, those undone too.

        Args:
            document: Only on facts of this document.
            fact: Only on this fact.
        """
        statement = select(corrections).order_by(corrections.c.id)
        if document is not None:
            statement = statement.where(corrections.c.document == document)
        if fact is not None:
            statement = statement.where(
                (corrections.c.fact == fact) | (corrections.c.other == fact)
            )
        with self._store.reading() as connection:
            return tuple(Correction(**row) for row in connection.execute(statement).mappings())

    def take_in(self, lines: Sequence[Correction]) -> int:
        """Add corrections from another ledger that this one does not have; return how many.

        A correction on a document that is not here is left out.
        """
        taken = 0
        touched: set[str] = set()
        with self._store.writing() as connection:
            known = {
                _key(Correction(**row))
                for row in connection.execute(select(corrections)).mappings()
            }
            here = set(connection.scalars(select(documents.c.name)))
            for line in lines:
                if _key(line) in known or line.document not in here:
                    continue
                values = {field: getattr(line, field) for field in COLUMNS}
                connection.execute(insert(corrections).values(**values))
                taken += 1
                touched.add(line.document)
            for name in sorted(touched):
                row = (
                    connection.execute(select(documents).where(documents.c.name == name))
                    .mappings()
                    .one()
                )
                reanchor(connection, row, {})
        return taken

    def _judge(
        self, fact: str, action: str, *, who: str, changes: Mapping[str, Any] | None = None
    ) -> Correction:
        with self._store.writing() as connection:
            row = _row(connection, fact)
            before = public_fact(row)
            after = before
            if changes is not None:
                after = edited(row["fact"], before, changes, part_of(connection, row))
            number = self._note(
                connection,
                row,
                action,
                who,
                before=before,
                after=None if action == "reject" else after,
            )
            replay(connection, _id(row))
            return _read(connection, number)

    def _link(
        self, connection: Connection, action: str, rows: Sequence[Mapping[Any, Any]], who: str
    ) -> Correction:
        before = sorted({_record(connection, row) for row in rows})
        number = self._note(
            connection,
            rows[0],
            action,
            who,
            other=_id(rows[1]) if len(rows) > 1 else None,
            before=before,
        )
        after = sorted({_record(connection, row) for row in rows})
        connection.execute(
            update(corrections).where(corrections.c.id == number).values(after=_json(after))
        )
        return _read(connection, number)

    def _note(
        self, connection: Connection, row: Mapping[Any, Any], action: str, who: str, **rest: Any
    ) -> int:
        if not who.strip():
            raise UsageError(
                "A correction needs a name behind it.", mend="Give one with --who NAME."
            )
        values = {
            "document": row["name"],
            "fact": _id(row),
            "other": rest.get("other"),
            "kind": row["fact"],
            "action": action,
            "who": who,
            "at": self._now().isoformat(),
            "before": _json(rest.get("before")),
            "after": _json(rest.get("after")),
        }
        result = connection.execute(insert(corrections).values(**values))
        (number,) = result.inserted_primary_key or (0,)
        return int(number)


def fact_of_record(name: str) -> str:
    """Return the fact an identifier of a record begins with; a fact's own is returned as it is."""
    kind, _, rest = name.partition("-")
    return rest.partition(".")[0] if kind in {"m", "h"} else name


def _row(connection: Connection, name: str) -> Mapping[Any, Any]:
    fact = fact_of_record(name)
    for document in documents_marked(connection, fact):
        unfold(connection, document)
    row = fact_row(connection, fact)
    if row is None:
        raise NotInLedgerError(
            f"The ledger holds no fact '{name}'.",
            mend="Copy an id that comity follow, meetings, positions or show printed.",
        )
    return row


def _record(connection: Connection, row: Mapping[Any, Any]) -> str:
    shown = show(connection, _id(row), as_of=datetime.now(UTC).date())
    return getattr(shown, "record", None) or _id(row)


def _id(row: Mapping[Any, Any]) -> str:
    return f"{row['mark']}-{row['code']}"


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _read(connection: Connection, number: int) -> Correction:
    row = connection.execute(select(corrections).where(corrections.c.id == number)).mappings().one()
    return Correction(**{**row, "document": DocumentId(row["document"])})


def _key(line: Correction) -> tuple[str, str, str | None, str, str]:
    return (line.fact, line.action, line.other, line.who, line.at)
