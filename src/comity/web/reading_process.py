"""Reads uploads in a process of its own, so that the pages go on being served meanwhile.

The process is started by the first upload and ends with its giver. It is given an upload as a line
of JSON and the file's bytes, and answers with a line of JSON for each document and one at the end.
"""

import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import IO

from comity.web.uploads import BROKEN, Refusal, Upload, take_in
from comity.workbench import Settings, Workbench

__all__ = ["ReadingProcess"]

MODULE = "comity.web.reading_process"
BEHIND = 5  # niceness: whoever waits for a page comes before whoever waits for a document
PATIENCE_S = 10  # for the process to end by itself once nothing more will come


class ReadingProcess:
    """One process that reads what it is given, started at need and again should it die."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, upload: Upload) -> Iterator[str | Refusal]:
        """Read an upload there; yield what becomes of each document, one upload at a time."""
        process = self._started()
        asked = asdict(upload) | {"content": len(upload.content)}
        try:
            process.stdin.write(json.dumps(asked).encode() + b"\n" + upload.content)  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            for line in process.stdout:  # type: ignore[union-attr]
                told = json.loads(line)
                if told is None:
                    return
                yield told if isinstance(told, str) else Refusal(*told)
        except OSError:  # it died before it had taken all
            pass
        self.close()
        yield BROKEN

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            process.stdin.close()  # type: ignore[union-attr]
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()  # type: ignore[union-attr]

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            settings = json.dumps(asdict(self._settings))
            self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                [sys.executable, "-P", "-m", MODULE, settings],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._process


def serve(bench: Workbench, given: IO[bytes], out: IO[bytes]) -> None:
    """Read one upload after the other until no more is given."""
    for line in given:
        asked = json.loads(line)
        upload = Upload(**asked | {"content": given.read(asked["content"])})
        try:
            for told in take_in(bench, upload):
                _tell(out, told if isinstance(told, str) else [told.problem, told.mend])
        except Exception:  # noqa: BLE001 - whatever it was, the next upload is another matter
            traceback.print_exc()
            _tell(out, [BROKEN.problem, BROKEN.mend])
        _tell(out, None)


def _tell(out: IO[bytes], told: str | list[str] | None) -> None:
    out.write(json.dumps(told).encode() + b"\n")
    out.flush()


def main() -> None:
    """Run as the process; what libraries print goes where errors go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C stops the server, which then ends this
    if hasattr(os, "nice"):
        os.nice(BEHIND)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with Workbench(Settings(**json.loads(sys.argv[1]))) as bench:
        serve(bench, sys.stdin.buffer, out)


if __name__ == "__main__":
    main()
