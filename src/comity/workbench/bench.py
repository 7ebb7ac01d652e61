"""The workbench: one ledger and the stages around it.

    document → read → keep → follow → examine → dossier → brief → render

Each method is a line or two over one stage. A stage is imported when it is first needed, so that
``import comity`` stays light.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from comity.errors import SourceError, UnknownPlaceError, UsageError
from comity.model.actors import Party
from comity.model.dates import ReportedDate
from comity.model.dossier import Dossier
from comity.model.facts import Fact, Rejected, Report
from comity.model.findings import Finding, NotExamined, Question
from comity.model.records import MeasureHistory
from comity.model.text import Document, DocumentId, text_id
from comity.workbench.asking import main_parties, published_on, publisher_home, question
from comity.workbench.candidacies import FORUM_SUPPORT, beside_record

if TYPE_CHECKING:
    from comity.examining.closeness.dyad import Partners
    from comity.ledger import Ledger
    from comity.ledger.rescue import Rescued
    from comity.model.brief import Brief, BriefOptions
    from comity.sources import Sources

__all__ = ["Settings", "Workbench", "examine", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user chose for this run.

    ``ledger`` is a path or address; ``None`` takes the one in the user's data folder.
    ``worldview`` is the country whose view of disputed borders is drawn; ``None`` draws them
    all as disputed.
    """

    ledger: str | None = None
    worldview: str | None = None


