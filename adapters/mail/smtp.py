"""Notices by mail: plain text, over SMTP with STARTTLS or TLS."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from care_platform.notices import confirmation_mail
from care_platform.notices.links import confirmation_link, link
from care_platform.notices.parcel import Parcel, Recipient
from care_platform.notices.words import body, subject_line
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.notices import MAIL_NOT_SET_UP, MAIL_REFUSED, MAIL_UNREACHABLE
from care_platform.settings import Settings

_TIMEOUT_SECONDS = 10.0
_PERMANENT = range(500, 600)


@dataclass(frozen=True, slots=True)
class MailSender:
    """Sends over the server of the settings. `trust` is for a server with a certificate of one's own."""

    settings: Settings
    trust: ssl.SSLContext | None = field(default=None)

    def deliver(self, parcel: Parcel, _secret: str, now: datetime) -> None:
        """Sends one mail.

        Raises `notices.mail_not_set_up`, `notices.mail_unreachable` (may be tried again), or `notices.mail_refused`
        when the server refuses the recipient for good.
        """
        self._send(lambda sender: compose(parcel, sender, self.settings.base_url, now))

    def ask(self, request: confirmation_mail.Request, now: datetime) -> None:
        """Asks an address whether it may be told. Raises as `deliver` does."""
        page = confirmation_link(self.settings.base_url, request)
        self._send(lambda sender: _mail(
            request.recipient, sender, confirmation_mail.subject_line(request), confirmation_mail.body(request, page),
            f"confirmation_{request.id}_{request.attempts}", now,
        ))  # fmt: skip

    def _send(self, made: Callable[[str], EmailMessage]) -> None:
        if self.settings.smtp_host is None or self.settings.mail_from is None:
            raise CataloguedError(MAIL_NOT_SET_UP)
        message = made(self.settings.mail_from)
        try:
            with self._session(self.settings.smtp_host) as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refusal:
            raise _refused(refusal) from None
        except (smtplib.SMTPException, OSError) as error:
            raise CataloguedError(MAIL_UNREACHABLE, {"reason": type(error).__name__}) from None

    @contextmanager
    def _session(self, host: str) -> Iterator[smtplib.SMTP]:
        chosen, trust = self.settings, self.trust or ssl.create_default_context()
        if chosen.smtp_security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, chosen.smtp_port, timeout=_TIMEOUT_SECONDS, context=trust
            )
        else:
            server = smtplib.SMTP(host, chosen.smtp_port, timeout=_TIMEOUT_SECONDS)
        with server:
            if chosen.smtp_security == "starttls":
                server.starttls(context=trust)
            if chosen.smtp_user is not None and chosen.smtp_password is not None:
                server.login(chosen.smtp_user, chosen.smtp_password.get_secret_value())
            yield server


def compose(parcel: Parcel, sender: str, base_url: str, now: datetime) -> EmailMessage:
    """The mail: the same parcel has the same Message-ID, so that a mailbox may drop a repetition."""
    words = body(parcel, lambda told: link(base_url, told))
    return _mail(parcel.recipient, sender, subject_line(parcel), words, parcel.id, now)


def _mail(
    recipient: Recipient, sender: str, subject: str, words: str, number: str, now: datetime
) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, recipient.address
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{number}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words, cte="base64")
    message["Content-Language"] = recipient.language.value  # set_content forgets it when it comes before
    return message


def _refused(refusal: smtplib.SMTPRecipientsRefused) -> CataloguedError:
    """For good or for now: RFC 5321 section 4.2.1, 5yz and 4yz."""
    code = next(iter(refusal.recipients.values()))[0]
    entry = MAIL_REFUSED if code in _PERMANENT else MAIL_UNREACHABLE
    return CataloguedError(entry, {"reason": str(code)})
