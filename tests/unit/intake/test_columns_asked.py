"""What the planner must know of the staged rows: the columns that questions across kinds join and compare by."""

from typing import cast

import pytest

from care_platform.intake.cross_checks import CROSS_CHECKS, columns_asked
from care_platform.records.registry import RECORD_KINDS


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("insured_certificate", "certification_from"),
        ("insured_certificate", "benefit_restrictions"),
        ("benefit_record", "care_level"),
        ("application_event", "event_kind"),
    ],
)
def test_columns_a_question_names_are_asked(kind: str, column: str) -> None:
    assert column in columns_asked(RECORD_KINDS[kind])


def test_the_items_of_a_survey_that_nobody_asks_about_are_left_out() -> None:
    asked = columns_asked(RECORD_KINDS["assessment_survey"])
    assert "turning_over" not in asked
    assert len(asked) < 10


def test_a_kind_without_questions_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(cast("dict[str, object]", CROSS_CHECKS), "insured_event", raising=False)
    assert not columns_asked(RECORD_KINDS["insured_event"])
