"""The canonical form and the keyed checksums: the same on both sides, whatever the order and the carrier."""

import hashlib
import hmac
import random
from typing import Any

import pytest

from care_platform.migration import breakdowns
from care_platform.migration.checksum import Digester, Sum, canonical, total_of
from care_platform.records.registry import RECORD_KINDS
from tests.builders.records import certification_row, copay_row, insured_row

COPAY = RECORD_KINDS["copay_certificate"]
CERTIFICATION = RECORD_KINDS["certification"]
KEY = Digester(bytes(32))


def test_the_canonical_form_is_what_the_guide_shows() -> None:
    row = certification_row(panel_opinion='一行目\n"二行目"\\', service_limits=[])
    assert canonical(row, CERTIFICATION).decode() == (
        '{"application_date":"2026-03-02","application_kind":"2","care_level":"21","decided_on":"2026-03-27",'
        '"history_number":"1","insured_category":"1","insured_number":"0000000001","insurer_number":"272104",'
        '"limit_from":"2026-04-01","limit_to":"2027-03-31","limit_units":"16765",'
        '"panel_opinion":"一行目\\n\\"二行目\\"\\\\","previous_care_level":"21",'
        '"valid_from":"2026-04-01","valid_to":"2027-03-31"}'
    )


def test_a_group_is_a_list_of_objects() -> None:
    text = canonical(copay_row(), COPAY).decode()
    assert '"periods":[{"rate":"1","valid_from":"2026-08-01","valid_to":"2027-07-31"}]' in text


def test_what_the_database_adds_or_writes_as_a_number_makes_no_difference() -> None:
    sent = certification_row()
    stored = {
        **sent, "history_number": 1, "limit_units": 16765, "application_branch": None, "service_limits": [],
        "business_key": "2026-03-02/0", "transfer_id": 7,
    }  # fmt: skip
    assert canonical(stored, CERTIFICATION) == canonical(sent, CERTIFICATION)


def test_the_digest_is_plain_hmac_over_purpose_kind_and_form() -> None:
    message = b"record\ncopay_certificate\n" + canonical(copay_row(), COPAY)
    expected = hmac.new(bytes(32), message, hashlib.sha256).hexdigest()
    assert f"{KEY.record(copay_row(), COPAY):064x}" == expected


@pytest.mark.parametrize(
    "change", [{"rate": "2"}, {"name": "見本　花代"}, {"history_number": "2"}, {"address": "見本\U000e0100"}]
)
def test_any_changed_item_changes_the_digest(change: dict[str, Any]) -> None:
    assert KEY.record(copay_row(**change), COPAY) != KEY.record(copay_row(), COPAY)


def test_another_key_gives_other_digests_and_buckets() -> None:
    other = Digester(b"\x01" * 32)
    assert other.record(copay_row(), COPAY) != KEY.record(copay_row(), COPAY)
    assert [other.bucket(f"{n:010}", 12) for n in range(5)] != [KEY.bucket(f"{n:010}", 12) for n in range(5)]


def test_the_sum_does_not_depend_on_the_order_but_on_how_often() -> None:
    digests = [KEY.record(copay_row(f"{n:010}"), COPAY) for n in range(50)]
    assert added(digests) == added(random.Random(1).sample(digests, 50))
    assert added([*digests, digests[0]]) != added(digests)
    assert added([digests[0], digests[0]]).total != 0


def added(digests: list[int]) -> Sum:
    found = Sum()
    for digest in digests:
        found.add(digest)
    return found


def test_the_sum_of_all_buckets_is_the_sum_of_all_records() -> None:
    digests = [KEY.record(copay_row(f"{n:010}"), COPAY) for n in range(20)]
    halves = {"00": added(digests[:7]), "01": added(digests[7:])}
    assert total_of(halves) == added(digests)


@pytest.mark.parametrize(("bits", "length"), [(8, 2), (12, 3)])
def test_buckets_are_hexadecimal_and_spread(bits: int, length: int) -> None:
    buckets = {KEY.bucket(f"{n:010}", bits) for n in range(2_000)}
    assert {len(bucket) for bucket in buckets} == {length}
    assert len(buckets) > 250


def test_records_are_counted_by_level_and_rate_and_not_by_what_was_before() -> None:
    assert breakdowns.cells(certification_row(care_level="22"), CERTIFICATION) == (("care_level", "22"),)
    assert breakdowns.cells(insured_row(), RECORD_KINDS["insured_certificate"]) == (("care_level", "21"),)
    assert breakdowns.cells(copay_row(rate="3"), COPAY) == (("periods.rate", "3"),)
