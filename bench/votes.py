"""All pairs of states, all sessions: four measures here against one measure by a DuckDB self-join.

python bench/votes.py [--shared ../shared]
"""

import argparse
import sys
import time
from pathlib import Path

import duckdb
import numpy as np

from comity.examining.closeness.votes import sessions
from comity.examining.kernels.votes import compare_votes
from comity.sources.unga_votes import VoteTable, read

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 3
BAR_S = 1.0  # four measures of every pair and session
TOLERANCE = 1e-6
JOIN = """
WITH divided AS (
  SELECT roll_call FROM votes GROUP BY roll_call HAVING min(vote) <> max(vote)
), kept AS (
  SELECT votes.* FROM votes JOIN divided USING (roll_call)
)
SELECT one.session AS session, one.iso3 AS a, other.iso3 AS b,
       avg(1 - abs(one.vote - other.vote) / 2.0) AS agreement
FROM kept AS one JOIN kept AS other
  ON one.roll_call = other.roll_call AND one.iso3 < other.iso3
GROUP BY ALL
"""


Seconds = tuple[float, float]
"""By the clock, and of all processors together."""


def ours(table: VoteTable) -> tuple[Seconds, int, float]:
    """Return seconds (best of three), pair-sessions, and the sum of their agreement."""
    best, pairs, total = (np.inf, np.inf), 0, 0.0
    for _ in range(REPEATS):
        started = time.perf_counter(), time.process_time()
        alike = [compare_votes(session.votes) for session in sessions(table)]
        best = _better(best, started)
    for one in alike:
        values = one.agreement[np.triu_indices(len(one.agreement), 1)]
        pairs += int(np.isfinite(values).sum())
        total += float(np.nansum(values))
    return best, pairs, total


def theirs(table: VoteTable) -> tuple[Seconds, int, float]:
    """Return seconds (best of three), pair-sessions, and the sum of their agreement, by DuckDB."""
    import pyarrow as pa  # noqa: PLC0415 — only here

    columns = ("roll_call", "session", "iso3", "vote")
    votes = pa.table({name: getattr(table, name) for name in columns})
    best, result = (np.inf, np.inf), None
    with duckdb.connect() as connection:
        connection.register("arrow_votes", votes)
        connection.execute("CREATE TABLE votes AS SELECT * FROM arrow_votes")
        for _ in range(REPEATS):
            started = time.perf_counter(), time.process_time()
            result = connection.sql(JOIN).to_arrow_table()
            best = _better(best, started)
    assert result is not None
    agreement = result.column("agreement").to_numpy()
    return best, len(agreement), float(agreement.sum())


def _better(best: Seconds, started: Seconds) -> Seconds:
    spent = time.perf_counter() - started[0], time.process_time() - started[1]
    return min(best[0], spent[0]), min(best[1], spent[1])


def report(shared: Path) -> tuple[list[str], bool]:
    """Return the lines of the page, and whether the bar was met."""
    folder = shared / "data/trade/unvotes"
    (table,) = read((folder / "un_votes.rda", folder / "un_roll_calls.rda"))
    own_s, pairs, total = ours(table)
    peer_s, peer_pairs, peer_total = theirs(table)
    same = pairs == peer_pairs and abs(total - peer_total) <= TOLERANCE * total
    met = own_s[0] <= BAR_S and same
    lines = [
        "## Speed on UN votes",
        "",
        f"{pairs:,} pair-sessions. Best of {REPEATS} in one run on this machine, data in memory.",
        "",
        "| what | seconds by the clock | processor seconds |",
        "|---|---|---|",
        (
            "| here: joint votes, agreement, strict, kappa and pi (numpy) | "
            f"{own_s[0]:.2f} | {own_s[1]:.2f} |"
        ),
        (
            f"| DuckDB {duckdb.__version__}: agreement alone (self-join) | "
            f"{peer_s[0]:.2f} | {peer_s[1]:.2f} |"
        ),
        f"| ratio | {peer_s[0] / own_s[0]:.1f} | {peer_s[1] / own_s[1]:.1f} |",
        "",
        (
            f"Same pairs and the same agreement in both: {_said(same)}. Bar (at most {BAR_S:g} s "
            f"for four measures) met: {_said(met)}."
        ),
        "",
    ]
    return lines, met


def _said(holds: bool) -> str:  # noqa: FBT001 — a word for a truth value
    return "yes" if holds else "**no**"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=report.__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    text, is_met = report(parser.parse_args().shared)
    print("\n".join(text))
    sys.exit(not is_met)
