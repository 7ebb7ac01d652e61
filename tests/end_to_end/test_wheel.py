"""The built wheel, installed alone, reads and briefs: its data is in it, and no extra is needed."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

EXTRAS = (
    "pypdfium2",
    "docx",
    "typst",
    "xlsxwriter",
    "vl_convert",
    "fastapi",
    "psycopg",
    "pyarrow",
    "fastwarc",
    "rensa",
    "distributed",
    "pyfixest",
    "routingkit_cch",
)
BLOCKED = f"""
import sys

class _Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {EXTRAS!r}:
            raise ImportError(f"{{name}} is not installed in this test")

sys.meta_path.insert(0, _Absent())
"""


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds what the wheel holds, built from the project as it is."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel")
    built = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (wheel,) = built.glob("*.whl")
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    (site / "sitecustomize.py").write_text(BLOCKED, encoding="utf-8")
    return site


def test_the_wheel_alone_reads_and_briefs(installed: Path, root: Path, tmp_path: Path) -> None:
    """From a report to a brief in HTML and Markdown with the core dependencies only."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "comity",
            "brief",
            str(root / "examples" / "islamabad-2023-04-13.txt"),
            "--ledger",
            str(tmp_path / "ledger.db"),
            "--out",
            str(tmp_path),
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "Asad Majeed Khan" in done.stdout
    assert "Direct flight" in (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert (tmp_path / "brief.md").is_file()


def test_the_wheel_is_small(installed: Path) -> None:
    """What a user downloads stays under 60 MB unpacked, the transport network under 15."""
    size = sum(path.stat().st_size for path in installed.rglob("*") if path.is_file())
    network = installed / "comity" / "reference" / "network"

    assert size < 60_000_000
    assert sum(path.stat().st_size for path in network.rglob("*")) < 15_000_000
