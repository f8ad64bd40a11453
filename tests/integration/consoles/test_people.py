"""A municipality's own insured by REST: data, consents, proxies, requests for opinions, mix-ups."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from care_platform.platform import Platform
from tests.builders.access import FORM_TOKEN, person_account, signs_in
from tests.builders.accounts import HOSPITAL
from tests.builders.clock import MovableClock
from tests.builders.consoles import gets, posts
from tests.builders.offices import HANAKO, access_log, bearer, sharing
from tests.builders.records import insured_row
from tests.builders.transfers import sent
from tests.integration.consoles.conftest import Town

ONE = {"insured_number": HANAKO.insured_number}
OPINION = ONE | {"institution_code": HOSPITAL}


@pytest.fixture(autouse=True)
def _certificate(platform: Platform) -> None:
    sent(platform, "insured_certificate", [insured_row()])


def last(platform: Platform) -> dict[str, Any]:
    row = access_log(platform)[-1]
    return {
        name: row[name]
        for name in ("action", "actor_kind", "organisation", "staff_id", "allowed", "decisions")
    }


def hospital_sees(client: FlaskClient, header: dict[str, str]) -> str:
    body = {
        "insurer_number": HANAKO.insurer_number, **ONE, "purpose": "care_provision",
        "record_kinds": ["insured_certificate"],
    }  # fmt: skip
    answer: Any = client.post("/api/v1/lookups", json=body, headers=header).json
    return str(answer["kinds"][0]["reason"]["code"])


def test_a_municipality_looks_up_its_own_insured_before_it_shares_and_is_logged(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    status, found = posts(
        console, "municipal/lookups", town.viewer, **ONE, record_kinds=["insured_certificate"]
    )

    assert (status, found["kinds"][0]["state"]) == (200, "found")
    assert found["kinds"][0]["records"][0]["record"]["care_level"] == "21"
    assert last(platform) == {
        "action": "look_up", "actor_kind": "insurer", "organisation": "272104", "staff_id": "viewer-1",
        "allowed": True, "decisions": {"insured_certificate": "access.allowed"},
    }  # fmt: skip


def test_nobody_of_another_municipality_can_name_them(console: FlaskClient, town: Town) -> None:
    """The number is read as one of the asking insurer's own."""
    _, found = posts(
        console, "municipal/lookups", town.elsewhere, **ONE, record_kinds=["insured_certificate"]
    )

    assert found["insurer_number"] == "292011"
    assert found["kinds"][0]["state"] == "none_on_record"
    whole = {"insurer_number": "272104", **ONE}
    assert posts(console, "municipal/lookups", town.elsewhere, **whole)[0] == 422


