"""What the sections of a brief are written from: the dossier, the options, the notes so far."""

from dataclasses import dataclass, field
from datetime import date

from comity.briefing.words import cite, country_name, show_date, the_country
from comity.model.brief import BriefOptions, Note
from comity.model.dates import ReportedDate
from comity.model.dossier import Dossier
from comity.model.findings import Figure
from comity.model.provenance import SourceRef
from comity.model.text import Document, DocumentId, Evidence

__all__ = ["Material", "Notes", "machine_found"]


def machine_found(found_by: str) -> bool:
    """Tell whether a fact rests on a rule or a model alone, no person having confirmed it."""
    return found_by.startswith(("rule:", "model:"))


@dataclass(slots=True)
class Notes:
    """The footnotes of a brief, numbered as they are called for; equal notes are one."""

    documents: dict[DocumentId, Document]
    datelines: dict[DocumentId, ReportedDate] = field(default_factory=dict)
    taken: list[Note] = field(default_factory=list)
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)

    def quote(self, evidence: Evidence) -> int:
        """Return the number of the note that quotes these words."""
        document = self.documents.get(evidence.document)
        text = (
            cite(document, self.datelines.get(document.id))
            if document
            else f"document {evidence.document}"
        )
        address = document.origin if document and _is_web(document.origin) else None
        language = document.language if document else None
        note = Note(
            number=0,
            kind="quote",
            text=text,
            quote=evidence.quote,
            language=language,
            evidence=evidence,
            address=address,
        )
        return self._number(("quote", evidence), note)

    def source(self, source: SourceRef) -> int:
        """Return the number of the note that names this data source."""
        parts = [source.name]
        parts += [source.vintage] if source.vintage and source.vintage not in source.name else []
        parts += [f"licence: {source.licence}"] if source.licence else []
        parts += [f"row {source.row}"] if source.row else []
        address = source.address if _is_web(source.address) else None
        note = Note(number=0, kind="source", text=", ".join(parts), address=address)
        return self._number(("source", source), note)

    def plain(self, text: str, *, method: bool = False) -> int:
        """Return the number of a note on the ledger, or on a method of Comity's own."""
        kind = "method" if method else "ledger"
        return self._number((kind, text), Note(number=0, kind=kind, text=text))  # type: ignore[arg-type]

    def figure(self, figure: Figure) -> tuple[int, ...]:
        """Return the notes of a figure: its sources, or the statement that it is assumed."""
        if figure.sources:
            return tuple(dict.fromkeys(self.source(source) for source in figure.sources))
        text = {
            "observed": "Observed; the examination names no source.",
            "modelled": "Comity’s own estimate; its assumptions stand with the examination.",
            "assumed": "An assumption of the examination, not a measurement.",
        }[figure.basis]
        return (self.plain(text, method=True),)

    def _number(self, key: tuple[object, ...], note: Note) -> int:
        if key not in self._numbers:
            number = len(self.taken) + 1
            self._numbers[key] = number
            self.taken.append(
                Note(
                    number=number,
                    kind=note.kind,
                    text=note.text,
                    quote=note.quote,
                    language=note.language,
                    evidence=note.evidence,
                    address=note.address,
                )
            )
        return self._numbers[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All a section may use.

    ``paper`` tells that length counts: sections say what they can in a sentence, not a table.
    """

    dossier: Dossier
    options: BriefOptions
    notes: Notes
    closed: frozenset[DocumentId]
    paper: bool = False

    @property
    def as_of(self) -> date:
        """Return the day the brief speaks of."""
        return self.options.as_of or self.dossier.as_of

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the parties in the brief's order."""
        return tuple(country_name(party) for party in self.dossier.parties)

    @property
    def names_in_text(self) -> tuple[str, ...]:
        """Return the names of the parties as they stand within a sentence."""
        return tuple(the_country(party) for party in self.dossier.parties)

    def ledger_note(self) -> int:
        """Return the number of the note that says what the ledger holds."""
        count = len(self.dossier.reports)
        day = show_date(ReportedDate.day(self.as_of))
        held = "no report" if not count else "1 report" if count == 1 else f"{count:,} reports"
        return self.notes.plain(
            f"Counted from the ledger on {day}; it holds {held} on this subject."
        )


def _is_web(address: str | None) -> bool:
    return bool(address) and str(address).startswith(("https://", "http://"))
