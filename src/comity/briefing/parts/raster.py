"""A drawn picture as PNG, for files that cannot hold SVG."""

from functools import lru_cache
from importlib.resources import as_file, files

__all__ = ["png_of"]

PIXELS_AN_INCH = 200.0


@lru_cache(maxsize=64)
def png_of(svg: str) -> bytes | None:
    """Return the picture at 200 dpi and 17 cm width, or ``None`` where typst is not installed."""
    try:
        import typst  # noqa: PLC0415 - the extra [pdf]
    except ImportError:
        return None
    package = files("comity.briefing")
    with (
        as_file(package / "renderers" / "templates" / "picture.typ") as template,
        as_file(package / "fonts") as fonts,
    ):
        made = typst.compile(
            str(template), format="png", ppi=PIXELS_AN_INCH, font_paths=[str(fonts)],
            ignore_system_fonts=True, sys_inputs={"svg": svg},
        )  # fmt: skip
    return made if isinstance(made, bytes) else None
