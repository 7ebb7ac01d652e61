"""The web application under load on a large ledger, beside Datasette on the same file.

    python bench/web.py --reports 100000 --requests 10000 --peer PEER/bin/datasette

Run by hand from the project's root. The server runs in a process of its own on a loopback port;
requests leave at a steady rate whether or not earlier ones have been answered, and documents are
being read meanwhile: as soon as one upload is done the next is sent. PEER is an environment of its
own with ``datasette`` in it. ``--ledger`` takes a ledger that was made before.

What is asked for: pairs drawn by how much is reported of them, reports and measures at random, each
seldom twice, and the lists, searches and the start page as often as a person opens them.
"""

import argparse
import asyncio
import itertools
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx2 as httpx

from comity.ledger import Ledger
from ledger import Maker, templates

RATE = 50  # requests a second
ALLOWED_MS = 150
FIRST_PAGE_S = 4
PATIENCE_S = 60  # for a server to end: Datasette finishes what it was asked
UPLOAD = (
    "The Foreign Minister of Pakistan met the Foreign Minister of Azerbaijan. They agreed to "
    "launch direct flights between Islamabad and Baku, discussed trade and energy, and signed a "
    "memorandum of understanding on tourism. Pakistan reaffirmed its support for Azerbaijan. "
)  # composed


def main() -> None:
    """Load a ledger, serve it, ask it for pages, and print the figures beside the peer's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--pool", type=Path, default=Path("../shared/gold/pool.jsonl"))
    parser.add_argument("--ledger", type=Path, help="a ledger made before")
    parser.add_argument("--peer", help="the datasette command")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.ledger or Path(folder) / "ledger.sqlite"
        with Ledger.open(str(path)) as ledger:
            if not len(ledger):
                ledger.keep_many(Maker(templates(asked.pool), asked.reports).take(asked.reports))
            pages = drawn(ledger, asked.requests)
            print(f"{len(ledger):,} reports, {path.stat().st_size / 1e6:,.0f} MB", flush=True)
        ours = serve_and_ask(path, pages, asked.requests)
        report("comity", ours)
        if asked.peer:
            other = ask_peer(asked.peer, path, asked.requests // 10)
            report("datasette", other)
            print(f"ratio of 95th percentiles: {p95(ours.ms) / p95(other.ms):.2f}")


def drawn(ledger: Ledger, count: int) -> list[str]:
    """Return the pages that are asked for, in order."""
    chance = random.Random(7)  # noqa: S311 - the same pages at every run
    pairs = ledger.overview.pairs(100_000)
    weights = list(itertools.accumulate(number for _, number in pairs))
    names = ledger.overview.newest(len(ledger))
    measures = [
        one.id
        for dyad, _ in chance.choices(pairs, cum_weights=weights, k=60)
        for one in ledger.follow(parties=(dyad.first, dyad.second))[:8]
    ]
    words = ("trade", "energy", "security", "flights", "visa", "railway", "agreement", "culture")
    lists = (
        "/",
        "/measures",
        "/meetings",
        "/positions",
        "/pairs",
        "/inbox",
        "/measures?kind=visit",
    )
    kinds = ("pair", "report", "measure", "list", "search")
    pages = []
    for kind in chance.choices(kinds, weights=(30, 30, 20, 12, 8), k=count):
        (dyad, _), name = chance.choices(pairs, cum_weights=weights)[0], chance.choice(names)
        pages.append(
            {
                "pair": f"/pairs/{dyad.first}/{dyad.second}",
                "report": f"/reports/{name}",
                "measure": f"/measures/{chance.choice(measures)}",
                "list": chance.choice(lists),
                "search": f"/search?q={'+'.join(chance.sample(words, 2))}",
            }[kind]
        )
    return pages


@dataclass(slots=True)
class Measured:
    """Milliseconds of each answer by kind of page, what went wrong, and the server's time."""

    by_kind: dict[str, list[float]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)
    cpu_s: float = 0.0
    read: int = 0

    @property
    def ms(self) -> list[float]:
        """Return the milliseconds of all answers."""
        return [one for taken in self.by_kind.values() for one in taken]


