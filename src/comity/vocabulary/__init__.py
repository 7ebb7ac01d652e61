"""Closed lists as TOML, and one loader that checks them: the part of the code a diplomat edits."""
