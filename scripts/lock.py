"""Write the lock files: exact versions with hashes for Python 3.11 to 3.14, and no index host.

``requirements.lock`` holds what ``./run`` needs for every verb; ``requirements-test.lock`` adds
what the gates need. Needs ``uv`` on the path: ``pip install uv``.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT_EXTRAS = ("archives", "charts", "docx", "networks", "pdf", "sources", "web", "xlsx")
"""Extras that every user of ``./run`` gets; the others are named when something needs them."""
TEST_EXTRAS = (*PRODUCT_EXTRAS, "comtrade", "dask", "postgres", "trade")
"""Extras the tests run with; Ray's adapter is tested where Ray is installed."""


def compile_lock(name: str, *arguments: str) -> None:
    """Write one lock file.

    Raises:
        subprocess.CalledProcessError: If the requirements cannot be met.
    """
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header"]
    command += ["--no-emit-package", "comity", *arguments, "pyproject.toml", "-o", name]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "UV_NO_CONFIG": "1"})


def _extras(names: tuple[str, ...]) -> list[str]:
    return [word for name in names for word in ("--extra", name)]


def main() -> int:
    """Write both lock files."""
    compile_lock("requirements.lock", *_extras(PRODUCT_EXTRAS))
    compile_lock(
        "requirements-test.lock",
        *_extras(TEST_EXTRAS),
        "--group",
        "test",
        "--constraint",
        "requirements.lock",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
