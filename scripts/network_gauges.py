"""Track gauge of every railway node: the country's main gauge, and the patches' exceptions."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from network_repair import Patch
from network_sources import Graph

GROUPS = {
    1520: "RUS UKR KAZ UZB TKM AZE ARM GEO BLR MDA KGZ TJK LVA LTU EST MNG AFG",
    1524: "FIN",
    1676: "IND PAK LKA ARG CHL NPL",
    1668: "ESP PRT",
    1600: "IRL",
    1067: "JPN IDN NZL PHL TWN ZAF NAM BWA ZWE ZMB MOZ AGO COD COG MWI LSO SWZ GHA NGA SDN SSD "
    "ECU CRI HND NIC",
    1050: "JOR",
    1000: "THA MYS SGP MMR VNM LAO KHM BGD KEN UGA TZA TUN CMR CIV BFA BEN TGO SEN MLI GIN MDG "
    "BOL BRA",
    950: "ERI",
    914: "GTM SLV COL",
}
"""Main gauge in mm of countries not built to the standard one. The Factbook's last edition gives
no figures for half of them (Russia and Spain, say), and for India only the minor gauge."""

MAIN_MM = {code: mm for mm, names in GROUPS.items() for code in names.split()}
STANDARD_MM = 1435
LONGEST_KM = 6000.0  # no exception is a longer line than this


def gauge_of_nodes(
    graph: Graph, country: NDArray[np.int16], codes: list[str], patches: list[Patch]
) -> NDArray[np.int16]:
    """Return millimetres at each node of a railway graph."""
    by_code = np.array(
        [MAIN_MM.get(code.partition("~")[0], STANDARD_MM) for code in codes] + [STANDARD_MM],
        np.int16,
    )
    gauge = by_code[country]
    edges = [(p.u, p.v, p.km) for p in patches if p.kind != "gauge"]
    ends = np.array([(u, v) for u, v, _ in edges], np.int64).reshape(-1, 2)
    km = np.r_[graph.km, [length for *_, length in edges]]
    matrix = coo_array(
        (np.maximum(km, 1e-6), (np.r_[graph.u, ends[:, 0]], np.r_[graph.v, ends[:, 1]])),
        shape=(len(graph), len(graph)),
    ).tocsr()
    for patch in patches:
        if patch.kind == "gauge":
            lengths, before = dijkstra(
                matrix, directed=False, indices=patch.u, limit=LONGEST_KM, return_predecessors=True
            )
            node = patch.v
            if not np.isfinite(lengths[node]):
                print(f"  gauge row {patch.row}: no line between its ends")
                continue
            while node >= 0:
                gauge[node] = patch.gauge_mm
                node = int(before[node])
        elif patch.gauge_mm and patch.kind in {"gap", "border", "planned"}:
            for node in (patch.u, patch.v):
                if np.count_nonzero((graph.u == node) | (graph.v == node)) == 0:
                    gauge[node] = patch.gauge_mm
    return gauge
