"""The way to the mail server: STARTTLS with its certificate checked, sign-in, and what fails on the way."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from adapters.mail.smtp import MailSender
from care_platform.notices.parcel import Channel, Language, Parcel, Recipient, Rhythm, Told
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError
from tests.builders.notices import Mailbox, mail_server, mail_settings

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
LEADER = Recipient(
    id=1, organisation_kind="insurer", organisation="272104", channel=Channel.MAIL, language=Language.JAPANESE,
    address="leader@hirakata.example", rhythm=Rhythm.AT_ONCE,
)  # fmt: skip
PARCEL = Parcel(
    LEADER,
    (Told(id=1, kind="gate_passed", addressee="insurer", subject="272104", facts={"milestone": "adapted"},
          created_at=NOW),),
)  # fmt: skip


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[tuple[Mailbox, ssl.SSLContext]]:
    """A server that wants STARTTLS and a password; and who trusts its certificate."""
    certificate = _make_certificate(tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    trust = ssl.create_default_context(cafile=str(certificate))
    with mail_server(tls_context=tls, require_starttls=True, authenticator=_knows, auth_required=True) as box:
        yield box, trust


def _knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: LoginPassword) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"care", b"right"))


def _sender(platform: Platform, box: Mailbox, trust: ssl.SSLContext | None, password: str) -> MailSender:
    secure = {"smtp_security": "starttls", "smtp_user": "care", "smtp_password": SecretStr(password)}
    return MailSender(mail_settings(platform, box.port).model_copy(update=secure), trust)


def test_mail_goes_over_starttls_with_a_password(
    platform: Platform, guarded: tuple[Mailbox, ssl.SSLContext]
) -> None:
    box, trust = guarded
    _sender(platform, box, trust, "right").deliver(PARCEL, "", NOW)
    assert len(box.mails) == 1


def test_a_wrong_password_and_a_stranger_in_the_middle_send_nothing(
    platform: Platform, guarded: tuple[Mailbox, ssl.SSLContext]
) -> None:
    box, trust = guarded
    for sender in (_sender(platform, box, trust, "wrong"), _sender(platform, box, None, "right")):
        with pytest.raises(CataloguedError, match="mail_unreachable"):
            sender.deliver(PARCEL, "", NOW)
    assert box.mails == []


def test_a_server_without_starttls_is_not_trusted_with_mail(platform: Platform) -> None:
    with mail_server() as box:
        secure = {"smtp_security": "starttls"}
        sender = MailSender(mail_settings(platform, box.port).model_copy(update=secure))
        with pytest.raises(CataloguedError, match="mail_unreachable"):
            sender.deliver(PARCEL, "", NOW)
        assert box.mails == []


def test_without_a_server_the_failure_says_what_to_set(platform: Platform) -> None:
    with pytest.raises(CataloguedError, match="mail_not_set_up"):
        MailSender(platform.settings).deliver(PARCEL, "", NOW)


def test_nobody_at_the_port_may_be_tried_again(platform: Platform) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        sender = MailSender(mail_settings(platform, unused.getsockname()[1]))
        with pytest.raises(CataloguedError) as refusal:
            sender.deliver(PARCEL, "", NOW)
    assert refusal.value.entry.retry


def _make_certificate(folder: Path) -> Path:
    """Key and self-signed certificate of 127.0.0.1 in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "mail.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
