"""Measure the reader and fill the tables of ``docs/reading.md``.

    python scripts/measure_reading.py

What a trained model reads is taken from its card: whole documents held out, five folds. What rules
read is measured on the annotated documents beside the project. On the unseen documents everything
is measured: no rule or model was made with them.
"""

import json
import re
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "evaluation")]

import gate  # noqa: E402 - the checkout's own modules come first

from training.corpus import GOLD, PARTS, load_rows  # noqa: E402
from training.score import HALF, KINDS, overlap, score_kind  # noqa: E402

PAGE = ROOT / "docs" / "reading.md"
WEIGHTS = ROOT / "src" / "comity" / "reading" / "weights"
CARDS = {
    "subject": "subjects",
    "measure": "measures",
    "position": "positions",
    "history": "history",
}
BARS = {  # strict F1 asked for: real reports, composed reports
    "participant": (0.85, 0.80),
    "meeting": (0.82, 0.75),
    "subject": (0.80, 0.78),
    "measure": (0.58, 0.65),
    "position": (0.50, 0.45),
    "history": (0.50, 0.50),
}
UNSEEN = {"unseen real": "unseen-real", "unseen composed": "unseen-composed"}
COLUMNS = ("real", "composed", *UNSEEN)
STATUS_BARS = (0.80, 0.80)
LENIENT_BARS = {"measure": (0.70, 0.75), "position": (0.68, 0.60)}
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
BAR_WIDTH = 40  # characters of the reliability diagram

Reports = Mapping[str, Mapping[str, Any]]
Figures = Mapping[str, Mapping[str, Mapping[str, float]]]


def main() -> None:
    """Measure, and write the page."""
    unseen = {name: _corpus(part) for name, part in UNSEEN.items() if PARTS[part][0].exists()}
    figures = _held_out(unseen)
    text = PAGE.read_text(encoding="utf-8")
    gold = {key: note for notes, _ in unseen.values() for key, note in notes.items()}
    read = {key: report for _, reports in unseen.values() for key, report in reports.items()}
    for name, body in (
        ("figures", _table(figures)),
        ("reliability", _reliability(gold, read)),
        ("quotes", _quotes(read)),
    ):
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = mark.sub(lambda found, body=body: f"{found[1]}{body}\n{found[2]}", text)
    PAGE.write_text(text, encoding="utf-8")
    print(_table(figures))


def _corpus(*parts: str) -> tuple[Reports, Reports]:
    """Return what was annotated and what is read in some parts, by document."""
    pairs = [pair for part in parts if PARTS[part][0].exists() for pair in load_rows(part)]
    return {n["id"]: n for _, n in pairs}, {row["id"]: gate.read_row(row) for row, _ in pairs}


def _held_out(unseen: Mapping[str, tuple[Reports, Reports]]) -> Figures:
    """Return for each kind the figures on held-out and on unseen documents."""
    measured: dict[str, dict[str, Mapping[str, float]]] = {kind: {} for kind in KINDS}
    for name, parts in GOLD.items():
        gold, read = _corpus(*parts)
        for kind in KINDS:
            card = _card(kind)
            if card and name in card:
                measured[kind][name] = card[name]
            elif gold:
                measured[kind][name] = score_kind(kind, gold, read).figures()
    for name, (gold, read) in unseen.items():
        for kind in KINDS:
            measured[kind][name] = score_kind(kind, gold, read).figures()
    return measured


def _card(kind: str) -> Mapping[str, Any] | None:
    path = WEIGHTS / f"{CARDS.get(kind, '-')}.json"
    return json.loads(path.read_text(encoding="utf-8")).get("scores") if path.exists() else None


def _table(figures: Figures) -> str:
    lines = [
        "| fact | asked: real / composed | real | composed | unseen real | unseen composed |",
        "|---|---|---|---|---|---|",
    ]
    for kind in KINDS:
        rows = [(f"{kind}, strict F1", BARS[kind], "f1_strict")]
        if kind in LENIENT_BARS:
            rows.append((f"{kind}, lenient F1", LENIENT_BARS[kind], "f1_lenient"))
        if kind == "measure":
            rows.append(("measure, status of those found", STATUS_BARS, "status_of_matched"))
        for label, bars, figure in rows:
            cells = [_cell(figures[kind].get(part), figure) for part in COLUMNS]
            lines.append(f"| {label} | {bars[0]:.2f} / {bars[1]:.2f} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(figures: Mapping[str, float] | None, name: str) -> str:
    return "–" if figures is None or name not in figures else f"{figures[name]:.3f}"


def _reliability(gold: Reports, read: Reports) -> str:
    """Return how often facts held that were said at each confidence, as a diagram of characters."""
    said: list[tuple[float, bool]] = []
    for key, report in read.items():
        areas = {fact["area"] for fact in gold[key]["subjects"]}
        said += [(s["confidence"], s["area"] in areas) for s in report.get("subjects", ())]
        for kind in ("measures", "positions"):
            quotes = [fact["quote"] for fact in gold[key][kind]]
            said += [
                (f["confidence"], any(overlap(q, f["evidence"]["quote"]) >= HALF for q in quotes))
                for f in report.get(kind, ())
            ]
    lines = ["```text", "said at      facts   held"]
    for low, high in pairwise(BINS):
        held = [truth for confidence, truth in said if low <= confidence < high]
        if held:
            share = sum(held) / len(held)
            bar = "█" * round(share * BAR_WIDTH)
            lines.append(f"{low:.1f} – {min(high, 1.0):.1f} {len(held):8}   {share:.2f} {bar}")
    return "\n".join([*lines, "```"])


def _quotes(read: Reports) -> str:
    lengths = sorted(
        len(fact["evidence"]["quote"].split())
        for report in read.values()
        for kind in ("subjects", "measures", "positions", "history")
        for fact in report.get(kind, ())
    )
    return (
        f"{len(lengths)} quotes: median {lengths[len(lengths) // 2]} words, longest {lengths[-1]}; "
        "each is a slice of its text by construction."
    )


if __name__ == "__main__":
    main()
