"""Every exception Comity raises on purpose.

    ComityError(problem, *, mend)
    ├─ UsageError           the words of a call or command are off (exit code 2)
    ├─ DocumentError        UnknownFormatError · UnreadableDocumentError
    ├─ VocabularyError      all mistakes of a file at once
    ├─ ReferenceDataError   UnknownPlaceError: a name that no embedded table knows
    ├─ LedgerError          LedgerLockedError · LedgerVersionError · LedgerDamagedError ·
    │                       NotInLedgerError
    ├─ SourceError          SourceNotFetchedError · SourceUnreachableError · SourceFormatError
    │                       SourceChecksumError · SourceCoverageError
    ├─ RenderError          MissingExtraError
    ├─ EngineError          a run over many documents could not go on
    └─ PluginError          two distributions claim one name

Exceptions are for the caller's mistakes and a broken environment. What is merely imperfect in the
world is a result: ``Rejected`` for a document, ``NotExamined`` for a measure.
"""

__all__ = [
    "ComityError",
    "DocumentError",
    "EngineError",
    "LedgerDamagedError",
    "LedgerError",
    "LedgerLockedError",
    "LedgerVersionError",
    "MissingExtraError",
    "NotInLedgerError",
    "PluginError",
    "ReferenceDataError",
    "RenderError",
    "SourceChecksumError",
    "SourceCoverageError",
    "SourceError",
    "SourceFormatError",
    "SourceNotFetchedError",
    "SourceUnreachableError",
    "UnknownFormatError",
    "UnknownPlaceError",
    "UnreadableDocumentError",
    "UsageError",
    "VocabularyError",
]


class ComityError(Exception):
    """A failure with its mend.

    Args:
        problem: One sentence with the offending value.
        mend: One imperative sentence: the very command or edit that helps.
    """

    def __init__(self, problem: str, *, mend: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.mend = mend

    def __str__(self) -> str:
        """Return the problem and its mend in one line."""
        return f"{self.problem} {self.mend}"

    def __reduce__(self) -> tuple[object, ...]:
        """Return what pickling needs, so that a worker's error reaches its caller whole."""
        return (_rebuild, (type(self), self.problem, self.mend))


def _rebuild(kind: type[ComityError], problem: str, mend: str) -> ComityError:
    return kind(problem, mend=mend)


class UsageError(ComityError):
    """The words of a call or a command are off; the command line exits with 2."""


class DocumentError(ComityError):
    """A document cannot be taken in."""


class UnknownFormatError(DocumentError):
    """No reader knows this kind of file."""


class UnreadableDocumentError(DocumentError):
    """The file is of a known kind but its text cannot be had."""


class VocabularyError(ComityError):
    """A vocabulary file is wrong; the problem lists every mistake with file and key."""


class ReferenceDataError(ComityError):
    """An embedded table does not hold what was asked for."""


class UnknownPlaceError(ReferenceDataError, LookupError):
    """A country, city or airport that no embedded table knows."""


class LedgerError(ComityError):
    """The ledger cannot do what was asked."""


class LedgerLockedError(LedgerError):
    """Another program is writing to the ledger."""


class LedgerVersionError(LedgerError):
    """The ledger was written by a newer Comity."""


class LedgerDamagedError(LedgerError):
    """The file is not a ledger, or is one that was damaged."""


class NotInLedgerError(LedgerError, LookupError):
    """The ledger holds nothing under that name."""


class SourceError(ComityError):
    """A data source cannot be used."""


class SourceNotFetchedError(SourceError):
    """The data has not been fetched yet; the mend is the fetch command."""


class SourceUnreachableError(SourceError):
    """The address does not answer, or not with the whole file; what was there stays."""


class SourceFormatError(SourceError):
    """What arrived is not in the form the source is known for."""


class SourceChecksumError(SourceError):
    """What arrived is not what was expected."""


class SourceCoverageError(SourceError):
    """The data does not cover the country, dyad or year asked for."""


class RenderError(ComityError):
    """A brief cannot be written in this form."""


class MissingExtraError(RenderError):
    """An optional library is not installed; the mend is the install command."""


class EngineError(ComityError):
    """A run over many documents could not go on."""


class PluginError(ComityError):
    """Two installed distributions claim one name, or a plugin cannot be loaded."""
