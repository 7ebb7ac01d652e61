"""Trade, investment, visa and forum measures are put to numbers, or say what is missing."""

from pathlib import Path

import numpy as np
import pytest

from comity.errors import UsageError
from comity.examining import EXAMINERS, examine
from comity.model.findings import Figure, Finding, NotExamined, Question
from comity.sources import Sources
from source_samples import SAMPLES, bindings

KINDS = ("joint-venture", "trade-agreement", "market-access", "visa-regime", "forum-support")
PAIR = ("AZE", "PAK")
WORLD = ("AZE", "PAK", "TUR", "IRN", "CHN", "IND", "RUS", "DEU", "USA", "ITA", "GEO", "ARE")


def asked(kind: str, **inputs: str) -> Question:
    """Return the question on Azerbaijan and Pakistan."""
    return Question(kind=kind, parties=PAIR, inputs=tuple(sorted(inputs.items())))


def found(kind: str, sources: Sources, **inputs: str) -> Finding:
    """Return the finding."""
    result = examine(asked(kind, **inputs), sources)
    assert isinstance(result, Finding)
    return result


def labelled(finding: Finding, beginning: str) -> Figure:
    """Return the one figure whose label begins so."""
    (one,) = [figure for figure in finding.figures if figure.label.startswith(beginning)]
    return one


@pytest.fixture
def bare(tmp_path: Path) -> Sources:
    """Return sources with nothing fetched."""
    return Sources(tmp_path / "none")


@pytest.fixture
def traded(tmp_path: Path) -> Sources:
    """Return sources with flows of twelve countries, domestic sales included."""
    generator = np.random.default_rng(7)
    rows = ["exporter,importer,year,flow_usd"]
    for exporter in WORLD:
        for importer in WORLD:
            flow = 5e11 if exporter == importer else generator.uniform(1e8, 9e9)
            if {exporter, importer} == set(PAIR):
                flow = 20e6 if exporter == "PAK" else 2e6
            rows.append(f"{exporter},{importer},2022,{flow:.0f}")
    file = tmp_path / "flows.csv"
    file.write_text("\n".join(rows) + "\n")
    sources = Sources(tmp_path / "data")
    sources.add("trade-flows", [file])
    return sources


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_fetched_still_gives_figures_and_commands(kind: str, bare: Sources) -> None:
    """From the embedded tables alone there are figures with sources, and what would add to them."""
    result = found(kind, bare)
    known = [figure for figure in result.figures if figure.value is not None]
    assert known
    assert all(figure.sources for figure in known)
    assert all(figure.basis in {"observed", "modelled", "assumed"} for figure in result.figures)
    assert any("comity sources" in caveat for caveat in result.caveats)
    assert result.headline.endswith(".")


@pytest.mark.parametrize("kind", KINDS)
def test_measure_of_one_country_is_not_examined(kind: str, bare: Sources) -> None:
    """A measure that names no pair says so, and how to ask."""
    result = EXAMINERS[kind](Question(kind=kind, parties=("PAK", "UN")), bare)
    assert isinstance(result, NotExamined)
    assert f"comity examine {kind}" in result.mend


def test_joint_venture_names_the_goods_that_match(bare: Sources) -> None:
    """Azerbaijan's crude, gas, refined products and plastics are what Pakistan buys most."""
    one = labelled(found("joint-venture", bare), "Leading exports of Azerbaijan")
    assert (one.value, one.unit, one.year) == (4, "of 5 goods", 2023)
    assert (one.note or "").startswith("crude petroleum, natural gas, refined petroleum, plastics;")


def test_joint_venture_says_what_brings_bilateral_investment(bare: Sources) -> None:
    """What is not known is said, with the command, not left out."""
    caveats = found("joint-venture", bare).caveats
    assert any("comity sources fetch investment-imf" in one for one in caveats)


def test_joint_venture_sets_both_sides_reports_of_investment_beside(
    bare: Sources, tmp_path: Path
) -> None:
    """Investor's and host's report are two figures; the other way round nothing is known."""
    for file, content in SAMPLES["investment-imf"][0].items():
        (tmp_path / file).write_bytes(content)
        bare.add("investment-imf", [tmp_path / file])

    result = found("joint-venture", bare)

    label = "Direct investment of Azerbaijan in Pakistan, as"
    assert labelled(result, f"{label} Azerbaijan reports").value == -4000
    assert labelled(result, f"{label} Pakistan reports").value == 1.25e6
    other = labelled(result, "Direct investment of Pakistan in Azerbaijan")
    assert other.value is None
    assert "confidential" in (other.note or "")


