"""Finds documents by words, dyad, area, kind, status, period and person."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from comity.errors import UsageError
from comity.ledger.queries import on_dyads, standing
from comity.ledger.schema import areas, documents, dyads, facts, is_a, names, people
from comity.ledger.spelling import fold, fold_with_offsets, same_person, skeleton
from comity.ledger.stores import MOST_FOUND, Store, Term
from comity.model.records import SearchHit, SearchResult
from comity.model.text import DocumentId

__all__ = ["Query", "find_documents", "parse_terms"]

SNIPPET = 240  # characters of a snippet, about three lines
FEW = 1000  # documents worth looking up one by one for words that very many hold
FACETED = 1000  # documents, best first, whose facets are counted: enough to narrow a search by
LEAD = 60  # of them before the first word asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched for; an empty field asks for all. Days are ISO, ``until`` not included."""

    text: str = ""
    parties: tuple[str, ...] = ()
    area: str | None = None
    kind: str | None = None
    status: str | None = None
    person: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 20
    offset: int = 0


def find_documents(store: Store, connection: Connection, query: Query) -> SearchResult:
    """Return a page of the documents that fit all of a query, and how all found spread.

    Words are ranked (BM25, a title counts three times) where no more than ``MOST_FOUND`` documents
    hold them; without words, and among more, the latest come first.

    Raises:
        UsageError: If the text holds no word that could be searched for.
    """
    terms = parse_terms(query.text)
    if query.text.strip() and not terms:
        raise UsageError(
            f"'{query.text}' holds no word to search for.", mend="Give a word or a number."
        )
    fits = _fitting(connection, query)
    if terms:
        found, more = _holding(store, connection, terms, fits)
    else:
        latest = fits.order_by(documents.c.day.desc().nulls_last(), documents.c.id.desc())
        found = list(connection.scalars(latest.limit(MOST_FOUND + 1)))
        more = len(found) > MOST_FOUND
    found = found[:MOST_FOUND]
    page = found[query.offset : query.offset + query.limit]
    return SearchResult(
        hits=_hits(connection, page, terms),
        total=len(found),
        more=more,
        facets=_facets(store, connection, found[:FACETED]),
        counted=min(len(found), FACETED),
    )


def parse_terms(text: str) -> tuple[Term, ...]:
    """Return what a user's words ask for: ``"…"`` is a phrase, a trailing ``*`` a beginning.

    Example:
        >>> parse_terms('"direct flights" Bakı air*')[1:]
        (Term(words=('baki',), begins=False), Term(words=('air',), begins=True))
    """
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', text):
        words = tuple(re.findall(r"[^\W_]+", fold(phrase or word)))
        if words:
            terms.append(Term(words=words, begins=word.endswith("*")))
    return tuple(terms)


def _holding(
    store: Store, connection: Connection, terms: Sequence[Term], fits: Select[Any]
) -> tuple[list[int], bool]:
    """Return the documents that hold the words and fit the rest, best first; and: are there more.

    Where too many hold the words and too many fit the rest, those of the first kept last are sorted
    out, and there are more.
    """
    found = store.find(connection, terms, None)
    more = len(found) > MOST_FOUND
    if fits.whereclause is None:
        return found, more
    if more:
        few = list(connection.scalars(fits.limit(FEW + 1)))
        if len(few) <= FEW:
            return store.find(connection, terms, few), False
    fitting = set(connection.scalars(fits.where(store.one_of(documents.c.id, found))).all())
    return [number for number in found if number in fitting], more


