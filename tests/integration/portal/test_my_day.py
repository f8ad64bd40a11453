"""Consent, the application's progress, openings in an emergency, and saying that it is somebody else's."""

from datetime import timedelta
from typing import Any

import pytest

from care_platform.reference.people import PersonKey
from care_platform.store.exceptional import NewWindow, open_window, review_window
from tests.builders.access import insurer_registers
from tests.builders.offices import OFFICE, office, serves
from tests.builders.records import HIRAKATA
from tests.builders.transfers import sent
from tests.integration.portal.town import HANAKO_NUMBER, Browser, Town, words_of

HANAKO = PersonKey(HIRAKATA, HANAKO_NUMBER)


@pytest.fixture
def hanako(town: Town) -> Browser:
    town.shares()
    town.sends_certificates()
    browser = town.browser()
    browser.signs_in_and_links()
    return browser


def consents(browser: Browser, change: str, subject: str = "") -> str:
    answer = browser.post("/portal/consent", change=change, subject=subject)
    assert answer.status_code == 200
    return words_of(answer)


def lines(town: Town) -> list[str]:
    return [change for (change,) in town.run("select change from consent_event order by id")]


def test_without_any_consent_it_can_be_given(hanako: Browser, town: Town) -> None:
    assert "同意の登録がありません" in words_of(hanako.get("/portal/consent"))
    assert "同意しました。" in consents(hanako, "given")
    assert lines(town) == ["given"]


def test_what_the_municipality_registered_is_shown_with_who_did_it(hanako: Browser, town: Town) -> None:
    insurer_registers(town.platform, HANAKO)
    words = words_of(hanako.get("/portal/consent"))
    assert "同意しています" in words
    assert "市区町村など（保険者）" in words


def test_a_kind_is_closed_and_opened_again(hanako: Browser, town: Town) -> None:
    insurer_registers(town.platform, HANAKO)
    assert "主治医意見書を見せないようにしました" in consents(hanako, "kind_closed", "physician_opinion")
    assert "主治医意見書をもう一度見せるようにしました" in consents(
        hanako, "kind_opened", "physician_opinion"
    )


def test_an_office_that_serves_the_person_is_offered_by_its_name(hanako: Browser, town: Town) -> None:
    insurer_registers(town.platform, HANAKO)
    office(town.platform)
    serves(town.platform, HANAKO)
    assert "見本居宅介護支援事業所 見せています" in words_of(hanako.get("/portal/consent"))
    assert "見本居宅介護支援事業所に見せないようにしました" in consents(hanako, "office_closed", OFFICE)
    town.run("update registration set ended_at = :now", now=town.clock())
    assert "見本居宅介護支援事業所 見せていません" in words_of(hanako.get("/portal/consent"))


def test_withdrawing_asks_first_and_holds_at_once(hanako: Browser, town: Town) -> None:
    insurer_registers(town.platform, HANAKO)
    assert "同意を取り消しますか" in words_of(hanako.get("/portal/consent/withdraw"))
    assert "同意を取り消しています" in consents(hanako, "withdrawn")
    assert "もう一度同意する" in words_of(hanako.get("/portal/consent"))


def test_a_form_sent_twice_leaves_one_line(hanako: Browser, town: Town) -> None:
    insurer_registers(town.platform, HANAKO)
    consents(hanako, "withdrawn")
    consents(hanako, "withdrawn")
    assert lines(town) == ["given", "withdrawn"]


@pytest.mark.parametrize(
    ("change", "subject"), [("everything", ""), ("kind_closed", "copay_certificate"), ("office_closed", "x")]
)
def test_a_change_that_means_nothing_is_refused(
    hanako: Browser, town: Town, change: str, subject: str
) -> None:
    answer = hanako.post("/portal/consent", change=change, subject=subject)
    assert answer.status_code >= 400
    assert lines(town) == []


def test_a_change_from_another_site_is_refused(hanako: Browser, town: Town) -> None:
    answer = hanako.session.post(f"{town.base}/portal/consent", data={"change": "given"}, timeout=10)
    assert answer.status_code >= 400
    assert lines(town) == []


def event(kind: str, on: str, **more: Any) -> dict[str, Any]:
    return {
        "insurer_number": HIRAKATA, "insured_number": HANAKO_NUMBER, "history_number": "1",
        "application_date": "2026-11-02", "event_kind": kind, "event_date": on, **more,
    }  # fmt: skip


def test_the_application_is_a_timeline_with_the_legal_clock(hanako: Browser, town: Town) -> None:
    rows = [event("applied", "2026-11-02"), event("survey_done", "2026-11-06")]
    sent(town.platform, "application_event", rows)
    words = words_of(hanako.get("/portal/applications"))
    assert "申請から22日目です。法律の期限は令和8年12月2日（2026年12月2日）です。あと8日あります。" in words
    assert "認定調査済 済み 令和8年11月6日（2026年11月6日） 4日かかりました（目安は7日）。" in words


def test_without_an_application_the_page_says_where_to_ask(hanako: Browser) -> None:
    assert "申請の情報は届いていません" in words_of(hanako.get("/portal/applications"))


def opened(town: Town, **changes: Any) -> int:
    office(town.platform)
    now = town.clock()
    window = NewWindow(
        **{
            "kind": "emergency", "office_number": OFFICE, "staff_id": "D-001", "person": HANAKO,
            "reason_code": "unconscious", "reason_text": "救急搬送、応答なし", "identity_method": "four_items",
            "opened_at": now, "open_until": now + timedelta(minutes=60), **changes,
        }
    )  # fmt: skip
    with town.platform.engine.begin() as connection:
        return open_window(connection, window, ["person"])


def test_an_opening_in_an_emergency_is_told_on_the_first_page_and_in_full(
    hanako: Browser, town: Town
) -> None:
    number = opened(town)
    assert "救急または災害のため情報が開かれました（1件）" in words_of(hanako.get("/portal/certificates"))
    words = words_of(hanako.get("/portal/notices"))
    assert "見本居宅介護支援事業所" in words
    assert "意識がなく、同意を確かめられなかった" in words
    assert "点検はまだ終わっていません" in words
    assert "D-001" not in words, "the institution, never its staff"
    with town.platform.engine.begin() as connection:
        assert review_window(connection, number, "reviewer", "justified", "ok", town.clock())
    assert "正当な利用と認められました" in words_of(hanako.get("/portal/notices"))


def test_an_old_opening_is_no_longer_on_the_first_page_but_kept(hanako: Browser, town: Town) -> None:
    long_ago = town.clock() - timedelta(days=31)
    opened(town, opened_at=long_ago, open_until=long_ago + timedelta(hours=1))
    assert "情報が開かれました" not in words_of(hanako.get("/portal/certificates"))
    assert "救急時の閲覧" in words_of(hanako.get("/portal/notices"))


def test_a_reported_mix_up_closes_everything_until_it_is_checked(hanako: Browser) -> None:
    answer = hanako.post("/portal/mismatch", reason="name")
    words = words_of(answer)
    assert "報告しました。" in words
    assert "確認中のため表示できません" in words
    assert "要介護1" not in words
    assert "確認中のため表示できません" in words_of(hanako.get("/portal/certificates/copay_certificate"))
    assert "確認中のため表示できません" in words_of(hanako.get("/portal/applications"))


def test_a_report_needs_a_reason(hanako: Browser, town: Town) -> None:
    answer = hanako.post("/portal/mismatch")
    assert answer.status_code == 422
    assert "何が違うかを選んでください。" in words_of(answer)
    assert town.run("select count(*) from mismatch") == [(0,)]
