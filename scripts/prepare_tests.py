"""Install what the tests use beside Python packages, where this machine allows it.

A browser, a PostgreSQL server, Poppler and LibreOffice come from Debian's packages when the script
runs as root on such a system. Elsewhere, and where a package cannot be had, it says so and the
tests that need it skip with a reason.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

WANTED = {
    "chromium": "chromium",
    "pdftoppm": "poppler-utils",
    "soffice": "libreoffice-writer libreoffice-calc",
}
POSTGRES = Path("/usr/lib/postgresql")


def missing_packages() -> list[str]:
    """Return the Debian packages whose programs are not on this machine."""
    packages = [names for program, names in WANTED.items() if shutil.which(program) is None]
    if not any(POSTGRES.glob("*/bin/initdb")):
        packages.append("postgresql")
    return " ".join(packages).split()


def main() -> int:
    """Install what is missing; never fail the run for it."""
    packages = missing_packages()
    if not packages:
        return 0
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(f"not installed here: {', '.join(packages)}; tests that need them will skip")
        return 0
    print(f"installing for the tests: {', '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *command], env=quiet, check=False, capture_output=True, text=True
        )
        if done.returncode:
            print(f"apt-get {command[0]} failed; tests that need these packages will skip")
    return 0


if __name__ == "__main__":
    sys.exit(main())