def test_consent_is_registered_by_an_operator_and_seen_by_everyone_of_the_console(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    assert posts(console, "municipal/consents", town.viewer, **ONE, given=True) == (403, "accounts.not_yours")
    status, given = posts(console, "municipal/consents", town.operator, **ONE, given=True)
    _, seen = posts(console, "municipal/consents/view", town.viewer, **ONE)

    assert (status, given["given"]) == (200, True)
    assert [(one["change"], one["by"]) for one in seen["history"]] == [("given", "insurer")]
    assert last(platform)["decisions"] == {"consent": "access.allowed"}
    _, withdrawn = posts(console, "municipal/consents", town.operator, **ONE, given=False)
    assert withdrawn["given"] is False


def test_a_registered_proxy_acts_for_the_person_until_the_right_ends(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    daughter = person_account(platform, "daughter", None)
    signs_in(platform, console, daughter, None)
    whom = {"person": {"insurer_number": HANAKO.insurer_number, **ONE}}
    proxy = ONE | {"account": str(daughter)}

    def changes() -> int:
        header = {"X-Form-Token": FORM_TOKEN}
        answer = console.post("/api/v1/me/consent/change", json=whom | {"change": "given"}, headers=header)
        return answer.status_code

    assert changes() == 403
    assert posts(console, "municipal/proxies", town.operator, **proxy, relation="長女")[0] == 200
    assert changes() == 200
    _, seen = posts(console, "municipal/consents/view", town.viewer, **ONE)
    assert [(one["account"], one["relation"], one["ended_at"]) for one in seen["proxies"]] == [
        (str(daughter), "長女", None)
    ]
    assert posts(console, "municipal/proxies/end", town.operator, **proxy)[0] == 200
    assert changes() == 403
    again = posts(console, "municipal/proxies/end", town.operator, **proxy)
    assert again == (422, "access.proxy_unknown")


def test_the_account_is_shown_to_its_owner_for_the_desk(console: FlaskClient, platform: Platform) -> None:
    daughter = person_account(platform, "daughter", None)

    assert console.get("/api/v1/me/account").status_code == 401
    signs_in(platform, console, daughter, None)
    assert console.get("/api/v1/me/account").json == {"account": str(daughter), "linked": False}


def test_no_proxy_is_made_of_nobody_or_of_the_person(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    own = person_account(platform)

    for account in (uuid4(), own):
        refused = posts(
            console, "municipal/proxies", town.operator, **ONE, account=str(account), relation="長女"
        )
        assert refused == (422, "access.proxy_unknown")
        assert last(platform)["allowed"] is False
    assert posts(console, "municipal/proxies", town.viewer, **ONE, account=str(own), relation="子")[0] == 403


def test_a_request_for_an_opinion_is_the_institutions_tie_until_it_is_withdrawn(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    sharing(platform)
    hospital = bearer(platform, HOSPITAL, services=())
    assert hospital_sees(console, hospital) == "access.no_opinion_request"

    status, made = posts(console, "municipal/opinion-requests", town.operator, **OPINION)

    assert (status, made["view_until"]) == (201, "2027-02-24")
    assert hospital_sees(console, hospital) == "access.consent_missing"
    asked = gets(console, "opinion-requests", hospital)[1]["requests"]
    listed = gets(console, "municipal/opinion-requests", town.viewer)[1]["requests"]
    assert [one["insured_number"] for one in asked] == [HANAKO.insured_number]
    assert asked == listed
    assert posts(console, "municipal/opinion-requests/withdraw", town.operator, **OPINION)[0] == 200
    assert hospital_sees(console, hospital) == "access.deadline_passed"
    assert posts(console, "municipal/opinion-requests/withdraw", town.operator, **OPINION)[1] == (
        "access.no_opinion_request"
    )


def test_a_request_names_a_registered_institution(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    unknown = posts(console, "municipal/opinion-requests", town.operator, **OPINION)

    assert unknown == (422, "access.institution_unknown")
    assert last(platform)["decisions"] == {"opinion_request": "access.institution_unknown"}
    assert posts(console, "municipal/opinion-requests", town.viewer, **OPINION)[0] == 403
    assert gets(console, "municipal/opinion-requests", town.viewer)[1]["requests"] == []


def test_nothing_is_registered_for_a_number_that_no_record_names(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    bearer(platform, HOSPITAL, services=())
    nobody = {"insured_number": "0000000099"}
    proxy = nobody | {"account": str(person_account(platform, "taro", None)), "relation": "長男"}
    unknown = (422, "access.insured_unknown")

    assert posts(console, "municipal/consents", town.operator, **nobody, given=True) == unknown
    assert posts(console, "municipal/opinion-requests", town.operator, **OPINION | nobody) == unknown
    assert last(platform)["decisions"] == {"opinion_request": "access.insured_unknown"}
    assert posts(console, "municipal/proxies", town.operator, **proxy) == unknown
    assert gets(console, "municipal/opinion-requests", town.viewer)[1]["requests"] == []


def test_the_number_of_another_insurers_insured_is_like_nobodys(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    bearer(platform, HOSPITAL, services=())
    unknown = (422, "access.insured_unknown")

    assert posts(console, "municipal/consents", town.elsewhere, **ONE, given=True) == unknown
    assert posts(console, "municipal/opinion-requests", town.elsewhere, **OPINION) == unknown


def test_asking_again_never_shortens_what_an_institution_may_see(
    console: FlaskClient, platform: Platform, town: Town, clock: MovableClock
) -> None:
    bearer(platform, HOSPITAL, services=())
    first = posts(console, "municipal/opinion-requests", town.operator, **OPINION)[1]["view_until"]
    clock.move(minutes=30)

    second = posts(console, "municipal/opinion-requests", town.operator, **OPINION)[1]["view_until"]

    assert second >= first
    assert len(gets(console, "municipal/opinion-requests", town.viewer)[1]["requests"]) == 1


def test_a_mix_up_is_reported_and_settled_by_an_approver_of_the_same_municipality(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    assert posts(console, "municipal/mismatches", town.operator, **ONE, reason="宛名の統合誤り")[0] == 201
    _, suspended = posts(
        console, "municipal/lookups", town.viewer, **ONE, record_kinds=["insured_certificate"]
    )
    [case] = gets(console, "municipal/mismatches", town.viewer)[1]["cases"]
    settled = {"case": case["case"], "note": "訂正を送信済み"}

    assert suspended["kinds"][0]["state"] == "suspended"
    assert posts(console, "municipal/mismatches/confirm", town.operator, **settled)[1] == "accounts.not_yours"
    elsewhere = posts(console, "municipal/mismatches/confirm", town.elsewhere, **settled)
    assert elsewhere == (404, "exceptional.no_such_case")
    assert posts(console, "municipal/mismatches/confirm", town.approver, **settled)[0] == 200
    assert gets(console, "municipal/mismatches", town.viewer)[1]["cases"] == []
