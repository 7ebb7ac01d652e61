"""Support in a forum: set beside how the two vote, and the tables they both sit at."""

import re

from comity.errors import SourceNotFetchedError
from comity.examining.closeness.dyad import pair_figures
from comity.examining.economies import find_pair
from comity.model.findings import Figure, Finding, NotExamined, Question
from comity.reference.countries import country_name
from comity.sources import Sources
from comity.sources.wikidata import MembershipTable

__all__ = ["examine"]

# Bodies to which states are elected for a term, as Wikidata names them.
ELECTED = re.compile(
    r"Security Council|Human Rights (Council|Commission)|Economic and Social Council|ICAO Council|"
    r"Executive (Board|Council)|Board of Governors|Peacebuilding Commission",
    re.IGNORECASE,
)
BESIDE = ("agreement", "kappa", "strict", "ideal-points", "memberships", "igos")


def examine(question: Question, sources: object | None = None) -> Finding | NotExamined:
    """Return the two countries' record in the General Assembly and the organisations they share."""
    pair = find_pair(question)
    if isinstance(pair, NotExamined):
        return pair
    one, other = pair
    held = sources if isinstance(sources, Sources) else Sources()
    figures: list[Figure] = []
    caveats = [
        (
            "How anyone voted on a candidacy is not in the data: such ballots are secret. "
            "Candidacies are those that documents in the ledger name and seats are those that "
            "Wikidata dates; no open list of candidacies is connected."
        ),
        "Most resolutions are adopted without a vote; the record holds recorded votes only.",
    ]
    for name in BESIDE:
        try:
            figures += pair_figures(name, one, other, held, question.as_of)
        except SourceNotFetchedError as error:
            said = f"{error.problem} {error.mend}"
            caveats += [] if said in caveats else [said]
    try:
        figures += [_seats(held, iso3, question.as_of) for iso3 in pair]
    except SourceNotFetchedError as error:
        caveats.append(f"{error.problem} {error.mend}")
    return Finding(
        question=question,
        headline=_headline(one, other, figures),
        figures=tuple(figures),
        caveats=tuple(caveats),
    )


def _seats(sources: Sources, iso3: str, as_of: str | None) -> Figure:
    """Return the dated seats of a country in councils, boards and the like, the latest first."""
    table, reference = sources.get(MembershipTable), sources.reference(MembershipTable)
    until = as_of or "9999"
    rows = (table.iso3 == iso3) & (table.start != "") & (table.start <= until)
    terms = sorted(
        {
            (str(start), str(end), str(name))
            for start, end, name in zip(
                table.start[rows], table.end[rows], table.organisation[rows], strict=True
            )
            if ELECTED.search(str(name))
        },
        reverse=True,
    )
    listed = "; ".join(f"{name} {start[:4]} to {end[:4] or 'now'}" for start, end, name in terms)
    return Figure(
        label=f"Seats of {country_name(iso3)} in elected councils and boards",
        value=len(terms) or None,
        unit="seats",
        basis="observed",
        sources=(reference,),
        note=listed or "not available: Wikidata dates none here; one it lacks may still exist",
    )


def _headline(one: str, other: str, figures: list[Figure]) -> str:
    known = {figure.label: figure for figure in figures if figure.value is not None}
    names = f"{country_name(one)} and {country_name(other)}"
    agreement = known.get("UN vote agreement")
    shared = known.get("Shared regional and political organisations")
    words = []
    if agreement and agreement.ranks:
        place = agreement.ranks[0]
        words.append(
            f"{names} voted alike in the General Assembly at {agreement.value:.2f} of 1 "
            f"({agreement.year}; rank {place.rank} of {place.among} for {country_name(one)})"
        )
    if shared:
        who = "they" if words else names
        words.append(f"{who} share {shared.value:.0f} organisations: {shared.note}")
    return f"{'; '.join(words)}." if words else f"No record of votes of {names} is here."
