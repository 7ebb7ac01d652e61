"""Finds the newest file of a Harvard Dataverse study, with the checksum the Dataverse gives."""

import json
import re
from collections.abc import Callable
from typing import Any

from comity.errors import SourceFormatError
from comity.sources.record import Form, Part, Source

__all__ = ["HOST", "newest"]

HOST = "https://dataverse.harvard.edu"


def newest(source: Source, listing: Callable[[Part], bytes], pattern: str) -> Part:
    """Return the part for the study's file whose name matches and that was published last.

    Args:
        source: Its address ends in the study's DOI.
        listing: Fetches a small file, here the study's description.
        pattern: A regular expression that the file's name must match from its start.

    Raises:
        SourceFormatError: If the study cannot be read, or no file matches.
    """
    doi = source.address.rpartition("doi.org/")[2]
    about = Part(
        name="study.json",
        address=f"{HOST}/api/datasets/:persistentId/?persistentId=doi:{doi}",
        form="json",
    )
    try:
        files = json.loads(listing(about))["data"]["latestVersion"]["files"]
        found = [file for file in files if re.match(pattern, file["label"])]
        chosen = max(found, key=_published)
    except (ValueError, KeyError, TypeError) as error:
        raise SourceFormatError(
            f"The description of {source.title!r} lists no file named like {pattern!r}.",
            mend=f"Save the file from {source.address} and run: comity sources add "
            f"{source.name} FILE",
        ) from error
    return _part(chosen)


def _published(file: dict[str, Any]) -> tuple[str, str]:
    return file["dataFile"].get("creationDate", ""), file["label"]


def _part(file: dict[str, Any]) -> Part:
    data, label = file["dataFile"], file["label"]
    original = data.get("originalFileName") or label
    ending = label.rpartition(".")[2].lower()
    form: Form = "rda" if ending in {"rdata", "rda"} else "zip" if ending == "zip" else "csv"
    md5 = data.get("md5") if not data.get("originalFileFormat") else None
    return Part(
        name=original if form != "csv" else label,
        address=f"{HOST}/api/access/datafile/{data['id']}",
        form=form,
        md5=md5,
    )
