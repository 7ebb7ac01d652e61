"""Folding keeps offsets; skeletons are the same for spellings of one name."""

from hypothesis import given
from hypothesis import strategies as st

from comity.ledger.spelling import fold, fold_with_offsets, same_person, skeleton


@given(st.text())
def test_offsets_lead_back_to_the_letters(text: str) -> None:
    """Every folded letter comes from the letter its offset names."""
    folded, places = fold_with_offsets(text)

    assert folded == fold(text)
    assert len(folded) == len(places)
    assert places == sorted(places)
    for letter, place in zip(folded, places, strict=True):
        assert letter in fold(text[place])


@given(st.text())
def test_fold_twice_is_fold(text: str) -> None:
    """What is folded stays as it is."""
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_same_person_is_symmetric(one: str, other: str) -> None:
    """The order of two names does not matter."""
    assert same_person(one, other) == same_person(other, one)


def test_skeletons_of_one_name_are_one() -> None:
    """Spellings seen in the press of one name."""
    assert skeleton("Xəzər Fərhadov") == skeleton("Khazar Farhadov") == skeleton("KHAZAR FARHADOV")
    assert skeleton("Dr. Shehbaz Sharif") == skeleton("Shahbaz Sharif")
    assert skeleton("Asad Umar") != skeleton("Asad Majeed")
