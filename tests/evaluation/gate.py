"""The floors of the reader: precision, recall and F1 of every kind of fact may not fall.

    python tests/evaluation/gate.py            say the figures beside their floors
    python tests/evaluation/gate.py --raise    lift every floor that was passed
    python tests/evaluation/gate.py --lower "why"   set the floors to what is, and note the reason

No rule or model of the reader was made with the unseen documents; their digest is pinned. Real ones
lie beside the project and are measured where they are there.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from comity.model.facts import Report  # noqa: E402 - the checkout's own modules come first
from comity.model.report_json import document_from_json, report_to_json  # noqa: E402
from comity.reading.pipeline import read  # noqa: E402
from training.corpus import PARTS, load_rows  # noqa: E402
from training.score import KINDS, score_kind  # noqa: E402

FLOORS = ROOT / "tests" / "evaluation" / "floors.json"
CORPORA = {"composed": "unseen-composed", "real": "unseen-real", "learnt": "dev"}
"""The parts that have floors: unseen ones, and real documents that the reader learnt from."""

FIGURES = ("precision", "recall", "f1_strict", "f1_lenient")
SLACK = 0.005  # below what is measured, for a floor: what another library version may move


def digest(name: str) -> str:
    """Return the SHA-256 of a corpus, documents then annotations."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in PARTS[CORPORA[name]])).hexdigest()


def is_there(name: str) -> bool:
    """Tell whether the documents of a corpus are at hand."""
    return PARTS[CORPORA[name]][0].exists()


def measure(name: str) -> dict[str, dict[str, float]]:
    """Return the figures of every kind of fact on a corpus."""
    pairs = load_rows(CORPORA[name])
    gold = {notes["id"]: notes for _, notes in pairs}
    reports = {row["id"]: read_row(row) for row, _ in pairs}
    measured = {}
    for kind in KINDS:
        figures = score_kind(kind, gold, reports).figures()
        measured[kind] = {figure: figures[figure] for figure in FIGURES}
        if kind == "measure":
            measured[kind]["status_of_matched"] = figures["status_of_matched"]
    return measured


def read_row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the public form of the report of one document, empty if it was rejected."""
    report = read(document_from_json(row, text=row["text"]))
    return report_to_json(report) if isinstance(report, Report) else {}


def fallen(
    floors: Mapping[str, Mapping[str, float]], measured: Mapping[str, Mapping[str, float]]
) -> list[str]:
    """Return a line for every figure that lies below its floor."""
    return [
        f"{kind} {figure}: {measured[kind][figure]} is below its floor {floor}"
        for kind, figures in floors.items()
        for figure, floor in figures.items()
        if measured[kind][figure] < floor
    ]


def main() -> int:
    """Say the figures, or move the floors; return 1 if one has fallen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--raise", action="store_true", dest="lift")
    parser.add_argument("--lower", metavar="WHY")
    arguments = parser.parse_args()
    pinned = json.loads(FLOORS.read_text()) if FLOORS.exists() else {"reasons": [], "corpora": {}}
    failed = False
    for name in filter(is_there, CORPORA):
        measured = measure(name)
        old = pinned["corpora"].get(name, {}).get("floors", {})
        lines = fallen(old, measured)
        failed |= bool(lines)
        print(f"{name}:", *(f"\n  {kind} {figures}" for kind, figures in measured.items()))
        print("\n".join(lines))
        pinned["corpora"][name] = {
            "sha256": digest(name),
            "floors": _moved(old, measured, lower=bool(arguments.lower)),
        }
    if arguments.lower:
        pinned["reasons"].append(arguments.lower)
    if arguments.lower or (arguments.lift and not failed):
        FLOORS.write_text(json.dumps(pinned, indent=1) + "\n")
        return 0
    return int(failed)


def _moved(
    old: Mapping[str, Mapping[str, float]],
    measured: Mapping[str, Mapping[str, float]],
    *,
    lower: bool,
) -> dict[str, dict[str, float]]:
    return {
        kind: {
            figure: round(
                value - SLACK if lower else max(value - SLACK, old.get(kind, {}).get(figure, 0.0)),
                3,
            )
            for figure, value in figures.items()
        }
        for kind, figures in measured.items()
    }


if __name__ == "__main__":
    sys.exit(main())
