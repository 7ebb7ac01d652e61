"""Closeness says value, rank, year and source, and never fills what the data does not cover."""

import sys
from pathlib import Path

import pytest

from comity.errors import SourceNotFetchedError, UsageError
from comity.examining.closeness.dyad import MEASURES, examine_closeness, rank_partners
from comity.model.findings import Finding, NotExamined, Question
from comity.sources import Sources
from source_samples import SAMPLES

IGOS = (
    "ccode,year,state,ECO,OIC,CE\n770,2014,PAK,1,1,0\n373,2014,AZE,1,1,1\n640,2014,TUR,1,1,1\n"
    "2,2014,USA,0,0,0\n371,2014,ARM,0,0,1\n"
)
ALLIES = (
    "mem1,mem2,year,defense,offense,neutral,nonagg,consul\n373,640,2018,1,0,0,0,1\n"
    "770,710,2018,0,0,0,1,1\n"
)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """Return sources with ten roll calls of four states, and small files of other sources."""
    held = Sources(tmp_path / "data")
    states = {770: "1111111111", 373: "1111111122", 2: "3333333333", 750: "1111111111"}
    votes = ["rcid,ccode,vote,session"] + [
        f"{call},{state},{option},74"
        for state, options in states.items()
        for call, option in enumerate(options)
    ]
    add(held, tmp_path, "unga-votes", "UNVotes.csv", "\n".join(votes) + "\n")
    add(held, tmp_path, "igos-cow", "state_year_formatv3.csv", IGOS)
    add(held, tmp_path, "alliances-atop", "atop5_1dy.csv", ALLIES)
    return held


def add(held: Sources, folder: Path, name: str, file: str, content: str) -> None:
    """Add one file."""
    (folder / file).write_text(content)
    held.add(name, [folder / file])


def found(sources: Sources, one: str, other: str, as_of: str | None = None) -> Finding:
    """Return the finding on a pair."""
    asked = Question(kind="closeness", parties=(one, other), as_of=as_of)
    result = examine_closeness(asked, sources)
    assert isinstance(result, Finding)
    return result


def figure(finding: Finding, label: str):
    """Return the one figure of that label."""
    (one,) = [each for each in finding.figures if each.label == label]
    return one


def test_votes_come_with_rank_year_count_and_source(sources: Sources) -> None:
    """Azerbaijan is Pakistan's second partner of three: India votes as Pakistan does."""
    one = figure(found(sources, "PAK", "AZE"), "UN vote agreement")

    assert one.value == pytest.approx(0.9)  # two abstentions in ten
    assert (one.year, one.count) == (2019, 10)
    assert [(each.country, each.rank, each.among) for each in one.ranks] == [
        ("PAK", 2, 3),
        ("AZE", 1, 3),
    ]
    assert one.sources[0].name.startswith("United Nations General Assembly Voting Data")


def test_year_beyond_coverage_is_not_filled(sources: Sources) -> None:
    """An alliance list that ends in 2018 says nothing of 2023, nor organisations of 2014."""
    late = found(sources, "AZE", "TUR", "2023-04-13")

    for label in ("Alliance in force", "Shared intergovernmental organisations"):
        assert figure(late, label).value is None
        assert "not available" in (figure(late, label).note or "")
    covered = found(sources, "AZE", "TUR", "2018-01-01")
    assert figure(covered, "Alliance in force").value == 3
    assert figure(covered, "Alliance in force").note == "defence"


def test_absence_within_coverage_is_a_value(sources: Sources) -> None:
    """Within the list's years, no alliance is 0, without a rank."""
    one = figure(found(sources, "PAK", "AZE", "2018-01-01"), "Alliance in force")
    assert (one.value, one.ranks) == (0.0, ())


def test_what_is_newer_than_the_day_asked_is_not_used(sources: Sources) -> None:
    """Memberships of 2026 are no answer for 1995; a distance is."""
    early = found(sources, "PAK", "AZE", "1995-06-01")
    assert figure(early, "Shared regional and political organisations").value is None
    assert figure(
        early, "Distance between the centres of the two countries"
    ).value == pytest.approx(2346, 1)


