"""One module for each output format, and the table of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from comity.briefing.renderers import docx, html, json, markdown, pdf, xlsx
from comity.model.brief import Brief

__all__ = ["PAPER", "RENDERERS", "SUFFIXES"]

RENDERERS: Mapping[str, Callable[[Brief], bytes]] = MappingProxyType(
    {
        "html": html.render,
        "md": markdown.render,
        "json": json.render,
        "pdf": pdf.render,
        "docx": docx.render,
        "xlsx": xlsx.render,
    }
)
"""Format -> renderer. Each gives the same bytes for the same brief."""

PAPER = frozenset({"pdf", "docx"})
"""Formats with sides of paper, whose length the templates bound."""

SUFFIXES: Mapping[str, str] = MappingProxyType({name: f".{name}" for name in RENDERERS})
"""Format -> ending of the file."""
