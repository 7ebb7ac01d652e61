"""Runs gegravity in its own environment: argument 1 a CSV of the world, 2 sigma, 3 where to write.

Started by ``bench/equilibrium.py``; gegravity is installed there, Comity is not.
"""

import json
import sys
import time
import warnings
from pathlib import Path

import gegravity
import pandas as pd

RESCALES = (1000, 100, 10, 10000, 1)  # its user must find the one that converges


def main() -> None:
    """Solve the baseline and the experiment without borders, and write what came out."""
    data = pd.read_csv(sys.argv[1])
    costs = gegravity.CostCoeffs(
        estimates=pd.DataFrame(
            [
                {"var": "ln_dist", "coeff": -0.7912879},
                {"var": "contig", "coeff": 0.6736456},
                {"var": "border", "coeff": -2.4744505},
            ]
        ),
        identifier_col="var",
        coeff_col="coeff",
    )
    for rescale in RESCALES:
        model = gegravity.OneSectorGE(
            gegravity.BaselineData(
                data, trade_var_name="trade", expend_var_name="E", output_var_name="Y"
            ),
            year="2006",
            reference_importer="DEU",
            sigma=float(sys.argv[2]),
            cost_variables=["ln_dist", "contig", "border"],
            cost_coeff_values=costs,
            quiet=True,
        )
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            started = time.perf_counter()
            model.build_baseline(omr_rescale=rescale)
            built = time.perf_counter()
            changed = model.baseline_data.copy()
            changed["border"] = 0
            model.define_experiment(changed)
            model.simulate()
            done = time.perf_counter()
        if not [one for one in said if "progress" in str(one.message)]:
            break
    trade = model.bilateral_trade_results.reset_index()
    result = {
        "version": "0.3",
        "rescale": rescale,
        "baseline_s": built - started,
        "simulate_s": done - built,
        "warnings": sorted({str(one.message)[:80] for one in said}),
        "solver": model.solver_diagnostics["full_GE"].message,
        "prices": model.factory_gate_prices.iloc[:, 0].to_dict(),
        "rows": trade.iloc[:, :4].values.tolist(),
        "columns": list(trade.columns[:4]),
    }
    Path(sys.argv[3]).write_text(json.dumps(result))


if __name__ == "__main__":
    main()