def test_migrants_and_investment_come_each_way(sources: Sources, tmp_path: Path) -> None:
    """Who lives and who has invested where, with who says so; the years both ways are a chart."""
    for name in ("migrants-un", "investment-imf"):
        for file, content in SAMPLES[name][0].items():
            (tmp_path / file).write_bytes(content)
            sources.add(name, [tmp_path / file])

    pair = found(sources, "PAK", "AZE")

    there = figure(pair, "Migrants: Pakistan to Azerbaijan")
    assert (there.value, there.year, there.basis) == (345, 2024, "modelled")
    assert figure(pair, "Migrants: Azerbaijan to Pakistan").value == 27
    held = figure(pair, "Direct investment held: Azerbaijan to Pakistan")
    assert (held.value, held.note) == (-4000, "as Azerbaijan reports")
    unknown = figure(pair, "Direct investment held: Pakistan to Azerbaijan")
    assert unknown.value is None
    (line,) = [one for one in pair.series if one.label.startswith("Migrants")]
    assert line.points == ((2024, 372.0),)  # of 1990 one way is not known: nothing is filled
    early = figure(found(sources, "PAK", "AZE", "2001-01-01"), "Migrants: Pakistan to Azerbaijan")
    assert (early.value, early.year) == (12, 1990)


def test_source_not_fetched_is_a_caveat_with_the_command(sources: Sources) -> None:
    """What is missing is told once, with what brings it."""
    caveats = found(sources, "PAK", "AZE").caveats
    assert sum("comity sources fetch wikidata" in caveat for caveat in caveats) == 1
    assert not any("unga-votes" in caveat for caveat in caveats)


def test_without_any_source_the_embedded_measures_remain(tmp_path: Path) -> None:
    """Shared organisations, border and distance need nothing fetched."""
    bare = found(Sources(tmp_path), "PAK", "AZE")
    assert figure(bare, "Shared regional and political organisations").value == 6
    assert figure(bare, "Common land border").value == 0
    assert "6 regional or political organisations" in bare.headline


def test_one_country_is_no_pair(sources: Sources) -> None:
    """A question that names fewer than two countries is not examined."""
    asked = Question(kind="closeness", parties=("PAK", "UN"))
    assert isinstance(examine_closeness(asked, sources), NotExamined)


def test_partners_are_ranked_closest_first(sources: Sources) -> None:
    """India is first and the United States last among Pakistan's partners by agreement."""
    ranked = rank_partners("PAK", "agreement", sources)
    assert [(one.rank, one.iso3) for one in ranked.partners] == [(1, "IND"), (2, "AZE"), (3, "USA")]


def test_unknown_measure_country_and_source_are_told(sources: Sources, tmp_path: Path) -> None:
    """Each slip has its own error and mend."""
    with pytest.raises(UsageError, match="no measure"):
        rank_partners("PAK", "love", sources)
    with pytest.raises(UsageError, match="no data on Iceland"):
        rank_partners("ISL", "agreement", sources)
    with pytest.raises(SourceNotFetchedError):
        rank_partners("PAK", "agreement", Sources(tmp_path / "none"))


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_says_what_it_means(name: str) -> None:
    """A label, a unit that can be shown and a sentence for each."""
    measure = MEASURES[name]
    assert measure.label
    assert measure.unit in {
        "",
        "share",
        "km",
        "of 4",
        "organisations",
        "embassies",
        "people",
        "US$",
    }
    assert measure.meaning.endswith(".")


def test_directed_measures_give_both_directions(sources: Sources, tmp_path: Path) -> None:
    """What Pakistan asks of Azerbaijanis and the other way round are two figures."""
    files = SAMPLES["passport-index"][0]
    for file in files:
        text = "Passport,Destination,Requirement\nPAK,AZE,e-visa\nAZE,PAK,90\nAZE,TUR,visa free\n"
        add(sources, tmp_path, "passport-index", file, text)

    result = found(sources, "PAK", "AZE")

    there = figure(result, "Visa rule for ordinary passports: Pakistan to Azerbaijan")
    back = figure(result, "Visa rule for ordinary passports: Azerbaijan to Pakistan")
    assert (there.value, there.note) == (2, "e-visa")
    assert there.year is None  # the file added says no year, and the day it was added is none
    assert (back.value, back.note) == (4, "90 days without a visa")
    assert [(one.country, one.rank, one.among) for one in back.ranks] == [("AZE", 1, 2)]


