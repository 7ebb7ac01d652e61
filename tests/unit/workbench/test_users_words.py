"""What a user's words mean: views of disputed borders and homes of publishers."""

import pytest

from comity.errors import UsageError
from comity.workbench import need_worldview, question
from comity.workbench.asking import publisher_home


@pytest.mark.parametrize(
    ("word", "code"),
    [
        pytest.param(None, None, id="none"),
        pytest.param("UN", "UN", id="UN"),
        pytest.param("PAK", "PAK", id="code"),
        pytest.param("pak", "PAK", id="small letters"),
        pytest.param("Pakistan", "PAK", id="name"),
    ],
)
def test_a_view_is_a_country_or_the_un(word: str | None, code: str | None) -> None:
    """A view of disputed borders is named like any country, or UN."""
    assert need_worldview(word) == code
    inputs = {} if word is None else {"worldview": word}
    assert question("road-link", ("Lahore", "Delhi"), inputs).worldview == code


def test_a_home_is_a_country_or_an_organisation() -> None:
    """A publisher's home is named by any name of a country, or an organisation's short name."""
    assert [publisher_home(word) for word in (None, "Türkiye", "TUR", "EU")] == [
        None,
        "TUR",
        "TUR",
        "EU",
    ]


@pytest.mark.parametrize("word", ["Atlantis", ""])
def test_a_word_that_names_none_is_refused(word: str) -> None:
    """A word that names nothing is a usage error, never a silent view of nobody."""
    with pytest.raises(UsageError):
        need_worldview(word)
    with pytest.raises(UsageError):
        publisher_home(word)


def test_countries_of_a_question_keep_the_order_they_were_asked_in() -> None:
    """Who asks for Pakistan–Azerbaijan is not answered with Azerbaijan–Pakistan."""
    assert question("air-link", ("PAK", "AZE"), {}).parties == ("PAK", "AZE")
    assert question("air-link", ("Azerbaijan", "Pakistan"), {}).parties == ("AZE", "PAK")
