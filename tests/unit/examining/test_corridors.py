"""Road and rail corridors: what the routes cross, what constraints do, and why there is none."""

from functools import cache

import pytest

from comity.examining import examine
from comity.examining.corridors import MOST_ROUTES
from comity.model.actors import Party, Place
from comity.model.findings import Finding, NotExamined, Question


@cache
def ask(kind: str, *names: str, as_of: str | None = None, **inputs: str) -> Finding | NotExamined:
    """Examine a link between places given by name."""
    return examine(
        Question(
            kind=kind,
            endpoints=tuple(Place(name=name) for name in names),
            inputs=tuple(sorted(inputs.items())),
            as_of=as_of,
        )
    )


def found(kind: str, *names: str, as_of: str | None = None, **inputs: str) -> Finding:
    """Examine a link that must be examined."""
    answer = ask(kind, *names, as_of=as_of, **inputs)
    assert isinstance(answer, Finding), answer
    return answer


def test_islamabad_baku_by_road_crosses_two_borders() -> None:
    """The quickest open road leads through Iran, near the 3,680 km that hauliers published."""
    best = found("road-link", "Islamabad", "Baku").routes[0]

    assert best.countries == ("PAK", "IRN", "AZE")
    assert best.borders == 2
    assert 3500 < best.distance_km < 4000
    assert best.time_h.low < best.time_h.high


def test_islamabad_baku_by_rail_changes_gauge_at_zahedan() -> None:
    """Pakistan's broad gauge ends at Zahedan, where Iran's standard gauge begins."""
    best = found("rail-link", "Islamabad", "Baku").routes[0]

    first = best.gauge_breaks[0]
    assert (first.place, first.from_mm, first.to_mm) == ("Zahedan", 1676, 1435)


def test_rasht_astara_comes_out_unprompted() -> None:
    """The one railway that would shorten the way most is named, with the plan it matches."""
    links = found("rail-link", "Islamabad", "Baku").missing_links

    link = next(link for link in links if {"Rasht"} & {link.start, link.end})
    assert "Astara" in link.start + link.end
    assert link.planned_as is not None
    assert link.planned_as.startswith("Rasht–Astara railway (under construction")
    assert link.km == pytest.approx(162)
    assert link.saves_km > 100
    assert set(link.gauges_mm) == {1435, 1520}


def test_planned_lines_are_used_only_when_asked_for() -> None:
    """No route of today has new kilometres; with plans allowed the best one has Rasht–Astara's."""
    today = found("rail-link", "Islamabad", "Baku")
    later = found("rail-link", "Islamabad", "Baku", plans="yes")

    assert all(route.new_km == 0 for route in today.routes)
    assert any(route.new_km == pytest.approx(162, abs=1) for route in later.routes)


def test_moscow_vladivostok_stays_in_russia() -> None:
    """A way between two places of one country does not cut through another."""
    for route in found("rail-link", "Moscow", "Vladivostok").routes:
        assert route.countries == ("RUS",)
        assert 8500 < route.distance_km < 9600


def test_avoided_country_is_never_entered_and_the_reason_is_given() -> None:
    """With Iran and China avoided there is no road: it is said that this constraint binds."""
    missed = ask("road-link", "Islamabad", "Baku", avoid="Iran,China")

    assert isinstance(missed, NotExamined)
    assert "Iran" in missed.reason
    assert "Iran" in missed.mend


def test_karakoram_highway_joins_pakistan_and_china() -> None:
    """Islamabad–Kashgar leads over Khunjerab and through no third country.

    Published lengths are 1,150 to 1,300 km; the map draws mountain roads too straight.
    """
    answer = found("road-link", "Islamabad", "Kashgar")

    assert answer.routes[0].countries == ("PAK", "CHN")
    assert 950 < answer.routes[0].distance_km < 1400
    assert answer.missing_links == ()


def test_train_ferry_joins_uganda_and_tanzania() -> None:
    """Kampala–Dar es Salaam by rail goes by the ferry of Lake Victoria, and says so."""
    best = found("rail-link", "Kampala", "Dar es Salaam").routes[0]

    assert best.countries == ("UGA", "TZA")
    assert "ferry" in best.modes


def test_avoiding_a_transit_country_finds_another_way() -> None:
    """Where there is another way, the avoided country is on none of the routes."""
    answer = found("rail-link", "Berlin", "Istanbul", avoid="Hungary")

    assert answer.routes
    assert all("HUN" not in route.countries for route in answer.routes)


def test_closed_border_is_not_crossed_and_is_named() -> None:
    """Islamabad–Delhi fails on the closed border, and tells how to see what an opening gives."""
    missed = ask("rail-link", "Islamabad", "Delhi", as_of="2026-01-01")

    assert isinstance(missed, NotExamined)
    assert "Attari" in missed.reason
    assert "--closed-borders open" in missed.mend


def test_borders_close_on_a_day() -> None:
    """On a day before the closure the same road crosses the border it cannot cross later."""
    before = found("road-link", "Lahore", "Amritsar", as_of="2020-01-01")
    after = ask("road-link", "Lahore", "Amritsar", as_of="2026-01-01")

    assert before.routes[0].countries == ("PAK", "IND")
    assert isinstance(after, NotExamined) or ("PAK", "IND") not in [
        route.countries for route in after.routes
    ]


def test_one_gauge_is_kept_or_refused() -> None:
    """No line of one gauge joins Islamabad and Baku: said, not relaxed."""
    missed = ask("rail-link", "Islamabad", "Baku", gauge="1676")

    assert isinstance(missed, NotExamined)
    assert "1676" in missed.reason


