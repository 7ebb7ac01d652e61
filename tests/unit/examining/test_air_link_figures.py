"""Direct flights: airspace by date, aircraft, and every input the user can change."""

import pytest

from comity.examining import examine
from comity.model.actors import Place
from comity.model.findings import Figure, Finding, NotExamined, Question
from comity.reference.aircraft import load_aircraft


def fly(start: str, end: str, as_of: str | None = None, **inputs: str) -> dict[str, Figure]:
    """Return the figures of a flight by label."""
    answer = examine(
        Question(
            kind="air-link",
            endpoints=(Place(name=start), Place(name=end)),
            inputs=tuple(sorted(inputs.items())),
            as_of=as_of,
        )
    )
    assert isinstance(answer, Finding), answer
    return {figure.label: figure for figure in answer.figures}


def test_closed_afghan_airspace_lengthens_islamabad_baku() -> None:
    """After August 2021 the track is about 2,672 to 2,848 km, before it the great circle."""
    after = fly("ISB", "GYD", as_of="2023-11-02")["track_distance"]
    before = fly("ISB", "GYD", as_of="2020-01-01")["track_distance"]

    assert after.low == pytest.approx(2672, rel=0.01)
    assert after.high == pytest.approx(2848, rel=0.01)
    assert before.value == pytest.approx(2160, abs=1)


def test_block_time_holds_the_published_one() -> None:
    """The published 3 h 50 min lies in the range, and within 5 % of the value."""
    block = fly("ISB", "GYD", as_of="2023-11-02")["block_time"]

    assert block.low is not None
    assert block.high is not None
    assert block.low < 3 + 50 / 60 < block.high
    assert block.value == pytest.approx(3 + 50 / 60, rel=0.05)


def test_both_directions_have_the_same_track() -> None:
    """The way there and the way back are as long, and leave the same room for detours."""
    there = fly("ISB", "GYD")["track_distance"]
    back = fly("GYD", "ISB")["track_distance"]

    assert there.value == pytest.approx(back.value, rel=0.005)
    assert there.high == pytest.approx(back.high, rel=0.005)


def test_arrivals_of_2024_fill_about_four_flights_a_week() -> None:
    """81,000 arrivals, three in ten of them nonstop, fill 3.9 A320s a week at 80 %."""
    figures = fly("ISB", "GYD", aircraft="A320", weekly="2", arrivals="81000")

    assert figures["demand"].value == 81000
    assert figures["weekly_frequency"].value == pytest.approx(3.9, abs=0.05)
    assert figures["capacity"].value == pytest.approx(2 * 52 * 150 * 0.8)


@pytest.mark.parametrize(("ceo", "neo"), [("A320", "A20N"), ("A321", "A21N"), ("B738", "B38M")])
def test_neo_burns_15_to_20_percent_less(ceo: str, neo: str) -> None:
    """The new engines save what their makers and users report, not 41 %."""
    types = load_aircraft()
    saved = 1 - types[neo].fuel_kg_per_km / types[ceo].fuel_kg_per_km

    assert 0.15 <= saved <= 0.20


def test_higher_fare_lowers_the_break_even_load() -> None:
    """Twice the fare, half the seats to be sold."""
    one = fly("ISB", "GYD", fare="150")["break_even_load_factor"].value
    two = fly("ISB", "GYD", fare="300")["break_even_load_factor"].value

    assert one is not None
    assert two == pytest.approx(one / 2)


@pytest.mark.parametrize("words", ["abc", "-1", "0", "inf", "nan"])
def test_nonsense_input_is_refused_with_its_mend(words: str) -> None:
    """A frequency that is no number above 0 is not used in silence."""
    answer = examine(
        Question(
            kind="air-link",
            endpoints=(Place(name="ISB"), Place(name="GYD")),
            inputs=(("weekly", words),),
        )
    )

    assert isinstance(answer, NotExamined)
    assert words in answer.reason
    assert "--weekly" in answer.mend


