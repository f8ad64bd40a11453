"""What a person asks first, before any certificate is opened."""

from datetime import UTC, date, datetime
from typing import Any

from care_platform.lookup.answer import KindAnswer, PersonAnswer, State
from care_platform.portal.glance import Figure, figures_of
from care_platform.portal.words import WORDS
from care_platform.reference.catalogue import access
from care_platform.reference.people import PersonKey
from care_platform.screens.words import Speech
from tests.unit.screens.test_applications import version_of

TODAY = date(2026, 6, 15)
RATE = {"periods": [{"rate": "1", "valid_from": "2025-08-01", "valid_to": "2026-07-31"}]}
PRINTED = {"care_level": "21", "certification_from": "2025-04-01", "certification_to": "2026-03-31"}
DECIDED = {"care_level": "22", "valid_from": "2026-04-01", "valid_to": "2027-03-31"}


def figures(**records: dict[str, Any]) -> list[Figure]:
    kinds = [
        KindAnswer(
            record_kind=kind, state=State.FOUND, reason=access.ALLOWED, records=[version_of(kind, values)]
        )
        for kind, values in records.items()
    ]
    at = datetime(2026, 6, 15, tzinfo=UTC)
    answer = PersonAnswer(
        person=PersonKey("272104", "0000000001"), on=TODAY, known_at=at, sequence=1, kinds=kinds
    )
    return figures_of(answer, Speech("ja", WORDS))


def test_level_and_share_come_with_their_last_days() -> None:
    level, share = figures(certification=DECIDED, copay_certificate=RATE)
    assert level == Figure("要介護状態区分", "要介護２", "令和9年3月31日（2027年3月31日）まで")
    assert share == Figure("利用者負担の割合", "1割", "令和8年7月31日（2026年7月31日）まで")


def test_the_decision_counts_before_what_an_older_certificate_says() -> None:
    [level] = figures(insured_certificate=PRINTED, certification=DECIDED)
    assert level.value == "要介護２"


def test_a_certification_that_ended_is_marked_though_the_certificate_goes_on() -> None:
    [level] = figures(insured_certificate=PRINTED)
    assert level == Figure("要介護状態区分", "要介護１", "3月31日に終わりました", ended=True)


def test_what_is_not_known_is_left_out() -> None:
    assert figures() == []
    assert figures(copay_certificate={"periods": []}) == []
