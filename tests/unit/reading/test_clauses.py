"""Clauses: where a sentence is cut, and how long a clause may be."""

import pytest

from comity.reading.facts.clauses import LONGEST_CLAUSE, cut_clauses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The two ministers reaffirmed their support for Georgia and called on all sides to "
            "show restraint.",
            [
                "The two ministers reaffirmed their support for Georgia",
                "called on all sides to show restraint",
            ],
            id="second-verb-of-saying",
        ),
        pytest.param(
            "They discussed trade in tea; the delay at the border; and our support for the talks.",
            ["They discussed trade in tea", "the delay at the border", "our support for the talks"],
            id="list-with-semicolons",
        ),
        pytest.param("Nothing said.", [], id="too-short"),
    ],
)
def test_sentence_is_cut_where_a_new_stance_begins(text: str, expected: list[str]) -> None:
    """A clause ends before the next verb of saying, at semicolons, and before a noun of stance."""
    assert [clause.text for clause in cut_clauses(text)] == expected


def test_clause_gives_its_place_in_the_document() -> None:
    """Offsets are those of the document: the sentence's own plus where the sentence starts."""
    (clause,) = cut_clauses("  Peru backs the plan.", offset=100)

    assert (clause.start, clause.end, clause.text) == (102, 121, "Peru backs the plan")


def test_long_sentence_gives_clauses_within_the_limit() -> None:
    """A sentence without any sign of a clause is cut by its length, and no word is lost."""
    words = [f"word{n}" for n in range(97)]

    clauses = cut_clauses(" ".join(words))

    assert max(len(clause.text.split()) for clause in clauses) == LONGEST_CLAUSE
    assert " ".join(clause.text for clause in clauses).split() == words
