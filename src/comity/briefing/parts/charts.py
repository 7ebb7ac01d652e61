"""A Vega-Lite specification drawn as SVG without a browser."""

import json
from functools import lru_cache
from importlib.resources import as_file, files

from comity.model.brief import Chart

__all__ = ["draw"]


def draw(block: Chart) -> str | None:
    """Return the chart as SVG text, or ``None`` where vl-convert is not installed."""
    return _drawn(block.spec, block.alt)


@lru_cache(maxsize=64)
def _drawn(spec: str, alt: str) -> str | None:
    try:
        import vl_convert  # noqa: PLC0415 - the extra [charts]
    except ImportError:
        return None
    with as_file(files("comity.briefing") / "fonts") as fonts:
        vl_convert.register_font_directory(str(fonts))
        return str(vl_convert.vegalite_to_svg(json.loads(spec) | {"description": alt}))
