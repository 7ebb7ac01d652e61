"""Reproduce published tables and measure ratios; write docs/trade.md.

    python scripts/validate_trade.py [--shared ../shared] [--without-ratios]

Needs the extras ``trade`` and ``sources`` and the validation data beside the project. Every row
says what was published, what came out here, and whether the bar was met; the exit code is 1 if any
was missed. Ratios are measured against the named peer in the same run (``bench/votes.py``,
``bench/equilibrium.py``).
"""

import argparse
import csv
import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from comity.examining.closeness.votes import sessions
from comity.examining.gravity import estimate_ppml
from comity.examining.kernels.general_equilibrium import solve_equilibrium
from comity.examining.kernels.votes import compare_votes
from comity.reference.state_codes import iso3_by_cow
from comity.sources.rda import read_frames
from comity.sources.unga_votes import read as read_votes

ROOT = Path(__file__).resolve().parent.parent
POINT_TOLERANCE = 0.0005  # equal to 3 decimals
ERROR_TOLERANCE = 0.03  # standard errors within 3 per cent, beside the rounding of what is printed
ROUNDING = 0.0005
FOUR_YEARS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A published column: how it is estimated, and {name: (point, standard error or None)}."""

    name: str
    data: str
    formula: str
    cluster: str | None
    published: dict[str, tuple[float, float | None]]
    is_ppml: bool = True


LONG = ("UN/WTO book)", "(phasing in)", "(globalisation)")  # columns of more than a few seconds
GRAVITY = "log_dist + cntg + lang + clny"
BOTH = "exp_year + imp_year"
SPECS = (
    Spec(
        name="AGTPA table 1, column 1 (OLS)",
        data="abroad-traded",
        formula=f"log_trade ~ {GRAVITY} + log_y + log_e",
        cluster="pair_id",
        is_ppml=False,
        published={"log_dist": (-1.002, 0.027)},
    ),
    Spec(
        name="AGTPA table 1, column 2 (OLS, remoteness)",
        data="abroad-traded",
        formula=f"log_trade ~ {GRAVITY} + log_y + log_e + remote_exp + remote_imp",
        cluster="pair_id",
        is_ppml=False,
        published={"log_dist": (-1.185, 0.031)},
    ),
    Spec(
        name="AGTPA table 1, column 3 (OLS, fixed effects)",
        data="abroad-traded",
        formula=f"log_trade ~ {GRAVITY} | {BOTH}",
        cluster="pair_id",
        is_ppml=False,
        published={
            "log_dist": (-1.216, 0.038),
            "cntg": (0.223, 0.199),
            "lang": (0.661, 0.081),
            "clny": (0.670, 0.147),
        },
    ),
    Spec(
        name="AGTPA table 1, column 4 (PPML, fixed effects)",
        data="abroad",
        formula=f"trade ~ {GRAVITY} | {BOTH}",
        cluster="pair_id",
        published={
            "log_dist": (-0.841, 0.032),
            "cntg": (0.437, 0.083),
            "lang": (0.247, 0.077),
            "clny": (-0.222, 0.116),
        },
    ),
    Spec(
        name="AGTPA table 3, column 1 (OLS)",
        data="abroad-traded",
        formula=f"log_trade ~ {GRAVITY} + rta | {BOTH}",
        cluster="pair_id",
        is_ppml=False,
        published={"rta": (-0.004, 0.053)},
    ),
    Spec(
        name="AGTPA table 3, column 2 (PPML)",
        data="abroad",
        formula=f"trade ~ {GRAVITY} + rta | {BOTH}",
        cluster="pair_id",
        published={"rta": (0.191, 0.066)},
    ),
    Spec(
        name="AGTPA table 3, column 3 (with domestic sales; UN/WTO book)",
        data="all",
        formula=f"trade ~ {GRAVITY} + rta | {BOTH} + home",
        cluster="pair_id",
        published={"rta": (0.409, None)},
    ),
    Spec(
        name="AGTPA table 3, column 4 (pair effects)",
        data="all",
        formula=f"trade ~ rta | {BOTH} + pair_id",
        cluster="pair_id",
        published={"rta": (0.557, 0.102)},
    ),
    Spec(
        name="AGTPA table 3, column 5 (lead)",
        data="all",
        formula=f"trade ~ rta + rta_lead4 | {BOTH} + pair_id",
        cluster="pair_id",
        published={"rta": (0.520, 0.086), "rta_lead4": (0.077, 0.092)},
    ),
    Spec(
        name="AGTPA table 3, column 6 (phasing in)",
        data="all",
        formula=f"trade ~ rta + rta_lag4 + rta_lag8 + rta_lag12 | {BOTH} + pair_id",
        cluster="pair_id",
        published={
            "rta": (0.291, None),
            "rta_lag4": (0.414, None),
            "rta_lag8": (0.169, None),
            "rta_lag12": (0.119, None),
        },
    ),
    Spec(
        name="AGTPA table 3, column 7 (globalisation)",
        data="all",
        formula="trade ~ rta + rta_lag4 + rta_lag8 + rta_lag12 + border_1986 + border_1990 + "
        f"border_1994 + border_1998 + border_2002 | {BOTH} + pair_id",
        cluster="pair_id",
        published={
            "rta": (0.116, None),
            "rta_lag4": (0.288, None),
            "rta_lag8": (0.069, None),
            "rta_lag12": (0.002, None),
            "border_1986": (-0.706, None),
            "border_1990": (-0.480, None),
            "border_1994": (-0.367, None),
            "border_1998": (-0.158, None),
            "border_2002": (-0.141, None),
        },
    ),
    Spec(
        name="Log of Gravity, table 3 (PPML)",
        data="log-of-gravity",
        formula="trade ~ lypex + lypim + lyex + lyim + ldist + border + comlang + colony + "
        "landl_ex + landl_im + lremot_ex + lremot_im + comfrt_wto + open_wto",
        cluster=None,
        published={
            "ldist": (-0.784, 0.055),
            "border": (0.193, 0.104),
            "comlang": (0.746, None),
            "colony": (0.025, None),
            "comfrt_wto": (0.181, None),
        },
    ),
    Spec(
        name="Log of Gravity, table 5 (PPML, fixed effects)",
        data="log-of-gravity",
        formula="trade ~ ldist + border + comlang + colony + comfrt_wto | s1_im + s2_ex",
        cluster=None,
        published={
            "ldist": (-0.750, None),
            "border": (0.370, None),
            "comlang": (0.383, None),
            "comfrt_wto": (0.376, None),
        },
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One published number beside ours; ``error`` parts are ``None`` where none was published."""

    what: str
    name: str
    published: float
    ours: float
    published_error: float | None = None
    our_error: float | None = None

    @property
    def is_met(self) -> bool:
        """Tell whether the point is equal to 3 decimals and the error within 3 per cent."""
        if abs(round(self.ours, 3) - self.published) > POINT_TOLERANCE:
            return False
        if self.published_error is None or self.our_error is None:
            return True
        apart = abs(self.our_error - self.published_error)
        return apart <= ERROR_TOLERANCE * self.published_error + ROUNDING


