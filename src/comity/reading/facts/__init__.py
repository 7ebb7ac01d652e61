"""Sentences and mentions in, facts out: one module for each kind of fact."""
