"""Trial keys and certificates, made safely."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography import x509

from adapters.soap.client.credentials import (
    CredentialsError,
    make_trial_credentials,
    read_certificate_file,
    read_key,
    require_pair,
)
from commands.certificates import certificates


def made(folder: Path, insurer: str = "272104") -> Result:
    return CliRunner().invoke(certificates, ["make", "--insurer", insurer, str(folder)])


def test_a_key_and_its_certificate_are_made(tmp_path: Path) -> None:
    assert made(tmp_path / "new").exit_code == 0
    key_file, certificate_file = (tmp_path / "new" / f"272104-{what}.pem" for what in ("key", "certificate"))
    assert key_file.stat().st_mode & 0o777 == 0o600
    certificate = read_certificate_file(certificate_file)
    require_pair(read_key(key_file), certificate)
    assert certificate.not_valid_after_utc > datetime.now(UTC) + timedelta(days=89)


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    made(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    again = made(tmp_path)
    assert (again.exit_code, "exist already" in again.output) == (1, True)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("insurer", ["272105", "27210", "27210a", ""])
def test_a_wrong_insurer_number_is_not_taken(tmp_path: Path, insurer: str) -> None:
    told = made(tmp_path, insurer)
    assert (told.exit_code, "check digit" in told.output) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_files_that_hold_no_key_or_certificate(tmp_path: Path) -> None:
    path = tmp_path / "letter.pem"
    path.write_text("hello")
    for read in (read_key, read_certificate_file):
        with pytest.raises(CredentialsError):
            read(path)


def test_a_certificate_of_another_key_is_noticed(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    (tmp_path / "key.pem").write_bytes(make_trial_credentials("272104", now, 1)[0])
    other = x509.load_pem_x509_certificate(make_trial_credentials("272104", now, 1)[1])
    with pytest.raises(CredentialsError):
        require_pair(read_key(tmp_path / "key.pem"), other)
