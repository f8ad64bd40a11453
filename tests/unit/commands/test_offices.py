"""A token by hand: what stands in the way is said in words."""

import json
from pathlib import Path

import pytest
import responses
from click.testing import CliRunner, Result
from joserfc.jwk import ECKey

from commands.offices import offices

PLATFORM = "http://platform.test"
TOKEN_ADDRESS = f"{PLATFORM}/api/v1/token"


def asked(folder: Path, *, private: bool = True, url: str = PLATFORM) -> Result:
    path = folder / "key.json"
    path.write_text(json.dumps(ECKey.generate_key("P-256", auto_kid=True).as_dict(private=private)))
    return CliRunner().invoke(
        offices, ["token", "--client-id", "my-software", "--key", str(path), "--url", url]
    )


@responses.activate
def test_the_token_alone_is_printed(tmp_path: Path) -> None:
    responses.post(TOKEN_ADDRESS, json={"access_token": "opens-for-an-hour"})
    told = asked(tmp_path, url=f"{PLATFORM}/")
    assert (told.exit_code, told.stdout) == (0, "opens-for-an-hour\n")


@responses.activate
def test_an_unknown_client_is_told_what_to_check(tmp_path: Path) -> None:
    responses.post(TOKEN_ADDRESS, status=401, json={"code": "api.token_refused"})
    told = asked(tmp_path)
    assert told.exit_code == 1
    assert "status 401" in told.stderr
    assert "--client-id, --key and --url" in told.stderr


@responses.activate
def test_a_platform_that_does_not_answer_is_said(tmp_path: Path) -> None:
    told = asked(tmp_path)
    assert (told.exit_code, f"No platform answers at {PLATFORM}" in told.stderr) == (1, True)


@responses.activate
def test_something_else_that_answers_is_no_platform(tmp_path: Path) -> None:
    responses.post(TOKEN_ADDRESS, body="<html>welcome</html>")
    assert asked(tmp_path).exit_code == 1


def test_a_public_key_signs_nothing(tmp_path: Path) -> None:
    told = asked(tmp_path, private=False)
    assert (told.exit_code, "no private key" in told.stderr) == (2, True)


@pytest.mark.parametrize("url", ["platform.test", "ftp://platform.test", "http://"])
def test_an_address_must_be_one(tmp_path: Path, url: str) -> None:
    assert asked(tmp_path, url=url).exit_code == 2
