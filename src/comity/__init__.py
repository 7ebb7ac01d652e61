"""Comity reads what two countries said they would do, keeps it, puts numbers to it, and writes it up."""

__version__ = "0.1.0"