class Workbench:
    """One ledger and the stages around it; close it, or use it as a context."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    def __enter__(self) -> Self:
        """Return the workbench itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the ledger if it was opened."""
        self.close()

    def close(self) -> None:
        """Close the ledger if it was opened."""
        if "ledger" in self.__dict__:
            self.ledger.close()

    @cached_property
    def ledger(self) -> "Ledger":
        """Return the ledger, opened when it is first used.

        Raises:
            LedgerError: If it is locked, damaged, newer than this program or not a ledger.
        """
        from comity.ledger import Ledger  # noqa: PLC0415 - loads the database

        return Ledger.open(self.settings.ledger)

    @staticmethod
    def rescue(damaged: Path, out: Path) -> "Rescued":
        """Write what can still be read of a damaged ledger as JSON lines to import elsewhere.

        Raises:
            LedgerDamagedError: If nothing of it can be read.
            LedgerError: If the lines cannot be written.
        """
        from comity.ledger.rescue import rescue  # noqa: PLC0415 - needed on a bad day

        return rescue(damaged, out)

    @cached_property
    def sources(self) -> "Sources":
        """Return the user's fetched data."""
        from comity.sources import Sources  # noqa: PLC0415 - loads the connectors

        return Sources()

    def read(self, document: Document) -> Report | Rejected:
        """Return what a document says, or why it could not be read. Nothing is kept."""
        from comity.reading.pipeline import read as read_document  # noqa: PLC0415 - models

        return read_document(document)

    def read_inputs(
        self,
        inputs: Iterable[str],
        *,
        published: str | None = None,
        publisher_country: str | None = None,
    ) -> Iterator[Report | Rejected]:
        """Yield one report or rejection for each document of files, folders, globs or ``-``.

        Args:
            inputs: What the command line was given.
            published: The day of documents that do not name theirs; ``None``: not known.
            publisher_country: The home of documents that do not name theirs, by name or code.

        Raises:
            UsageError: If ``published`` is no date or ``publisher_country`` no country.
        """
        from comity.reading.formats import open_input  # noqa: PLC0415 - loads the formats

        day, home = published_on(published), publisher_home(publisher_country)
        yield from self._read_all(open_input(*inputs), day, home)

    def read_bytes(
        self,
        data: bytes,
        *,
        origin: str,
        published: str | None = None,
        publisher_country: str | None = None,
    ) -> Iterator[Report | Rejected]:
        """Yield one report or rejection for each document in the bytes of a file.

        Args:
            data: The file's content.
            origin: Its name; the ending helps where the content cannot tell the format.
            published: The day of documents that do not name theirs; ``None``: not known.
            publisher_country: The home of documents that do not name theirs, by name or code.

        Raises:
            UsageError: If ``published`` is no date or ``publisher_country`` no country.
        """
        from comity.reading.formats import read_bytes  # noqa: PLC0415 - loads the formats

        day, home = published_on(published), publisher_home(publisher_country)
        yield from self._read_all(read_bytes(data, origin), day, home)

    def _read_all(
        self,
        documents: Iterable[Document | Rejected],
        published: ReportedDate | None,
        publisher_country: str | None,
    ) -> Iterator[Report | Rejected]:
        for document in documents:
            if isinstance(document, Rejected):
                yield document
                continue
            yield self.read(
                replace(
                    document,
                    published=document.published or published,
                    publisher_country=document.publisher_country or publisher_country,
                )
            )

    def facts(self, report: Report) -> tuple[tuple[str, str, Fact], ...]:
        """Return (id, kind of fact, fact) for every fact of a report, as the ledger names them."""
        from comity.ledger.identity import fact_ids  # noqa: PLC0415 - loads the database

        return fact_ids(report)

    def examine(self, asked: Question) -> Finding | NotExamined:
        """Return the numbers for a question, or why there are none and what would mend that."""
        from comity.examining import examine as put_to_numbers  # noqa: PLC0415 - loads numpy

        try:
            found = put_to_numbers(asked, self.sources)
        except (SourceError, UnknownPlaceError) as error:
            return NotExamined(question=asked, reason=error.problem, mend=error.mend)
        return beside_record(found, self.ledger) if asked.kind == FORUM_SUPPORT else found

    def closeness(
        self, one: str, other: str, *, as_of: date | None = None
    ) -> Finding | NotExamined:
        """Return how near two countries are by every measure there is data for."""
        from comity.examining.closeness.dyad import examine_closeness  # noqa: PLC0415 - numpy

        asked = Question(
            kind="closeness",
            parties=(Party(one), Party(other)),
            as_of=as_of.isoformat() if as_of else None,
        )
        return examine_closeness(asked, self.sources)

    def partners(self, country: str, by: str, *, as_of: date | None = None) -> "Partners":
        """Return a country's partners by one measure of closeness, the closest first.

        Raises:
            UsageError: If there is no such measure, or the data does not cover the country.
            SourceNotFetchedError: If the data was not fetched.
        """
        from comity.examining.closeness.dyad import rank_partners  # noqa: PLC0415 - numpy

        return rank_partners(country, by, self.sources, until=as_of.year if as_of else None)

    def dossier(self, one: str, other: str, *, as_of: date, examined: bool = True) -> Dossier:
        """Return all the ledger holds on a dyad, with every measure examined unless told not to.

        An examination takes up to a second; papers without numbers need none.

        Raises:
            LedgerError: If the ledger cannot be read.
        """
        parties = (Party(one), Party(other))
        return self._dossier(
            parties,
            as_of=as_of,
            reports=tuple(self.ledger.reports(parties=parties)),
            measures=self.ledger.follow(parties=parties, as_of=as_of),
            examined=examined,
        )

    def dossier_of(self, documents: Iterable[DocumentId], *, as_of: date) -> Dossier:
        """Return what some kept documents say, with the history of each measure they mention.

        Raises:
            NotInLedgerError: If a document is not in the ledger.
        """
        names = tuple(documents)
        reports = tuple(self.ledger.report(name) for name in names)
        parties = main_parties(reports)
        measures = self.ledger.follow(documents=names, as_of=as_of)
        return self._dossier(parties, as_of=as_of, reports=reports, measures=measures)

    def _dossier(
        self,
        parties: tuple[Party, ...],
        *,
        as_of: date,
        reports: tuple[Report, ...],
        measures: tuple[MeasureHistory, ...],
        examined: bool = True,
    ) -> Dossier:
        put = measures if examined else ()
        names = tuple(report.id for report in reports)
        return Dossier(
            parties=parties,
            as_of=as_of,
            reports=reports,
            meetings=self.ledger.meetings(documents=names),
            measures=measures,
            examinations=tuple(self.examine(self.question_of(one, as_of)) for one in put),
            positions=self.ledger.positions(documents=names),
            documents=self._cited(measures, known=names),
            closeness=self.closeness(*parties, as_of=as_of)
            if examined and len(parties) == 2  # noqa: PLR2004 - a dyad
            else None,
            worldview=self.settings.worldview,
        )

    def _cited(
        self, measures: tuple[MeasureHistory, ...], *, known: tuple[DocumentId, ...]
    ) -> tuple[Document, ...]:
        """Return the documents that measures rest on beside those already known."""
        names = {step.document for one in measures for step in one.statuses} - set(known)
        if not names:
            return ()
        return tuple(report.document for report in self.ledger.reports(documents=sorted(names)))

    def question_of(
        self,
        measure: MeasureHistory,
        as_of: date,
        *,
        inputs: Mapping[str, str] | None = None,
    ) -> Question:
        """Return the question a followed measure raises on a day, with inputs the user set."""
        return Question(
            kind=measure.kind,
            parties=measure.parties,
            endpoints=measure.endpoints,
            inputs=tuple(sorted((inputs or {}).items())),
            as_of=as_of.isoformat(),
            worldview=self.settings.worldview,
        )

    def brief(self, dossier: Dossier, options: "BriefOptions") -> "Brief":
        """Return the text of a brief, before it has any form."""
        from comity.briefing.compose import compose  # noqa: PLC0415 - loads the composer

        return compose(dossier, options)

    def brief_as(self, dossier: Dossier, options: "BriefOptions", form: str) -> bytes:
        """Return a brief in one form, on screen as long as it takes.

        Sides are a matter of paper: unless ``options.pages`` says otherwise, only the forms of
        ``comity.briefing.renderers.PAPER`` keep to the template's length.

        Raises:
            UsageError: If there is no such form, or the dossier is of one country with itself.
            MissingExtraError: If its library is not installed.
        """
        from comity.briefing.renderers import PAPER  # noqa: PLC0415 - loads the renderers

        if options.pages is None and form not in PAPER:
            options = replace(options, pages=0)
        return self.render(self.brief(dossier, options), form)

    def earlier_brief(self, text: str) -> "Brief":
        """Return the brief that a ``brief.json`` of an earlier run holds.

        Raises:
            UsageError: If the text is no such brief.
        """
        from comity.briefing.renderers.json import read_brief  # noqa: PLC0415 - for this alone

        return read_brief(text)

    def render(self, brief: "Brief", form: str) -> bytes:
        """Return a brief in one of the forms of ``comity.briefing.renderers.RENDERERS``.

        Raises:
            UsageError: If there is no such form.
            MissingExtraError: If its library is not installed.
        """
        from comity.briefing.renderers import RENDERERS  # noqa: PLC0415 - loads the renderers

        if form not in RENDERERS:
            known = ", ".join(sorted(RENDERERS))
            raise UsageError(f"'{form}' is no form of a brief", mend=f"Choose one of: {known}.")
        return RENDERERS[form](brief)