def test_no_route_names_the_link_that_would_make_one() -> None:
    """Without Turkmenistan, Russia and Türkiye no railway leads to Baku: Rasht–Astara would."""
    missed = ask(
        "rail-link", "Islamabad", "Baku", avoid="Turkmenistan, Kazakhstan, Russia, Türkiye"
    )

    assert isinstance(missed, NotExamined)
    assert [link.km for link in missed.missing_links] == [pytest.approx(162)]
    assert "Rasht–Astara railway" in str(missed.missing_links[0].planned_as)
    assert "Rasht" in missed.mend


def test_no_road_from_colombia_to_panama_but_a_gap() -> None:
    """No road crosses the Darién; the answer names the gap with its ends."""
    missed = ask("road-link", "Bogotá", "Panama City")

    assert isinstance(missed, NotExamined)
    link = missed.missing_links[0]
    assert {*link.countries} == {"COL", "PAN"}
    assert "Yaviza" in link.start + link.end
    assert 90 < link.km < 160


def test_city_off_the_railways_is_told_how_far_the_nearest_is() -> None:
    """Kabul has no railway: the nearest of the country and the line to it are named."""
    missed = ask("rail-link", "Kabul", "Islamabad")

    assert isinstance(missed, NotExamined)
    assert "Kabul; the nearest is" in missed.reason
    assert missed.missing_links[0].start == "Kabul"


def test_island_state_is_sent_to_the_sea() -> None:
    """No road leads from an island state: water is the reason, ship and aircraft the mend."""
    missed = ask("road-link", "Malé", "Colombo")

    assert isinstance(missed, NotExamined)
    assert "across water" in missed.reason
    assert "sea-link" in missed.mend
    assert "air-link" in missed.mend
    assert missed.missing_links == ()


def test_country_of_the_start_is_counted_where_the_first_edge_leaves_it() -> None:
    """Kathmandu–Delhi over the planned line begins in Nepal and crosses one border."""
    best = found("rail-link", "Kathmandu", "Delhi", plans="yes").routes[0]

    assert best.countries == ("NPL", "IND")
    assert best.borders == 1


def test_island_without_roads_to_elsewhere_is_told_apart() -> None:
    """A road to an island that no ferry row joins is an answer with its reason."""
    missed = ask("road-link", "Honolulu", "Baku")

    assert isinstance(missed, NotExamined)
    assert "Honolulu" in missed.reason


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        pytest.param("road-link", ("London", "Istanbul"), id="road"),
        pytest.param("rail-link", ("London", "Istanbul"), id="rail"),
    ],
)
def test_no_route_beats_another_in_every_respect(kind: str, names: tuple[str, str]) -> None:
    """The routes are few, and each has something the others lack."""
    routes = found(kind, *names).routes

    assert 0 < len(routes) <= MOST_ROUTES
    for one in routes:
        for other in routes:
            if one is not other:
                assert not (
                    one.time_h.low < other.time_h.low
                    and one.time_h.high < other.time_h.high
                    and one.borders < other.borders
                    and len(one.gauge_breaks) < len(other.gauge_breaks)
                )


def test_legs_are_drawn_and_add_up() -> None:
    """Each leg has a line from where the one before ended, and lengths add up to the whole."""
    route = found("rail-link", "Islamabad", "Baku").routes[0]

    for one, other in zip(route.legs, route.legs[1:], strict=False):
        assert one.geometry[-1] == other.geometry[0]
    assert all(len(leg.geometry) > 1 for leg in route.legs)
    assert sum(leg.distance_km for leg in route.legs) == pytest.approx(route.distance_km, abs=60)


def test_worldview_is_said_on_every_answer() -> None:
    """Each answer says whom areas of disputed rule were counted for."""
    answer = found("road-link", "Islamabad", "Baku")

    assert any("disputed rule" in line for line in answer.assumptions)


@pytest.mark.parametrize("day", ["1890-01-01", "2090-01-01", "soon"])
@pytest.mark.parametrize("kind", ["air-link", "road-link", "rail-link", "sea-link"])
def test_day_outside_the_data_is_refused(kind: str, day: str) -> None:
    """No answer is given for a day of which nothing is known."""
    missed = ask(kind, "Islamabad", "Baku", as_of=day)

    assert isinstance(missed, NotExamined)
    assert day in missed.reason


def test_capitals_stand_in_for_countries() -> None:
    """A pair of countries alone is taken as its capitals, and the answer says so."""
    answer = examine(Question(kind="road-link", parties=(Party("AZE"), Party("PAK"))))

    assert isinstance(answer, Finding)
    assert {answer.routes[0].legs[0].start, answer.routes[0].legs[-1].end} == {"Baku", "Islamabad"}
    assert any("its capital Baku was taken" in line for line in answer.assumptions)


def test_city_at_a_border_begins_in_its_own_country() -> None:
    """Kinshasa lies across the river from Brazzaville, and is not taken over it in silence."""
    for names in (("Kinshasa", "Lubumbashi"), ("Kinshasa", "Luanda")):
        for route in found("road-link", *names).routes:
            assert route.countries[0] == "COD"


def test_city_reached_by_a_neighbours_railway_is_said_to_be() -> None:
    """Singapore's railway is Malaysia's: the answer says where the way begins."""
    answer = found("rail-link", "Singapore", "Bangkok")

    assert answer.routes[0].countries == ("MYS", "THA")
    assert any("the way begins in Malaysia" in line for line in answer.caveats)


def test_the_view_of_borders_is_said_where_there_is_no_route_too() -> None:
    """An answer without a route says whose view of disputed borders it took, area by area."""
    missed = examine(
        Question(
            kind="rail-link",
            endpoints=(Place(name="Kabul"), Place(name="Islamabad")),
            worldview="PAK",
        )
    )

    assert isinstance(missed, NotExamined)
    assert "in the view of Pakistan, as asked for: Kashmir, held by India" in missed.reason
