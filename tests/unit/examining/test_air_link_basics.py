"""Direct flights: distance, block time, and places that need care."""

import pytest

from comity.examining import examine
from comity.model.actors import Party, Place
from comity.model.findings import Finding, NotExamined, Question


def ask(*names: str, parties: tuple[str, ...] = (), **inputs: str) -> Finding | NotExamined:
    """Examine an air link between places given by name or code."""
    return examine(
        Question(
            kind="air-link",
            parties=tuple(Party(party) for party in parties),
            endpoints=tuple(Place(name=name) for name in names),
            inputs=tuple(sorted(inputs.items())),
        )
    )


@pytest.mark.parametrize("names", [("Islamabad", "Baku"), ("ISB", "GYD")])
def test_islamabad_baku_is_2160_km_and_covers_the_published_time(names: tuple[str, str]) -> None:
    """The distance is that of WGS 84 and the range of the block time holds 3 h 50 min."""
    found = ask(*names)

    assert isinstance(found, Finding)
    figures = {figure.label: figure for figure in found.figures}
    assert figures["great_circle_distance"].value == pytest.approx(2160.2, abs=0.5)
    block = figures["block_time"]
    assert block.low is not None
    assert block.high is not None
    assert block.low < 3 + 50 / 60 < block.high


def test_unknown_city_suggests_the_nearest_names() -> None:
    """A misspelt city is not guessed; names close to it are offered."""
    missed = ask("Isalmabad", "Baku")

    assert isinstance(missed, NotExamined)
    assert "Isalmabad" in missed.reason
    assert "Islamabad" in missed.mend


def test_ambiguous_city_says_which_was_taken() -> None:
    """London is in England and in Ontario: the answer names both."""
    found = ask("London", "Baku")

    assert isinstance(found, Finding)
    assert "LHR" in found.assumptions[0]
    assert "others of the name: Canada" in found.assumptions[0]


def test_same_city_twice_is_no_link() -> None:
    """A link from a city to itself is refused with its mend."""
    missed = ask("Baku", "GYD")

    assert isinstance(missed, NotExamined)
    assert "GYD" in missed.reason


def test_parties_alone_take_main_cities_and_say_so() -> None:
    """With no city named, each side's main city is taken, and the answer says so."""
    found = ask(parties=("AZE", "PAK"))

    assert isinstance(found, Finding)
    assert sum("No city was named" in line for line in found.assumptions) == 2


def test_kind_without_examiner_is_told_apart() -> None:
    """A kind nobody has a method for gives a reason and a mend, not an error."""
    missed = examine(Question(kind="defence-cooperation"))

    assert isinstance(missed, NotExamined)
    assert "defence-cooperation" in missed.reason
    assert "air-link" in missed.mend