def compare(spec: Spec, shared: Path) -> list[Comparison]:
    """Return each published number of a column beside ours."""
    panel = panels(shared)[spec.data]
    if spec.is_ppml:
        fit = estimate_ppml(
            {name: panel[name].to_numpy() for name in panel}, spec.formula, cluster=spec.cluster
        )
        points, errors = dict(fit.coefficients), dict(fit.standard_errors)
    else:
        import pyfixest  # noqa: PLC0415 — as heavy as it is

        ols = pyfixest.feols(spec.formula, data=panel, vcov={"CRV1": spec.cluster})
        points, errors = dict(ols.coef()), dict(ols.se())
    return [
        Comparison(
            what=spec.name,
            name=name,
            published=point,
            ours=float(points[name]),
            published_error=error,
            our_error=float(errors[name]),
        )
        for name, (point, error) in spec.published.items()
    ]


@cache
def panels(shared: Path) -> dict[str, pd.DataFrame]:
    """Return the data of the columns by name."""
    folder = shared / "data/trade"
    frame = pd.DataFrame(
        read_frames(folder / "tradepolicy/agtpa_applications.rda")["agtpa_applications"]
    )
    frame = frame[(frame["year"] - frame["year"].min()) % FOUR_YEARS == 0].copy()
    year = frame["year"].astype(int).astype(str)
    frame["exp_year"], frame["imp_year"] = frame["exporter"] + year, frame["importer"] + year
    frame["log_dist"] = np.log(frame["dist"])
    _add_sizes(frame)
    at_home = frame["exporter"] == frame["importer"]
    frame["home"] = np.where(at_home, frame["exporter"], "abroad")
    for when in range(1986, 2006, FOUR_YEARS):
        frame[f"border_{when}"] = ((frame["year"] == when) & ~at_home).astype(float)
    abroad = frame[~at_home]
    traded = abroad[abroad["trade"] > 0].copy()
    traded["log_trade"] = np.log(traded["trade"])
    return {
        "all": frame,
        "abroad": abroad,
        "abroad-traded": traded,
        "log-of-gravity": pd.read_stata(folder / "logofgravity/Log_of_Gravity.dta"),
    }


