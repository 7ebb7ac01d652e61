"""Archives in, a data set of reports out: units of work, their records, gates, copies."""
