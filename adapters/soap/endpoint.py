"""The SOAP service over HTTP: POST for requests, GET for the contract.

Every refusal is a fault of the version it was asked in; anything unexpected is a fault without a word about
what happened, and the correlation id ties it to the log.
"""

from flask import Blueprint, Response, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from adapters.soap.address import SERVICE_PATH
from adapters.soap.authentication import Peer, authenticate
from adapters.soap.envelope import (
    SoapVersion,
    charset_of_content_type,
    check_transport,
    read_request,
    version_of_content_type,
    write_response,
)
from adapters.soap.faults import fault
from adapters.soap.hostile import Limits, parse_untrusted
from adapters.soap.messages import read_message
from adapters.soap.operations import perform
from adapters.soap.wsdl import wsdl_document, xsd_document
from care_platform.reference.catalogue import CataloguedError, soap
from care_platform.settings import Settings
from care_platform.telemetry import correlation
from care_platform.telemetry.failures import describe
from care_platform.telemetry.logs import get_logger
from care_platform.web.problems import problem
from care_platform.web.requests import platform

_PIECE = 1 << 16
_RETRY_SECONDS = "30"

_log = get_logger(__name__)
blueprint = Blueprint("soap", __name__)


def message_limit(settings: Settings) -> int:
    """The largest message in bytes: the largest part in base64 with line breaks, and its envelope."""
    return settings.max_part_bytes * 7 // 5 + (64 << 10)


@blueprint.get(SERVICE_PATH)
def contract() -> Response:
    """The WSDL for `?wsdl`, a schema for `?xsd=NAME`."""
    address = platform().settings.base_url + SERVICE_PATH
    try:
        if "wsdl" in request.args or "WSDL" in request.args:
            return Response(wsdl_document(address), content_type="text/xml; charset=utf-8")
        return Response(
            xsd_document(request.args.get("xsd", ""), address), content_type="text/xml; charset=utf-8"
        )
    except CataloguedError as error:
        return problem(error.entry, error.details)


@blueprint.post(SERVICE_PATH)
def service() -> Response:
    """Answers one request."""
    version = version_of_content_type(request.headers.get("Content-Type", ""))
    try:
        version, body = _answer()
        return Response(body, content_type=version.content_type)
    except CataloguedError as error:
        return _fault(version, error)
    except (OperationalError, NoFreeConnection) as error:
        _log.warning("soap.database_unavailable", failure=describe(error))
        return _fault(version, CataloguedError(soap.BUSY))
    except Exception as error:
        _log.error("soap.failed", failure=describe(error))
        return _fault(version, CataloguedError(soap.INTERNAL_ERROR))


def _answer() -> tuple[SoapVersion, bytes]:
    running = platform()
    content_type = request.headers.get("Content-Type", "")
    limit = message_limit(running.settings)
    envelope = parse_untrusted(
        _body(limit), limits=Limits(max_bytes=limit), charset=charset_of_content_type(content_type)
    )
    asked = read_request(envelope)
    check_transport(asked, content_type=content_type, soap_action=request.headers.get("SOAPAction"))
    peer = Peer(request.environ.get("REMOTE_ADDR", ""), request.headers.get("Client-Cert"))
    sender = authenticate(envelope, peer, running.settings, running.engine, running.clock())
    answer = perform(running, sender, read_message(asked.payload), asked.payload)
    return asked.version, write_response(asked.version, answer)


def _body(limit: int) -> bytes:
    """The message; one that is too large is read past but not kept, so that its sender hears the fault."""
    stream = request.stream
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size <= limit:
            pieces.append(piece)
        elif size > 2 * limit:
            break
    if size > limit:
        raise CataloguedError(soap.TOO_LARGE, {"limit": limit})
    return b"".join(pieces)


def _fault(version: SoapVersion, error: CataloguedError) -> Response:
    written = fault(version, error, correlation.current() or correlation.accept(None))
    answer = Response(written.body, written.http_status, content_type=version.content_type)
    if error.entry.retry:
        answer.headers["Retry-After"] = _RETRY_SECONDS
    return answer
