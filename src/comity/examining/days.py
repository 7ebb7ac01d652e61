"""Whether the day a question is asked for lies in the data."""

from datetime import date

from comity.model.findings import NotExamined, Question

__all__ = ["FIRST_DAY", "LAST_DAY", "refuse_day"]

FIRST_DAY = date(1991, 1, 1)  # closures of borders and airspace are listed from here on
LAST_DAY = date(2028, 12, 31)  # two years past the edition, 2026.11


def refuse_day(question: Question) -> NotExamined | None:
    """Return why a question cannot be answered for its day, ``None`` where it can."""
    if question.as_of is None:
        return None
    try:
        day = date.fromisoformat(question.as_of)
    except ValueError:
        return NotExamined(
            question=question,
            reason=f"'{question.as_of}' is no day.",
            mend="Write it as YYYY-MM-DD: --as-of 2023-11-02",
        )
    if FIRST_DAY <= day <= LAST_DAY:
        return None
    return NotExamined(
        question=question,
        reason=(
            f"{question.as_of} lies outside the transport data, which knows closures from "
            f"{FIRST_DAY} and is of November 2026."
        ),
        mend=f"Ask for a day from {FIRST_DAY} to {LAST_DAY}: --as-of 2023-11-02",
    )
