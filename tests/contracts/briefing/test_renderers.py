"""What every renderer must do with any brief."""

import io
import json
import zipfile

import jsonschema
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


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("make", [dossiers.pair, dossiers.without_reports], ids=["pair", "none"])
def test_json_keeps_to_its_schema(root, template, make):
    """What the JSON form writes is what its published schema allows."""
    schema = json.loads((root / "schemas" / "brief.schema.json").read_text(encoding="utf-8"))
    options = BriefOptions(template=template, previous=compose(dossiers.without_reports()))

    made = json.loads(rendered("json", compose(make(), options)))

    validator = jsonschema.Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(made)] == []


def whole_text(form: str, data: bytes) -> str:
    """Return the text of a file, with what stands at head and foot of its pages."""
    if form == "pdf":
        pdfium = pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")
        pages = pdfium.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if form in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = [name for name in file.namelist() if name.endswith(".xml")]
            return "\n".join(file.read(name).decode() for name in parts)
    return data.decode()


@pytest.mark.parametrize("name", list(RENDERERS))
def test_marking_stands_at_top_and_foot_and_disclosure_is_told_apart(name):
    """Every form carries the marking twice, and both headings of the background in their order."""
    options = BriefOptions(marking="COMPOSED MARKING", template="dossier")
    text = whole_text(name, rendered(name, compose(dossiers.pair(), options)))

    free, closed = "Background: free to use", "Background: not to be disclosed"
    if name == "json":
        made = json.loads(text)
        assert made["marking"] == "COMPOSED MARKING"
        kinds = [section["disclosure"] for section in made["sections"] if section["disclosure"]]
        assert kinds == sorted(kinds, reverse=True)
        assert set(kinds) == {"free", "closed"}
        return
    assert text.count("COMPOSED MARKING") >= 2
    assert 0 <= text.index(free) < text.index(closed)
