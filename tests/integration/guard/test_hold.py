"""A held transfer shows nothing, keeps everything, and ends by a person's word."""

import pytest
from sqlalchemy import text

from care_platform.intake.guard.holding import Release, find_hold, release_transfer
from care_platform.intake.report import report_page
from care_platform.intake.sealing import cancel_transfer
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError, Entry, guard, intake
from care_platform.store.tables import Transfer
from tests.builders.contents import contents
from tests.builders.records import HIRAKATA
from tests.builders.transfers import now, opened, parts_of, sent
from tests.integration.guard.town import CHIEF, COPAY, TODAY, copays, figures, full_load, reasons, released
from tests.integration.intake.findings import counts

OTHER_CITY = "131016"


def held(platform: Platform) -> Transfer:
    """A full load of 40 where 300 are usual."""
    full_load(platform, COPAY, copays(300))
    second = full_load(platform, COPAY, copays(40, first=1_000))
    assert second.state == "held"
    return second


def stored(platform: Platform) -> list[str]:
    return contents(platform.engine)[COPAY]


def refused(platform: Platform, transfer: Transfer, release: Release = CHIEF) -> Entry:
    with pytest.raises(CataloguedError) as refusal, platform.engine.begin() as connection:
        release_transfer(connection, HIRAKATA, transfer.public_id, release, platform.clock())
    return refusal.value.entry


def test_nothing_of_it_is_stored_or_counted(platform: Platform) -> None:
    full_load(platform, COPAY, copays(300))
    before = stored(platform)
    second = full_load(platform, COPAY, copays(40, first=1_000))
    assert (second.state, counts(second)) == ("held", (0, 0, 0, 0, 0))
    assert (second.apply_sequence, second.applied_at, second.finished_at) == (None, None, None)
    assert stored(platform) == before


def test_the_figures_are_kept_as_they_were_compared(platform: Platform) -> None:
    (figure,) = figures(platform, held(platform))
    assert (figure.entry, figure.unit) == (guard.ROW_COUNT_DEPARTS, "rows")
    assert (figure.expected, figure.found, figure.bound) == (300, 40, 90)


def test_a_named_person_lets_it_pass_and_is_remembered(platform: Platform) -> None:
    transfer = held(platform)
    done = released(platform, transfer)
    assert (done.state, counts(done)) == ("applied", (40, 40, 0, 0, 0))
    with platform.engine.connect() as connection:
        kept = find_hold(connection, HIRAKATA, transfer.public_id)
    assert (kept.held.released_by, kept.held.reason) == (CHIEF.released_by, CHIEF.reason)
    assert kept.held.released_at == platform.clock()
    assert [figure.entry for figure in kept.figures] == [guard.ROW_COUNT_DEPARTS]


def test_what_was_released_is_the_usual_from_then_on(platform: Platform) -> None:
    released(platform, held(platform))
    assert full_load(platform, COPAY, copays(210, first=5_000)).state == "held"
    assert full_load(platform, COPAY, copays(45, first=6_000)).state == "applied"


def test_the_findings_of_its_rows_are_not_doubled_by_the_release(platform: Platform) -> None:
    full_load(platform, COPAY, copays(300))
    wrong = {**copays(1, first=4_000)[0], "sex": "9"}
    second = full_load(platform, COPAY, [*copays(40, first=1_000), wrong])
    with platform.engine.connect() as connection:
        assert report_page(connection, HIRAKATA, second.public_id, 1, 10).finding_count == 1
    done = released(platform, second)
    assert counts(done) == (41, 40, 0, 0, 1)
    with platform.engine.connect() as connection:
        assert report_page(connection, HIRAKATA, done.public_id, 1, 10).finding_count == 1


@pytest.mark.parametrize(
    "release",
    [
        Release(released_by=" ", reason="確認済み"),
        Release(released_by="見本　係長", reason="\n"),
        Release(released_by="見" * 101, reason="確認済み"),
        Release(released_by="見本　係長", reason="確" * 201),
    ],
)
def test_nobody_releases_without_name_and_reason(platform: Platform, release: Release) -> None:
    transfer = held(platform)
    assert refused(platform, transfer, release) is guard.RELEASE_UNNAMED
    assert now(platform, transfer).state == "held"


def test_only_a_held_transfer_can_be_released_and_only_once(platform: Platform) -> None:
    transfer = held(platform)
    released(platform, transfer)
    assert refused(platform, transfer) is guard.NOT_HELD


