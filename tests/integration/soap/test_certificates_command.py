"""The operator says whose signature may write which insurer's records."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.client.credentials import make_trial_credentials, read_certificate_file
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError, soap_sender
from care_platform.store.senders import insurer_of
from commands.certificates import certificates
from commands.context import Wiring
from tests.builders.records import HIRAKATA


@pytest.fixture
def certificate_file(platform: Platform, tmp_path: Path) -> Path:
    """A certificate that nobody registered yet."""
    path = tmp_path / "certificate.pem"
    path.write_bytes(make_trial_credentials(HIRAKATA, platform.clock(), 30)[1])
    return path


def run(platform: Platform, *arguments: str) -> Result:
    wiring = Wiring(lambda _: platform, lambda _: "")
    return CliRunner().invoke(certificates, list(arguments), obj=wiring)


def fingerprint(path: Path) -> str:
    return fingerprint_sha256(read_certificate_file(path))


def test_a_registered_certificate_may_write_its_insurer_s_records(
    platform: Platform, certificate_file: Path
) -> None:
    told = run(platform, "register", "--insurer", HIRAKATA, str(certificate_file))
    assert told.exit_code == 0, told.output
    with platform.engine.connect() as connection:
        assert insurer_of(connection, fingerprint(certificate_file)) == HIRAKATA
    assert fingerprint(certificate_file) in run(platform, "list").output
    assert fingerprint(certificate_file) not in run(platform, "list", "--insurer", "131011").output


def test_a_certificate_belongs_to_one_insurer(platform: Platform, certificate_file: Path) -> None:
    run(platform, "register", "--insurer", HIRAKATA, str(certificate_file))
    again = run(platform, "register", "--insurer", "131011", str(certificate_file))
    assert (again.exit_code, "registered already" in again.output) == (1, True)
    with platform.engine.connect() as connection:
        assert insurer_of(connection, fingerprint(certificate_file)) == HIRAKATA


@pytest.mark.parametrize("written", [str.lower, str.upper])
def test_a_revoked_certificate_stays_revoked(
    platform: Platform, certificate_file: Path, written: type[str]
) -> None:
    run(platform, "register", "--insurer", HIRAKATA, str(certificate_file))
    assert run(platform, "revoke", written(fingerprint(certificate_file))).exit_code == 0
    assert run(platform, "revoke", fingerprint(certificate_file)).exit_code == 1
    assert run(platform, "register", "--insurer", HIRAKATA, str(certificate_file)).exit_code == 1
    with platform.engine.connect() as connection, pytest.raises(CataloguedError) as caught:
        insurer_of(connection, fingerprint(certificate_file))
    assert caught.value.entry is soap_sender.CERTIFICATE_REVOKED


def test_what_is_no_certificate_is_said_in_one_sentence(platform: Platform, tmp_path: Path) -> None:
    path = tmp_path / "letter.pem"
    path.write_text("hello")
    told = run(platform, "register", "--insurer", HIRAKATA, str(path))
    assert (told.exit_code, "no readable PEM certificate" in told.output) == (1, True)
    assert "Traceback" not in told.output
