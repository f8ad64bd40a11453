"""認定調査票, the certification survey: overview, the 74 answers, both scales, remarks (handbook 2.7).

One record per survey of an application; a second survey of the same application has round number 2.
"""

from datetime import date

from care_platform.records.application import application_key
from care_platform.records.check_conditions import needs, not_before, only_with
from care_platform.records.check_groups import distinct
from care_platform.records.check_numbers import office_numbers_plausible
from care_platform.records.checks import number_of_insurer_valid
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, RecordKind, Values
from care_platform.records.fields import Group, code, day, group, integer, number, text
from care_platform.records.scales import scale_headlines
from care_platform.records.survey_items import SurveyAnswers
from care_platform.reference.codes import (
    CARE_LEVEL,
    SERVICE_TYPE,
    SURVEY_GROUP,
    SURVEY_PLACE,
    SURVEY_RESIDENCE,
    SURVEY_ROUND,
)
from care_platform.reference.numbers import OFFICE_NUMBER_PATTERN

_AT_HOME = "1"
_IN_FACILITY = frozenset(SURVEY_RESIDENCE.values) - {_AT_HOME}
_LATER = {"2"}


class UsedService(Group):
    """サービス利用状況: a service in use and how much of it in the month of the survey."""

    service_type: str = code("サービス種類", "service in use", SERVICE_TYPE, example="15")
    amount: int = integer(
        "利用量", "amount", maximum=999, unit="回・日/月", example="8",
        rule="福祉用具貸与・購入は品目、住宅改修は1",
    )  # fmt: skip


class Remark(Group):
    """特記事項: what the surveyor wrote about one group of answers."""

    group_number: str = code("群", "group of answers", SURVEY_GROUP, example="2")
    remark: str = text(
        "特記事項", "remark", at_most=4000, personal=True, example="2-1 移乗: 夜間のみ見守りを要する。"
    )


class AssessmentSurvey(SurveyAnswers, table=True):
    """One version of one survey."""

    __tablename__ = "assessment_survey"

    survey_number: int | None = integer(
        "調査回", "survey of the application", minimum=1, maximum=9, unit="回", example="1",
        rule="同じ申請の再調査は2から。省略は1",
    )  # fmt: skip
    surveyed_on: date = day("実施年月日", "surveyed on", example="2026-04-08")
    surveyed_at: str | None = number(
        "実施時刻", "surveyed at", "([01][0-9]|2[0-3]):[0-5][0-9]", example="14:00", rule="24時制"
    )
    survey_place: str = code("実施場所", "place of the survey", SURVEY_PLACE, example="1")
    surveyor_name: str | None = text(
        "調査員氏名", "surveyor's name", at_most=100, personal=True, example="見本　一郎"
    )
    surveyor_office_name: str | None = text(
        "調査員所属機関名", "surveyor's organisation", at_most=100, example="枚方市"
    )
    surveyor_office_number: str | None = number(
        "調査員所属事業所番号", "surveyor's office number", OFFICE_NUMBER_PATTERN, example="2775000009",
        rule="委託調査の場合",
    )  # fmt: skip
    survey_round: str = code("過去の認定", "first or later certification", SURVEY_ROUND, example="2")
    previous_care_level: str | None = code(
        "前回認定結果", "previous care level", CARE_LEVEL, example="21", rule="2回目以降では必須"
    )
    previous_decided_on: date | None = day("前回認定年月日", "previous decision", example="2025-04-20")
    residence: str = code("現在の状況", "where the person lives", SURVEY_RESIDENCE, example="1")
    facility_name: str | None = text(
        "施設等の名称", "facility", at_most=100, example="見本苑", rule="居宅以外では必須"
    )
    used_services: list[UsedService] = group("サービス利用状況", "services in use", at_most=20)
    municipal_services: str | None = text(
        "市町村特別給付等", "municipality's own services", at_most=200, example="配食サービス 週2回"
    )
    circumstances: str | None = text(
        "置かれている環境等", "circumstances", at_most=2000, personal=True,
        example="独居。週末に長女が訪問する。",
    )  # fmt: skip
    remarks: list[Remark] = group("特記事項", "remarks", at_most=7, rule="群ごとに一つ")


def _headlines(values: Values, _day_text: str) -> list[Headline]:
    """Its day and both scales."""
    on = values["surveyed_on"]
    return [
        Headline(label_ja="認定調査", label_en="survey", value_ja=on, value_en=on),
        *scale_headlines(values),
    ]


def _in_force(values: Values) -> tuple[str | None, str | None]:
    return values["surveyed_on"], None


def _key(values: Values) -> str:
    return f"{application_key(values)}/{values.get('survey_number') or '1'}"


KIND = RecordKind(
    name="assessment_survey",
    official_name="認定調査票",
    label_en="certification survey",
    model=AssessmentSurvey,
    parts=parts_of(AssessmentSurvey),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        not_before("surveyed_on", "application_date"),
        office_numbers_plausible("surveyor_office_number"),
        needs("previous_care_level", "survey_round", _LATER),
        only_with("previous_care_level", "survey_round", _LATER),
        only_with("previous_decided_on", "previous_care_level"),
        not_before("application_date", "previous_decided_on"),
        needs("facility_name", "residence", _IN_FACILITY),
        distinct("used_services", "service_type"),
        distinct("remarks", "group_number"),
    ),
    headlines=_headlines,
    source="介護保険法27条2項, 認定調査票（概況調査・基本調査・特記事項）",
)
