"""A municipal clerk's day: reports read, a hold looked at and released, a person looked up, a difference accepted."""

import re
from uuid import UUID

from playwright.sync_api import Browser, Page, expect

from tests.browser.scene import Scene


def _page(stage: Scene, browser: Browser, login: str) -> Page:
    return stage.context(browser, login, language="en").new_page()


def test_a_clerk_finds_the_rejected_rows_and_takes_them_along_as_csv(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "town_viewer")
    page.goto(f"/town/transfers/{stage.kept['reported']}")
    expect(page.get_by_role("heading", name="How to send corrected rows")).to_be_visible()
    first = page.locator("tbody tr").filter(has_text=re.compile("part 1, row")).first
    expect(first).to_contain_text("row.")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as CSV").click()
    lines = saved.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Part,Row,Item,Weight")
    assert len(lines) > 1
    page.context.close()


def test_a_viewer_sees_a_hold_with_its_figures_but_cannot_release_it(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "town_viewer")
    page.goto(f"/town/transfers/{stage.kept['held']}")
    expect(page.get_by_role("heading", name="The figures that caused it")).to_be_visible()
    expect(page.get_by_text("An approver can release it.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("release"))).to_have_count(0)
    page.context.close()


def test_an_approver_releases_with_a_reason_and_a_worker_is_asked(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "town_approver")
    page.goto("/town/")
    page.get_by_role("link", name="Open: Transfers held").or_(
        page.get_by_role("link", name=re.compile("Transfers held"))
    ).first.click()
    page.locator("tbody tr").first.get_by_role("link").click()
    page.get_by_role("button", name="The figures are right: release").click()
    expect(page.locator("#reason-error")).to_be_visible()
    page.fill("#reason", "令和8年8月の改定により負担割合が変わったため")
    page.get_by_role("button", name="The figures are right: release").click()
    expect(page.get_by_text("Released. It is being processed.")).to_be_visible()
    held = UUID(stage.kept["held"])
    assert stage.run("select state from transfer where public_id = :id", id=held)[0].state == "sealed"
    stage.run("update transfer set state = 'held' where public_id = :id", id=held)
    page.context.close()


def test_an_operator_looks_a_person_up_under_an_address_that_names_nobody(
    stage: Scene, browser: Browser
) -> None:
    page = _page(stage, browser, "town_operator")
    number = stage.persons["person"][1].insured_number
    page.goto("/town/people")
    page.fill("#insured_number", number)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="What the platform holds")).to_be_visible()
    assert number not in page.url
    logged = stage.run(
        "select count(*) as n from access_log where actor_kind = 'insurer' and action = 'look_up' and insured_number = :n",
        n=number,
    )
    assert logged[0].n >= 1
    page.context.close()


def test_an_approver_accepts_one_difference_by_name(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "town_approver")
    page.goto("/town/differences")
    page.get_by_role("checkbox").first.check()
    page.fill("#reason", "転出者の記録。次の差分で削除する")
    page.get_by_role("button", name="Accept the chosen differences").click()
    expect(page.get_by_text("The chosen differences are accepted.")).to_be_visible()
    accepted = stage.run(
        "select accepted_by, accepted_why from reconciliation_difference where accepted_at is not null"
    )
    assert "T-approver" in accepted[0].accepted_by
    page.context.close()


def test_an_opinion_is_asked_for_and_withdrawn(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "town_operator")
    page.goto("/town/opinions")
    page.fill("#insured_number", stage.persons["person"][1].insured_number)
    page.fill("#institution", "2710000001")
    page.get_by_role("button", name="Register the request").click()
    expect(page.get_by_text("The request is registered.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Withdraw")).first.click()
    expect(page.get_by_text("The request is withdrawn.")).to_be_visible()
    page.context.close()


def test_another_towns_transfer_is_not_found(stage: Scene, browser: Browser) -> None:
    page = _page(stage, browser, "nara")
    for way in ("", "/progress", "/report.csv", "/characters"):
        answer = page.request.get(f"/town/transfers/{stage.kept['held']}{way}")
        assert answer.status == 404
    page.context.close()
