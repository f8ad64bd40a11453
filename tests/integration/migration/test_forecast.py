"""The forecast over HTTP and by the command line, for programme offices."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from care_platform.migration.milestones import Milestone
from care_platform.migration.planning import set_size, set_vendor
from care_platform.migration.readers import add_reader
from care_platform.platform import Platform
from commands.all import command_line
from commands.context import Wiring
from tests.builders.records import HIRAKATA
from tests.integration.migration.city import MovingCity

COUNTRY = "/api/v1/programmes/forecast"
ONE = f"/api/v1/programmes/detail/forecast?insurer={HIRAKATA}"


@pytest.fixture
def token(city: MovingCity) -> dict[str, str]:
    with city.platform.engine.begin() as connection:
        return {"Authorization": f"Bearer {add_reader(connection, '大阪府', city.clock())}"}


@pytest.fixture
def run(
    city: MovingCity, platform: Platform, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Result]:
    monkeypatch.setenv("CARE_DATA_DIR", str(tmp_path))
    wiring = Wiring(lambda _settings: platform, lambda _settings: "")

    def invoke(*words: str, fails: int = 0) -> Result:
        result = CliRunner().invoke(command_line, ["programme", "forecast", *words], obj=wiring)
        assert result.exit_code == fails, result.output
        return result

    return invoke


def test_the_country_has_its_share_on_the_legal_deadline(
    client: FlaskClient, city: MovingCity, token: dict[str, str]
) -> None:
    city.comes_to(Milestone.ADAPTED).does(set_size, 110_000)
    answer = client.get(COUNTRY, headers=token)
    body = answer.get_json()
    assert (body["deadline"], body["sharing_now"]) == ("2028-04-01", 0.0)
    assert (
        body["municipalities"]["low"] <= body["municipalities"]["expected"] <= body["municipalities"]["high"]
    )
    [one] = body["insurers"]
    assert one["earliest"] <= one["expected_on"] <= one["latest"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_prefecture_without_programmes_has_nobody(
    client: FlaskClient, city: MovingCity, token: dict[str, str]
) -> None:
    assert client.get(f"{COUNTRY}?prefecture=13", headers=token).get_json()["insurers"] == []
    assert len(client.get(f"{COUNTRY}?prefecture=27", headers=token).get_json()["insurers"]) == 1


def test_one_insurer_has_its_day_and_its_paces(
    client: FlaskClient, city: MovingCity, token: dict[str, str]
) -> None:
    city.does(set_vendor, "見本システム社")
    found = client.get(ONE, headers=token).get_json()["forecast"]
    assert (found["vendor"], found["state"]) == ("見本システム社", "preparing")
    assert date.fromisoformat(found["expected_on"]) > date(2027, 3, 1)
    assert found["own_pace"] > 0


def test_an_unknown_insurer_has_no_forecast(client: FlaskClient, token: dict[str, str]) -> None:
    answer = client.get(ONE.replace(HIRAKATA, "271007"), headers=token)
    assert (answer.status_code, answer.get_json()["code"]) == (404, "migration.programme_unknown")


@pytest.mark.parametrize("path", [COUNTRY, ONE])
def test_nobody_but_programme_offices_sees_it(client: FlaskClient, path: str) -> None:
    codes = [client.get(path, headers=h).get_json()["code"] for h in ({}, {"Authorization": "Bearer x"})]
    assert codes == ["api.token_missing", "api.token_invalid"]


def test_by_the_command_line(run: Callable[..., Result]) -> None:
    assert "on 2028-04-01: municipalities" in run().output
    assert f"{HIRAKATA} 枚方市" in run(HIRAKATA).output
    assert json.loads(run("--json", "--prefecture", "27").output)["insurers"][0]["name"] == "枚方市"
    assert json.loads(run(HIRAKATA, "--json").output)["insurer_number"] == HIRAKATA
    [line] = list(csv.DictReader(io.StringIO(run("--csv").output)))
    assert line["state"] == "preparing"


def test_refusals_are_said_in_both_languages(run: Callable[..., Result]) -> None:
    said = run("271007", fails=1).output
    assert "この保険者の移行計画はありません" in said
    assert "There is no programme for this insurer" in said
    assert "[migration.programme_unknown]" in said
    run(HIRAKATA, "--prefecture", "27", fails=2)