@pytest.fixture
def rich(sources: Sources, tmp_path: Path) -> Sources:
    """Add ideal points, flows of three years, gravity data and embassies."""
    ideal = "ccode,session,IdealPoint,Q5%,Q95%\n" + "".join(
        f"{state},{session},{point + session / 1000},0,0\n"
        for state, point in ((770, -0.1), (373, -0.7), (2, 2.5))
        for session in (72, 73, 74)
    )
    add(sources, tmp_path, "ideal-points", "Idealpointestimates.csv", ideal)
    flows = ["exporter,importer,year,flow_usd"]
    for year, flow in ((2014, 10), (2015, 20), (2016, 60)):
        flows += [f"PAK,AZE,{year},{flow}", f"AZE,PAK,{year},5", f"PAK,TUR,{year},140"]
        flows += [f"TUR,AZE,{year},100", f"TUR,PAK,{year},0", f"AZE,AZE,{year},900"]
    add(sources, tmp_path, "trade-flows", "flows.csv", "\n".join(flows) + "\n")
    for name in ("gravity-cepii", "wikidata"):
        files = SAMPLES[name][0]
        for file, content in files.items():
            (tmp_path / file).write_bytes(content)
        sources.add(name, [tmp_path / file for file in files])
    return sources


def test_ideal_points_are_as_far_apart_as_they_lie(rich: Sources) -> None:
    """-0.1 against -0.7: 0.6 apart, nearer to each other than to the United States."""
    one = figure(found(rich, "PAK", "AZE"), "Ideal-point distance")
    assert one.value == pytest.approx(0.6)
    assert one.basis == "modelled"
    assert [(each.rank, each.among) for each in one.ranks] == [(1, 2), (1, 2)]


def test_trade_share_and_intensity_are_by_hand(rich: Sources) -> None:
    """2016: Pakistan trades 65 with Azerbaijan of 205 in all; domestic sales do not count."""
    result = found(rich, "PAK", "AZE")
    share = figure(result, "Share of goods trade: Pakistan to Azerbaijan")
    assert (share.value, share.year) == (pytest.approx(65 / 205), 2016)
    intensity = figure(result, "Trade intensity of exports: Pakistan to Azerbaijan")
    # 60 of 200 exported, to a partner with 160 of the 305 - 5 that others import
    assert intensity.value == pytest.approx((60 / 200) / (160 / 300))


def test_series_run_through_the_years_there_are(rich: Sources) -> None:
    """Both ways together, oldest first, and not beyond the day asked."""
    lines = {line.label: line.points for line in found(rich, "PAK", "AZE").series}
    assert lines["Goods traded both ways"] == ((2014, 15), (2015, 25), (2016, 65))
    assert [year for year, _ in lines["Ideal-point distance"]] == [2017, 2018, 2019]
    early = {one.label: one.points for one in found(rich, "PAK", "AZE", "2015-06-01").series}
    assert early["Goods traded both ways"] == ((2014, 15), (2015, 25))
    assert "Ideal-point distance" not in early


def test_people_s_distance_and_embassies_come_from_their_sources(rich: Sources) -> None:
    """CEPII's weighted distance of 2019, and the embassy Wikidata lists."""
    result = found(rich, "PAK", "AZE")
    distance = figure(result, "Distance between the peoples")
    assert (distance.value, distance.year) == (2391, 2019)
    assert figure(result, "Embassies in the partner's country: Azerbaijan to Pakistan").value == 1
    assert (
        figure(result, "Embassies in the partner's country: Pakistan to Azerbaijan").value is None
    )


def test_data_that_cannot_be_read_is_a_caveat(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without pyarrow the embedded measures remain, and one caveat says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    bare = found(Sources(sources.folder), "PAK", "AZE")
    assert figure(bare, "Shared regional and political organisations").value == 6
    assert sum("pip install" in caveat for caveat in bare.caveats) == 1
