"""What every page tells the browser: load and run nothing from elsewhere, keep nothing, tell nobody.

Scripts are files of our own; nothing inside a page runs, so that text slipped into one is only text.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from werkzeug.wrappers import Response

_YEAR_SECONDS = 31_536_000


def origin_of(address: str) -> str:
    """Scheme, host and port of an address, as a content security policy names them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def protect_page(response: Response, *, https: bool, form_targets: Iterable[str] = ()) -> None:
    """Sets the headers of a page. `form_targets` are origins a form may end up at, beside our own."""
    targets = " ".join(["'self'", *form_targets])
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"form-action {targets}; frame-ancestors 'none'; base-uri 'none'"
    )
    response.headers["Cache-Control"] = "no-store"
    _protect(response, https=https)


def protect_asset(response: Response, *, https: bool) -> None:
    """Sets the headers of a file whose address changes with its content, so that it may be kept a year."""
    response.headers["Cache-Control"] = f"public, max-age={_YEAR_SECONDS}, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    _protect(response, https=https)


def _protect(response: Response, *, https: bool) -> None:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if https:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR_SECONDS}"