def test_agreement_has_the_published_effect_with_its_range(bare: Sources) -> None:
    """exp(0.557) - 1 = 0.745, and 1.96 standard errors of 0.102 to either side."""
    one = found("trade-agreement", bare).figures[0]
    assert one.value == pytest.approx(0.7454, abs=1e-4)
    assert one.low == pytest.approx(0.4291, abs=1e-4)
    assert one.high == pytest.approx(1.1317, abs=1e-4)
    assert one.basis == "modelled"
    assert "table 3 column 4" in one.sources[0].name


def test_agreement_lets_all_prices_adjust_where_domestic_sales_are_known(traded: Sources) -> None:
    """With flows and domestic sales there are effects on exports and real income, with ranges."""
    result = found("trade-agreement", traded)
    exports = labelled(result, "Change of exports of Pakistan")
    income = labelled(result, "Change of real income of Azerbaijan")
    assert exports.value == pytest.approx(0.74, abs=0.02)  # a small flow: close to the first round
    assert exports.low is not None
    assert exports.high is not None
    assert exports.low < exports.value < exports.high
    assert income.value is not None
    assert 0 < income.value < 1e-3
    assert income.count == 12
    assert "2022" in (income.note or "")


def test_agreement_without_the_countries_says_what_lacks(tmp_path: Path) -> None:
    """Domestic sales of others are no help: the finding names the countries and the command."""
    file = tmp_path / "flows.csv"
    file.write_text(
        "exporter,importer,year,flow_usd\n"
        + "".join(f"{one},{other},2006,5\n" for one in WORLD[2:] for other in WORLD[2:])
        + "PAK,AZE,2006,5\n"
    )
    sources = Sources(tmp_path / "data")
    sources.add("trade-flows", [file])
    caveats = " ".join(found("trade-agreement", sources).caveats)
    assert "lacks domestic sales of Azerbaijan and Pakistan" in caveats
    assert "comity sources add itpd-e FILE" in caveats


def test_reports_of_both_sides_stand_side_by_side(tmp_path: Path) -> None:
    """What Pakistan says it sold and what Azerbaijan says it bought are two figures."""
    sources = Sources(tmp_path / "data")
    for file, content in SAMPLES["comtrade"][0].items():
        told = content.replace(
            b'"reporterCode": 586, "partnerCode": 31', b'"reporterCode": 31, "partnerCode": 586'
        )
        (tmp_path / file).write_bytes(content)
        (tmp_path / "other.json").write_bytes(told)
        sources.add("comtrade", [tmp_path / file, tmp_path / "other.json"])

    result = found("trade-agreement", sources)

    said = labelled(result, "Goods from Pakistan to Azerbaijan, as Pakistan reports")
    heard = labelled(result, "Goods from Pakistan to Azerbaijan, as Azerbaijan reports")
    assert (said.value, heard.value, said.year) == (21.5e6, 1.5e6, 2023)


def test_market_access_takes_the_cut_it_is_given(bare: Sources) -> None:
    """A tenth off trade costs at elasticity 4: 0.9 ** -4 - 1."""
    result = found("market-access", bare, cut="0.1")
    assert result.figures[0].value == pytest.approx(0.9**-4 - 1)
    assert any("10%" in assumption for assumption in result.assumptions)


@pytest.mark.parametrize(
    ("kind", "inputs", "said"),
    [
        ("market-access", {"cut": "2"}, "no share"),
        ("market-access", {"cut": "half"}, "no share"),
        ("trade-agreement", {"elasticity": "-1"}, "elasticity"),
        ("trade-agreement", {"estimate": "mine"}, "no estimate"),
    ],
)
def test_input_that_is_not_understood_is_refused(kind, inputs, said, bare: Sources) -> None:
    """A wrong input is the caller's mistake, told in two sentences."""
    with pytest.raises(UsageError, match=said):
        examine(asked(kind, **inputs), bare)


def test_visa_rules_both_ways(tmp_path: Path) -> None:
    """The rules of both sides are figures in words and on the scale."""
    file = tmp_path / "passport-index-tidy-iso3.csv"
    file.write_text("Passport,Destination,Requirement\nPAK,AZE,e-visa\nAZE,PAK,30\n")
    sources = Sources(tmp_path / "data")
    sources.add("passport-index", [file])

    result = found("visa-regime", sources)

    assert labelled(result, "Rule for citizens of Pakistan in Azerbaijan").note == "e-visa"
    there = labelled(result, "Rule for citizens of Azerbaijan in Pakistan")
    assert (there.value, there.note) == (4, "30 days without a visa")


