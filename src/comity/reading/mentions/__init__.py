"""Sentences in, mentions out: countries, offices, people, places, dates."""
