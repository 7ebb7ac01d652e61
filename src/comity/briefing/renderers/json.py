"""A brief as JSON ``comity.brief/1``, and back: the form for machines and for the next addendum."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from comity.errors import UsageError
from comity.model import brief as records
from comity.model.brief import Block, Brief

__all__ = ["BRIEF_SCHEMA", "brief_from_json", "brief_to_json", "read_brief", "render"]

BRIEF_SCHEMA = "comity.brief/1"


def render(brief: Brief) -> bytes:
    """Return the brief as indented UTF-8 JSON, keys in the order of the records."""
    text = json.dumps(brief_to_json(brief), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "surrogatepass")


def brief_to_json(brief: Brief) -> dict[str, Any]:
    """Return the brief as plain JSON values; every block names its ``type``."""
    return {"schema": BRIEF_SCHEMA, **_plain(brief)}


def brief_from_json(row: Mapping[str, Any]) -> Brief:
    """Return the brief a JSON object describes.

    Raises:
        UsageError: If the object is no brief of a version known here.
    """
    if row.get("schema") != BRIEF_SCHEMA:
        raise UsageError(
            f"This is no brief of the form {BRIEF_SCHEMA}: its schema is {row.get('schema')!r}.",
            mend="Give the file an earlier run wrote with: comity brief … --format json",
        )
    built = _built(Brief, row)
    assert isinstance(built, Brief)  # noqa: S101 - for the type checker
    return built


def read_brief(text: str) -> Brief:
    """Return the brief that the text of a JSON file holds.

    Raises:
        UsageError: If it holds no brief of a version known here.
    """
    try:
        return brief_from_json(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            "This file is no brief that can be read back.",
            mend="Give the brief.json that an earlier run wrote with --format json.",
        ) from error


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        row = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, Block):
            return {"type": type(value).__name__.casefold(), **row}
        return row
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


_BLOCKS = types.MappingProxyType({kind.__name__.casefold(): kind for kind in get_args(Block)})


def _built(wanted: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(wanted)
    if origin in {types.UnionType, Union}:
        kinds = get_args(wanted)
        if isinstance(value, Mapping) and "type" in value:
            return _record(_BLOCKS[value["type"]], value)
        return _built(next(kind for kind in kinds if kind is not type(None)), value)
    if origin is tuple:
        inner = get_args(wanted)
        if inner[-1] is Ellipsis:
            return tuple(_built(inner[0], item) for item in value)
        return tuple(_built(kind, item) for kind, item in zip(inner, value, strict=True))
    if origin is Literal:
        return value
    if wanted is date:
        return date.fromisoformat(value)
    return _record(wanted, value) if is_dataclass(wanted) else value


def _record(kind: Any, row: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind, vars(records))
    return kind(
        **{
            field.name: _built(hints[field.name], row[field.name])
            for field in fields(kind)
            if field.name in row
        }
    )
