"""One document in, one report out."""
