"""The programme office's day, and the auditor's."""

import re
from datetime import timedelta

from playwright.sync_api import Browser, Page, expect

from care_platform.store.exceptional import NewWindow, open_window
from tests.browser.scene import Scene
from tests.builders.accounts import HOSPITAL


def _page(stage: Scene, browser: Browser, login: str) -> Page:
    return stage.context(browser, login, language="en").new_page()


def test_the_office_finds_who_is_late_in_a_prefecture_and_why(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "national")
    page.goto("/desk/")
    expect(page).to_have_url(re.compile("/nation/$"))
    page.get_by_role("link", name=re.compile("^Hokkaido: ")).first.click()
    expect(page.get_by_role("status")).to_contain_text("179 municipalities")
    page.select_option("#late", "late")
    page.get_by_role("button", name="Show").click()
    late = page.locator("tbody tr")
    expect(late.first.locator(".badge.bad")).to_contain_text("days late")
    late.first.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Gates and plan")).to_be_visible()
    expect(page.locator("li.now")).to_have_count(1)
    page.context.close()


def test_the_list_is_saved_as_csv_with_the_same_lines(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "national")
    page.goto("/nation/municipalities?prefecture=47")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as CSV").click()
    lines = saved.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 41
    assert lines[1].startswith("472018,沖縄県,那覇市,")
    page.context.close()


def test_a_prefecture_sees_its_own_municipalities_only(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "prefectural")
    page.goto("/nation/municipalities")
    expect(page.get_by_role("status")).to_contain_text("43 municipalities")
    elsewhere = page.goto(f"/nation/insurers/{stage.kept['loading_insurer']}")
    assert elsewhere is not None
    assert elsewhere.status == 404
    page.context.close()


def test_a_disaster_is_opened_with_a_reason_and_closed(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "prefectural")
    page.goto("/nation/disasters")
    page.fill("#insurer_number", "272047")
    page.fill("#last_day", "2026-12-01")
    page.fill("#reason", "大雨により避難所で介護を提供するため")
    page.get_by_role("button", name="Open for this municipality").click()
    expect(page.get_by_role("status")).to_contain_text("The period is open.")
    page.get_by_role("button", name=re.compile("^Close the period of")).click()
    expect(page.get_by_role("status")).to_contain_text("The period is closed.")
    page.context.close()


def test_a_disaster_elsewhere_is_refused_beside_the_field(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "prefectural")
    page.goto("/nation/disasters")
    page.fill("#insurer_number", "131016")
    page.fill("#last_day", "2026-12-01")
    page.fill("#reason", "大雨により避難所で介護を提供するため")
    page.get_by_role("button", name="Open for this municipality").click()
    expect(page.locator("#insurer_number-error")).to_contain_text("not of your area")
    expect(page.locator("#reason")).to_have_value("大雨により避難所で介護を提供するため")
    page.context.close()


def test_the_auditor_searches_and_the_search_is_in_the_log_itself(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "auditor")
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="Findings")).to_be_visible()
    page.goto("/nation/log")
    number = stage.persons["person"][1]
    page.fill("#insurer_number", number.insurer_number)
    page.fill("#insured_number", number.insured_number)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Result")).to_be_visible()
    assert number.insured_number not in page.url
    logged = stage.run(
        "select count(*) as n from access_log where action = 'read_access_log' and insured_number = :n",
        n=number.insured_number,
    )
    assert logged[0].n >= 1
    page.context.close()


def test_the_auditor_closes_an_emergency_and_the_person_reads_the_result(
    stage: Scene, browser: Browser
) -> None:
    _, person = stage.persons["person_late"]
    at = stage.clock() - timedelta(days=200)
    window = NewWindow(
        kind="emergency", office_number=HOSPITAL, staff_id="D-001", person=person, reason_code="life_in_danger",
        reason_text="心肺停止で搬送、家族と連絡が取れない", identity_method="four_items", opened_at=at,
        open_until=at + timedelta(hours=1),
    )  # fmt: skip
    with stage.platform.engine.begin() as connection:
        case = open_window(connection, window, ["person"])
    page = _page(stage, browser, "auditor")
    page.goto("/desk/")
    page.get_by_role("link", name="Emergency reviews").click()
    page.get_by_role("link", name=f"Open case {case}").click()
    expect(page.get_by_text("心肺停止で搬送")).to_be_visible()
    page.get_by_role("button", name="Close with this result").click()
    expect(page.locator("#note-error")).to_contain_text("10 letters")
    page.get_by_label("Justified", exact=True).check()
    page.fill("#note", "病院の救急記録と一致することを電話で確かめた")
    page.get_by_role("button", name="Close with this result").dblclick()
    expect(page.get_by_role("status")).to_contain_text("The case is closed.")
    expect(page.get_by_role("link", name=f"Open case {case}")).to_have_count(0)
    page.context.close()
    own = _page(stage, browser, "person_late")
    own.goto("/portal/notices")
    expect(own.get_by_text("It was found justified")).to_be_visible()
    own.context.close()
