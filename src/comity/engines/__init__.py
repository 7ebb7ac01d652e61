"""Run one function over many shards; they know nothing of diplomacy."""