def test_another_city_can_neither_see_nor_release_it(platform: Platform) -> None:
    transfer = held(platform)
    for act in (
        lambda c: find_hold(c, OTHER_CITY, transfer.public_id),
        lambda c: release_transfer(c, OTHER_CITY, transfer.public_id, CHIEF, platform.clock()),
    ):
        with pytest.raises(CataloguedError) as refusal, platform.engine.begin() as connection:
            act(connection)
        assert refusal.value.entry is intake.TRANSFER_UNKNOWN


def test_a_transfer_that_was_never_held_has_no_hold(platform: Platform) -> None:
    first = full_load(platform, COPAY, copays(3))
    with pytest.raises(CataloguedError) as refusal, platform.engine.connect() as connection:
        find_hold(connection, HIRAKATA, first.public_id)
    assert refusal.value.entry is guard.NEVER_HELD


def test_a_cancelled_hold_leaves_nothing_and_the_content_may_come_again(platform: Platform) -> None:
    transfer = held(platform)
    before = stored(platform)
    with platform.engine.begin() as connection:
        cancel_transfer(connection, HIRAKATA, transfer.public_id, "抽出条件の誤り", platform.clock())
        kept = connection.execute(
            text("select count(*) from transfer_part where transfer_id = :t and content is not null"),
            {"t": transfer.id},
        )
        assert kept.scalar_one() == 0
    assert now(platform, transfer).state == "cancelled"
    assert stored(platform) == before
    assert refused(platform, transfer) is guard.NOT_HELD
    again = opened(
        platform, COPAY, parts_of(COPAY, copays(40, first=1_000)), transfer_kind="initial", base_date=TODAY
    )
    assert again.transfer.public_id != transfer.public_id


def test_the_same_content_while_held_is_the_held_transfer(platform: Platform) -> None:
    transfer = held(platform)
    again = opened(
        platform, COPAY, parts_of(COPAY, copays(40, first=1_000)), transfer_kind="initial", base_date=TODAY
    )
    assert (again.transfer.public_id, again.transfer.state, again.repeated) == (
        transfer.public_id, "held", True,
    )  # fmt: skip


def test_a_worker_that_asks_again_leaves_it_held(platform: Platform) -> None:
    transfer = held(platform)
    assert transfer.id is not None
    assert platform.processor().process(transfer.id) == "held"
    assert len(figures(platform, transfer)) == 1


# What is compared with what


def test_the_same_records_in_another_cut_are_never_held(platform: Platform) -> None:
    full_load(platform, COPAY, copays(300))
    again = sent(platform, COPAY, list(reversed(copays(300))), transfer_kind="initial")
    part = sent(platform, COPAY, copays(30), transfer_kind="initial")
    assert [again.state, part.state] == ["applied", "applied"]
    assert part.unchanged == 30


def test_a_first_full_load_is_compared_with_what_differentials_stored(platform: Platform) -> None:
    sent(platform, COPAY, copays(400, twos=40))
    first = full_load(platform, COPAY, copays(400, twos=200, first=1_000))
    assert first.state == "held"
    assert ("guard.share_moved", "periods[1].rate", "2") in reasons(platform, first)


def test_a_differential_is_compared_with_what_is_stored(platform: Platform) -> None:
    full_load(platform, COPAY, copays(400, twos=40))
    usual = sent(platform, COPAY, copays(250, twos=60, first=1_000))
    odd = sent(platform, COPAY, copays(250, twos=200, first=2_000))
    assert (usual.state, odd.state) == ("applied", "held")


def test_a_small_differential_is_never_held(platform: Platform) -> None:
    full_load(platform, COPAY, copays(400, twos=40))
    assert sent(platform, COPAY, copays(150, twos=150, first=1_000)).state == "applied"


def test_a_differential_far_above_the_usual_size_is_held(platform: Platform) -> None:
    for day in range(3):
        assert sent(platform, COPAY, copays(20, first=1_000 + 20 * day)).state == "applied"
    huge = sent(platform, COPAY, copays(1_100, first=5_000))
    assert huge.state == "held"
    assert reasons(platform, huge) == [("guard.row_count_departs", "", None)]


def test_another_city_s_loads_are_no_measure(platform: Platform) -> None:
    tokyo = [{**row, "insurer_number": OTHER_CITY} for row in copays(40)]
    full_load(platform, COPAY, copays(300))
    assert sent(platform, COPAY, tokyo, OTHER_CITY, transfer_kind="initial").state == "applied"
