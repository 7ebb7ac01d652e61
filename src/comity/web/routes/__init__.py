"""The pages, one module for each, and the table of them."""

from fastapi import APIRouter

from comity.web.routes import door, home, lists, measures, pairs, reader

__all__ = ["ROUTES"]

ROUTES: tuple[APIRouter, ...] = (
    door.router,
    home.router,
    reader.router,
    pairs.router,
    measures.router,
    lists.router,
)
