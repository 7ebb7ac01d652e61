"""A misbehaving web server for the tests of downloads."""

from misbehaving import server

__all__ = ["server"]
