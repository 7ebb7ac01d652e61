"""Sea links and border crossings."""

from comity.examining import examine
from comity.model.actors import Party, Place
from comity.model.findings import Finding, NotExamined, Question


def sea(start: str, end: str, **inputs: str) -> Finding:
    """Examine a sea link that must be examined."""
    answer = examine(
        Question(
            kind="sea-link",
            endpoints=(Place(name=start), Place(name=end)),
            inputs=tuple(sorted(inputs.items())),
        )
    )
    assert isinstance(answer, Finding), answer
    return answer


def test_karachi_rotterdam_passes_suez() -> None:
    """The way by ship is within half a percent of searoute's 11,460 km, and names its passages."""
    route = sea("Karachi", "Rotterdam").routes[0]

    by_ship = sum(leg.distance_km for leg in route.legs if leg.mode == "sea")
    assert abs(by_ship / 11460 - 1) < 0.005
    assert any("suez" in note for note in route.notes)


def test_no_sea_going_ship_passes_the_volga_don_unasked() -> None:
    """Karachi–Baku by ship alone needs river-sea ships: only then is it used, and said."""
    plain = sea("Karachi", "Baku")
    river = sea("Karachi", "Baku", **{"river-sea": "yes"})

    assert not any("volga-don" in note for route in plain.routes for note in route.notes)
    assert any("river-sea ships only" in note for route in river.routes for note in route.notes)


def test_neighbours_have_crossings_with_their_gauge() -> None:
    """Pakistan and Iran meet near Taftan by road and by rail."""
    answer = examine(Question(kind="border-crossing", parties=(Party("IRN"), Party("PAK"))))

    assert isinstance(answer, Finding)
    figures = {figure.label: figure.value for figure in answer.figures}
    assert figures["border_length"] == 959
    assert figures["road_crossings"]
    assert figures["rail_crossings"]
    assert any("Taftan" in leg.start + leg.end for route in answer.routes for leg in route.legs)


def test_countries_apart_have_no_crossing() -> None:
    """Pakistan and Azerbaijan do not meet: said with its mend."""
    answer = examine(Question(kind="border-crossing", parties=(Party("AZE"), Party("PAK"))))

    assert isinstance(answer, NotExamined)
    assert "no common land border" in answer.reason
