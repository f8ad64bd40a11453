"""Who looked: the office by name, never its staff or software; the person; refusals; page by page."""

from typing import Any
from uuid import uuid4

import pytest

from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.catalogue import access
from care_platform.reference.catalogue.api import NOT_SIGNED_IN
from care_platform.reference.people import PersonKey
from tests.builders.records import HIRAKATA
from tests.integration.portal.town import HANAKO_NUMBER, Browser, Town, words_of

HANAKO = PersonKey(HIRAKATA, HANAKO_NUMBER)
OFFICE = Actor(kind=ActorKind.OFFICE, office_number="2775000001", client_id="software-of-the-office")
ALL_SHOWN = {"insured_certificate": "access.allowed", "copay_certificate": "access.allowed"}


@pytest.fixture
def hanako(town: Town) -> Browser:
    """見本花子, signed in and linked, in a town with an office named 見本ケアセンター."""
    town.shares()
    town.sends_certificates()
    town.run("insert into care_office values ('2775000001', '見本ケアセンター', '{43}', null)")
    browser = town.browser()
    browser.signs_in_and_links()
    return browser


def looks(
    town: Town,
    actor: Actor = OFFICE,
    person: PersonKey = HANAKO,
    action: Action = Action.LOOK_UP,
    **changes: Any,
) -> None:
    """Somebody looks at somebody's records, or does something else about them."""
    about: dict[str, Any] = {"allowed": True, "decisions": ALL_SHOWN} | changes
    circumstances = Access(
        actor=actor,
        action=action,
        purpose=Purpose.CARE_PLANNING,
        at=town.clock(),
        correlation_id="test",
    )
    with town.platform.engine.begin() as connection:
        write_access(connection, circumstances, [AuditEvent(person=person, **about)])


def test_an_office_is_shown_by_name_with_time_items_purpose_and_result(hanako: Browser, town: Town) -> None:
    town.clock.move(hours=4, minutes=5)
    looks(town)
    hanako.signs_in()
    words = words_of(hanako.get("/portal/access-log"))
    for expected in (
        "見本ケアセンター", "令和8年11月24日（2026年、火）14時05分", "被保険者証、負担割合証",
        "ケアプランの作成", "見ました",
    ):  # fmt: skip
        assert expected in words


def test_neither_the_offices_software_nor_its_number_is_shown(hanako: Browser, town: Town) -> None:
    looks(town)
    page = hanako.get("/portal/access-log").text + hanako.get("/api/v1/me/access-log").text
    assert "見本ケアセンター" in page
    assert "software-of-the-office" not in page
    assert "2775000001" not in page


def test_the_persons_own_looks_are_shown_and_can_be_left_out(hanako: Browser, town: Town) -> None:
    looks(town)
    all_words = words_of(hanako.get("/portal/access-log"))
    others = words_of(hanako.get("/portal/access-log?show=others"))
    assert "見本ケアセンター" in others
    assert "本人による確認" in all_words
    assert "本人による確認" not in others


def test_reading_the_log_is_itself_logged(hanako: Browser) -> None:
    assert "閲覧の記録の確認" not in words_of(hanako.get("/portal/access-log"))
    assert "閲覧の記録の確認" in words_of(hanako.get("/portal/access-log"))


def test_a_refused_look_is_shown_with_its_reason(hanako: Browser, town: Town) -> None:
    decisions = dict.fromkeys(ALL_SHOWN, "access.no_relationship")
    looks(town, allowed=False, decisions=decisions)
    words = words_of(hanako.get("/portal/access-log?show=others"))
    assert "見ることができませんでした" in words
    assert "被保険者証、負担割合証: この方は利用者として登録されていません" in words


def test_a_look_refused_in_part_says_which_items(hanako: Browser, town: Town) -> None:
    looks(town, decisions=ALL_SHOWN | {"copay_certificate": "access.kind_not_for_institution"})
    words = words_of(hanako.get("/portal/access-log?show=others"))
    assert "一部を見ました" in words
    assert "負担割合証: この情報は介護サービスを提供しない機関には表示されません" in words


def test_each_reason_is_explained_once_in_plain_words_below(hanako: Browser, town: Town) -> None:
    for _ in range(2):
        looks(town, decisions=ALL_SHOWN | {"physician_opinion": "access.consent_missing"})
    words = words_of(hanako.get("/portal/access-log?show=others"))
    assert words.count(access.CONSENT_MISSING.person_ja) == 1
    assert words.count(access.ALLOWED.person_ja) == 1
    in_english = words_of(hanako.get("/portal/access-log?show=others&lang=en"))
    assert access.CONSENT_MISSING.person_en in in_english


def test_a_portal_gets_the_plain_words_of_a_refusal(hanako: Browser, town: Town) -> None:
    looks(town, allowed=False, decisions={"insured_certificate": "access.suspended_after_mismatch"})
    [kind] = hanako.get("/api/v1/me/access-log").json()["entries"][0]["kinds"]
    assert kind["person"] == {"ja": access.SUSPENDED.person_ja, "en": access.SUSPENDED.person_en}


def test_a_reason_no_longer_in_use_has_no_words_and_is_shown_all_the_same(
    hanako: Browser, town: Town
) -> None:
    looks(town, allowed=False, decisions={"insured_certificate": "access.of_former_times"})
    [kind] = hanako.get("/api/v1/me/access-log").json()["entries"][0]["kinds"]
    assert (kind["title_en"], kind["person"]) == ("access.of_former_times", None)


