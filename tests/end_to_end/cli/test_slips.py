"""A slip of the pen is told with what was meant, and an empty answer says that it is empty."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from comity.cli.examine import command as examine
from comity.cli.follow import command as follow
from comity.cli.ledger import command as ledger
from comity.cli.positions import command as positions
from comity.cli.search import command as search
from comity.errors import UsageError


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the ledger and the data in a folder of the test."""
    monkeypatch.setenv("COMITY_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("COMITY_DATA", str(tmp_path / "data"))


def said(command, *words: str) -> str:
    """Return what a verb prints, spaces put together."""
    result = CliRunner().invoke(command, list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return " ".join(result.output.split())


@pytest.mark.parametrize(
    ("command", "words", "problem", "mend"),
    [
        pytest.param(
            follow, ("--kind", "air-lnk"), "no kind named 'air-lnk'", "Did you mean air-link?"
        ),
        pytest.param(positions, ("--area", "trad"), "no area named 'trad'", "Did you mean trade?"),
        pytest.param(search, ("x", "--status", "done"), "no status named 'done'", "implemented"),
        pytest.param(
            examine,
            ("trade-agreement", "PAK", "AZE", "--as-of", "yesterday"),
            "'yesterday' is no day",
            "--as-of 2023-04-13",
        ),
    ],
    ids=["kind", "area", "status", "day"],
)
def test_unknown_word_is_told_with_what_is_near(
    command, words: tuple[str, ...], problem: str, mend: str
) -> None:
    """The error names the wrong word, the mend the right one."""
    with pytest.raises(UsageError) as caught:
        said(command, *words)
    assert problem in caught.value.problem
    assert mend in caught.value.mend


def test_input_that_a_kind_does_not_have_is_not_passed_over() -> None:
    """A mistyped input would silently change nothing: it is refused, with those there are."""
    answer = said(examine, "trade-agreement", "PAK", "AZE", "--elasticty", "3")
    assert "trade-agreement has no input 'elasticty'. Mend Did you mean --elasticity?" in answer


def test_name_that_is_no_country_is_named() -> None:
    """A mistyped country is not left out of the reason."""
    answer = said(examine, "visa-regime", "Portugl", "Kenya")
    assert "the measure names Kenya, and 'Portugl', which is no country known here." in answer


def test_empty_answers_say_so() -> None:
    """A fresh ledger gives no measure, no report and no document, in words and as data."""
    assert said(follow) == "No measure in the ledger matches."
    assert said(search, "flights") == "No report in the ledger matches."
    assert said(ledger, "documents").startswith("The ledger holds no document.")
    assert json.loads(said(ledger, "documents", "--format", "json")) == []
