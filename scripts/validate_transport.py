"""Compare transport figures with published ones and write the tables of ``docs/transport.md``.

    python scripts/validate_transport.py

The published figures lie in ``tests/references/`` and were committed before any factor was fitted.
Rows marked ``fit`` set the factors; the errors reported are those of the rows marked ``test``.
"""

import csv
import statistics
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from comity.examining.kernels.block_time import (
    CLIMB_DESCENT_H,
    CRUISE_KMH,
    TAXI_H,
    track_extension_km,
)
from comity.examining.kernels.geodesy import geodesic_km
from comity.examining.routes import CIRCUITY, route_of
from comity.examining.search import Weights, search
from comity.examining.terms import Terms
from comity.reference.airports import get_airport
from transport_cases import case_table, corridor_table, fuel_table, spot_of

ROOT = Path(__file__).resolve().parent.parent
REFERENCES = ROOT / "tests/references"
DOCUMENT = ROOT / "docs/transport.md"
BEGIN, END = "<!-- validation: begin -->", "<!-- validation: end -->"
AS_OF = "2020-01-01"  # the published figures are older than the borders closed since

Row = dict[str, str]


def main() -> None:
    """Measure, print and write the tables."""
    lines = [*distance_tables(), *block_table()]
    for table in (fuel_table, corridor_table, case_table):
        lines += ["", *table()]
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(
        f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{after}", encoding="utf-8"
    )
    print("\n".join(lines))


def distance_tables() -> list[str]:
    """Return the tables of road and rail distances."""
    with (REFERENCES / "distances.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lines: list[str] = []
    for mode in ("road", "rail"):
        own = [row for row in rows if row["mode"] == mode]
        found = [(row, model_km(row)) for row in own]
        raw = {id(row): km / CIRCUITY[mode] for row, km in found if km is not None}
        fit = [
            float(r["published_km"]) / raw[id(r)] for r in own if r["use"] == "fit" and id(r) in raw
        ]
        factor = statistics.median(fit)
        lines += [f"### {mode.capitalize()}", ""]
        lines += [
            f"Factor fitted on {len(fit)} rows: {factor:.3f} (in the code: {CIRCUITY[mode]}).",
            "",
            "| from | to | published km | ours km | error | countries | row | source |",
            "|---|---|---|---|---|---|---|---|",
        ]
        errors = []
        for row, km in found:
            published = float(row["published_km"])
            error = None if km is None else km / published - 1
            if error is not None and row["use"] == "test":
                errors.append(abs(error))
            lines.append(
                f"| {row['origin']} | {row['destination']} | {published:,.0f} | "
                f"{'no route' if km is None else f'{km:,.0f}'} | "
                f"{'' if error is None else f'{error:+.1%}'} | {CROSSED.get(id(row), '')} | "
                f"{row['use']} | {row['source']} ({row['standing']}) |"
            )
        missed = sum(km is None for _, km in found)
        lines += [
            "",
            (
                f"Median absolute error on the {len(errors)} test rows: "
                f"**{statistics.median(errors):.1%}**; nine of ten within "
                f"{np.quantile(errors, 0.9):.1%}; without a route: {missed} of {len(found)}."
            ),
            "",
        ]
    return lines


CROSSED: dict[int, str] = {}


def model_km(row: Row) -> float | None:
    """Return our distance of the quickest route, ``None`` where there is none."""
    start, end = (spot_of(row[key]) for key in ("origin", "destination"))
    terms = Terms(modes=(row["mode"],), as_of=AS_OF)
    path = None
    if start.country == end.country:
        path = search(start, end, replace(terms, within=start.country), Weights())
    path = path or search(start, end, terms, Weights())
    if path is None:
        return None
    route = route_of(path, None, (start.name, end.name))
    CROSSED[id(row)] = " ".join(route.countries)
    return route.distance_km


def block_table() -> list[str]:
    """Return the summary of block times."""
    with (REFERENCES / "block_times.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    km = np.array([air_km(row) for row in rows])
    flown = km + np.array([track_extension_km(one) for one in km])
    hours = np.array([float(row["block_h"]) for row in rows])
    fit = np.array([row["use"] == "fit" for row in rows])

    def loss(values: np.ndarray) -> float:
        return float(np.abs((values[0] + flown[fit] / values[1]) / hours[fit] - 1).mean())

    best = minimize(loss, (0.5, 830.0), method="Nelder-Mead").x
    ours = TAXI_H + CLIMB_DESCENT_H + flown / CRUISE_KMH
    error = np.abs(ours / hours - 1)
    naive = np.abs((0.5 + km / 830) / hours - 1)
    return [
        "### Block time",
        "",
        (
            f"Fitted on {int(fit.sum())} of {len(rows)} pairs: {best[0]:.2f} h, {best[1]:.0f} km/h "
            f"(in the code: {TAXI_H + CLIMB_DESCENT_H:.2f} h and {CRUISE_KMH:.0f} km/h)."
        ),
        "",
        "| | median error | nine of ten within |",
        "|---|---|---|",
        (
            f"| ours, {int((~fit).sum())} test pairs | **{np.median(error[~fit]):.1%}** | "
            f"{np.quantile(error[~fit], 0.9):.1%} |"
        ),
        (
            f"| rule of thumb 0.5 h + km / 830, the same pairs | {np.median(naive[~fit]):.1%} | "
            f"{np.quantile(naive[~fit], 0.9):.1%} |"
        ),
    ]


def air_km(row: Row) -> float:
    """Return the great circle between the two airports of a row."""
    one, other = (get_airport(row[key]) for key in ("origin", "destination"))
    return geodesic_km(one.lat_deg, one.lon_deg, other.lat_deg, other.lon_deg)


if __name__ == "__main__":
    main()