def test_lifting_visas_has_the_published_range(bare: Sources) -> None:
    """52 to 63 per cent less travel under visas is 108 to 170 per cent more without."""
    one = labelled(found("visa-regime", bare), "Growth of travel")
    assert one.low == pytest.approx(1.083, abs=1e-3)
    assert one.high == pytest.approx(1.703, abs=1e-3)


def test_forum_support_stands_beside_the_votes(tmp_path: Path) -> None:
    """With votes fetched their agreement and rank are there, and ballots are said to be secret."""
    file = tmp_path / "UNVotes.csv"
    rows = ["rcid,ccode,vote,session"]
    rows += [f"{call},{state},{1 + call % 3},74" for state in (770, 373, 2) for call in range(12)]
    file.write_text("\n".join(rows) + "\n")
    sources = Sources(tmp_path / "data")
    sources.add("unga-votes", [file])

    result = found("forum-support", sources)

    assert labelled(result, "Shared regional").value == 6
    assert any("ballots are secret" in caveat for caveat in result.caveats)


def test_product_data_gives_fit_and_rivalry(tmp_path: Path) -> None:
    """Pakistan sells only what Azerbaijan buys and the other way round: 100, and no rivalry."""
    sources = Sources(tmp_path / "data")
    for file, content in SAMPLES["baci"][0].items():
        (tmp_path / file).write_bytes(content)
        sources.add("baci", [tmp_path / file])

    result = found("joint-venture", sources)

    assert labelled(result, "Fit of the exports of Pakistan").value == pytest.approx(100)
    assert labelled(result, "Likeness of what the two export").value == pytest.approx(0)


def test_investment_of_each_country_is_shown_with_its_year(tmp_path: Path) -> None:
    """The World Bank's figures appear for the country that has them, and only there."""
    sources = Sources(tmp_path / "data")
    for file, content in SAMPLES["wdi"][0].items():
        (tmp_path / file).write_bytes(content)
    sources.add("wdi", [tmp_path / file for file in SAMPLES["wdi"][0]])

    result = found("joint-venture", sources)

    into = labelled(result, "Foreign direct investment into Pakistan")
    assert (into.value, into.year) == (337912.5, 2023)
    assert labelled(result, "Foreign direct investment into Azerbaijan").value is None


def test_agreement_between_members_of_a_bloc_says_so(bare: Sources) -> None:
    """Two members of the European Union already trade freely."""
    asked_of_two = Question(kind="trade-agreement", parties=("DEU", "FRA"))
    result = examine(asked_of_two, bare)
    assert isinstance(result, Finding)
    assert any("Both belong to European Union" in caveat for caveat in result.caveats)
    assert not any("Both belong" in caveat for caveat in found("trade-agreement", bare).caveats)


def test_agreement_in_force_in_the_gravity_data_is_said(tmp_path: Path) -> None:
    """Pakistan and Iran have one in the sample of CEPII's data."""
    sources = Sources(tmp_path / "data")
    for file, content in SAMPLES["gravity-cepii"][0].items():
        (tmp_path / file).write_bytes(content)
        sources.add("gravity-cepii", [tmp_path / file])
    result = examine(Question(kind="trade-agreement", parties=("PAK", "IRN")), sources)
    assert isinstance(result, Finding)
    assert any("was in force in 2019" in caveat for caveat in result.caveats)


def test_forum_support_stands_beside_seats_once_held(bare: Sources, tmp_path: Path) -> None:
    """Dated terms in elected bodies are listed up to the day asked for; no row is no statement."""
    for file, content in SAMPLES["wikidata"][0].items():
        (tmp_path / file).write_bytes(content)
    (tmp_path / "wikidata-memberships.json").write_bytes(
        bindings(
            {"iso3": "PAK", "organisationLabel": "United Nations Security Council",
             "start": "2012-01-01T00:00:00Z", "end": "2013-12-31T00:00:00Z"},
            {"iso3": "PAK", "organisationLabel": "United Nations Human Rights Council",
             "start": "2026-01-01T00:00:00Z"},
            {"iso3": "PAK", "organisationLabel": "ECO", "start": "1985-01-01T00:00:00Z"},
        )
    )  # fmt: skip
    bare.add("wikidata", [tmp_path / file for file in SAMPLES["wikidata"][0]])

    question = Question(kind="forum-support", parties=PAIR, as_of="2023-04-13")
    result = examine(question, bare)

    assert isinstance(result, Finding)
    seats = labelled(result, "Seats of Pakistan in elected councils and boards")
    assert (seats.value, seats.note) == (1, "United Nations Security Council 2012 to 2013")
    assert labelled(result, "Seats of Azerbaijan").value is None
