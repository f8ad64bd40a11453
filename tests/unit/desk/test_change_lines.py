"""What a desk reads about changes since yesterday."""

from datetime import UTC, date, datetime

from care_platform.desk.change_lines import ChangeLine, change_lines
from care_platform.desk.words import WORDS
from care_platform.lookup.answer import Change, ChangedItem
from care_platform.lookup.changed_people import ChangedRecords
from care_platform.reference.people import PersonKey
from care_platform.screens.words import Speech

TODAY = date(2026, 11, 24)
HANAKO = PersonKey("272104", "0000000001")


def change(key: str, since: date, *, before: str | None = "1", retroactive: bool = True) -> Change:
    return Change(
        business_key=key, changed_at=datetime(2026, 11, 24, tzinfo=UTC), effective_from=since, retroactive=retroactive,
        items=[ChangedItem(item="issued_on", before=before, after="2")],
    )  # fmt: skip


def lines(kind: str, *changes: Change) -> list[ChangeLine]:
    return change_lines([ChangedRecords(HANAKO, kind, list(changes))], {}, TODAY, Speech("ja", WORDS))


def test_a_change_names_its_items_and_that_it_reaches_back() -> None:
    [line] = lines("copay_certificate", change("1", date(2026, 8, 1)))
    assert (line.items, line.retroactive) == ("交付年月日", True)


def test_a_record_never_seen_before_is_new() -> None:
    [line] = lines("copay_certificate", change("1", date(2026, 8, 1), before=None))
    assert line.items == "新しく届きました"


def test_what_began_before_claims_lapse_corrects_none() -> None:
    [line] = lines("insured_certificate", change("1", date(2005, 3, 31), before=None))
    assert not line.retroactive


def test_the_steps_of_an_application_are_one_line_with_the_last_day() -> None:
    steps = [change(str(day), date(2026, 11, day), before=None) for day in (2, 20, 6)]
    [line] = lines("application_event", *steps)
    assert line.since == "令和8年11月20日（2026年11月20日）"
    assert not line.retroactive


def test_after_a_registration_all_that_is_new_is_one_line() -> None:
    new = change("1", date(2026, 8, 1), before=None)
    kinds = ("insured_certificate", "copay_certificate", "certification")
    records = [ChangedRecords(HANAKO, kind, [new]) for kind in kinds]
    changed = ChangedRecords(HANAKO, "burden_limit_certificate", [change("1", date(2026, 8, 1))])
    told = change_lines([*records, changed], {}, TODAY, Speech("ja", WORDS))
    assert [(line.kind, line.items) for line in told] == [
        ("被保険者証、負担割合証、要介護認定", "新しく届きました"),
        ("負担限度額認定証", "交付年月日"),
    ]


def test_two_certificates_are_two_lines() -> None:
    assert len(lines("certification", change("1", date(2026, 4, 1)), change("2", date(2026, 10, 1)))) == 2
