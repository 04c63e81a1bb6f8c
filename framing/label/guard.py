"""Who may speak to the page: this machine's own browser, from the page itself, and nobody else.

The server listens on 127.0.0.1 alone. A name that leads there from outside (DNS rebinding) is refused by its Host
header, a form that another site sends by Origin and Sec-Fetch-Site, and by a token that only the page's own forms hold.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping

HOSTS = ("127.0.0.1", "localhost")
"""The names under which the page may be asked for."""
_SAFE = ("GET", "HEAD")
_OWN = "same-origin"
_BYTES = 32

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer carries, beside its content security policy."""


def policy(nonce: str) -> str:
    """The content security policy of an answer: its own style and script, forms to itself, and nothing else."""
    return (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def refusal(method: str, headers: Mapping[str, str]) -> str | None:
    """Why a request is not answered, None where it may be; the names of `headers` are in small letters."""
    host = headers.get("host", "")
    if host.rpartition(":")[0] not in HOSTS and host not in HOSTS:
        return "this page answers to 127.0.0.1 and localhost alone"
    if method in _SAFE:
        return None
    origin = headers.get("origin")
    if origin not in (None, f"http://{host}") or headers.get("sec-fetch-site", _OWN) != _OWN:
        return "this form was sent from another site"
    return None


class Tokens:
    """Binds every form to the browser that it was made for; good for one run of the server."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(_BYTES)

    @staticmethod
    def new_session() -> str:
        """A name for a browser, which it keeps as a cookie."""
        return secrets.token_urlsafe(_BYTES)

    def token(self, session: str) -> str:
        """What the forms of that browser hold."""
        return hmac.new(self._secret, session.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def holds(self, session: str | None, token: str) -> bool:
        """Whether a form was made for the browser that sends it."""
        return session is not None and hmac.compare_digest(self.token(session).encode(), token.encode())
