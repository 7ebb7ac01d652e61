"""Brings a file over an unreliable network: retries, resumes, and says clearly what went wrong.

Nothing is ever written over good data: a download grows in its own ``.part`` file and takes its
final name only when it is whole and looks like what was asked for.
"""

import hashlib
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from comity import __version__
from comity.errors import SourceChecksumError, SourceFormatError, SourceUnreachableError
from comity.sources.record import Form, Part

__all__ = ["Arrival", "Patience", "Progress", "check_form", "download"]

USER_AGENT = (
    f"Comity/{__version__} (workbench for relations between countries; one request at a time)"
)
CHUNK_BYTES = 1 << 16
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})  # RFC 9110, RFC 6585
PARTIAL_CONTENT, RANGE_NOT_SATISFIABLE = 206, 416
LONGEST_WAIT_S = 120.0
FIRST_BYTES: Mapping[Form, tuple[bytes, ...]] = MappingProxyType(
    {
        "zip": (b"PK",),
        "json": (b"{", b"["),
        "rda": (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"RD"),  # gzip, bzip2, xz, not compressed
    }
)

Progress = Callable[[str, int, int | None], None]
"""Called with the part's name, bytes so far, and bytes in all (``None`` if not announced)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait and how often to try. ``sleep`` is what waits, in seconds."""

    attempts: int = 5
    timeout_s: float = 30.0
    first_wait_s: float = 1.0
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file that came whole. ``stamp`` is the server's ETag or Last-Modified."""

    path: Path
    sha256: str
    size: int
    stamp: str | None


class _PassingError(Exception):
    """A failure that trying again may cure; ``wait_s`` is what the server asked for."""

    def __init__(self, problem: str, wait_s: float | None = None) -> None:
        super().__init__(problem)
        self.problem, self.wait_s = problem, wait_s


def download(
    part: Part, folder: Path, *, patience: Patience, progress: Progress | None = None
) -> Arrival:
    """Return the file of a part, brought whole into ``folder``.

    A broken transfer is taken up where it stopped if the server still has the same file.

    Args:
        part: What to fetch.
        folder: Where it goes; a ``.part`` file of an earlier attempt is continued.
        patience: Attempts, time-out and waits.
        progress: Told how far it is.

    Returns:
        Where the file lies, its checksum and size.

    Raises:
        SourceUnreachableError: If every attempt failed.
        SourceChecksumError: If the file is not the pinned one.
        SourceFormatError: If a web page or another form came instead.
    """
    folder.mkdir(parents=True, exist_ok=True)
    problem, wait_s = "", patience.first_wait_s
    for attempt in range(patience.attempts):
        try:
            stamp = _transfer(part, folder, patience.timeout_s, progress)
            return _settle(part, folder, stamp)
        except _PassingError as failure:
            problem = failure.problem
            if attempt + 1 < patience.attempts:
                patience.sleep(min(failure.wait_s or wait_s, LONGEST_WAIT_S))
                wait_s *= 2
    raise SourceUnreachableError(
        f"{part.name} could not be fetched from {_host(part)}: {problem} "
        f"({patience.attempts} attempts).",
        mend="Check the connection and run the same command again; it goes on where it stopped.",
    )


def check_form(path: Path, form: Form, name: str) -> None:
    """Refuse a file that is plainly of another form than expected.

    Raises:
        SourceFormatError: If it is empty, a web page, or lacks the form's first bytes.
    """
    with path.open("rb") as file:
        head = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        _refuse(name, "an empty file came")
    if head[:14].lower().startswith((b"<!doctype html", b"<html", b"<head")):
        _refuse(name, "a web page came instead of data: a captive portal, or a moved address")
    if form in FIRST_BYTES and not head.startswith(FIRST_BYTES[form]):
        _refuse(name, f"what came is not {form}")
    if form == "csv" and b"\x00" in head:
        _refuse(name, "what came is not text")


def _refuse(name: str, problem: str) -> NoReturn:
    raise SourceFormatError(
        f"{name}: {problem}. The data that was there before is untouched.",
        mend="Open the source's address in a browser to see what it answers, then fetch again, "
        "or save the file there and run: comity sources add NAME FILE",
    )


