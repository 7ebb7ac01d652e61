"""The pieces of a brief: map, timeline, charts, tables, quotes."""
