"""The simulated municipality: which troubles it knows, and that its system holds to its own contract."""

from pathlib import Path

import pytest

from adapters.municipal.credentials import own_credentials
from adapters.municipal.simulated_faults import FaultName, read_faults
from adapters.soap.client.credentials import CredentialsError
from care_platform.settings import Settings
from tests.builders.clock import MovableClock
from tests.builders.municipalities import a_town, people


@pytest.mark.parametrize(("written", "strikes"), [("drop", 1), ("drop:3", 3), ("drop:0", 0)])
def test_a_trouble_strikes_as_often_as_told(written: str, strikes: int) -> None:
    plan = read_faults([written])
    assert sum(plan.strikes(FaultName.DROP) for _ in range(10)) == strikes
    assert not plan.strikes(FaultName.DELAY)


def test_a_trouble_that_stays_never_ceases() -> None:
    plan = read_faults(["drop:always"])
    assert all(plan.strikes(FaultName.DROP) for _ in range(100))


@pytest.mark.parametrize("written", ["flood", "drop:often", "drop:-1", "drop:１"])
def test_a_trouble_nobody_knows_is_named(written: str) -> None:
    with pytest.raises(ValueError, match=written.split(":", maxsplit=1)[0]):
        read_faults([written])


def test_the_same_rows_are_the_same_change_set_after_a_restart(clock: MovableClock) -> None:
    first, again = (a_town(clock).exports(people(5)) for _ in range(2))
    assert (first.change_set, first.page_digests) == (again.change_set, again.page_digests)
    assert len(first.pages) == 3


def test_the_system_refuses_a_request_nobody_signed(clock: MovableClock) -> None:
    status, answer = a_town(clock).system.answer(b"<x/>")
    assert status == 500
    assert b"export.request_not_authentic" in answer


def test_the_platform_s_key_is_made_once(tmp_path: Path, clock: MovableClock) -> None:
    first, again = (own_credentials(Settings(data_dir=tmp_path / "data"), clock()) for _ in range(2))
    assert first.certificate == again.certificate
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["municipal-pull.pem"]
    assert (tmp_path / "data" / "municipal-pull.pem").stat().st_mode & 0o077 == 0


def test_a_key_named_in_the_settings_is_used_and_never_made(tmp_path: Path, clock: MovableClock) -> None:
    made = own_credentials(Settings(data_dir=tmp_path / "first"), clock())
    named = tmp_path / "named.pem"
    chosen = Settings(data_dir=tmp_path / "second", municipal_key_file=named)
    with pytest.raises(CredentialsError, match="no readable"):
        own_credentials(chosen, clock())
    assert not named.exists()
    named.write_bytes((tmp_path / "first" / "municipal-pull.pem").read_bytes())
    assert own_credentials(chosen, clock()).certificate == made.certificate
    assert not (tmp_path / "second").exists()
