"""The public readiness list, and the programmes for programme offices, over HTTP."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from care_platform.migration.milestones import Milestone
from care_platform.migration.planning import add_member, plan, raise_obstacle
from care_platform.migration.readers import add_reader, end_reader
from care_platform.migration.sharing import start_sharing
from tests.builders.records import HIRAKATA
from tests.integration.migration.city import COPAY, HIRAKATA_PLACE, MovingCity


def hirakata(client: FlaskClient, code: str = HIRAKATA_PLACE) -> dict[str, Any]:
    body = client.get("/api/v1/readiness?prefecture=" + code[:2]).get_json()
    [found] = [one for one in body["municipalities"] if one["lg_code"] == code]
    assert isinstance(found, dict)
    return found


def test_every_municipality_of_the_country_is_listed(client: FlaskClient) -> None:
    answer = client.get("/api/v1/readiness")
    assert len(answer.get_json()["municipalities"]) == 1741
    assert {one["state"] for one in answer.get_json()["municipalities"]} == {"unplanned"}


def test_a_prefecture_is_a_part_of_it(client: FlaskClient) -> None:
    found = client.get("/api/v1/readiness?prefecture=27").get_json()["municipalities"]
    assert (len(found), {one["prefecture"] for one in found}) == (43, {"大阪府"})


def test_a_wrong_prefecture_is_refused(client: FlaskClient) -> None:
    assert client.get("/api/v1/readiness?prefecture=Osaka").status_code == 422


def test_it_says_planned_then_scheduled_then_sharing_and_what_since_when(
    client: FlaskClient, city: MovingCity
) -> None:
    city.does(plan, Milestone.SHARING, date(2027, 4, 1))
    planned = hirakata(client)
    assert (planned["state"], planned["planned_for"], planned["kinds"]) == ("planned", "2027-04-01", [])
    city.comes_to(Milestone.SHARING)
    since = city.programme.passed_at(Milestone.SHARING)
    assert since is not None
    assert (hirakata(client)["state"], hirakata(client)["kinds"]) == ("scheduled", [])
    city.clock.move(hours=1)
    shared = hirakata(client)
    assert (shared["state"], shared["insurer_number"]) == ("sharing", HIRAKATA)
    assert shared["kinds"] == [{"record_kind": COPAY, "since": since.isoformat()}]


def test_a_kind_first_sent_after_the_switch_is_shared_from_then_on(
    client: FlaskClient, city: MovingCity
) -> None:
    city.comes_to(Milestone.SHARING)
    city.clock.move(days=2)
    city.sends("certification", [], transfer_kind="initial", base_date=date(2026, 11, 25))
    kinds = {one["record_kind"]: one["since"] for one in hirakata(client)["kinds"]}
    assert kinds["certification"] == city.clock().isoformat()
    assert kinds[COPAY] < kinds["certification"]


def test_an_insurer_without_a_programme_is_found_by_its_number(client: FlaskClient, city: MovingCity) -> None:
    with city.platform.engine.begin() as connection:
        start_sharing(connection, "271403", since=city.clock(), by="x", reason="y", now=city.clock())
    assert hirakata(client, "271403")["insurer_number"] == "271403"


def test_a_ward_with_a_number_of_its_own_has_a_line(client: FlaskClient, city: MovingCity) -> None:
    city.does(add_member, "271411")
    ward = hirakata(client, "271411")
    assert (ward["municipality"], ward["insurer_number"]) == ("堺市堺区", HIRAKATA)


@pytest.mark.parametrize("path", ["/api/v1/readiness", "/api/v1/readiness.csv"])
def test_an_unchanged_list_costs_nothing(client: FlaskClient, city: MovingCity, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    city.does(plan, Milestone.SHARING, date(2027, 4, 1))
    changed = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.headers["Cache-Control"] == "public, max-age=300"


def test_the_csv_has_a_line_per_shared_kind(client: FlaskClient, city: MovingCity) -> None:
    city.comes_to(Milestone.SHARING)
    city.clock.move(hours=1)
    answer = client.get("/api/v1/readiness.csv")
    lines = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert len(lines) == 1741
    assert answer.mimetype == "text/csv"
    [line] = [line for line in lines if line["lg_code"] == HIRAKATA_PLACE]
    assert (line["municipality"], line["state"], line["record_kind"]) == ("枚方市", "sharing", COPAY)


class TestProgrammeOffices:
    @pytest.fixture
    def token(self, city: MovingCity) -> dict[str, str]:
        with city.platform.engine.begin() as connection:
            return {"Authorization": f"Bearer {add_reader(connection, '大阪府', city.clock())}"}

    def test_see_state_days_lateness_and_reasons(
        self, client: FlaskClient, city: MovingCity, token: dict[str, str]
    ) -> None:
        city.does(plan, Milestone.STANDARD, date(2026, 11, 20))
        city.does(raise_obstacle, act=city.act(reason="ベンダの要員不足"))
        body = client.get("/api/v1/programmes?prefecture=27&late=true", headers=token).get_json()
        [one] = body["programmes"]
        assert (one["days_late"], one["reasons"], one["next"]) == (4, ["ベンダの要員不足"], "standard")
        overview = body["overview"]
        assert (overview["programmes"], overview["late"], overview["without_plan"]) == (1, 1, 1)

    def test_filter_by_state(self, client: FlaskClient, city: MovingCity, token: dict[str, str]) -> None:
        assert city.state == "preparing"
        assert client.get("/api/v1/programmes?state=sharing", headers=token).get_json()["programmes"] == []
        assert client.get("/api/v1/programmes?late=true", headers=token).get_json()["programmes"] == []

    def test_see_the_whole_history_of_one(
        self, client: FlaskClient, city: MovingCity, token: dict[str, str]
    ) -> None:
        city.comes_to(Milestone.STANDARD)
        answer = client.get(f"/api/v1/programmes/detail?insurer={HIRAKATA}", headers=token)
        history = answer.get_json()["history"]
        assert [(event["what"], event["changed_by"]) for event in history] == [
            ("begun", "推進室 山田"), ("gate_passed", "推進室 山田")
        ]  # fmt: skip
        assert answer.headers["Cache-Control"] == "private, no-store"

    def test_an_unknown_insurer_is_said_to_have_none(
        self, client: FlaskClient, token: dict[str, str]
    ) -> None:
        answer = client.get("/api/v1/programmes/detail?insurer=271007", headers=token)
        assert (answer.status_code, answer.get_json()["code"]) == (404, "migration.programme_unknown")

    @pytest.mark.parametrize("path", ["/api/v1/programmes", "/api/v1/programmes/detail?insurer=272104"])
    def test_nobody_else_does(
        self, client: FlaskClient, city: MovingCity, token: dict[str, str], path: str
    ) -> None:
        codes = [client.get(path, headers=h).get_json()["code"] for h in ({}, {"Authorization": "Bearer x"})]
        assert codes == ["api.token_missing", "api.token_invalid"]
        assert client.get(path, headers=token).status_code == 200
        with city.platform.engine.begin() as connection:
            assert end_reader(connection, "大阪府", city.clock() + timedelta(seconds=1)) is True
        assert client.get(path, headers=token).status_code == 401
