"""A measure in, numbers with ranges and sources out, or the reason there are none."""
