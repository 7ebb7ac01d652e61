"""A brief as one HTML file that opens from disk and asks for nothing: no script, no link out."""

from functools import cache
from typing import TYPE_CHECKING, Any

from comity.briefing.parts.drawing import draw
from comity.model.brief import Block, Brief, Chart, Map, Timeline

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render"]


def render(brief: Brief) -> bytes:
    """Return the brief as UTF-8 HTML with its style and pictures inside."""
    seen: set[int] = set()

    def first_call(number: int) -> bool:
        """Tell whether a note is called for the first time, where its back link leads."""
        if number in seen:
            return False
        seen.add(number)
        return True

    template = _environment().get_template("brief.html.j2")
    text = template.render(
        brief=brief,
        first_call=first_call,
        draw=_drawn,
        css_text=_css_text,
        has_unconfirmed=any(item.unconfirmed for item in brief.sentences()),
    )
    return text.encode("utf-8", "replace")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - 60 ms

    environment = Environment(
        loader=PackageLoader("comity.briefing.renderers"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.tests["block_of"] = _is_block_of
    return environment


def _is_block_of(block: Block, name: str) -> bool:
    return type(block).__name__ == name


def _drawn(block: Chart | Map | Timeline) -> Any:
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    svg = draw(block)
    return Markup(svg) if svg else None  # noqa: S704 - drawn here, foreign text escaped there


def _css_text(text: str) -> Any:
    """Return any text as a CSS string that cannot end early."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    body = "".join(char if char.isalnum() or char == " " else f"\\{ord(char):06x}" for char in text)
    return Markup(f'"{body}"')  # noqa: S704 - every special character is a hex escape