def read(
    text: str,
    *,
    published: str | None = None,
    publisher_country: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
) -> Report | Rejected:
    """Return what one text says, as facts with their exact words. Nothing is kept.

    Args:
        text: The report as published.
        published: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``None``: not known.
        publisher_country: Name or code of the publisher's home country, whose
            "the President" a report means; ``None``: not known.
        publisher: Its name.
        title: The headline.

    Raises:
        UsageError: If ``published`` is no date or ``publisher_country`` no country.

    Example:
        >>> report = read("Baku, 2 May 2024. Pakistan and Azerbaijan signed a visa agreement.")
        >>> [str(measure.status) for measure in report.measures]
        ['signed']
    """
    from comity.reading.text import settle  # noqa: PLC0415 - reading loads its models

    settled = settle(text)
    document = Document(
        id=text_id(settled),
        text=settled,
        title=title,
        publisher=publisher,
        publisher_country=publisher_home(publisher_country),
        published=published_on(published),
    )
    return Workbench().read(document)


def examine(kind: str, *places: str, **inputs: str) -> Finding | NotExamined:
    """Return the numbers for a measure between two places, or why there are none.

    Args:
        kind: A measure kind of the vocabulary, such as ``air-link``.
        places: Cities, airports or countries; two of them for a link.
        inputs: What the user sets instead of the default (``aircraft="A320"``), and ``as_of``
            (ISO day) and ``worldview`` (country code).

    Example:
        >>> finding = examine("air-link", "Islamabad", "Baku")
        >>> [figure.unit for figure in finding.figures][:2]
        ['km', 'h']
    """
    with Workbench() as bench:
        return bench.examine(question(kind, places, inputs))
