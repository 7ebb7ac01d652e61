"""Published gravity tables, how each column is estimated, and what comes out here.

Used by ``scripts/validate_trade.py`` and by the tests under ``tests/references``.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from comity.examining.gravity import estimate_ppml
from comity.sources.rda import read_frames

__all__ = ["LONG", "SPECS", "Comparison", "Spec", "compare"]

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
            "rta": (0.291, 0.089),
            "rta_lag4": (0.414, 0.067),
            "rta_lag8": (0.169, 0.043),
            "rta_lag12": (0.119, 0.030),
        },
    ),
    Spec(
        name="AGTPA table 3, column 7 (globalisation)",
        data="all",
        formula="trade ~ rta + rta_lag4 + rta_lag8 + rta_lag12 + border_1986 + border_1990 + "
        f"border_1994 + border_1998 + border_2002 | {BOTH} + pair_id",
        cluster="pair_id",
        published={
            "rta": (0.116, 0.087),
            "rta_lag4": (0.288, 0.062),
            "rta_lag8": (0.069, 0.048),
            "rta_lag12": (0.002, 0.029),
            "border_1986": (-0.706, 0.048),
            "border_1990": (-0.480, 0.043),
            "border_1994": (-0.367, 0.033),
            "border_1998": (-0.158, 0.023),
            "border_2002": (-0.141, 0.017),
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
