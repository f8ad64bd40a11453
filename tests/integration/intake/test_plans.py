"""How PostgreSQL goes about a load: the plans it really chose, since a wrong one costs hours and changes no answer."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event

from care_platform.platform import Platform
from care_platform.store.engine import make_engine
from tests.builders.records import copay_row
from tests.builders.transfers import now, parts_of, sealed, sent
from tests.integration.intake.findings import counts
from tests.unit.records.builders import a_row

COPAY = "copay_certificate"
PEOPLE = 600
_TELL_PLANS = {
    "session_preload_libraries": "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_level": "notice",
    "auto_explain.log_format": "json",
}


@pytest.fixture
def telling(platform: Platform) -> Iterator[tuple[Engine, list[dict[str, Any]]]]:
    """An engine on the same database whose server tells the plan of every statement, and the plans told so far."""
    options = " ".join(f"-c {name}={value}" for name, value in _TELL_PLANS.items())
    url = platform.engine.url.update_query_dict({"options": options})
    engine = make_engine(url.render_as_string(hide_password=False))
    told: list[dict[str, Any]] = []

    def listen(connection: Any, _: object) -> None:
        connection.add_notice_handler(lambda notice: told.extend(_plans_in(notice.message_primary or "")))

    event.listen(engine, "connect", listen)
    yield engine, told
    engine.dispose()


def _plans_in(message: str) -> Iterator[dict[str, Any]]:
    _, found, plan = message.partition("plan:\n")
    if found:
        yield json.loads(plan)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The step and all below it."""
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def ways_to(table: str, plan: dict[str, Any]) -> list[str]:
    """The kinds of steps by which the plan reads a table."""
    reading = (node for node in nodes(plan) if node.get("Relation Name") == table)
    return [node["Node Type"] for node in reading if node["Node Type"] != "ModifyTable"]


def test_a_full_load_sent_again_compares_its_rows_by_an_index(
    platform: Platform, telling: tuple[Engine, list[dict[str, Any]]]
) -> None:
    everybody = [copay_row(f"{n:010d}") for n in range(1, PEOPLE + 1)]
    sent(platform, COPAY, everybody, transfer_kind="initial")
    again = sealed(
        platform, COPAY, parts_of(COPAY, everybody), transfer_kind="initial", base_date=date(2026, 8, 2)
    )
    engine, told = telling
    assert again.id is not None
    platform.processor(engine).process(again.id)
    assert counts(now(platform, again)) == (PEOPLE, 0, 0, PEOPLE, 0)
    plans = [each["Plan"] for each in told if each["Query Text"].lstrip().startswith("update judged")]
    assert [ways_to("judged", plan) for plan in plans] == [["Index Scan"]]


def test_a_first_load_of_consents_looks_each_person_up_by_an_index(
    platform: Platform, telling: tuple[Engine, list[dict[str, Any]]]
) -> None:
    everybody = [a_row("consent", insured_number=f"{n:010d}") for n in range(1, PEOPLE + 1)]
    load = sealed(platform, "consent", parts_of("consent", everybody), transfer_kind="initial")
    engine, told = telling
    assert load.id is not None
    platform.processor(engine).process(load.id)
    assert counts(now(platform, load)) == (PEOPLE, PEOPLE, 0, 0, 0)
    (plan,) = (each["Plan"] for each in told if each["Query Text"].lstrip().startswith("with touched"))
    of_each_person = [node for node in nodes(plan) if node.get("Alias") == "c"]
    # Either way by an index; which, depends on what the statistics say at the moment.
    assert {node["Node Type"] for node in of_each_person} <= {"Index Scan", "Bitmap Heap Scan"}
    assert len(of_each_person) == 1
