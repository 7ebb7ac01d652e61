"""How long a brief takes, beside bare typst and docxtpl setting the same text.

    python bench/briefing.py

A dyad with 100 reports, each of a meeting with its people, subjects, positions and history, and 120
measures; the fastest of five rounds after one to warm up, since
imports and the first picture are paid once. The peers get every sentence of the same brief as plain
paragraphs, without notes, tables or pictures. docxtpl is used here alone: pip install docxtpl.
"""

import io
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import dossiers  # from tests/
from comity.briefing.compose import compose
from comity.briefing.renderers import PAPER, RENDERERS
from comity.model.brief import Brief, BriefOptions, Sentence

BARS_S = {"html": 0.5, "pdf": 1.0, "docx": 1.5}
"""Seconds a brief may take on two cores, composing included."""
ROUNDS = 5


def fastest(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of several rounds, after one that does not count."""
    work()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def lines(brief: Brief) -> list[str]:
    """Return every sentence and row of a brief as one line each."""
    return [
        item.text if isinstance(item, Sentence) else " | ".join(item.cells)
        for item in brief.sentences()
    ]


def bare_typst(brief: Brief) -> Callable[[], object]:
    """Return the work of setting the same lines with typst alone."""
    import typst  # noqa: PLC0415 - a peer

    source = b"#for line in json(bytes(sys.inputs.lines)) { par(line) }\n"
    inputs = {"lines": json.dumps(lines(brief))}
    return lambda: typst.compile(source, format="pdf", sys_inputs=inputs)


def bare_docxtpl(brief: Brief) -> Callable[[], object] | None:
    """Return the work of filling a docxtpl template with the same lines, ``None`` without it."""
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - a peer, not always installed
    except ImportError:
        return None
    import docx  # noqa: PLC0415 - a peer

    template = docx.Document()
    for text in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        template.add_paragraph(text)
    file = io.BytesIO()
    template.save(file)

    def fill() -> bytes:
        made = DocxTemplate(io.BytesIO(file.getvalue()))
        made.render({"lines": lines(brief)}, autoescape=True)
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    return fill


def main() -> int:
    """Print the times of each form and template; return 1 if a bar is missed."""
    dossier = dossiers.rich(100, measures=120)
    missed = 0
    for template in ("visit-brief", "dossier"):
        options = BriefOptions(template=template)
        brief = compose(dossier, options)
        for form, bar in BARS_S.items():
            asked = replace(options, pages=None if form in PAPER else 0)  # as the command line does
            seconds = fastest(
                lambda form=form, asked=asked: RENDERERS[form](compose(dossier, asked))
            )
            verdict = f"bar {bar} s" if template == "visit-brief" else "no bar"
            missed += template == "visit-brief" and seconds > bar
            print(f"{template:12} {form:5} {seconds:6.3f} s  ({verdict})", flush=True)
        peers = {"typst": bare_typst(brief), "docxtpl": bare_docxtpl(brief)}
        for name, peer in peers.items():
            if peer is None:
                print(f"{template:12} {name} is not installed")
                continue
            alone = fastest(peer)
            form = "pdf" if name == "typst" else "docx"
            ours = fastest(lambda form=form, brief=brief: RENDERERS[form](brief))
            ratio = f"{ours / alone:.1f} ({ours:.3f} / {alone:.3f} s)"
            print(f"{template:12} {form} over bare {name}: {ratio}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