def _fitting(connection: Connection, query: Query) -> Select[Any]:
    """Return the statement for the documents that fit all but the words."""
    statement = select(documents.c.id)
    if query.parties:
        statement = statement.where(documents.c.id.in_(on_dyads(query.parties)))
    if query.kind is not None or query.status is not None:
        wanted = select(facts.c.document).where(is_a("measure"), standing())
        if query.kind is not None:
            wanted = wanted.where(facts.c.kind == query.kind)
        if query.status is not None:
            wanted = wanted.where(facts.c.status == query.status)
        statement = statement.where(documents.c.id.in_(wanted))
    if query.area is not None:
        wanted = select(areas.c.document).where(areas.c.area == query.area)
        statement = statement.where(documents.c.id.in_(wanted))
    if query.person is not None:
        seen = select(people.c.document).where(
            people.c.name.in_(_persons(connection, query.person))
        )
        statement = statement.where(documents.c.id.in_(seen))
    if query.since is not None:
        statement = statement.where(documents.c.day >= query.since)
    if query.until is not None:
        statement = statement.where(documents.c.day < query.until)
    return statement


def _persons(connection: Connection, wanted: str) -> list[int]:
    """Return the names that may be the person's, or that hold all the words asked for."""
    words = set(skeleton(wanted).split())
    statement = select(names.c.id, names.c.name, names.c.skeleton)
    if longest := max(words, key=len, default=""):
        statement = statement.where(names.c.skeleton.contains(longest, autoescape=True))
    return [
        row.id
        for row in connection.execute(statement)
        if same_person(wanted, row.name) or (words and words <= set(row.skeleton.split()))
    ]


def _hits(
    connection: Connection, page: Sequence[int], terms: Sequence[Term]
) -> tuple[SearchHit, ...]:
    found = connection.execute(select(documents).where(documents.c.id.in_(page))).mappings()
    held: dict[int, Mapping[Any, Any]] = {row["id"]: row for row in found}
    return tuple(_hit(held[number], terms) for number in page)


def _hit(row: Mapping[Any, Any], terms: Sequence[Term]) -> SearchHit:
    snippet, marks = _snippet(row["text"], terms)
    return SearchHit(
        document=DocumentId(row["name"]),
        title=row["title"],
        publisher=row["publisher"],
        date=date.fromisoformat(row["day"]) if row["day"] else None,
        snippet=snippet,
        marks=marks,
    )


def _snippet(text: str, terms: Sequence[Term]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut out where the first word asked for stands, and tell where each stands in the cutting."""
    folded, places = fold_with_offsets(text)
    spans = sorted(
        (places[found.start()], places[found.end() - 1] + 1)
        for term in terms
        for found in re.finditer(_pattern(term), folded)
    )
    first = spans[0][0] if spans else 0
    start = 0 if first <= LEAD else text.find(" ", first - LEAD, first) + 1 or first
    end = min(len(text), start + SNIPPET)
    marks = tuple(
        (one - start, other - start) for one, other in spans if start <= one and other <= end
    )
    return text[start:end].replace("\n", " "), marks


def _pattern(term: Term) -> str:
    words = r"[\W_]+".join(map(re.escape, term.words))
    return rf"(?<![^\W_]){words}" + ("[^\\W_]*" if term.begins else r"(?![^\W_])")


def _facets(
    store: Store, connection: Connection, found: Sequence[int]
) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """Count the documents found of each dyad, area, kind and status of measure, most first."""

    def rows(*columns: ColumnElement[Any]) -> Sequence[Any]:
        statement = select(*columns).where(store.one_of(columns[0], found))
        return connection.execute(statement).fetchall()

    on_dyads = rows(dyads.c.document, dyads.c.first, dyads.c.second)
    statement = select(facts.c.document, facts.c.kind, facts.c.status).where(
        store.one_of(facts.c.document, found), is_a("measure"), standing()
    )
    measures = connection.execute(statement).fetchall()
    counts = {
        "dyad": Counter(f"{first}-{second}" for _, first, second in on_dyads),
        "area": Counter(area for _, area in rows(areas.c.document, areas.c.area)),
        "kind": Counter(kind for _, kind in {(row.document, row.kind) for row in measures}),
        "status": Counter(status for _, status in {(row.document, row.status) for row in measures}),
    }
    return tuple(
        (name, tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0]))))
        for name, counted in counts.items()
    )
