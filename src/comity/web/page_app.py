"""The pages: routes, templates, the ledger behind them, and what went wrong said as a page."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from comity import __version__
from comity.errors import ComityError, NotInLedgerError
from comity.web.keeping import Memory
from comity.web.pages import environment, fragment
from comity.web.routes import ROUTES
from comity.web.sessions import Sessions
from comity.workbench import Settings, Workbench

__all__ = ["create_pages"]


def create_pages(settings: Settings) -> FastAPI:
    """Return the pages of a ledger; every route but the log-in needs a session.

    Its state has ``bench``, ``memory``, ``templates`` and ``sessions`` without any; what belongs to
    one serving process alone (log-ins, uploads) is added by ``comity.web.app.create_app``.
    """
    app = FastAPI(
        title="Comity",
        version=__version__,
        summary="What two countries said they would do, and what became of it.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.sessions = Sessions()
    app.state.bench = Workbench(settings)
    app.state.memory = Memory(lambda: app.state.bench.ledger.state)
    app.state.templates = environment()
    for router in ROUTES:
        app.include_router(router)
    app.add_exception_handler(ComityError, _comity_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _bad_value)
    return app


async def _comity_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ComityError)  # noqa: S101 - registered for this class
    status = 404 if isinstance(error, NotInLedgerError) else 400
    return _failure(request, status, error.problem, error.mend)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    mends = {401: "Open the address that comity serve printed, or log in.", 404: "Go to the start."}
    mend = mends.get(error.status_code, "Go back and try again.")
    answer = _failure(request, error.status_code, str(error.detail), mend)
    answer.headers.update(error.headers or {})
    return answer


async def _bad_value(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
    wrong = {str(one["loc"][-1]): str(one["msg"]) for one in error.errors()}
    problem = "; ".join(f"{name}: {said[:1].lower()}{said[1:]}" for name, said in wrong.items())
    return _failure(
        request, 422, f"A value does not fit: {problem}.", "Mend it in the form or the address."
    )


def _failure(request: Request, status: int, problem: str, mend: str) -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": problem, "mend": mend}, status_code=status)
    return fragment(request, "failure.html", status, problem=problem, mend=mend)
