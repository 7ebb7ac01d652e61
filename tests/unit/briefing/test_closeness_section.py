"""The brief says how near the two countries are, with year, rank and a line through the years."""

from dataclasses import replace

from comity.briefing.compose import compose
from comity.model.actors import Party
from comity.model.brief import BriefOptions, Bullets, Chart, Section, Table
from comity.model.findings import Figure, Finding, NotExamined, Question, Rank, Series
from comity.model.provenance import SourceRef
from dossiers import pair

VOTES = SourceRef(name="Composed votes", vintage="2020")
ASKED = Question(kind="closeness", parties=(Party("PAK"), Party("AZE")))
FOUND = Finding(
    question=ASKED,
    headline="They vote alike.",
    figures=(
        Figure(
            label="UN vote agreement",
            value=0.918,
            unit="share",
            basis="observed",
            sources=(VOTES,),
            year=2019,
            count=85,
            ranks=(Rank(country=Party("PAK"), rank=22, among=191),),
        ),
        Figure(label="Alliance in force", value=None, unit="", basis="observed", note="no data"),
    ),
    series=(
        Series(
            label="UN vote kappa",
            unit="",
            points=((2017, 0.05), (2018, 0.07), (2019, -0.02)),
            source=VOTES,
        ),
        Series(label="Too short", unit="", points=((2019, 1.0),), source=VOTES),
    ),
    caveats=("No list of alliances has been fetched. Run: comity sources fetch alliances-atop",),
)


def section(found: Finding | NotExamined | None, template: str = "dossier") -> Section | None:
    """Return the section on closeness, if the brief has one."""
    brief = compose(
        replace(pair(), closeness=found),
        BriefOptions(template=template),  # type: ignore[arg-type]
    )
    return next((one for one in brief.sections if one.key == "closeness"), None)


def test_value_year_rank_and_count_stand_in_the_table() -> None:
    """What has a value is a row; what is not available is none."""
    found = section(FOUND)
    assert found is not None
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    (row,) = table.rows
    assert row.cells == (
        "UN vote agreement",
        "91.8\u00a0%",
        "2019",
        "Observed",
        "22 of 191 for Pakistan",
        "85 joint votes",
    )
    assert row.notes


def test_line_through_the_years_is_drawn_where_there_are_enough() -> None:
    """Three years make a line, with the same numbers in a table beside it; one does not."""
    found = section(FOUND)
    assert found is not None
    (chart,) = [block for block in found.blocks if isinstance(block, Chart)]
    assert chart.caption == "UN vote kappa, 2017 to 2019"
    assert [row.cells[0] for row in chart.table.rows] == ["2017", "2018", "2019"]
    assert '"value": -0.02' in chart.spec


def test_what_was_not_fetched_is_said_in_the_dossier() -> None:
    """The command that fetches it stands below, closed by a full stop."""
    found = section(FOUND)
    assert found is not None
    (bullets,) = [block for block in found.blocks if isinstance(block, Bullets)]
    assert bullets.items[0].text.endswith("comity sources fetch alliances-atop.")


def test_nothing_examined_leaves_the_section_out() -> None:
    """No closeness, none examined or none known: no heading without content."""
    assert section(None) is None
    assert section(NotExamined(question=ASKED, reason="No.", mend="Try.")) is None
    assert section(replace(FOUND, figures=FOUND.figures[1:])) is None
