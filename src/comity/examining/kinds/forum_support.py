"""Support in a forum: set beside how the two vote, and the tables they both sit at."""

from comity.errors import SourceNotFetchedError
from comity.examining.closeness.dyad import pair_figures
from comity.examining.economies import find_pair
from comity.model.findings import Figure, Finding, NotExamined, Question
from comity.reference.countries import country_name
from comity.sources import Sources

__all__ = ["examine"]

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
            "Candidacies and how anyone voted on them are not in the data: such ballots are "
            "secret, and no open list of candidacies is connected."
        ),
        "Most resolutions are adopted without a vote; the record holds recorded votes only.",
    ]
    for name in BESIDE:
        try:
            figures += pair_figures(name, one, other, held, question.as_of)
        except SourceNotFetchedError as error:
            said = f"{error.problem} {error.mend}"
            caveats += [] if said in caveats else [said]
    return Finding(
        question=question,
        headline=_headline(one, other, figures),
        figures=tuple(figures),
        caveats=tuple(caveats),
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
