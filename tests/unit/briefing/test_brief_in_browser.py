"""The HTML brief in a real browser: it opens from disk, asks for nothing, and bars nobody."""

import json
from dataclasses import replace
from importlib.resources import files

import pytest

import dossiers
from comity.briefing.compose import compose
from comity.briefing.renderers import RENDERERS
from comity.model.brief import BriefOptions
from comity.model.text import DocumentId

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def page(browser):
    """Return a page of Chromium."""
    shown = browser.new_page(viewport={"width": 1000, "height": 1400})
    yield shown
    shown.close()


def briefs():
    """Return briefs of every shape: with pictures and an addendum, long, and empty."""
    pair = dossiers.pair()
    before = compose(replace(pair, measures=pair.measures[1:], examinations=pair.examinations[1:]))
    options = BriefOptions(
        template="dossier", marking="RESTRICTED", desk="Desk", previous=before,
        closed=(DocumentId("d2"),),
    )  # fmt: skip
    return {
        "addendum": compose(pair, options),
        "crowded": compose(dossiers.crowded(4, reports=4), BriefOptions(template="dossier")),
        "empty": compose(dossiers.without_reports()),
    }


@pytest.mark.parametrize("name", ["addendum", "crowded", "empty"])
def test_the_brief_opens_from_disk_and_nothing_leaves(page, tmp_path, name):
    """Chromium opens the file alone: no other request, no error, no violation found by axe."""
    axe = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    path = tmp_path / "brief.html"
    path.write_bytes(RENDERERS["html"](briefs()[name]))
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(path.as_uri())

    assert asked == [path.as_uri()]
    assert errors == []
    page.context.set_default_timeout(20_000)
    page.evaluate((files(axe) / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run()")
    assert [(item["id"], len(item["nodes"])) for item in found["violations"]] == [], json.dumps(
        found["violations"], indent=1
    )[:3000]


def test_nothing_runs_over_the_edge_of_a_narrow_screen(page, tmp_path):
    """At 320 px, which is 400 % zoom, the page does not scroll sideways."""
    path = tmp_path / "brief.html"
    path.write_bytes(RENDERERS["html"](briefs()["addendum"]))
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto(path.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1000, "height": 1400})
