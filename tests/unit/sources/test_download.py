"""A download survives a bad network, and never passes off what is not the file."""

import hashlib
from pathlib import Path

import pytest

from comity.errors import SourceChecksumError, SourceFormatError, SourceUnreachableError
from comity.sources.download import Patience, download
from comity.sources.record import Part

BODY = b"Passport,Destination,Requirement\n" + b"PAK,AZE,e-visa\n" * 9000


def part(server, **changes) -> Part:
    """Return the part that the server gives."""
    server.files["/table.csv"] = BODY
    fields = {"name": "table.csv", "address": f"{server.address}/table.csv", "form": "csv"}
    return Part(**(fields | changes))


def patient(**changes) -> Patience:
    """Return patience that does not really wait."""
    return Patience(**({"timeout_s": 5.0, "sleep": lambda _: None} | changes))


def test_whole_file_arrives_with_checksum(server, tmp_path: Path) -> None:
    """What is written is what the server has, and its checksum is told."""
    arrival = download(part(server), tmp_path, patience=patient())

    assert arrival.path.read_bytes() == BODY
    assert arrival.sha256 == hashlib.sha256(BODY).hexdigest()
    assert server.asked[0][1]["User-Agent"].startswith("Comity/")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["table.csv"]


def test_broken_transfer_goes_on_where_it_stopped(server, tmp_path: Path) -> None:
    """After a cut the rest alone is asked for, and the file is whole."""
    server.manners = ["cut", "cut"]

    arrival = download(part(server), tmp_path, patience=patient())

    assert arrival.path.read_bytes() == BODY
    half = len(BODY) // 2
    assert server.ranges() == [None, f"bytes={half}-", f"bytes={half + (len(BODY) - half) // 2}-"]


def test_broken_transfer_goes_on_in_a_later_run(server, tmp_path: Path) -> None:
    """A part left behind by one command is continued by the next."""
    server.manners = ["cut"]
    with pytest.raises(SourceUnreachableError, match="broke off"):
        download(part(server), tmp_path, patience=patient(attempts=1))

    arrival = download(part(server), tmp_path, patience=patient(attempts=1))

    assert arrival.path.read_bytes() == BODY
    assert server.ranges()[1] == f"bytes={len(BODY) // 2}-"


def test_changed_file_is_fetched_anew_not_glued(server, tmp_path: Path) -> None:
    """If the file changed between two attempts the halves are not put together."""
    server.manners = ["cut"]
    with pytest.raises(SourceUnreachableError):
        download(part(server), tmp_path, patience=patient(attempts=1))
    wanted = part(server)
    server.files["/table.csv"], server.stamp = BODY.replace(b"e-visa", b"visa free"), '"two"'

    arrival = download(wanted, tmp_path, patience=patient())

    assert arrival.path.read_bytes() == BODY.replace(b"e-visa", b"visa free")


@pytest.mark.parametrize("manner", ["429", "503"])
def test_busy_server_is_asked_again_after_the_time_it_names(
    server, tmp_path: Path, manner: str
) -> None:
    """A 429 or 503 is retried after Retry-After, and the file still comes."""
    waits: list[float] = []
    server.manners = [manner]

    arrival = download(part(server), tmp_path, patience=patient(sleep=waits.append))

    assert arrival.path.read_bytes() == BODY
    assert waits == [7.0]


def test_waits_grow_when_the_server_names_none(server, tmp_path: Path) -> None:
    """Without Retry-After each wait is twice the one before."""
    waits: list[float] = []
    server.manners = ["cut"] * 3

    download(part(server), tmp_path, patience=patient(sleep=waits.append))

    assert waits == [1.0, 2.0, 4.0]


def test_silence_ends_in_a_clear_error(server, tmp_path: Path) -> None:
    """A server that does not answer in time gives up after the attempts allowed."""
    server.manners = ["stall"] * 2

    with pytest.raises(SourceUnreachableError, match="no answer in time") as caught:
        download(part(server), tmp_path, patience=patient(attempts=2, timeout_s=0.05))
    assert "goes on where it stopped" in caught.value.mend


def test_refused_request_is_not_repeated(server, tmp_path: Path) -> None:
    """A 404 is final: one request, and the mend names another way."""
    server.manners = ["404"]

    with pytest.raises(SourceUnreachableError, match="404") as caught:
        download(part(server), tmp_path, patience=patient())
    assert len(server.asked) == 1
    assert "comity sources add" in caught.value.mend


@pytest.mark.parametrize(
    ("manner", "said"), [("portal", "captive portal"), ("empty", "an empty file")]
)
def test_what_is_no_data_is_refused(server, tmp_path: Path, manner: str, said: str) -> None:
    """A login page or an empty file is told for what it is, and nothing of it stays."""
    server.manners = [manner]

    with pytest.raises(SourceFormatError, match=said):
        download(part(server), tmp_path, patience=patient())
    assert not (tmp_path / "table.csv").exists()
    assert not (tmp_path / "table.csv.part").exists()


def test_other_form_is_refused(server, tmp_path: Path) -> None:
    """Text where an archive was expected is no archive."""
    with pytest.raises(SourceFormatError, match="not zip"):
        download(part(server, form="zip"), tmp_path, patience=patient())


def test_pinned_checksum_is_held_to(server, tmp_path: Path) -> None:
    """A file that is not the pinned edition is refused and not kept."""
    with pytest.raises(SourceChecksumError, match="checksum differs"):
        download(part(server, sha256="0" * 64), tmp_path, patience=patient())
    assert not (tmp_path / "table.csv").exists()
    assert not (tmp_path / "table.csv.part").exists()


def test_address_without_scheme_is_refused(server, tmp_path: Path) -> None:
    """Only http addresses are followed."""
    with pytest.raises(SourceUnreachableError, match="no http address"):
        download(part(server, address="file:///etc/hosts"), tmp_path, patience=patient())


def test_unreachable_host_says_so(tmp_path: Path) -> None:
    """A closed port is an error that names the host."""
    gone = Part(name="t.csv", address="http://127.0.0.1:9/t.csv", form="csv")
    with pytest.raises(SourceUnreachableError, match=r"127\.0\.0\.1"):
        download(gone, tmp_path, patience=patient(attempts=2))
