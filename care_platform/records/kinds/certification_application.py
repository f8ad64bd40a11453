"""要介護認定申請, an application for certification: who applied, how, what was agreed, whether it was withdrawn.

One record per application, named as `certification` names it (handbook 1.5, 1.7, 2.6).
"""

from collections.abc import Iterator
from datetime import date

from care_platform.records.application import OfApplication, application_key
from care_platform.records.check_conditions import needs, not_before, only_with
from care_platform.records.check_days import ends_with_its_month
from care_platform.records.check_numbers import medical_codes_valid, office_numbers_plausible
from care_platform.records.checks import number_of_insurer_valid
from care_platform.records.describe import parts_of
from care_platform.records.description import Problem, RecordKind, Values
from care_platform.records.fields import code, day, number, text
from care_platform.reference.catalogue import row_rules
from care_platform.reference.codes import (
    APPLICANT_KIND,
    APPLICATION_KIND,
    CARE_LEVEL,
    INSURED_CATEGORY,
    PROXY_AGENT,
    SPECIFIED_DISEASE,
    WITHDRAWAL_REASON,
    YES_NO,
)
from care_platform.reference.numbers import MEDICAL_CODE_PATTERN, OFFICE_NUMBER_PATTERN
from care_platform.reference.rules.certification import renewal_opens

_RENEWAL, _CHANGE = "2", "3"
_BY_AGENT = {"3"}
_SECOND_CATEGORY = {"2"}


class CertificationApplication(OfApplication, table=True):
    """One version of one application."""

    __tablename__ = "certification_application"

    application_kind: str = code("申請区分", "application kind", APPLICATION_KIND, example="2")
    insured_category: str = code("被保険者区分", "insured category", INSURED_CATEGORY, example="1")
    specified_disease: str | None = code(
        "特定疾病", "specified disease", SPECIFIED_DISEASE, example="13", rule="第2号被保険者では必須"
    )
    applicant_kind: str = code("申請者の区分", "applicant", APPLICANT_KIND, example="3")
    proxy_agent: str | None = code(
        "申請代行区分", "kind of agent", PROXY_AGENT, example="1", rule="申請代行者の申請では必須"
    )
    proxy_office_number: str | None = number(
        "申請代行事業所番号", "agent's office number", OFFICE_NUMBER_PATTERN, example="2775000009"
    )
    previous_care_level: str | None = code(
        "前回要介護状態区分", "previous care level", CARE_LEVEL, example="21", rule="更新・区分変更では必須"
    )
    previous_valid_to: date | None = day(
        "前回認定有効期間終了", "previous validity ends", example="2026-04-30", rule="更新では必須"
    )
    medical_code: str | None = number(
        "主治医の医療機関コード", "physician's institution", MEDICAL_CODE_PATTERN, example="2712345673",
        rule="都道府県2桁・点数表1桁・コード7桁",
    )  # fmt: skip
    clinic_name: str | None = text(
        "主治医の医療機関名", "physician's institution's name", at_most=100, example="見本医院"
    )
    shares_with_planner: str = code(
        "居宅介護支援事業者等への提供の同意", "agrees: survey and opinion to the care-plan office", YES_NO,
        example="1",
    )  # fmt: skip
    shares_with_physician: str = code(
        "主治医への結果提供の同意", "agrees: result to the physician", YES_NO, example="1"
    )
    waives_delay_notice: str = code(
        "延期通知省略の同意", "agrees: no notice of delay", YES_NO, example="1",
        rule="更新申請で結果が有効期間内に出る場合",
    )  # fmt: skip
    withdrawn_on: date | None = day("取下年月日", "withdrawn on", example="2026-04-10")
    withdrawal_reason: str | None = code(
        "取下理由", "reason of withdrawal", WITHDRAWAL_REASON, example="1", rule="取下げでは必須"
    )


def _renewal_not_too_early(values: Values) -> Iterator[Problem]:
    """A renewal is applied for within the last 60 days of the validity (施行規則 39 条); a warning."""
    ends = values.get("previous_valid_to")
    if values["application_kind"] != _RENEWAL or not ends:
        return
    opens = renewal_opens(date.fromisoformat(ends)).isoformat()
    if values["application_date"] < opens:
        yield Problem(
            row_rules.RENEWAL_TOO_EARLY, "application_date", rejects=False,
            found=values["application_date"], details={"expected": opens},
        )  # fmt: skip


def _in_force(values: Values) -> tuple[str | None, str | None]:
    return values["application_date"], values.get("withdrawn_on")


KIND = RecordKind(
    name="certification_application",
    official_name="要介護認定申請",
    label_en="application for certification",
    model=CertificationApplication,
    parts=parts_of(CertificationApplication),
    business_key=application_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        office_numbers_plausible("proxy_office_number"),
        medical_codes_valid("medical_code"),
        needs("specified_disease", "insured_category", _SECOND_CATEGORY),
        only_with("specified_disease", "insured_category", _SECOND_CATEGORY),
        needs("proxy_agent", "applicant_kind", _BY_AGENT),
        only_with("proxy_agent", "applicant_kind", _BY_AGENT),
        only_with("proxy_office_number", "proxy_agent"),
        needs("previous_care_level", "application_kind", {_RENEWAL, _CHANGE}),
        needs("previous_valid_to", "application_kind", {_RENEWAL}),
        ends_with_its_month("previous_valid_to"),
        needs("withdrawal_reason", "withdrawn_on"),
        only_with("withdrawal_reason", "withdrawn_on"),
        not_before("withdrawn_on", "application_date"),
        _renewal_not_too_early,
    ),
    source="介護保険法27条, 28条, 29条, 施行規則35条, 40条, 42条",
)
