"""The page over HTTP, on this machine's own address alone."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any

import uvicorn
from fastapi import Depends, FastAPI, Form, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException as AnyHTTPException

from framing.errors import FramingError, UsageError
from framing.label import guard, page
from framing.label.names import annotator_name
from framing.label.session import Session

LOOPBACK = "127.0.0.1"
_SEE_OTHER, _REFUSED, _NOT_FOUND, _INVALID, _FAILED = 303, 403, 404, 400, 500
_STALE = "this form is from an earlier run of the server, or from another browser; nothing was recorded"
_COOKIE = "framing_label"
_Next = Callable[[Request], Awaitable[Response]]
Key = Annotated[str, Form(alias="item")]


def create_app(session: Session, annotator: str) -> FastAPI:
    """The page of a session; `annotator` is who labels unless the address names somebody else."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    tokens = guard.Tokens()
    _guard(app, tokens)
    _show(app, session, annotator)
    _act(app, session, tokens)
    return app


def listening(port: int) -> socket.socket:
    """A socket on 127.0.0.1 that takes connections from now on; 0 is any free port.

    Raises:
        UsageError: the port is taken or not allowed.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise UsageError(f"--port {port}: {error.strerror}; leave out --port for a free one") from error
    return listener


def address(listener: socket.socket) -> str:
    """Where the page is."""
    host, port = listener.getsockname()
    return f"http://{host}:{port}/"


def serve(app: FastAPI, listener: socket.socket) -> None:
    """Answer until Ctrl-C."""
    settings = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,
    )
    uvicorn.Server(settings).run(sockets=[listener])


def _guard(app: FastAPI, tokens: guard.Tokens) -> None:
    """Refuse what others send, and give every answer its headers, its nonce and the browser's cookie."""

    @app.middleware("http")
    async def check(request: Request, call_next: _Next) -> Response:
        request.state.nonce = secrets.token_urlsafe()
        cookie = f"{_COOKIE}_{request.scope['server'][1]}"
        known = request.cookies.get(cookie)
        request.state.session = known or tokens.new_session()
        request.state.token = tokens.token(request.state.session)
        reason = guard.refusal(request.method, request.headers)
        response = _refused(request, reason, _REFUSED) if reason else await call_next(request)
        response.headers.update({**guard.HEADERS, "Content-Security-Policy": guard.policy(request.state.nonce)})
        if known is None and not reason:
            response.set_cookie(cookie, request.state.session, httponly=True, samesite="strict")
        return response

    async def fail(request: Request, error: Exception) -> Response:
        return _refused(request, *_told(error))

    for kind in (FramingError, AnyHTTPException, RequestValidationError):
        app.add_exception_handler(kind, fail)


def _told(error: Exception) -> tuple[str, int]:
    """What the page says of an error, and the status of the answer."""
    if isinstance(error, AnyHTTPException):
        return str(error.detail), error.status_code
    if isinstance(error, RequestValidationError):
        return "the form lacks a field; nothing was recorded", _INVALID
    return str(error), _INVALID if isinstance(error, UsageError) else _FAILED


def _refused(request: Request, message: str, status: int) -> Response:
    return HTMLResponse(page.refused(message, request.state.nonce), status)


def _show(app: FastAPI, session: Session, annotator: str) -> None:
    @app.get("/")
    def begin() -> Response:
        return _go(annotator)

    @app.get("/as")
    def switch(name: str = "") -> Response:
        return _go(annotator_name(name))

    @app.get("/as/{name}/")
    def following(request: Request, name: str) -> Response:
        visitor = _visitor(request, name)
        return HTMLResponse(page.ask(session, visitor, session.ask(visitor.annotator)))

    @app.get("/as/{name}/{key}")
    def decided(request: Request, name: str, key: str) -> Response:
        visitor = _visitor(request, name)
        question = session.ask(visitor.annotator, key)
        if question is None:
            raise HTTPException(_NOT_FOUND, "there is no such sentence in this run")
        return HTMLResponse(page.ask(session, visitor, question))


def _act(app: FastAPI, session: Session, tokens: guard.Tokens) -> None:
    def of_our_own(request: Request, token: Annotated[str, Form()] = "") -> None:
        if not tokens.holds(request.state.session, token):
            raise HTTPException(_REFUSED, _STALE)

    ours: Mapping[str, Any] = {"dependencies": [Depends(of_our_own)]}

    @app.post("/as/{name}/label", **ours)
    def label(name: str, key: Key, given: Annotated[str, Form(alias="label")]) -> Response:
        session.decide(annotator_name(name), key, given)
        return _go(name)

    @app.post("/as/{name}/skip", **ours)
    def skip(name: str, key: Key) -> Response:
        session.decide(annotator_name(name), key, None)
        return _go(name)

    @app.post("/as/{name}/undo", **ours)
    def undo(name: str) -> Response:
        return _go(name, session.undo(annotator_name(name)) or "")


def _visitor(request: Request, name: str) -> page.Visitor:
    return page.Visitor(annotator_name(name), request.state.token, request.state.nonce)


def _go(annotator: str, rest: str = "") -> Response:
    return RedirectResponse(page.address(annotator, rest), _SEE_OTHER)
