"""Copies of one document: exact, or nearly so, as agencies' reports are reprinted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Copy", "find_copies", "sketch"]

_NUMBERS = 128  # of a sketch; the error of a similarity of 0.8 is then 0.035 (one deviation)
_SEED = 20230413
_SHINGLE_WORDS = 5
_MAX_WORDS = 5000  # copies show in less
_NEAR = 0.8  # share of shingles in common from which two texts are copies
_BAND = 4  # numbers that must agree before two sketches are compared; misses 0.8 once in 10^7


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A row of the data set that repeats an earlier one, exactly or nearly."""

    row: int
    original: int
    how: Literal["exact", "near"]
    similarity: float


def sketch(text: str) -> bytes:
    """Return the MinHash of a text's runs of five words, as 128 little-endian 32-bit numbers.

    Raises:
        MissingExtraError: If the archives' extra is not installed.
    """
    try:
        import rensa  # noqa: PLC0415 - the extra [archives]
    except ImportError as error:
        from comity.errors import MissingExtraError  # noqa: PLC0415 - only where it fails

        raise MissingExtraError(
            "Finding copies needs a library that is not installed.",
            mend='Run: pip install "comity[archives]"',
        ) from error
    words = text.lower().split()[:_MAX_WORDS]
    last = max(1, len(words) - _SHINGLE_WORDS + 1)
    minhash = rensa.RMinHash(num_perm=_NUMBERS, seed=_SEED)
    minhash.update([" ".join(words[at : at + _SHINGLE_WORDS]) for at in range(last)])
    return b"".join(number.to_bytes(4, "little") for number in minhash.digest())


def find_copies(rows: Iterable[tuple[str, bytes]]) -> tuple[Copy, ...]:
    """Return the rows that copy an earlier one, each with the first of its kind.

    Args:
        rows: SHA-256 and sketch of each document, in the order in which the first is the original.

    Returns:
        Copies in the order of their rows. A copy of a copy points to the same original.
    """
    import numpy as np  # noqa: PLC0415 - used here alone

    exact: dict[str, int] = {}
    bands: dict[tuple[int, bytes], list[int]] = {}
    sketches: dict[int, Any] = {}
    found: list[Copy] = []
    for row, (sha256, mark) in enumerate(rows):
        if sha256 in exact:
            found.append(Copy(row=row, original=exact[sha256], how="exact", similarity=1.0))
            continue
        numbers = np.frombuffer(mark, dtype="<u4")
        keys = [(at, mark[4 * at : 4 * (at + _BAND)]) for at in range(0, _NUMBERS, _BAND)]
        near = sorted({one for key in keys for one in bands.get(key, ())})
        best = max(
            ((float(np.mean(sketches[one] == numbers)), -one) for one in near), default=(0.0, 0)
        )
        if best[0] >= _NEAR:
            original = -best[1]
            found.append(Copy(row=row, original=original, how="near", similarity=best[0]))
            exact[sha256] = original
            continue
        exact[sha256] = row
        sketches[row] = numbers
        for key in keys:
            bands.setdefault(key, []).append(row)
    return tuple(found)
