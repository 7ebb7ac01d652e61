"""Roll-call votes of the United Nations General Assembly (Voeten, Strezhnev and Bailey)."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from comity.reference.state_codes import iso3_by_cow, iso3_by_iso2
from comity.sources.columns import Column, read_csv, translate, want
from comity.sources.dataverse import newest
from comity.sources.rda import Frame, read_frames
from comity.sources.record import Part, Source, Table

__all__ = ["SOURCE", "VoteTable"]

YES, ABSTAIN, NO = 1, 2, 3
WORDS = {"yes": YES, "abstain": ABSTAIN, "no": NO}
# Names in the package unvotes of states that its two-letter code column leaves empty.
FORMER = {"Federal Republic of Germany": "DEU", "Yemen Arab Republic": "YEM", "Zanzibar": "ZAN"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VoteTable:
    """One row a vote cast. ``vote`` is 1 yes, 2 abstain, 3 no; absence has no row.

    Session s began in the year 1945 + s; some of its votes fall in the year after.
    """

    roll_call: npt.NDArray[np.int64]
    session: npt.NDArray[np.int64]
    iso3: npt.NDArray[np.str_]
    vote: npt.NDArray[np.int8]


def read(files: tuple[Path, ...]) -> tuple[Table, ...]:
    """Return the votes of a Dataverse table (CSV, tab), or of the R package's two files."""
    frames: dict[str, Frame] = {}
    for file in files:
        if file.suffix.lower() in {".rda", ".rdata"}:
            frames |= read_frames(file)
    if "un_votes" in frames:
        return (_from_package(frames),)
    if frames:
        return (_from_dataverse(next(iter(frames.values()))),)
    return (_from_dataverse(_columns(files[0])),)


def _columns(file: Path) -> dict[str, Column]:
    with file.open(encoding="latin-1") as opened:
        first = opened.readline()
    delimiter = "\t" if "\t" in first else ","
    held = next(csv.reader([first.strip()], delimiter=delimiter))
    names = [name for name in ("rcid", "ccode", "vote", "session") if name in held]
    want(dict.fromkeys(names), "rcid", "ccode", "vote", "session")  # type: ignore[arg-type]
    return read_csv(file, names, delimiter=delimiter, encoding="latin-1")


def _from_dataverse(columns: Mapping[str, Column]) -> VoteTable:
    want(columns, "rcid", "ccode", "vote", "session")
    cast = np.isin(columns["vote"], (YES, ABSTAIN, NO))
    iso3 = translate(columns["ccode"][cast], iso3_by_cow())
    return _table(columns["rcid"][cast], columns["session"][cast], iso3, columns["vote"][cast])


def _from_package(frames: Mapping[str, Mapping[str, Column]]) -> VoteTable:
    if "un_roll_calls" not in frames:
        raise KeyError("un_roll_calls.rda is needed beside un_votes.rda: it has the sessions")
    votes, calls = frames["un_votes"], frames["un_roll_calls"]
    sessions = dict(zip(calls["rcid"].tolist(), calls["session"].tolist(), strict=True))
    unique, places = np.unique(votes["rcid"], return_inverse=True)
    session = np.array([sessions[call] for call in unique.tolist()])[places]
    by_code = translate(votes["country_code"], iso3_by_iso2())
    iso3 = np.where(by_code == "", translate(votes["country"], FORMER), by_code)
    words, places = np.unique(votes["vote"], return_inverse=True)
    vote = np.array([WORDS[str(word)] for word in words])[places]
    return _table(votes["rcid"], session, iso3, vote)


def _table(call: Column, session: Column, iso3: Column, vote: Column) -> VoteTable:
    known = iso3 != ""
    return VoteTable(
        roll_call=call[known].astype(np.int64),
        session=session[known].astype(np.int64),
        iso3=iso3[known].astype("U3"),
        vote=vote[known].astype(np.int8),
    )


def resolve(
    source: Source, listing: Callable[[Part], bytes], _options: Mapping[str, str]
) -> tuple[Part, ...]:
    """Return the newest votes file of the Dataverse study."""
    return (newest(source, listing, r"UNVotes.*\.(csv|tab|RData)$"),)


SOURCE = Source(
    name="unga-votes",
    title="United Nations General Assembly Voting Data (Voeten, Strezhnev, Bailey)",
    licence="CC0 1.0 (cite)",
    address="https://doi.org/10.7910/DVN/LEJUQZ",
    vintage="newest edition of the study",
    coverage="all member states, sessions 1 (1946) onwards; recorded votes only",
    size_mb=120.0,
    citation="Voeten, E., Strezhnev, A. and Bailey, M. (2009), United Nations General Assembly "
    "Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ",
    tables=(VoteTable,),
    read=read,
    resolve=resolve,
    accepts="Give the study's UNVotes file (.csv, .tab or .RData), or both un_votes.rda and "
    "un_roll_calls.rda of the R package unvotes.",
    note="Resolutions adopted without a vote (most of them) are not in it.",
)
