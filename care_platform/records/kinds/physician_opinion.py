"""主治医意見書, the physician's opinion on the national form (handbook 2.8, appendix C).

The 107 items of the form keep its names and order; a multiple choice is a group. The application
stands before them, what the municipality knows about the request behind them. One record per opinion of an application.
"""

from datetime import date

from care_platform.records import opinion_checks
from care_platform.records.application import application_key
from care_platform.records.check_conditions import not_before
from care_platform.records.check_groups import alone, distinct
from care_platform.records.check_numbers import medical_codes_valid
from care_platform.records.checks import in_order, number_of_insurer_valid
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, RecordKind, Values
from care_platform.records.fields import day, integer, number
from care_platform.records.opinion_body import OpinionServices
from care_platform.records.scales import scale_headlines
from care_platform.reference.numbers import MEDICAL_CODE_PATTERN

_CHOICES = (
    "other_dept", "special_med_procedure", "special_med_response", "special_med_incontinence", "bpsd_items",
    "ataxia_upper", "ataxia_lower", "ataxia_trunk", "walking_aid", "risk_conditions", "medical_management",
    "service_caution",
)  # fmt: skip


class PhysicianOpinion(OpinionServices, table=True):
    """One version of one opinion."""

    __tablename__ = "physician_opinion"

    opinion_number: int | None = integer(
        "意見書の連番", "opinion of the application", minimum=1, maximum=9, unit="連番", example="1",
        rule="同じ申請の2通目は2。省略は1",
    )  # fmt: skip
    requested_on: date | None = day("作成依頼日", "requested on", example="2026-04-02")
    received_on: date | None = day("入手日", "received on", example="2026-04-18")
    medical_code: str | None = number(
        "医療機関コード", "medical institution's code", MEDICAL_CODE_PATTERN, example="2712345673",
        rule="都道府県2桁・点数表1桁・コード7桁",
    )  # fmt: skip


def _headlines(values: Values, _day_text: str) -> list[Headline]:
    """Its day and both scales."""
    on = values["entry_date"]
    return [
        Headline(label_ja="主治医意見書", label_en="physician's opinion", value_ja=on, value_en=on),
        *scale_headlines(values),
    ]


def _in_force(values: Values) -> tuple[str | None, str | None]:
    return values["entry_date"], None


def _key(values: Values) -> str:
    return f"{application_key(values)}/{values.get('opinion_number') or '1'}"


KIND = RecordKind(
    name="physician_opinion",
    official_name="主治医意見書",
    label_en="physician's opinion",
    model=PhysicianOpinion,
    parts=parts_of(PhysicianOpinion),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        medical_codes_valid("medical_code"),
        in_order("birth_date", "entry_date"),
        not_before("entry_date", "last_exam_date"),
        not_before("received_on", "entry_date"),
        not_before("received_on", "requested_on"),
        *(distinct(choices, "choice") for choices in _CHOICES),
        alone("walking_aid", "choice", "1", rejects=False),
        alone("medical_management", "choice", "13", rejects=False),
        alone("service_caution", "choice", "7", rejects=False),
        opinion_checks.onsets_exist,
        opinion_checks.eras_fit,
        opinion_checks.age_fits,
        opinion_checks.details_after_yes,
        opinion_checks.texts_with_choices,
        opinion_checks.dropped_items_absent,
    ),
    headlines=_headlines,
    source="介護保険法27条3項, 主治医意見書 様式（令和8年4月1日改正を含む）",
)
