"""Joins the stages: the Python API, and the only package that knows them all.

document → read → keep → follow → examine → dossier → brief → render
"""

from comity.workbench.asking import (
    find_dyad,
    find_party,
    need_dyad,
    need_party,
    need_worldview,
    question,
)
from comity.workbench.bench import Settings, Workbench, examine, read

__all__ = [
    "Settings",
    "Workbench",
    "examine",
    "find_dyad",
    "find_party",
    "need_dyad",
    "need_party",
    "need_worldview",
    "question",
    "read",
]
