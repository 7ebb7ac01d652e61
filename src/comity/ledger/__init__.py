"""Keeps reports, merges those of one meeting, follows each measure, answers questions."""
