"""Who listens, what happened, and servers on loopback that really take mail and webhooks."""

import json
import threading
from asyncio import Server
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import Connection, text

from care_platform.accounts.secret_box import secret_box
from care_platform.notices.confirming import ask_no_more
from care_platform.notices.parcel import Channel
from care_platform.notices.subscriptions import NewRecipient, subscribe
from care_platform.platform import Platform
from care_platform.reference.notices import Addressee, NoticeKind
from care_platform.settings import Settings
from care_platform.store.notices import write_notice
from tests.builders.records import HIRAKATA

LOOPBACK = ip_network("127.0.0.0/8")
LEADER = "leader@hirakata.example"


def listens(
    platform: Platform, address: str = LEADER, *, confirmed: bool = True, **changes: Any
) -> tuple[int, str]:
    """枚方市's project leader listens by mail and confirmed it, but for what is said otherwise; number and secret."""
    stated: dict[str, Any] = {
        "organisation_kind": "insurer", "organisation": HIRAKATA, "channel": Channel.MAIL, "address": address,
    } | changes  # fmt: skip
    with platform.engine.begin() as connection:
        number, secret = subscribe(
            connection, NewRecipient(**stated), secret_box(platform.settings), platform.clock()
        )
        if confirmed:
            confirms(connection, number, platform.clock())
    return number, secret or ""


def confirms(connection: Connection, number: int, at: datetime) -> None:
    """The owner of an address confirmed it before any mail was sent."""
    values = {"id": number, "at": at}
    connection.execute(text("update notice_recipient set confirmed_at = :at where id = :id"), values)
    ask_no_more(connection, number)


def gate_passed(platform: Platform, milestone: str = "adapted", insurer: str = HIRAKATA) -> None:
    """A gate was passed, now."""
    with platform.engine.begin() as connection:
        facts = {"milestone": milestone}
        write_notice(connection, NoticeKind.GATE_PASSED, Addressee.INSURER, insurer, platform.clock(), facts)


def mail_settings(platform: Platform, port: int) -> Settings:
    """The platform's settings with a mail server on this machine."""
    return platform.settings.model_copy(
        update={
            "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none",
            "mail_from": "notices@care.example",
        }
    )  # fmt: skip


@dataclass
class Mailbox:
    """A mail server: what it took, and what it answers instead of taking the next ones."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the library names it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refusals:
            return self.refusals.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        return "250 taken"


@contextmanager
def mail_server(**options: Any) -> Iterator[Mailbox]:
    """A mail server on a free port of loopback."""
    box = Mailbox()
    controller = _Controller(box, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        box.port = controller.port
        yield box
    finally:
        controller.stop()


class _Controller(Controller):
    """Learns which free port it was given, since the library tries it to see whether the server started."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@dataclass
class Receiver:
    """A web server that takes webhooks: each body with its headers; `answers` come first, then 204."""

    url: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    @property
    def notices(self) -> list[dict[str, Any]]:
        """Every notice that came, in order."""
        return [notice for _, body in self.got for notice in json.loads(body)["notices"]]


@contextmanager
def web_receiver() -> Iterator[Receiver]:
    """A web server on a free port of loopback."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
