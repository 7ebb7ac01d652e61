"""The web application under load on a large ledger, beside Datasette on the same file.

    python bench/web.py --reports 100000 --requests 10000 --peer PEER/bin/datasette

Run by hand from the project's root. The server runs in a process of its own on a loopback port;
requests leave at a steady rate whether or not earlier ones have been answered, and a document is
being read meanwhile. PEER is an environment of its own with ``datasette`` in it.
"""

import argparse
import asyncio
import itertools
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx2 as httpx

from comity.ledger import Ledger
from ledger import Maker, templates

RATE = 50  # requests a second
ALLOWED_MS = 150


def main() -> None:
    """Load a ledger, serve it, ask it for pages, and print the figures beside the peer's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--pool", type=Path, default=Path("../shared/gold/pool.jsonl"))
    parser.add_argument("--peer", help="the datasette command")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        with Ledger.open(str(path)) as ledger:
            ledger.keep_many(Maker(templates(asked.pool), asked.reports).take(asked.reports))
            pairs = [dyad for dyad, _ in ledger.overview.pairs(200)]
            documents = ledger.overview.newest(200)
            measures = [
                one.id
                for pair in pairs[:20]
                for one in ledger.follow(parties=(pair.first, pair.second))[:3]
            ]
        print(f"{asked.reports:,} reports, {path.stat().st_size / 1e6:,.0f} MB", flush=True)
        pages = [
            *(f"/pairs/{pair.first}/{pair.second}" for pair in pairs[:60]),
            *(f"/reports/{name}" for name in documents[:60]),
            *(f"/measures/{name}" for name in measures[:40]),
            *(f"/search?q={word}" for word in ("trade", "energy", "security", "flights")),
            "/",
            "/pairs",
            "/measures",
            "/meetings",
            "/positions",
        ]
        ours = serve_and_ask(path, pages, asked.requests)
        report("comity", ours)
        if asked.peer:
            other = ask_peer(asked.peer, path, asked.requests // 10)
            report("datasette", other)
            print(f"ratio of 95th percentiles: {p95(ours[0]) / p95(other[0]):.2f}")


def serve_and_ask(path: Path, pages: Sequence[str], count: int) -> tuple[list[float], int]:
    """Return milliseconds of each answer and the number of errors."""
    port = free_port()
    command = [sys.executable, "-u", "-m", "comity", "serve", "--no-open", "--port", str(port)]
    server = subprocess.Popen([*command, "--ledger", str(path)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found
        wait_for(port)
        return asyncio.run(ask(f"http://127.0.0.1:{port}", pages, count, login=found[0]))
    finally:
        server.terminate()
        server.wait(10)


def ask_peer(command: str, path: Path, count: int) -> tuple[list[float], int]:
    """Return the same of Datasette, asked for pages of the same tables."""
    port = free_port()
    server = subprocess.Popen(
        [
            command,
            "serve",
            str(path),
            "--port",
            str(port),
            "--setting",
            "sql_time_limit_ms",
            "9000",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        name = path.stem
        pages = [
            "/",
            f"/{name}",
            *(f"/{name}/documents?_size=20&id__gt={at * 400}" for at in range(60)),
            *(f"/{name}/facts?_size=20&document={at * 300}" for at in range(60)),
        ]
        return asyncio.run(ask(f"http://127.0.0.1:{port}", pages, count))
    finally:
        server.terminate()
        server.wait(10)


async def ask(
    address: str, pages: Sequence[str], count: int, login: str | None = None
) -> tuple[list[float], int]:
    """Send requests at a steady rate and return their milliseconds and the errors among them."""
    taken: list[float] = []
    errors = 0
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        if login:
            await client.get(login)

        async def one(page: str) -> None:
            nonlocal errors
            started = time.perf_counter()
            try:
                answer = await client.get(page, follow_redirects=True)
            except httpx.HTTPError:
                errors += 1
                return
            taken.append((time.perf_counter() - started) * 1000)
            errors += answer.status_code >= 400

        for page in pages[:20]:
            await one(page)
        taken.clear()
        started, sent = time.perf_counter(), []
        for number, page in zip(range(count), itertools.cycle(pages), strict=False):
            await asyncio.sleep(max(0.0, started + number / RATE - time.perf_counter()))
            sent.append(asyncio.create_task(one(page)))
        await asyncio.gather(*sent)
    return taken, errors


def report(name: str, measured: tuple[list[float], int]) -> None:
    """Print the median, the 95th percentile and the errors."""
    taken, errors = measured
    print(
        f"{name:10} {len(taken):,} answers at {RATE}/s: median {statistics.median(taken):.0f} ms, "
        f"95th percentile {p95(taken):.0f} ms (allowed {ALLOWED_MS}), {errors} errors",
        flush=True,
    )


def p95(taken: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(taken, n=20)[18]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens on a port, 30 s at most."""
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = f"nobody listens on port {port}"
    raise RuntimeError(message)


if __name__ == "__main__":
    main()
