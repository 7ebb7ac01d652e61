"""How fast archives are read, from WARC of news pages to Parquet of reports, and beside a peer.

    python bench/archive_pages.py PAGES TEXTS 4000 news.warc.gz        # real pages, see there
    python bench/archives.py news.warc.gz --peer peer/bin/python       # prints a table and ratios

Every run reads the same archive, one after the other, as often as --rounds says; the best of each
is taken. Bytecode is kept from the first on, as once installed. CPU seconds are of all processes
together and move less than seconds on a busy machine.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PEER = Path(__file__).with_name("archives_peer.py")
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One run: pages read, copies aside, and what they took."""

    name: str
    pages: int
    wall_s: float
    cpu_s: float
    memory_mb: tuple[int, ...] = ()
    counts: str = ""

    def line(self) -> str:
        """Return the run as a row."""
        memory = f"{max(self.memory_mb):>8,}" if self.memory_mb else f"{'–':>8}"
        return (
            f"{self.name:<22}{self.pages:>8,}{self.wall_s:>9.1f}{self.cpu_s:>9.1f}"
            f"{self.pages / self.wall_s:>10.1f}{self.pages / self.cpu_s:>12.1f}{memory}"
        )


def main() -> None:
    """Run all and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("archives", nargs="+")
    parser.add_argument("--peer", help="the Python of the peer's own environment")
    parser.add_argument("--peer-pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--engines", default="local:1,local:2,dask:2")
    asked = parser.parse_args()
    runs: dict[str, list[Timing]] = {}
    for _ in range(asked.rounds):
        for engine in asked.engines.split(","):
            name, _, workers = engine.partition(":")
            run = time_ours(asked.archives, name, workers)
            runs.setdefault(run.name, []).append(run)
        if asked.peer:
            peer = time_peer(asked.peer, asked.archives[0], asked.peer_pages)
            runs.setdefault(peer.name, []).append(peer)
    best = {
        name: min(found, key=lambda one: one.wall_s / one.pages) for name, found in runs.items()
    }
    print(
        f"{'run':<22}{'pages':>8}{'wall s':>9}{'CPU s':>9}{'pages/s':>10}{'p/CPU s':>12}{'MB':>8}"
    )
    for run in best.values():
        print(run.line())
    print("\n".join(ratios(best)))
    for run in best.values():
        if run.counts:
            print(f"{run.name}: {run.counts}")
        if run.memory_mb:
            print(f"{run.name}: MB of all processes over time: {thinned(run.memory_mb)}")


def time_ours(archives: list[str], engine: str, workers: str) -> Timing:
    """Time the command itself, start of Python and loading of models included."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-W", "ignore", "-m", "comity", "read", *archives]
        command += ["--out", f"{folder}/out", "--engine", engine, "--workers", workers]
        command += ["--format", "json"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=with_bytecode())
        memory: list[int] = []
        watch = threading.Thread(target=sample_memory, args=(run, memory))
        watch.start()
        said, _ = run.communicate()
        watch.join()
        wall = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    counts = json.loads(said)
    told = {key: counts[key] for key in ("records", "kept", "copies", "dropped", "failed")}
    return Timing(
        name=f"comity {engine} × {workers}",
        pages=counts["records"] - counts["copies"],
        wall_s=wall,
        cpu_s=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        memory_mb=tuple(memory),
        counts=json.dumps(told),
    )


def with_bytecode() -> dict[str, str]:
    """Return an environment in which Python keeps the bytecode of modules, as once installed."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    folder = Path(tempfile.gettempdir()) / "comity-bench-bytecode"
    return {**kept, **ONE_THREAD, "PYTHONPYCACHEPREFIX": str(folder)}


def sample_memory(run: subprocess.Popen[str], memory: list[int]) -> None:
    """Note every second the resident memory of a process and its children, in MB."""
    while run.poll() is None:
        memory.append(sum(map(resident_kb, tree(run.pid))) // 1000)
        time.sleep(1)


def tree(pid: int) -> list[int]:
    """Return a process and all its children (Linux)."""
    found = [pid]
    for child in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [one for word in child.read_text().split() for one in tree(int(word))]
        except OSError:
            continue
    return found


def resident_kb(pid: int) -> int:
    """Return the resident memory of a process; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def time_peer(python: str, archive: str, pages: int) -> Timing:
    """Time the peer on the first pages of the same archive, loading of its model not counted."""
    command = [python, str(PEER), archive, "--pages", str(pages), "--workers", "2"]
    run = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, **ONE_THREAD}
    )
    found = json.loads(run.stdout)
    return Timing(name="plain peer × 2", **found)


def ratios(best: dict[str, Timing]) -> list[str]:
    """Return the ratios the project promises, of the runs there are."""
    pairs = (
        ("two processes over one", "comity local × 2", "comity local × 1"),
        ("over the plain peer", "comity local × 2", "plain peer × 2"),
        ("pool over Dask", "comity local × 2", "comity dask × 2"),
    )
    told = []
    for label, one, other in pairs:
        if one in best and other in best:
            wall = (best[one].pages / best[one].wall_s) / (best[other].pages / best[other].wall_s)
            cpu = (best[one].pages / best[one].cpu_s) / (best[other].pages / best[other].cpu_s)
            told.append(f"{label}: {wall:.2f} × by seconds, {cpu:.2f} × by CPU seconds")
    return told


def thinned(values: tuple[int, ...], most: int = 30) -> str:
    """Return at most so many values, evenly spaced."""
    step = max(1, len(values) // most)
    return " ".join(map(str, values[::step]))


if __name__ == "__main__":
    main()
