"""Keeps reports, merges those of one meeting, follows measures, answers questions."""

from comity.ledger.facade import Ledger

__all__ = ["Ledger"]
