"""The one place that looks at entry points: rows that installed distributions add to the tables.

A distribution adds a row by declaring an entry point in one of ``GROUPS``. Built-in rows never go
through here, and a name that two distributions claim is an error, never a silent choice.
"""

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any

from comity.errors import PluginError

__all__ = ["GROUPS", "extend"]

GROUPS = (
    "comity.formats",
    "comity.examiners",
    "comity.sources",
    "comity.renderers",
    "comity.stores",
    "comity.engines",
)


def extend(group: str, built_in: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the built-in rows of a table with those that installed distributions add.

    Args:
        group: One of ``GROUPS``.
        built_in: Name -> row, as the table has it.

    Raises:
        PluginError: If a name is taken twice, or a distribution's row cannot be loaded.
    """
    rows = dict(built_in)
    owners = dict.fromkeys(built_in, "comity")
    for entry in sorted(entry_points(group=group), key=lambda entry: entry.name):
        owner = entry.dist.name if entry.dist else "an unnamed distribution"
        if entry.name in rows:
            raise PluginError(
                f"'{entry.name}' of {group} is claimed by both {owners[entry.name]} and {owner}",
                mend=f"Uninstall one of the two: pip uninstall {owner}",
            )
        rows[entry.name] = _load(entry, owner)
        owners[entry.name] = owner
    return MappingProxyType(rows)


def _load(entry: EntryPoint, owner: str) -> Any:
    try:
        return entry.load()
    except (ImportError, AttributeError) as error:
        raise PluginError(
            f"'{entry.name}' of {owner} cannot be loaded: {error}",
            mend=f"Reinstall or remove it: pip uninstall {owner}",
        ) from error
