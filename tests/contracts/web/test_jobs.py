"""Uploads end, whatever happens to them."""

from collections.abc import Iterator

from comity.model.facts import Rejected, Report
from comity.web.jobs import BROKEN, Jobs


def test_an_upload_that_breaks_is_said_to_have_failed() -> None:
    """An error nobody foresaw ends the upload and is told; the next one is read."""

    def read() -> Iterator[Report | Rejected]:
        raise RuntimeError
        yield

    jobs = Jobs()
    first = jobs.submit("one.txt", read, lambda _: None)
    second = jobs.submit("two.txt", lambda: (), lambda _: None)
    jobs._pool.shutdown(wait=True)

    broken, empty = jobs.find(first.id), jobs.find(second.id)
    assert broken is not None
    assert (broken.state, broken.rejected) == ("failed", (BROKEN,))
    assert empty is not None
    assert (empty.state, empty.rejected) == ("failed", ())
