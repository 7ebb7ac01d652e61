"""What every renderer must do with any brief."""

import json

import pytest

import dossiers
from comity.briefing.compose import compose
from comity.briefing.renderers import RENDERERS
from comity.briefing.renderers.json import brief_from_json, brief_to_json
from comity.model.brief import TEMPLATES, BriefOptions
from forms import rendered


@pytest.mark.parametrize("name", list(RENDERERS))
def test_a_renderer_gives_the_same_bytes_twice(name):
    """The same dossier and options give the same bytes."""
    one, two = (
        rendered(name, compose(dossiers.pair(), BriefOptions(marking="RESTRICTED")))
        for _ in range(2)
    )
    assert one == two
    assert one


@pytest.mark.parametrize("template", TEMPLATES)
def test_json_gives_back_what_went_in(template):
    """A brief written as JSON and read again is the same brief."""
    brief = compose(dossiers.pair(), BriefOptions(template=template, marking="R", desk="Desk"))

    assert brief_from_json(json.loads(rendered("json", brief))) == brief
    assert brief_to_json(brief)["schema"] == "comity.brief/1"
