"""Support in a forum stands beside the candidacies that documents in the ledger name."""

from pathlib import Path

import pytest

from comity.model.findings import Finding
from comity.workbench import Settings, Workbench, question, read

TEXT = (
    "ISLAMABAD, 13 April 2023. The foreign minister of Pakistan met the ambassador of Azerbaijan. "
    "Pakistan announced its support for the candidature of Azerbaijan to the Human Rights Council."
)


def test_candidacy_of_the_ledger_stands_beside_the_votes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its day, how far it came and its words are a figure; before that day there is none."""
    monkeypatch.setenv("COMITY_DATA", str(tmp_path / "data"))
    report = read(TEXT, published="2023-04-13")
    with Workbench(Settings(ledger=str(tmp_path / "ledger.db"))) as bench:
        bench.ledger.keep(report)

        after = bench.examine(question("forum-support", ("PAK", "AZE"), {"as_of": "2024-01-01"}))
        before = bench.examine(question("forum-support", ("PAK", "AZE"), {"as_of": "2020-01-01"}))

    assert isinstance(after, Finding)
    assert isinstance(before, Finding)
    (one,) = [figure for figure in after.figures if figure.label.startswith("Candidacies")]
    assert (one.value, one.basis, one.sources[0].name) == (
        1,
        "observed",
        "Comity ledger: documents read here",
    )
    assert (one.note or "").startswith("2023-04-13, agreed: “Pakistan announced its support")
    (none,) = [figure for figure in before.figures if figure.label.startswith("Candidacies")]
    assert (none.value, none.note) == (0, "the documents in the ledger name none")