def serve_and_ask(path: Path, pages: Sequence[str], count: int) -> Measured:
    """Return what asking our pages took."""
    port = free_port()
    command = [sys.executable, "-u", "-m", "comity", "serve", "--no-open", "--port", str(port)]
    started = time.perf_counter()
    server = subprocess.Popen([*command, "--ledger", str(path)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found
        wait_for(port)
        with httpx.Client(timeout=30) as client:
            client.get(found[0], follow_redirects=True).raise_for_status()
            took = time.perf_counter() - started
            print(f"first page {took:.1f} s after the command (allowed {FIRST_PAGE_S})", flush=True)
            cookies = dict(client.cookies)
        before = cpu_s(server.pid)
        measured = asyncio.run(ask(f"http://127.0.0.1:{port}", pages, count, cookies))
        measured.cpu_s = cpu_s(server.pid) - before
        return measured
    finally:
        server.terminate()
        server.wait(PATIENCE_S)


def cpu_s(process: int) -> float:
    """Return the processor's seconds of a server and the processes that make its pages (Linux)."""
    others = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    own = [process, *(int(one) for one in others if "reading_process" not in command_of(one))]
    return sum(sum(times_of(one)) for one in own) / os.sysconf("SC_CLK_TCK")


def command_of(process: str) -> str:
    """Return the command of a process."""
    return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")


def times_of(process: int) -> list[int]:
    """Return the ticks of the clock that a process has used, by itself and in the kernel."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return [int(fields[11]), int(fields[12])]


def ask_peer(command: str, path: Path, count: int) -> Measured:
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
        before = cpu_s(server.pid)
        measured = asyncio.run(ask(f"http://127.0.0.1:{port}", pages, count))
        measured.cpu_s = cpu_s(server.pid) - before
        return measured
    finally:
        server.terminate()
        server.wait(PATIENCE_S)


async def ask(
    address: str, pages: Sequence[str], count: int, cookies: dict[str, str] | None = None
) -> Measured:
    """Send requests at a steady rate and return what they took."""
    measured = Measured()
    async with httpx.AsyncClient(base_url=address, timeout=30, cookies=cookies) as client:
        csrf = None
        if cookies:
            csrf = re.search(r'data-csrf="([^"]+)"', (await client.get("/")).text)

        async def one(page: str, noted: Measured) -> None:
            kind = re.split(r"[/?]", page)[1] or "start"
            started = time.perf_counter()
            try:
                answer = await client.get(page, follow_redirects=True)
            except httpx.HTTPError as error:
                noted.wrong[f"{type(error).__name__} {kind}"] += 1
                return
            noted.by_kind.setdefault(kind, []).append((time.perf_counter() - started) * 1000)
            if answer.status_code >= 400:
                noted.wrong[f"{answer.status_code} {kind}"] += 1

        for page in pages[:20]:
            await one(page, Measured())
        uploads = asyncio.create_task(give(client, csrf[1], measured)) if csrf else None
        started, sent = time.perf_counter(), []
        for number, page in zip(range(count), itertools.cycle(pages), strict=False):
            await asyncio.sleep(max(0.0, started + number / RATE - time.perf_counter()))
            sent.append(asyncio.create_task(one(page, measured)))
        await asyncio.gather(*sent)
        if uploads:
            uploads.cancel()
    return measured


async def give(client: httpx.AsyncClient, csrf: str, measured: Measured) -> None:
    """Send one document after the other, each when the one before has been read."""
    for number in itertools.count():
        text = f"Islamabad, {1 + number % 28} May 2024. {UPLOAD} Notice {number}, {time.time_ns()}."
        sent = await client.post("/documents", data={"text": text, "csrf": csrf})
        place = f"{sent.headers['location']}.json"
        while (await client.get(place)).json()["state"] in {"waiting", "reading"}:
            await asyncio.sleep(0.5)
        measured.read += 1
        await asyncio.sleep(2)


def report(name: str, measured: Measured) -> None:
    """Print the median, the 95th percentile, the errors and the processor's time."""
    taken = measured.ms
    print(
        f"{name:10} {len(taken):,} answers at {RATE}/s: median {statistics.median(taken):.0f} ms, "
        f"95th percentile {p95(taken):.0f} ms (allowed {ALLOWED_MS}), "
        f"{sum(measured.wrong.values())} errors {dict(measured.wrong)}, "
        f"{measured.cpu_s * 1000 / max(1, len(taken)):.1f} ms of processor each"
        + (f", {measured.read} documents read meanwhile" if measured.read else ""),
        flush=True,
    )
    for kind, each in sorted(measured.by_kind.items()):
        if len(each) > 1:
            print(
                f"  {kind:14} {len(each):6,}  median {statistics.median(each):5.0f} ms, "
                f"95th {p95(each):5.0f} ms"
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
    for _ in range(1500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    message = f"nobody listens on port {port}"
    raise RuntimeError(message)


if __name__ == "__main__":
    main()
