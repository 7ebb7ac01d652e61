"""Archives through the workbench: read into a data set, and load that into the ledger."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from comity.workbench.bench import Workbench

if TYPE_CHECKING:
    from comity.archives.run import ArchiveOptions, Totals
    from comity.model.records import Kept

__all__ = ["archive_options", "load_data_set", "read_archives"]


def archive_options(**options: object) -> "ArchiveOptions":
    """Return how to read archives, for callers that do not load their machinery."""
    from comity.archives.run import ArchiveOptions  # noqa: PLC0415 - loads the formats

    return ArchiveOptions(**options)  # type: ignore[arg-type]


def read_archives(
    inputs: Iterable[str],
    out: Path,
    options: "ArchiveOptions",
    told: Callable[["Totals"], None] = lambda _: None,
) -> "Totals":
    """Read archives into a data set of reports in a folder, and return the counts.

    Raises:
        UsageError: If the folder holds another run, or one and ``resume`` is not asked for.
        EngineError: If the folder cannot be written or the cluster not be reached.
        MissingExtraError: If a library that is needed is not installed.
    """
    from comity.archives.run import read_archives as run  # noqa: PLC0415 - loads the formats

    return run(inputs, out, options, told)


def load_data_set(bench: Workbench, folder: Path) -> "Kept":
    """Keep the reports of a data set in the ledger, each copied report once.

    Raises:
        EngineError: If the folder holds no data set, or it is damaged.
        LedgerError: If the ledger cannot be written.
    """
    from comity.archives.dataset import iterate_reports  # noqa: PLC0415 - loads pyarrow

    return bench.ledger.keep_many(iterate_reports(folder))
