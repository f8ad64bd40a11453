"""Notices by webhook: signed JSON, posted to the address that was checked, redirects not followed."""

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from adapters.webhook.addresses import Place, Resolve, place_of, resolve
from adapters.webhook.signing import headers
from care_platform.notices.links import link
from care_platform.notices.parcel import Language, Parcel, Told
from care_platform.notices.words import heading, sentence
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.notices import WEBHOOK_REFUSED, WEBHOOK_UNREACHABLE
from care_platform.settings import Settings

_TIMEOUTS = (5.0, 10.0)
"""Seconds to connect, and seconds without a byte of the answer."""
FORMAT = "care-platform-notices/1"


@dataclass(frozen=True, slots=True)
class WebhookSender:
    """Posts to receivers that the settings allow."""

    settings: Settings
    look_up: Resolve = field(default=resolve)
    trust: ssl.SSLContext | None = field(default=None)

    def deliver(self, parcel: Parcel, secret: str, now: datetime) -> None:
        """Posts one parcel.

        Raises `notices.webhook_forbidden`, `notices.webhook_unreachable` or `notices.webhook_refused`.
        """
        place = place_of(parcel.recipient.address, self.settings.webhook_networks, self.look_up)
        body = content(parcel, self.settings.base_url)
        try:
            status = self._post(place, body, headers(secret, parcel.id, body, now))
        except requests.RequestException as error:
            # Of the library's own words none: they hold the address, and that may hold a token.
            raise CataloguedError(WEBHOOK_UNREACHABLE, {"reason": type(error).__name__}) from None
        if not 200 <= status < 300:
            raise CataloguedError(WEBHOOK_REFUSED, {"status": status})

    def _post(self, place: Place, body: bytes, signed: dict[str, str]) -> int:
        with requests.Session() as session:
            session.trust_env = False  # a proxy of the environment would choose another address
            session.mount(f"{place.url.partition(':')[0]}://", _ToThatAddress(place, self.trust))
            answer = session.post(
                place.url,
                data=body,
                headers={**signed, "Content-Type": "application/json", "User-Agent": "care-platform"},
                timeout=_TIMEOUTS,
                allow_redirects=False,
                stream=True,  # the answer's body is of no interest, however long it is
            )
            answer.close()
            return answer.status_code


def content(parcel: Parcel, base_url: str) -> bytes:
    """The body: one notice or a day's, each with its facts and its words."""
    notices = [_one(told, base_url) for told in parcel.notices]
    return json.dumps({"format": FORMAT, "id": parcel.id, "notices": notices}, ensure_ascii=False).encode()


def _one(told: Told, base_url: str) -> dict[str, Any]:
    return {
        "id": told.id, "kind": told.kind, "addressee": told.addressee, "subject": _shown(told),
        "at": told.created_at.isoformat(), "facts": dict(told.facts), "link": link(base_url, told),
        "title_ja": heading(told, Language.JAPANESE), "title_en": heading(told, Language.ENGLISH),
        "text_ja": sentence(told, Language.JAPANESE), "text_en": sentence(told, Language.ENGLISH),
    }  # fmt: skip


def _shown(told: Told) -> str | None:
    """The insurer's or office's number; an account of a person is named to nobody."""
    return None if told.addressee == "person" else told.subject


class _ToThatAddress(HTTPAdapter):
    """Connects to the address that was checked, so that the name cannot stand for another one a moment later."""

    def __init__(self, place: Place, trust: ssl.SSLContext | None) -> None:
        self._place, self._trust = place, trust
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: bool | str | None,  # noqa: FBT001 - the library names it
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002
        cert: Any = None,
    ) -> Any:
        """The library's connection, but to the address in the place of the name; TLS still asks for the name."""
        where, how = self.build_connection_pool_key_attributes(request, verify or True, cert)
        tls: dict[str, Any] = {}
        if where["scheme"] == "https":
            tls = {"server_hostname": self._place.host, "assert_hostname": self._place.host}
            tls |= {"ssl_context": self._trust} if self._trust is not None else {}
        pinned: dict[str, Any] = {**where, "host": str(self._place.address)}
        return self.poolmanager.connection_from_host(**pinned, pool_kwargs={**how, **tls})

    def add_headers(self, request: requests.PreparedRequest, **_: Any) -> None:
        """The receiver is still asked for by its name."""
        request.headers["Host"] = _host_header(self._place)


def _host_header(place: Place) -> str:
    return place.url.split("/")[2]