def test_a_country_to_avoid_must_exist() -> None:
    """A misspelt country is not dropped in silence."""
    answer = examine(
        Question(
            kind="air-link",
            endpoints=(Place(name="ISB"), Place(name="GYD")),
            inputs=(("avoid", "Atlantis"),),
        )
    )

    assert isinstance(answer, NotExamined)
    assert "Atlantis" in answer.reason


def test_hubs_never_claim_that_a_flight_is_flown() -> None:
    """Every one-stop figure says that connections are not in this edition."""
    hubs = [f for label, f in fly("ISB", "GYD").items() if label.startswith("one_stop_")]

    assert hubs
    assert all(hub.note is not None and "not in this edition" in hub.note for hub in hubs)


@pytest.mark.parametrize(
    ("name", "value", "label", "more"),
    [
        ("fuel-burn", "4", "fuel", True),
        ("fuel-price", "1.2", "flight_cost", True),
        ("hour-cost", "1000", "flight_cost", False),
        ("charges", "10%", "flight_cost", False),
        ("seats", "120", "break_even_fare", True),
        ("load-factor", "60%", "break_even_fare", True),
        ("fare", "300", "break_even_load_factor", False),
        ("cruise", "700", "block_time", True),
        ("taxi", "0.1", "block_time", False),
        ("connection", "5", "one_stop_tas", True),
        ("avoid", "China", "track_distance", True),
        ("airspace", "open", "track_distance", False),
        ("aircraft", "B77W", "fuel", True),
        ("arrivals", "900000000", "weekly_frequency", True),
        ("od", "1000", "weekly_frequency", False),
    ],
)
def test_every_input_moves_its_figure(name: str, value: str, label: str, more: bool) -> None:  # noqa: FBT001
    """What the user changes is used: the figure it bears on rises or falls as it must."""
    before, after = fly("ISB", "GYD")[label].value, fly("ISB", "GYD", **{name: value})[label].value

    assert before is not None
    assert after is not None
    assert (after > before) is more
    assert after != before


def test_range_holds_the_value_on_short_flights() -> None:
    """No figure lies outside its own range, where the straight track is lengthened most."""
    for figure in fly("LHR", "CDG").values():
        if figure.value is not None and figure.low is not None and figure.high is not None:
            assert figure.low <= figure.value <= figure.high, figure.label


def test_map_and_figure_give_one_flight_time() -> None:
    """The route drawn has the bracket of the block time, and the headline says the same."""
    answer = examine(Question(kind="air-link", endpoints=(Place(name="ISB"), Place(name="GYD"))))
    assert isinstance(answer, Finding)
    block = next(figure for figure in answer.figures if figure.label == "block_time")

    assert (answer.routes[0].time_h.low, answer.routes[0].time_h.high) == (block.low, block.high)
    assert f"{block.value:.1f} h ({block.low:.1f} to {block.high:.1f})" in answer.headline


def test_flight_inside_one_country_has_no_demand_between_countries() -> None:
    """The gravity prior is between countries: within one it is left out, and that is said."""
    assert "demand" not in fly("LHR", "MAN")


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("air-link", "aircraf", "A320"),
        ("air-link", "airspace", "banana"),
        ("road-link", "nonsense", "4"),
        ("rail-link", "plans", "maybe"),
        ("rail-link", "gauge", "wide"),
        ("sea-link", "avoid-passage", "atlantis"),
        ("border-crossing", "avoid", "Iran"),
    ],
)
def test_unknown_input_is_refused(kind: str, name: str, value: str) -> None:
    """An input that no examiner reads, or a value it cannot, is never dropped in silence."""
    answer = examine(
        Question(
            kind=kind,
            endpoints=(Place(name="Islamabad"), Place(name="Baku")),
            inputs=((name, value),),
        )
    )

    assert isinstance(answer, NotExamined)
    assert name in answer.reason or value in answer.reason
    assert "--" in answer.mend
