"""Parts of a page that no reader sees are taken out; its words and linked data stay."""

import pytest

from comity.reading.formats.markup import is_deep, without_silent


@pytest.mark.parametrize(
    ("page", "left"),
    [
        (b"<p>a</p><script>if (a<b) {}</script ><p>b</p>", b"<p>a</p><p>b</p>"),
        (b"<style>p{}</style>a<svg><path/></svg>b<!-- c -->d", b"abd"),
        (
            b"<script type='application/ld+json'>{}</script>a",
            b"<script type='application/ld+json'>{}</script>a",
        ),
        (b"a<script>b", b"a<script>b"),
        (b"a<!-- b", b"a<!-- b"),
        (b"<script>a</script", b""),
        (b"", b""),
    ],
)
def test_what_is_taken_out(page: bytes, left: bytes) -> None:
    """Closed scripts, styles, drawings and remarks must go; what is open and linked data stay."""
    assert without_silent(page) == left


def test_depth_is_told_only_of_open_blocks() -> None:
    """Blocks one in another must count as deep, as many side by side must not."""
    assert is_deep(b"<DIV class=x>" * 6_000)
    assert not is_deep(b"<div></div>" * 6_000)
    assert not is_deep(b"<div>" * 900 + b"<br>" * 9_000)