def _add_sizes(frame: pd.DataFrame) -> None:
    """Add output, spending and remoteness: the mean distance weighted by the partners' size."""
    output = frame.groupby(["exporter", "year"])["trade"].transform("sum")
    spending = frame.groupby(["importer", "year"])["trade"].transform("sum")
    world = frame.groupby("year")["trade"].transform("sum")
    frame["log_y"], frame["log_e"] = np.log(output), np.log(spending)
    for side, size, name in (
        ("exporter", spending, "remote_exp"),
        ("importer", output, "remote_imp"),
    ):
        weighted = frame["dist"] / (size / world)
        frame[name] = np.log(weighted.groupby([frame[side], frame["year"]]).transform("sum"))


def equilibria(shared: Path) -> Iterator[tuple[str, float, float, float]]:
    """Yield (what, largest relative difference, bar, excess demand) against Stata's ge_gravity."""
    folder = shared / "data/trade/gegravity_R"
    frame = read_frames(folder / "TradeData0014_Results.rda")["TradeData0014_Results"]
    rows = frame["year"] == 2000  # noqa: PLR2004 — the example's baseline
    states = np.unique(frame["exporter"])
    one = np.searchsorted(states, frame["exporter"][rows])
    other = np.searchsorted(states, frame["importer"][rows])

    def square(name: str) -> Any:
        values = np.full((len(states), len(states)), np.nan)
        values[one, other] = frame[name][rows]
        return values

    for closure, suffix, bar in (("additive", "eu", 1e-6), ("multiplicative", "mult", 2e-6)):
        found = solve_equilibrium(
            square("trade"),
            np.exp(square("eu_effect")),
            elasticity=4.0,
            closure=closure,  # type: ignore[arg-type]
        )
        welfare, flows = square(f"w_{suffix}")[:, 0], square(f"X_{suffix}")
        for what, apart in (
            ("welfare", np.abs(found.welfare_ratio / welfare - 1).max()),
            ("flows", np.abs(found.flow_usd / flows - 1).max()),
        ):
            yield f"{closure} deficits, {what}", float(apart), bar, found.excess_share


def votes(shared: Path) -> tuple[int, int, float]:
    """Return rows compared, rows equal to 1e-6, and the correlation with the State Department."""
    folder = shared / "data/trade"
    (table,) = read_votes((folder / "unvotes/un_votes.rda", folder / "unvotes/un_roll_calls.rda"))
    held = {one.session: one for one in sessions(table)}
    with (folder / "voeten/COW_country_codes.csv").open() as file:
        numbers = {row["StateAbb"]: int(row["CCode"]) for row in csv.DictReader(file)}
    compared = equal = 0
    strict = {number: compare_votes(one.votes).strict for number, one in held.items()}
    with (folder / "qss/unvoting.csv").open() as file:
        for row in csv.DictReader(file):
            session = held.get(int(row["Year"]) - 1945)
            iso3 = iso3_by_cow().get(numbers.get(row["CountryAbb"], -1))
            usable = int(row["Year"]) <= 1990 and row["PctAgreeUS"] not in {"", "NA"}  # noqa: PLR2004
            if usable and session is not None and iso3 in session.states:
                at, usa = np.searchsorted(session.states, [iso3, "USA"])
                compared += 1
                equal += abs(strict[session.session][at, usa] - float(row["PctAgreeUS"])) <= 1e-6  # noqa: PLR2004
    return compared, int(equal), _coincidence(held[73], folder)


