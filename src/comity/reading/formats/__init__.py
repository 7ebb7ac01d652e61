"""Bytes in, documents out: one module for each format, the table of them, and what opens inputs."""

from comity.reading.formats.inputs import open_input
from comity.reading.formats.table import FORMATS, Format, find_format, read_bytes, reject

__all__ = ["FORMATS", "Format", "find_format", "open_input", "read_bytes", "reject"]
