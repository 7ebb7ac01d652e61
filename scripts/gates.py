"""Run the project's gates: ``./run test`` all of them, ``./run check`` the quick ones.

Each gate prints its name and time; the first lines of a failing one say what is wrong. Arguments
after the verb go to pytest, and then pytest is the only gate: ``./run test tests/unit -k dates``.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
COVERAGE_FLOOR = 90  # percent of lines and branches of src/comity that the tests run
QUICK = ("tests/unit", "tests/conventions")

STATIC = (
    ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
    ("lint", [str(BIN / "ruff"), "check", "--quiet", "."]),
    ("types", [str(BIN / "mypy")]),
    ("imports", [str(BIN / "lint-imports"), "--no-logo"]),
)


def gate(name: str, command: list[str]) -> bool:
    """Run one gate and tell whether it passed."""
    started = time.monotonic()
    print(f"── {name}", flush=True)
    passed = subprocess.run(command, cwd=ROOT, check=False, env=environment()).returncode == 0
    print(
        f"   {'passed' if passed else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True
    )
    return passed


def environment() -> dict[str, str]:
    """Return the environment of the gates: this checkout first, one thread for each library."""
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT / "src")}
    return {
        **os.environ,
        **threads,
        "HYPOTHESIS_PROFILE": os.environ.get("HYPOTHESIS_PROFILE", "ci"),
    }


def pytest(*arguments: str) -> list[str]:
    """Return the command that runs the tests."""
    return [sys.executable, "-m", "pytest", "-q", *arguments]


def main() -> int:
    """Run the gates asked for; return 0 if all passed."""
    verb, arguments = sys.argv[1], sys.argv[2:]
    if arguments:
        return 0 if gate("tests", pytest(*arguments)) else 1
    if verb == "check":
        tests = pytest(*QUICK)
    else:
        subprocess.run([sys.executable, "scripts/prepare_tests.py"], cwd=ROOT, check=False)
        tests = pytest(
            "-n",
            "2",
            "--dist",
            "loadgroup",
            "--cov=comity",
            "--cov-branch",
            f"--cov-fail-under={COVERAGE_FLOOR}",
            "--cov-report=term:skip-covered",
            "--durations=15",
        )
    results = [gate(name, command) for name, command in STATIC]
    results.append(gate("tests", tests))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