def _coincidence(session: Any, folder: Path) -> float:
    alike = compare_votes(session.votes, drop_unanimous=False).agreement
    usa = int(np.searchsorted(session.states, "USA"))
    with (folder / "statedept/un-coincidence-2018.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["ISO"] in session.states]
    ours = np.array([alike[int(np.searchsorted(session.states, row["ISO"])), usa] for row in rows])
    theirs = np.array([float(row["COINCIDENCE"]) for row in rows])
    kept = np.isfinite(ours)
    return float(np.corrcoef(ours[kept], theirs[kept])[0, 1])


def main() -> int:
    """Write the page; return 1 if a bar was missed."""
    parser = argparse.ArgumentParser(description="Reproduce published tables of trade and votes.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--peer", type=Path, help="an interpreter that has gegravity already")
    parser.add_argument("--without-ratios", action="store_true", help="do not time the peers")
    arguments = parser.parse_args()
    lines, missed = page(arguments.shared)
    if not arguments.without_ratios:
        for more, met in (
            bench("votes").report(arguments.shared),
            bench("equilibrium").report(arguments.shared, arguments.peer),
        ):
            lines += more
            missed += not met
    (ROOT / "docs/trade.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 1 if missed else 0


def page(shared: Path) -> tuple[list[str], int]:
    """Return the lines of the page without ratios, and how many bars were missed."""
    missed = 0
    lines = [
        "# What the trade and closeness figures were checked against",
        "",
        (
            "Written by `python scripts/validate_trade.py`; every number below was computed by "
            "that run."
        ),
        "",
        "## Gravity equations (pyfixest behind `examining/gravity.py`)",
        "",
        "Points must equal the published ones to 3 decimals, standard errors be within 3 %.",
        (
            "Published: Yotov, Piermartini, Monteiro and Larch (2016), An Advanced Guide to Trade "
            "Policy Analysis (AGTPA), in the solutions manual for R; Santos Silva and Tenreyro "
            "(2006), The Log of Gravity."
        ),
        "",
        "| column | coefficient | published | here | met |",
        "|---|---|---|---|---|",
    ]
    for spec in SPECS:
        for row in compare(spec, shared):
            error = f" ({row.published_error:.3f})" if row.published_error is not None else ""
            met = "yes" if row.is_met else "**no**"
            missed += not row.is_met
            lines.append(
                f"| {row.what} | {row.name} | {row.published:.3f}{error} | "
                f"{row.ours:.3f} ({row.our_error:.3f}) | {met} |"
            )
    lines += [
        "",
        "## General equilibrium against Stata `ge_gravity` (44 countries, EU enlargement, 2000)",
        "",
        "| what | largest relative difference | bar | excess demand left (bar 1e-10) | met |",
        "|---|---|---|---|---|",
    ]
    for what, apart, bar, excess in equilibria(shared):
        met = apart <= bar and excess <= 1e-10  # noqa: PLR2004 — the bar of the table
        missed += not met
        lines.append(f"| {what} | {apart:.1e} | {bar:.0e} | {excess:.1e} | {_said(met)} |")
    compared, equal, correlation = votes(shared)
    met = compared >= 4797 and equal == compared and correlation >= 0.995  # noqa: PLR2004
    missed += not met
    lines += [
        "",
        "## UN votes",
        "",
        (
            "* Identical votes with the USA, 1946 to 1990, against the published PctAgreeUS "
            f"(Bailey, Strezhnev and Voeten): {equal:,} of {compared:,} country-years equal to "
            "1e-6."
        ),
        (
            "* Voting coincidence in session 73 against the US State Department's figures for "
            f"2018: correlation {correlation:.4f}."
        ),
        f"* Bars (at least 4,797 rows, all equal; correlation at least 0.995) met: {_said(met)}.",
        (
            "* From 1991 on the published PctAgreeUS rests on another set of roll calls and is "
            "not reproduced."
        ),
        "",
    ]
    return lines, missed


def bench(name: str) -> ModuleType:
    """Return a module of the folder bench."""
    path = ROOT / "bench" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"bench_{name}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _said(met: bool) -> str:  # noqa: FBT001 — a word for a truth value
    return "yes" if met else "**no**"


if __name__ == "__main__":
    sys.exit(main())
