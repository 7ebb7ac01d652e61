"""Copies: exact and near ones point to the first; different reports stay apart."""

from comity.archives.copies import find_copies, sketch
from comity.model.text import text_digest

REPORT = " ".join(
    f"The ministers discussed matter number {number} at length." for number in range(60)
)
REPRINT = (
    REPORT.replace("number 7 ", "number seven ") + " This report was first published elsewhere."
)
OTHER = " ".join(f"The leaders signed paper {number} on trade and travel." for number in range(60))


def rows(*texts: str) -> list[tuple[str, bytes]]:
    """Return digest and sketch of texts."""
    return [(text_digest(text), sketch(text)) for text in texts]


def test_exact_and_near_copies_point_to_the_first() -> None:
    """A reprint with a line more must count as a copy, whatever stands between."""
    found = find_copies(rows(REPORT, OTHER, REPORT, REPRINT))

    assert [(one.row, one.original, one.how) for one in found] == [(2, 0, "exact"), (3, 0, "near")]
    assert found[1].similarity >= 0.8


def test_a_copy_of_a_copy_points_to_the_same_original() -> None:
    """A repeated reprint must point to the original, not to the reprint."""
    found = find_copies(rows(REPORT, REPRINT, REPRINT))

    assert [(one.row, one.original) for one in found] == [(1, 0), (2, 0)]


def test_different_reports_stay_apart() -> None:
    """Reports that share a sentence must not be taken for copies."""
    assert find_copies(rows(REPORT, OTHER, REPORT[:1500] + OTHER[:1500])) == ()


def test_a_sketch_has_its_length_for_any_text() -> None:
    """Texts of no, one and many words must have sketches of 512 bytes, always the same."""
    for text in ("", "one", REPORT):
        assert len(sketch(text)) == 512
        assert sketch(text) == sketch(text)
