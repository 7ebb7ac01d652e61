"""Read what two countries said they would do, keep it, put numbers to it, write it up.

    >>> import comity
    >>> report = comity.read("Baku, 2 May 2024. ...", publisher_country="AZE")  # doctest: +SKIP

Everything named in ``__all__`` is public; each is loaded when first used.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.errors import ComityError
    from comity.model.dossier import Dossier
    from comity.model.facts import Rejected, Report
    from comity.model.findings import Finding, NotExamined, Question
    from comity.model.text import Document
    from comity.workbench import Workbench, examine, read

__version__ = "0.1.0"

__all__ = [
    "ComityError",
    "Document",
    "Dossier",
    "Finding",
    "NotExamined",
    "Question",
    "Rejected",
    "Report",
    "Workbench",
    "__version__",
    "examine",
    "read",
]

_HOMES = {
    "ComityError": "comity.errors",
    "Document": "comity.model.text",
    "Dossier": "comity.model.dossier",
    "Finding": "comity.model.findings",
    "NotExamined": "comity.model.findings",
    "Question": "comity.model.findings",
    "Rejected": "comity.model.facts",
    "Report": "comity.model.facts",
    "Workbench": "comity.workbench",
    "examine": "comity.workbench",
    "read": "comity.workbench",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module 'comity' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
