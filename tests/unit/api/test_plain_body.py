"""What a look-up takes without its schema is what the schema would give; everything else it leaves to the schema."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_platform.api.plain_body import plain_body
from care_platform.api.schemas.lookups import LookupSchema

PLAIN: dict[str, Any] = {
    "insurer_number": "272104", "insured_number": "0000000001", "purpose": "care_provision",
    "record_kinds": ["certification"],
}  # fmt: skip


def sent(**changes: Any) -> bytes:
    return json.dumps(PLAIN | changes).encode()


@pytest.mark.parametrize("changes", [{}, {"record_kinds": ["certification", "copay_certificate"]}])
def test_a_plain_body_is_taken_as_the_schema_would(changes: dict[str, Any]) -> None:
    assert plain_body(sent(**changes)) == LookupSchema().load(PLAIN | changes) == PLAIN | changes


@pytest.mark.parametrize(
    "changes",
    [
        {"insurer_number": "27210"}, {"insurer_number": "272104\n"}, {"insurer_number": 272104},
        {"insured_number": "00000000011"}, {"insured_number": "００００００００００"}, {"insured_number": None},
        {"purpose": "own_records"}, {"purpose": ["care_provision"]}, {"record_kinds": []},
        {"record_kinds": "certification"}, {"record_kinds": ["access_log"]}, {"record_kinds": [["certification"]]},
        {"record_kinds": ["certification"] * 99}, {"record_kinds": None}, {"on": "2026-11-24"}, {"more": 1},
    ],
)  # fmt: skip
def test_whatever_else_there_is_the_schema_judges(changes: dict[str, Any]) -> None:
    assert plain_body(sent(**changes)) is None


def test_a_look_up_that_names_no_kind_goes_to_the_schema() -> None:
    unnamed = {name: value for name, value in PLAIN.items() if name != "record_kinds"}
    assert plain_body(json.dumps(unnamed).encode()) is None


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"{}", b"\xff", b"[" * 5000])
def test_what_is_no_look_up_at_all_the_schema_judges(body: bytes) -> None:
    assert plain_body(body) is None


_ANY = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=12), st.lists(st.text(max_size=3)))


@given(
    st.dictionaries(st.sampled_from([*PLAIN, "on"]), _ANY, max_size=3),
    st.sampled_from(["272104", "27210４", "272105", "000000"]),
)
def test_nothing_is_taken_that_the_schema_refuses(changes: dict[str, Any], insurer: str) -> None:
    body = PLAIN | {"insurer_number": insurer} | changes
    taken = plain_body(json.dumps(body).encode())

    assert taken is None or LookupSchema().load(body) == taken