@pytest.mark.parametrize(
    ("allowed", "reason", "said"),
    [(True, "access.allowed", "同意の変更 行われました"),
     (False, "access.consent_not_yours", "同意の変更 行われませんでした")],
)  # fmt: skip
def test_what_was_done_is_not_said_to_be_seen(
    hanako: Browser, town: Town, *, allowed: bool, reason: str, said: str
) -> None:
    looks(town, action=Action.CHANGE_CONSENT, allowed=allowed, decisions={"consent": reason})
    words = words_of(hanako.get("/portal/access-log?show=others"))
    assert said in words.replace(" 結果", "")


def test_the_end_of_a_registration_is_said_as_such(hanako: Browser, town: Town) -> None:
    reasons = {"registration": "access.relationship_ended"}
    looks(town, action=Action.REGISTER_USER, allowed=False, decisions=reasons)
    assert "担当の登録が終わりました" in words_of(hanako.get("/portal/access-log?show=others"))


def test_the_insurer_is_shown_by_its_municipality(hanako: Browser, town: Town) -> None:
    looks(town, actor=Actor(kind=ActorKind.INSURER, insurer_number=HIRAKATA))
    assert "大阪府枚方市" in words_of(hanako.get("/portal/access-log"))


def test_an_office_no_longer_on_record_is_shown_by_its_number(hanako: Browser, town: Town) -> None:
    looks(town, actor=Actor(kind=ActorKind.OFFICE, office_number="2775000019"))
    assert "2775000019" in words_of(hanako.get("/portal/access-log"))


def test_an_access_of_a_kind_newer_than_the_page_is_shown_all_the_same(hanako: Browser, town: Town) -> None:
    looks(town, decisions={"future_record": "access.future_reason"})
    assert "future_record: access.future_reason" in words_of(hanako.get("/portal/access-log"))


def test_accesses_about_others_are_never_shown(hanako: Browser, town: Town) -> None:
    looks(town, person=PersonKey(HIRAKATA, "0000000002"))
    looks(town, person=PersonKey("271004", HANAKO_NUMBER))
    assert "見本ケアセンター" not in words_of(hanako.get("/portal/access-log"))


def test_another_account_is_not_called_oneself(hanako: Browser, town: Town) -> None:
    looks(town, actor=Actor(kind=ActorKind.PERSON, account_id=uuid4()), allowed=False)
    assert "別の方のアカウント" in words_of(hanako.get("/portal/access-log"))


def test_many_accesses_are_shown_twenty_at_a_time(hanako: Browser, town: Town) -> None:
    for _ in range(45):
        town.clock.move(seconds=1)
        looks(town)
    first = hanako.get("/api/v1/me/access-log").json()
    second = hanako.get("/api/v1/me/access-log", params={"cursor": first["next_cursor"]}).json()
    times = [entry["at"] for page in (first, second) for entry in page["entries"]]
    assert [len(page["entries"]) for page in (first, second)] == [20, 20]
    assert times == sorted(times, reverse=True)
    assert len(set(times)) == 40
    assert "これより前の記録" in words_of(hanako.get("/portal/access-log"))


def test_nothing_yet_says_so(hanako: Browser) -> None:
    words = words_of(hanako.get("/portal/access-log?show=others"))
    assert "記録はまだありません" in words


def test_portals_get_the_same_records_as_json(hanako: Browser, town: Town) -> None:
    answer = hanako.get("/api/v1/me/certificates")
    assert answer.headers["Cache-Control"] == "private, no-store"
    kinds = {kind["record_kind"]: kind for kind in answer.json()["kinds"]}
    assert [kind["state"] for kind in kinds.values()] == ["found"] * 3 + ["none_on_record"] * 2
    assert kinds["insured_certificate"]["records"][0]["record"]["care_level"] == "21"
    assert kinds["insured_certificate"]["reason"]["person"]["ja"] == access.ALLOWED.person_ja
    logged = town.run("select action, actor_kind, purpose, allowed from access_log order by id desc limit 1")
    assert logged == [("see_own_records", "person", "own_records", True)]


def test_portals_get_the_log_with_the_reason_per_kind(hanako: Browser, town: Town) -> None:
    looks(town, decisions={"copay_certificate": "access.allowed"})
    entry = hanako.get("/api/v1/me/access-log").json()["entries"][0]
    assert entry == {
        "at": "2026-11-24T01:00:00+00:00",
        "actor_kind": "office",
        "institution": "見本ケアセンター",
        "action": "look_up",
        "purpose": "care_planning",
        "allowed": True,
        "kinds": [
            {
                "record_kind": "copay_certificate",
                "reason": "access.allowed",
                "title_ja": "閲覧できます",
                "title_en": "Allowed",
                "person": {"ja": access.ALLOWED.person_ja, "en": access.ALLOWED.person_en},
            }
        ],
    }


def test_the_interface_is_closed_without_a_session(town: Town) -> None:
    for path in ("certificates", "access-log"):
        answer = town.browser().get(f"/api/v1/me/{path}")
        assert (answer.status_code, answer.json()["code"]) == (401, "api.not_signed_in")
        assert answer.json()["person"]["ja"] == NOT_SIGNED_IN.person_ja
