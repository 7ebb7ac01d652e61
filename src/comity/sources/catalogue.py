"""The table of sources, and what is said when one is asked for wrongly or is not here."""

import os
from collections.abc import Mapping
from types import MappingProxyType

from comity.errors import SourceNotFetchedError, UsageError
from comity.sources import (
    air_routes,
    alliances,
    baci,
    comtrade,
    covariates,
    events,
    flows,
    ideal_points,
    investment,
    migrants,
    organisations,
    passport_index,
    unga_votes,
    wdi,
    wikidata,
)
from comity.sources.record import Source

__all__ = ["SOURCES", "absent", "check_key", "choose_options", "get_source"]

SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        one.name: one
        for one in (
            unga_votes.SOURCE,
            ideal_points.SOURCE,
            wdi.SOURCE,
            flows.SOURCE,
            comtrade.SOURCE,
            baci.SOURCE,
            flows.ITPD,
            covariates.CEPII,
            covariates.USITC,
            wikidata.SOURCE,
            alliances.ATOP,
            alliances.COW,
            organisations.SOURCE,
            passport_index.SOURCE,
            migrants.SOURCE,
            investment.SOURCE,
            air_routes.ROUTES,
            air_routes.AIRPORTS,
            events.POLECAT,
            events.GDELT,
        )
    }
)
"""Name -> source. Where two give the same type of table, the first that was fetched is used."""


def get_source(name: str, catalogue: Mapping[str, Source] = SOURCES) -> Source:
    """Return the source of that name.

    Raises:
        UsageError: If there is none.
    """
    if name not in catalogue:
        raise UsageError(
            f"There is no source named {name!r}.",
            mend=f"Take one of: {', '.join(sorted(catalogue))}.",
        )
    return catalogue[name]


KINDS: Mapping[str, str] = MappingProxyType(
    {
        "FlowTable": "No trade between countries",
        "ProductTable": "No trade by product",
        "CovariateTable": "No gravity data (distance, language, agreements)",
        "AllianceTable": "No list of alliances",
        "EventTable": "No coded news events",
    }
)
"""Type of table that several sources give -> how an error begins that none was fetched."""


def absent(kind: type, catalogue: Mapping[str, Source]) -> SourceNotFetchedError:
    """Return the error that says what brings a type of table."""
    givers = [source for source in catalogue.values() if kind in source.tables]
    fetched = sorted(givers, key=lambda one: not (one.parts or one.resolve))
    title = givers[0].title if givers else kind.__name__
    return SourceNotFetchedError(
        f"{KINDS[kind.__name__]} has been fetched."
        if kind.__name__ in KINDS
        else f"{title}: not fetched yet.",
        mend="Run: " + ", or: ".join(_command(one) for one in fetched[:2]),
    )


def _command(source: Source) -> str:
    fetched = source.parts or source.resolve
    verb = f"fetch {source.name}" if fetched else f"add {source.name} FILE"
    return f"comity sources {verb} (licence: {source.licence})"


def choose_options(source: Source, given: Mapping[str, str]) -> Mapping[str, str]:
    """Return a source's options with those the user gave.

    Raises:
        UsageError: If the source has no such option.
    """
    known = dict(source.options)
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise UsageError(
            f"{source.name} has no option {unknown[0]!r}.",
            mend=f"Its options are: {', '.join(known) or 'none'}.",
        )
    return known | dict(given)


def check_key(source: Source) -> None:
    """Check that the user's key is set where a source needs one.

    Raises:
        UsageError: If it is not.
    """
    if source.key and not os.environ.get(source.key):
        raise UsageError(
            f"{source.title} asks for a key of your own.",
            mend=f"Get one at {source.address}, then: export {source.key}=…",
        )
