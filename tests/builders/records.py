"""Rows of records as a carrier delivers them: item name -> text."""

from typing import Any

HIRAKATA = "272104"


def copay_row(insured_number: str = "0000000001", rate: str = "1", **changes: Any) -> dict[str, Any]:
    """A copay certificate for 2026-08-01 to 2027-07-31."""
    return _printed(insured_number) | {
        "issued_on": "2026-07-10",
        "periods": [{"rate": rate, "valid_from": "2026-08-01", "valid_to": "2027-07-31"}],
    } | changes  # fmt: skip


def insured_row(insured_number: str = "0000000001", **changes: Any) -> dict[str, Any]:
    """An insured certificate of a first-category person at 要介護1."""
    return _printed(insured_number) | {
        "issued_on": "2026-04-10",
        "insured_category": "1",
        "qualified_on": "2005-03-31",
        "care_level": "21",
        "certified_on": "2026-04-08",
        "certification_from": "2026-04-01",
        "certification_to": "2027-03-31",
        "limit_units": "16765",
    } | changes  # fmt: skip


def certification_row(insured_number: str = "0000000001", **changes: Any) -> dict[str, Any]:
    """A renewal at an unchanged 要介護1, valid 2026-04-01 to 2027-03-31."""
    return {
        "insurer_number": HIRAKATA,
        "insured_number": insured_number,
        "history_number": "1",
        "application_date": "2026-03-02",
        "application_kind": "2",
        "insured_category": "1",
        "care_level": "21",
        "previous_care_level": "21",
        "decided_on": "2026-03-27",
        "valid_from": "2026-04-01",
        "valid_to": "2027-03-31",
        "limit_units": "16765",
        "limit_from": "2026-04-01",
        "limit_to": "2027-03-31",
    } | changes


def _printed(insured_number: str) -> dict[str, Any]:
    return {
        "insurer_number": HIRAKATA,
        "insured_number": insured_number,
        "history_number": "1",
        "insurer_name": "枚方市",
        "name": "見本　花子",
        "name_kana": "ミホン　ハナコ",
        "birth_date": "1940-04-01",
        "sex": "2",
        "postal_code": "573-8666",
        "address": "大阪府枚方市大垣内町2丁目1番20号",
    }