def _transfer(part: Part, folder: Path, timeout_s: float, progress: Progress | None) -> str | None:
    partial, notes = folder / f"{part.name}.part", folder / f"{part.name}.part.json"
    have = partial.stat().st_size if partial.exists() else 0
    stamp = _stamp(notes) if have else None
    if stamp is None:
        have = 0  # without a stamp nobody can say that the rest belongs to the same file
    request = _request(part, have, stamp)
    try:
        with urllib.request.urlopen(request, timeout=timeout_s) as answer:  # noqa: S310 — _request checked the scheme
            if answer.status != PARTIAL_CONTENT:
                have = 0
            stamp = str(answer.headers.get("ETag") or answer.headers.get("Last-Modified") or "")
            notes.write_text(json.dumps({"stamp": stamp}))
            _pour(part, answer, partial, have, progress)
            return stamp or None
    except urllib.error.HTTPError as error:
        _judge(part, error, partial)
    except (OSError, http.client.HTTPException) as error:
        raise _PassingError(_said(error)) from error
    return None


def _stamp(notes: Path) -> str | None:
    try:
        return str(json.loads(notes.read_text())["stamp"]) or None
    except (OSError, ValueError, KeyError):
        return None


def _request(part: Part, have: int, stamp: str | None) -> urllib.request.Request:
    if not part.address.startswith(("https://", "http://")):
        raise SourceUnreachableError(
            f"{part.address!r} is no http address.", mend="Give an https:// address."
        )
    headers = {"User-Agent": USER_AGENT, **dict(part.headers)}
    if have and stamp:
        headers |= {"Range": f"bytes={have}-", "If-Range": stamp}
    return urllib.request.Request(part.address, headers=headers)  # noqa: S310 — scheme checked above


def _pour(
    part: Part,
    answer: http.client.HTTPResponse,
    partial: Path,
    have: int,
    progress: Progress | None,
) -> None:
    announced = answer.headers.get("Content-Length")
    whole = have + int(announced) if announced else None
    with partial.open("ab" if have else "wb") as file:
        while chunk := answer.read(CHUNK_BYTES):
            file.write(chunk)
            have += len(chunk)
            if progress:
                progress(part.name, have, whole)
    if whole is not None and have < whole:
        raise _PassingError(f"the transfer broke off after {have} of {whole} bytes")


def _judge(part: Part, error: urllib.error.HTTPError, partial: Path) -> NoReturn:
    error.close()
    if error.code == RANGE_NOT_SATISFIABLE:
        partial.unlink(missing_ok=True)
        raise _PassingError("the file changed meanwhile", 0.0) from error
    if error.code in TRY_AGAIN:
        asked = error.headers.get("Retry-After") or ""
        raise _PassingError(
            f"the server answered {error.code} {error.reason}",
            float(asked) if asked.isdigit() else None,
        ) from error
    raise SourceUnreachableError(
        f"{part.name}: {_host(part)} answered {error.code} {error.reason}.",
        mend="If the source asks for a key, set it; if the file moved, save it in a browser and "
        "run: comity sources add NAME FILE",
    ) from error


def _settle(part: Part, folder: Path, stamp: str | None) -> Arrival:
    partial, target = folder / f"{part.name}.part", folder / part.name
    try:
        check_form(partial, part.form, part.name)
    except SourceFormatError:
        partial.unlink()
        raise
    sha256 = _digest(partial, "sha256")
    if (part.sha256 or sha256) != sha256 or (part.md5 and part.md5 != _digest(partial, "md5")):
        partial.unlink()
        raise SourceChecksumError(
            f"{part.name} is not the file it should be: its checksum differs.",
            mend="Fetch again; if it stays so, the edition at the address changed: look at it, "
            "then run: comity sources add NAME FILE",
        )
    size = partial.stat().st_size
    partial.replace(target)
    (folder / f"{part.name}.part.json").unlink(missing_ok=True)
    return Arrival(path=target, sha256=sha256, size=size, stamp=stamp)


def _digest(path: Path, algorithm: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def _host(part: Part) -> str:
    return part.address.split("/")[2] if "//" in part.address else part.address


def _said(error: BaseException) -> str:
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "no answer in time"
    if isinstance(error, http.client.IncompleteRead):
        return "the transfer broke off"
    return str(getattr(error, "reason", error)) or type(error).__name__
