"""Files in folders, zip and tar, each read by its format; never more of one than a limit."""

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from comity.archives.records import Broken, Entry, Unit
from comity.archives.streams import open_address
from comity.errors import ComityError

__all__ = ["MAX_FILE_BYTES", "read_files", "read_tar", "read_zip"]

MAX_FILE_BYTES = 50_000_000  # one packed file; the largest PDF of a ministry is some 30 million
_MEND = "Unpack the archive with another program, and read the folder."


def read_files(unit: Unit) -> Iterator[Entry | Broken]:
    """Yield the files of a stretch of a folder; one that cannot be opened is broken."""
    for number, member in enumerate(unit.members):
        try:
            with open_address(member) as file:
                yield _entry(file, member, number)
        except ComityError as error:
            yield Broken(origin=member, offset=number, reason=error.problem, mend=error.mend)
        except OSError as error:
            yield _broken(member, number, str(error))


def read_zip(unit: Unit) -> Iterator[Entry | Broken]:
    """Yield the files of a zip archive, in its own order.

    Raises:
        UnreadableDocumentError: If the archive cannot be opened.
    """
    with open_address(unit.address) as file:
        try:
            package = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            yield _broken(unit.address, 0, f"The zip archive is damaged: {error}")
            return
        with package:
            for number, info in enumerate(package.infolist()):
                if info.is_dir() or _is_aside(info.filename):
                    continue
                place = f"{unit.address}#{info.filename}"
                try:
                    with package.open(info) as member:
                        yield _entry(member, place, number)
                except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
                    yield _broken(place, number, f"The file is damaged: {error}")
                except (RuntimeError, NotImplementedError) as error:
                    yield _broken(place, number, f"The file cannot be unpacked: {error}")


def read_tar(unit: Unit) -> Iterator[Entry | Broken]:
    """Yield the files of a tar archive, packed or not, in its own order.

    Raises:
        UnreadableDocumentError: If the archive cannot be opened.
    """
    number = 0
    with open_address(unit.address) as file:
        try:
            with tarfile.open(fileobj=file, mode="r|*") as package:
                for number, info in enumerate(package):
                    member = package.extractfile(info) if info.isreg() else None
                    if member is None or _is_aside(info.name):
                        continue
                    yield _entry(member, f"{unit.address}#{info.name}", number)
        except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError) as error:
            yield _broken(unit.address, number, f"The tar archive is damaged: {error}")


def _entry(file: IO[bytes], place: str, number: int) -> Entry | Broken:
    data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        return Broken(
            origin=place,
            offset=number,
            reason=f"The file has more than {MAX_FILE_BYTES // 1_000_000} MB.",
            mend="Split it into one file for each report.",
        )
    return Entry(origin=place, offset=number, content=data, media="file")


def _is_aside(name: str) -> bool:
    """Tell whether a packed file is no document: hidden, or what macOS puts beside files."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _broken(place: str, number: int, reason: str) -> Broken:
    reason = " ".join(reason.split()).rstrip(".")[:300] + "."
    return Broken(origin=place, offset=number, reason=reason, mend=_MEND)
