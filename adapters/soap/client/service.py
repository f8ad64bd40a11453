"""The municipal service as a client sees it: zeep, a signature on every request, and patience.

A request that fails for a reason that may pass is sent again with the same request id, so that it is done
once however often it is sent.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import zeep
from cryptography import x509
from lxml import etree
from zeep.exceptions import Fault, TransportError, XMLSyntaxError

from adapters.soap import wsdl
from adapters.soap.client.errors import CannotConnectError, RefusedError
from adapters.soap.messages.fault import PlatformFault
from adapters.soap.namespaces import MUNICIPAL, qualified
from adapters.soap.signing import SignedRequests, SigningKey

_WSDL = Path(wsdl.__file__).parent / "municipal_v1.wsdl"
_BINDING = qualified(MUNICIPAL, "MunicipalUploadSoap12")
_PASSING = frozenset({429, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one request is tried again, and the pauses between: doubled from `first`, at most `longest`.

    All in seconds.
    """

    total: float = 120.0
    first: float = 0.5
    longest: float = 15.0
    timeout: float = 120.0
    sleep: Callable[[float], None] = field(default=time.sleep)


class MunicipalService:
    """The operations of the WSDL by name; answers are zeep's objects."""

    def __init__(
        self, url: str, key: SigningKey, certificate: x509.Certificate, patience: Patience | None = None
    ) -> None:
        """The contract comes with this package, so nothing is fetched; `url` is where requests go."""
        if urlsplit(url).scheme not in {"http", "https"}:
            raise CannotConnectError("the address must begin with http:// or https://")
        self._patience = patience or Patience()
        self._session = requests.Session()
        transport = zeep.Transport(  # type: ignore[no-untyped-call]
            session=self._session, operation_timeout=self._patience.timeout
        )
        client = zeep.Client(  # type: ignore[no-untyped-call]
            str(_WSDL), wsse=SignedRequests(key, certificate), transport=transport
        )
        self._service = client.create_service(_BINDING, url)  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """Closes the connections."""
        self._session.close()

    def call(self, operation: str, **arguments: Any) -> Any:
        """The answer to one operation.

        Raises RefusedError for a fault that stays, CannotConnectError when patience ends.
        """
        waited, pause = 0.0, self._patience.first
        while True:
            try:
                return self._once(operation, arguments)
            except _MayPassError as trouble:
                if waited >= self._patience.total:
                    raise trouble.final from None
            self._patience.sleep(pause)
            waited, pause = waited + pause, min(2 * pause, self._patience.longest)

    def _once(self, operation: str, arguments: dict[str, Any]) -> Any:
        try:
            return getattr(self._service, operation)(**arguments)
        except Fault as fault:
            raise _judged(fault) from None
        except TransportError as error:
            unreachable = CannotConnectError(f"the address answered with HTTP status {error.status_code}")
            raise (_MayPassError(unreachable) if error.status_code in _PASSING else unreachable) from None
        except XMLSyntaxError:
            raise CannotConnectError("what answers at the address is not the SOAP service") from None
        except requests.exceptions.SSLError:
            raise CannotConnectError("the server's certificate is not trusted") from None
        except (requests.exceptions.ConnectionError, requests.exceptions.Timeout) as error:
            raise _MayPassError(CannotConnectError(f"no connection ({type(error).__name__})")) from None


class _MayPassError(Exception):
    """Trouble that may pass; `final` is what to say when it does not."""

    def __init__(self, final: Exception) -> None:
        self.final = final
        super().__init__()


def _judged(fault: Any) -> Exception:
    told = _platform_fault(fault)
    if told is None:
        return CannotConnectError("what answers at the address is another SOAP service")
    refused = RefusedError(told)
    return _MayPassError(refused) if told.retry else refused


def _platform_fault(fault: Any) -> PlatformFault | None:
    # Zeep puts the raw bytes here when an answer that is no SOAP came with an error status.
    detail = fault.detail if isinstance(fault.detail, etree._Element) else None
    found = None if detail is None else detail.find(f".//{qualified(MUNICIPAL, 'PlatformFault')}")
    return None if found is None else PlatformFault.from_element(found)
