"""The pages, one module for each, and the table of them."""

from fastapi import APIRouter

from comity.web.routes import (
    brief,
    closeness,
    data,
    door,
    home,
    inbox,
    lists,
    manual,
    measures,
    meetings,
    pairs,
    reader,
    search,
    transport,
)

__all__ = ["ROUTES"]

ROUTES: tuple[APIRouter, ...] = (
    door.router,
    home.router,
    reader.router,
    pairs.router,
    closeness.router,
    transport.router,
    measures.router,
    meetings.router,
    lists.router,
    brief.router,
    data.router,
    inbox.router,
    search.router,
    manual.router,
)
