"""Speed of the transport network against its peers, in the same run.

    python bench/network.py

Peers: scgraph (the installed version, pure Python below 3), scipy on the whole graph, networkx.
The pairs are drawn by a fixed seed from the largest part of the road network.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import numpy as np

from comity.examining.doors import Spot
from comity.examining.matrix import Hierarchy, distances_by_scipy, has_hierarchy
from comity.examining.search import Weights, search
from comity.examining.terms import Terms
from comity.reference.transport_network import MODES, load_network

SEED, PAIRS, NODES = 20261124, 5, 195
ROADS = Terms(modes=("road",), through_closed_borders=True)
OPEN = "from comity.reference.transport_network import Network, load_network; n = load_network()"
LOAD = {
    "numpy alone": "import numpy",
    "comity, opened": OPEN,
    "comity, every column unpacked": OPEN
    + "; [getattr(n, name) for name in vars(Network) if not name.startswith('_')]",
    "scgraph_data": "from scgraph_data.world_highways import world_highways_geograph",
}
PROBE = """
import time
t, c = time.perf_counter(), time.process_time()
{code}
seconds, busy = time.perf_counter() - t, time.process_time() - c
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(seconds, int(peak.split()[1]) / 1000, busy)
"""


def main() -> None:
    """Print each measure with its ratio."""
    loads = {name: cold(code) for name, code in LOAD.items()}
    theirs = loads["scgraph_data"]
    for name, (seconds, megabytes, busy) in loads.items():
        print(
            f"cold load, {name}: {seconds:.2f} s ({busy:.2f} s of processor), {megabytes:.0f} MB; "
            f"scgraph_data takes {theirs[0] / seconds:.1f} times as long, "
            f"{theirs[1] / megabytes:.1f} times the memory"
        )
    nodes = sample()
    pairs = list(zip(nodes[:PAIRS], nodes[PAIRS : 2 * PAIRS], strict=True))
    times = {"scipy on a region": timed([lambda p=p: regional(*p) for p in pairs])}
    times["scipy on the world"] = timed([lambda p=p: whole(*p) for p in pairs[:2]])
    times["scgraph"] = timed([scgraph_query(*p) for p in pairs[:2]])
    times["networkx"] = timed([networkx_query(*p) for p in pairs[:2]])
    if has_hierarchy():
        started = time.perf_counter()
        hierarchy = Hierarchy(ROADS)
        print(f"hierarchy made in {time.perf_counter() - started:.1f} s")
        hierarchy.km(int(nodes[0]), int(nodes[1]))
        times["hierarchy"] = timed([lambda p=p: hierarchy.km(int(p[0]), int(p[1])) for p in pairs])
        started = time.perf_counter()
        ours_km = hierarchy_matrix(hierarchy, nodes)
        took = time.perf_counter() - started
        started = time.perf_counter()
        rows = distances_by_scipy(nodes[:3], nodes, ROADS)
        scipy_s = (time.perf_counter() - started) / 3 * NODES
        assert np.allclose(rows, ours_km[:3])
        print(
            f"{NODES} x {NODES}: hierarchy {took:.2f} s; scipy {scipy_s:.0f} s (from 3 rows): "
            f"{scipy_s / took:.0f} times"
        )
    for name, (seconds, busy) in times.items():
        print(
            f"one warm pair, {name}: {seconds * 1000:.2f} ms ({busy * 1000:.2f} ms of processor); "
            f"scgraph takes {times['scgraph'][1] / busy:.1f} times the processor"
        )
    print(f"peak of this run: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


def cold(code: str) -> tuple[float, float, float]:
    """Return seconds, MB and processor seconds of loading anew, byte code ready; best of three."""
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        place = {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        for _ in range(4):
            done = subprocess.run(
                [sys.executable, "-c", PROBE.format(code=code)],
                capture_output=True,
                text=True,
                check=True,
                env=os.environ | place,
            )
            seconds, megabytes, busy = (float(word) for word in done.stdout.split())
            runs.append((seconds, megabytes, busy))
    return min(runs[1:])


def sample() -> np.ndarray:
    """Return nodes of the largest part of the road network."""
    network = load_network()
    on_road = np.zeros(len(network.country), bool)
    on_road[network.u[network.mode == MODES.index("road")]] = True
    part = np.bincount(network.part[on_road]).argmax()
    return np.random.default_rng(SEED).choice(
        np.flatnonzero(on_road & (network.part == part)), NODES, replace=False
    )


def timed(calls: list[Callable[[], object]]) -> tuple[float, float]:
    """Return the median seconds of some calls, by the clock and of the processor."""
    taken, worked = [], []
    for call in calls:
        started, busy = time.perf_counter(), time.process_time()
        call()
        worked.append(time.process_time() - busy)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken), statistics.median(worked)


def regional(one: int, other: int) -> float:
    """Return our distance on the region that must hold the answer."""
    path = search(spot(one), spot(other), ROADS, Weights(by_time=False))
    return path.cost if path else np.inf


def whole(one: int, other: int) -> float:
    """Return scipy's distance on the whole graph, matrix ready."""
    return float(distances_by_scipy(np.array([one]), np.array([other]), ROADS)[0, 0])


def hierarchy_matrix(hierarchy: Hierarchy, nodes: np.ndarray) -> np.ndarray:
    """Return all distances between the nodes."""
    return hierarchy.matrix_km(nodes, nodes)


def spot(node: int) -> Spot:
    """Return a node as a place."""
    network = load_network()
    return Spot(
        name=str(node),
        country="",
        lat_deg=float(network.lat_deg[node]),
        lon_deg=float(network.lon_deg[node]),
    )


def scgraph_query(one: int, other: int) -> Callable[[], object]:
    """Return a call of scgraph's own search between two places, its graph loaded and warm."""
    from scgraph_data.world_highways import world_highways_geograph as graph  # noqa: PLC0415

    start, end = spot(one), spot(other)

    def call() -> object:
        return graph.get_shortest_path(
            origin_node={"latitude": start.lat_deg, "longitude": start.lon_deg},
            destination_node={"latitude": end.lat_deg, "longitude": end.lon_deg},
        )

    call()
    return call


_NETWORKX: list[object] = []


def networkx_query(one: int, other: int) -> Callable[[], object]:
    """Return a call of networkx's bidirectional search on our roads."""
    import networkx  # noqa: PLC0415 - a peer, not a dependency

    if not _NETWORKX:
        network = load_network()
        roads = np.flatnonzero(network.mode == MODES.index("road"))
        graph = networkx.Graph()
        graph.add_weighted_edges_from(
            zip(
                network.u[roads].tolist(),
                network.v[roads].tolist(),
                network.km[roads].tolist(),
                strict=True,
            )
        )
        _NETWORKX.append(graph)
    return lambda: networkx.bidirectional_dijkstra(_NETWORKX[0], int(one), int(other))


if __name__ == "__main__":
    main()
