"""The stylesheet and the few small scripts, under addresses that change with their content."""

import hashlib
from functools import cache
from importlib import resources

from flask import Blueprint, Response, url_for

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.api import NO_SUCH_ADDRESS
from care_platform.web.security_headers import protect_asset
from care_platform.web.sessions import is_https

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
ASSETS = ("screens.css", "charts.css", "session.js", "forms.js", "progress.js")

blueprint = Blueprint("screens", __name__, url_prefix="/screens", template_folder="templates")


@blueprint.get("/<name>")
def asset(name: str) -> Response:
    """One of the files named in `ASSETS`."""
    if name not in ASSETS:
        raise CataloguedError(NO_SUCH_ADDRESS)
    response = Response(asset_content(name)[0], content_type=_TYPES[name.rpartition(".")[2]])
    protect_asset(response, https=is_https())
    return response


@cache
def asset_content(name: str) -> tuple[bytes, str]:
    """A file and the name of this version of it."""
    content = resources.files("care_platform.screens").joinpath("static", name).read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:16]


def asset_address(name: str) -> str:
    """Where a page finds the file."""
    return url_for("screens.asset", name=name, v=asset_content(name)[1])
