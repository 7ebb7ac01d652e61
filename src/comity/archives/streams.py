"""Opening files and objects by address, here or in a store, and what they are packed in."""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from comity.errors import MissingExtraError, UnreadableDocumentError

__all__ = ["is_remote", "list_address", "open_address", "size_of", "unpacked"]

GZIP = b"\x1f\x8b"
ZSTANDARD = b"\x28\xb5\x2f\xfd"


def is_remote(address: str) -> bool:
    """Tell whether an address names a store rather than a path of this machine."""
    return "://" in address


@contextmanager
def open_address(address: str) -> Iterator[BinaryIO]:
    """Give the file or object at an address, which can be sought in.

    Raises:
        UnreadableDocumentError: If it is not there, may not be read, or its store does not answer.
        MissingExtraError: If the library of its kind of store is not installed.
    """
    if not is_remote(address):
        try:
            file = Path(address).open("rb")  # noqa: SIM115 - closed below, errors told apart
        except OSError as error:
            raise _unreadable(address, error) from error
        with file:
            yield file
        return
    system, path = _system(address)
    try:
        opened = system.open(path, "rb")
    except Exception as error:
        raise _unreadable(address, error) from error
    with opened:
        yield cast("BinaryIO", opened)


def size_of(address: str) -> int:
    """Return the size of a file or object in bytes.

    Raises:
        UnreadableDocumentError: If it is not there or its store does not answer.
        MissingExtraError: If the library of its kind of store is not installed.
    """
    if not is_remote(address):
        try:
            return Path(address).stat().st_size
        except OSError as error:
            raise _unreadable(address, error) from error
    system, path = _system(address)
    try:
        return int(system.info(path)["size"] or 0)
    except Exception as error:
        raise _unreadable(address, error) from error


def list_address(address: str) -> tuple[str, ...]:
    """Return the addresses that one with ``*`` or of a folder in a store stands for, sorted.

    Raises:
        UnreadableDocumentError: If the store does not answer.
        MissingExtraError: If the library of its kind of store is not installed.
    """
    system, path = _system(address)
    scheme = address.split("://", 1)[0]
    try:
        if "*" in path:
            found = system.glob(path)
        elif scheme in {"http", "https"} or not system.isdir(path):
            return (address,)
        else:
            found = system.find(path)
    except Exception as error:
        raise _unreadable(address, error) from error
    return tuple(sorted(str(system.unstrip_protocol(name)) for name in found))


def unpacked(stream: BinaryIO) -> BinaryIO:
    """Return the stream with gzip or zstandard taken off, by its first bytes.

    Raises:
        MissingExtraError: If zstandard is needed and not installed.
    """
    start = stream.read(4)
    stream.seek(0)
    if start[:2] == GZIP:
        return cast("BinaryIO", io.BufferedReader(_Gzip(stream)))
    if start == ZSTANDARD:
        try:
            import zstandard  # noqa: PLC0415 - the extra [archives]
        except ImportError as error:
            raise MissingExtraError(
                "Files packed with zstandard need a library that is not installed.",
                mend='Run: pip install "comity[archives]"',
            ) from error
        reader = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
        return cast("BinaryIO", io.BufferedReader(_Zstandard(reader, zstandard.ZstdError)))
    return stream


class _Zstandard(io.RawIOBase):
    """Zstandard of any number of frames; a damaged one raises ``OSError``."""

    def __init__(self, reader: Any, failure: type[Exception]) -> None:
        self._reader = reader
        self._failure = failure

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            return int(self._reader.readinto(buffer))
        except self._failure as error:
            raise OSError(str(error)) from error


class _Gzip(io.RawIOBase):
    """Gzip of any number of members; a cut or damaged one raises ``EOFError`` or ``zlib.error``."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._member = zlib.decompressobj(31)
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            data = self._held or self._stream.read(65_536)
            if not data and self._member.eof:
                return 0
            if not data:
                message = "the gzip stream ends in the middle"
                raise EOFError(message)
            if self._member.eof:
                if not data.strip(b"\x00"):  # padding after the last member
                    self._held = b""
                    continue
                self._member = zlib.decompressobj(31)
            out = self._member.decompress(data, len(buffer))
            self._held = self._member.unconsumed_tail or self._member.unused_data
            if out:
                buffer[: len(out)] = out
                return len(out)


def _system(address: str) -> tuple[Any, str]:
    try:
        import fsspec  # noqa: PLC0415 - the extra [archives]
    except ImportError as error:
        raise MissingExtraError(
            "Addresses of stores need a library that is not installed.",
            mend='Run: pip install "comity[archives]"',
        ) from error
    try:
        return cast("tuple[Any, str]", fsspec.core.url_to_fs(address))
    except (ImportError, ValueError) as error:
        raise MissingExtraError(
            f"'{address}' needs a library that is not installed: {' '.join(str(error).split())}",
            mend="Run: pip install s3fs (for s3://), gcsfs (for gs://) or aiohttp (for https://)",
        ) from error
    except Exception as error:
        raise _unreadable(address, error) from error


def _unreadable(address: str, error: BaseException) -> UnreadableDocumentError:
    if isinstance(error, FileNotFoundError) and not isinstance(error.__cause__, OSError):
        return UnreadableDocumentError(
            f"There is nothing at '{address}'.", mend="Check the spelling of the address."
        )
    if "credential" in f"{type(error).__name__} {error}".lower() or isinstance(
        error, PermissionError
    ):
        return UnreadableDocumentError(
            f"'{address}' may not be read: {_words(error)}",
            mend="Give the credentials of its store the way its library takes them, or the rights.",
        )
    told = error.__cause__ if isinstance(error, FileNotFoundError) else None
    return UnreadableDocumentError(
        f"'{address}' cannot be read: {_words(told or error)}",
        mend="Check the address and the connection, then run again with --resume.",
    )


def _words(error: BaseException) -> str:
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return (" ".join(said.split()) or type(error).__name__)[:200].rstrip(".") + "."
