"""Rendering in tests: a form whose library is not installed skips the test, with the reason."""

import pytest

from comity.briefing.renderers import RENDERERS
from comity.model.brief import Brief

NEEDS = {"pdf": "typst", "docx": "docx", "xlsx": "xlsxwriter"}


def rendered(form: str, brief: Brief) -> bytes:
    """Return the brief in a form, or skip the test where the form's library is missing."""
    if form in NEEDS:
        pytest.importorskip(NEEDS[form], reason=f"the extra [{form}] is not installed")
    return RENDERERS[form](brief)
