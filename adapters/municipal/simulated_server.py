"""The simulated municipality over real HTTP on this machine, where connections can be delayed and broken."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID

from adapters.municipal.simulated_answers import Signer, SimulatedSystem, signing_times
from adapters.municipal.simulated_faults import FaultName
from adapters.municipal.wsdl import WSDL, XSD
from adapters.soap.envelope import SoapVersion
from adapters.soap.signing import SigningKey

HOST: Final = "127.0.0.1"
PATH: Final = "/soap/export/v1"
_MOST_BYTES: Final = 1 << 20


class SimulatedServer(ThreadingHTTPServer):
    """Serves one system; `delay` is how many seconds the fault `delay` takes."""

    daemon_threads = True

    def __init__(self, port: int, system: SimulatedSystem, delay: float) -> None:
        super().__init__((HOST, port), _Handler)
        self.system = system
        self.delay = delay

    @property
    def url(self) -> str:
        """Where the export service is."""
        return f"http://{HOST}:{self.server_port}{PATH}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: SimulatedServer

    def do_GET(self) -> None:
        """The contract for `?wsdl`, its schema otherwise."""
        document = WSDL if self.path.lower().endswith("?wsdl") else XSD
        self._send(200, "text/xml; charset=utf-8", document.read_bytes())

    def do_POST(self) -> None:
        """One operation, with whatever goes wrong this time."""
        body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), _MOST_BYTES))
        faults = self.server.system.faults
        if faults.strikes(FaultName.DELAY):
            time.sleep(self.server.delay)
        if faults.strikes(FaultName.DROP):
            self.close_connection = True
            return
        status, answer = self.server.system.answer(body)
        is_page = b"FetchPageResponse" in answer
        half = is_page and faults.strikes(FaultName.HALF_PAGE)
        self._send(status, SoapVersion.V12.content_type, answer, half=half)

    def _send(self, status: int, content_type: str, body: bytes, *, half: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if half else body)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """The base class would print every request; `told` says what matters."""


@contextmanager
def running(system: SimulatedSystem, port: int = 0, delay: float = 5.0) -> Iterator[SimulatedServer]:
    """The server while the block lasts."""
    server = SimulatedServer(port, system, delay)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def make_signer(key: SigningKey, insurer_number: str, now: datetime) -> Signer:
    """Self-signed certificates of a key for trials: one in use, one expired."""
    current, expired = (_certificate(key, insurer_number, first, last) for first, last in signing_times(now))
    return Signer(key, current, expired)


def _certificate(key: SigningKey, insurer_number: str, first: datetime, last: datetime) -> x509.Certificate:
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, f"simulated system of insurer {insurer_number}")]
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .sign(key, hashes.SHA256())
    )
