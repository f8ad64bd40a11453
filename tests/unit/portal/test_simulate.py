"""The command that runs the simulated identity provider: who and with which key, before anything listens."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from joserfc.jwk import ECKey

from adapters.oidc.demo_people import DemoClient, DemoPerson
from commands import simulate

PERSON = {
    "key": "ichiro",
    "name": "試験　一郎",
    "address": "枚方市1-1",
    "birth_date": "1941-02-03",
    "sex": "1",
}


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[DemoPerson], DemoClient, int]]:
    """What the provider would be started with."""
    calls: list[tuple[list[DemoPerson], DemoClient, int]] = []
    monkeypatch.setattr(
        simulate, "serve_identity_provider",
        lambda people, client, port, _tell: calls.append((list(people), client, port)),
    )  # fmt: skip
    for name in ("CARE_OIDC_ISSUER", "CARE_OIDC_CLIENT_ID", "CARE_OIDC_PRIVATE_KEY_FILE", "CARE_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return calls


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """The platform's private key."""
    file = tmp_path / "key.json"
    file.write_text(json.dumps(ECKey.generate_key("P-256", auto_kid=True).as_dict(private=True)))
    return file


def run(*arguments: object) -> Result:
    return CliRunner().invoke(simulate.simulate, ["identity-provider", *map(str, arguments)])


def people_file(folder: Path, people: object) -> Path:
    file = folder / "people.json"
    file.write_text(json.dumps(people))
    return file


def test_people_of_a_file_sign_in_at_the_named_client(
    served: list[Any], key_file: Path, tmp_path: Path
) -> None:
    people = people_file(tmp_path, [PERSON])
    result = run("--people", people, "--client-id", "care", "--client-key", key_file, "--port", 8499)
    assert result.exit_code == 0, result.output
    (((person,), client, port),) = served
    assert (person.key, person.name, person.birth_date.isoformat()) == ("ichiro", "試験　一郎", "1941-02-03")
    assert (client.client_id, client.redirect_uris) == ("care", ("http://127.0.0.1:8480/portal/callback",))
    assert not client.public_key.is_private
    assert port == 8499


def test_the_demonstration_needs_no_file(served: list[Any], key_file: Path) -> None:
    assert run("--demo", "--client-id", "care", "--client-key", key_file).exit_code == 0
    assert [person.key for person in served[0][0]] == ["hanako", "taro"]


@pytest.mark.parametrize("arguments", [[], ["--demo"], ["--demo", "--client-id", "care"]])
def test_what_is_missing_is_named(served: list[Any], arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, served) == (2, [])
    assert "Name --" in result.output


@pytest.mark.parametrize(
    "people", [{}, [], [{}], [PERSON | {"sex": "3"}], [PERSON | {"birth_date": "S16"}], ["ichiro"]]
)
def test_a_file_that_cannot_be_used_is_refused_without_its_content(
    served: list[Any], key_file: Path, tmp_path: Path, people: object
) -> None:
    file = people_file(tmp_path, people)
    result = run("--people", file, "--client-id", "care", "--client-key", key_file)
    assert (result.exit_code, served) == (1, [])
    assert "試験" not in result.output


def test_a_key_that_is_none_is_refused(served: list[Any], tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("no key")
    result = run("--demo", "--client-id", "care", "--client-key", file)
    assert (result.exit_code, served) == (1, [])
    assert "--client-key" in result.output
