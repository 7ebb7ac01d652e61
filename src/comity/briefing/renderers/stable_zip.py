"""Office files without a clock in them."""

import io
import zipfile

__all__ = ["stable"]

THE_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP archive can name


def stable(data: bytes) -> bytes:
    """Return a ZIP archive with the same members in the same order, all of the same day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, THE_BEGINNING)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, source.read(name), compresslevel=6)
    return out.getvalue()
