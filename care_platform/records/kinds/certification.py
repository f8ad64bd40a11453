"""要介護認定, the result of an application for certification (handbook 2.2, 2.6).

One record per application; a corrected result is a new version, a later application another record.
"""

from collections.abc import Iterator
from datetime import date

from care_platform.records.check_days import day_as_law, ends_with_its_month
from care_platform.records.checks import (
    limit_units_as_law,
    number_of_insurer_valid,
    period_in_order,
    validity_as_law,
)
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, Problem, RecordKind, Values
from care_platform.records.effective_days import day_after, first_difference, holds
from care_platform.records.fields import Group, code, day, group, integer, text
from care_platform.records.kinds.insured_certificate import ServiceLimit
from care_platform.records.version import Version
from care_platform.reference.catalogue import rows
from care_platform.reference.codes import APPLICATION_KIND, CARE_LEVEL, INSURED_CATEGORY, SERVICE_TYPE
from care_platform.reference.rules.certification import limit_units_in_words

_RENEWAL = "2"


class DesignatedService(Group):
    """サービスの種類の指定: a service type the panel designated (法37条)."""

    service_type: str = code("指定サービス種類", "designated service type", SERVICE_TYPE, example="15")


class Certification(Version, table=True):
    """One version of the result of one application."""

    __tablename__ = "certification"

    application_date: date = day("認定申請年月日", "application date", example="2026-04-01")
    application_branch: int | None = integer(
        "枝番", "branch number", maximum=99, unit="連番", example="0", rule="同じ日の申請を区別する。省略は0"
    )
    application_kind: str = code("申請区分", "application kind", APPLICATION_KIND, example="1")
    insured_category: str = code("被保険者区分", "insured category", INSURED_CATEGORY, example="1")
    care_level: str = code("要介護状態区分", "care level", CARE_LEVEL, example="21")
    previous_care_level: str | None = code(
        "前回要介護状態区分", "previous care level", CARE_LEVEL, example="13"
    )
    decided_on: date = day("認定年月日", "decided on", example="2026-04-28")
    valid_from: date | None = day(
        "認定有効期間開始", "valid from", example="2026-04-01",
        rule="新規・区分変更は申請日、更新は前の満了日の翌日。非該当では省略",
    )  # fmt: skip
    valid_to: date | None = day(
        "認定有効期間終了", "valid to", example="2026-09-30",
        rule="月の末日。新規・区分変更は3～12か月、更新は3～36か月、前回と同じ区分の更新は3～48か月。非該当では省略",
    )  # fmt: skip
    limit_units: int | None = integer(
        "区分支給限度基準額", "monthly limit", maximum=999_999, unit="単位/月", example="16765",
        rule=limit_units_in_words(),
    )  # fmt: skip
    limit_from: date | None = day("限度額適用開始", "limit applies from", example="2026-04-01")
    limit_to: date | None = day("限度額適用終了", "limit applies until", example="2026-09-30")
    panel_opinion: str | None = text(
        "認定審査会の意見", "panel's opinion", at_most=1000, personal=True, example="特になし"
    )
    service_limits: list[ServiceLimit] = group("種類支給限度基準額", "limits by service type", at_most=10)
    designated_services: list[DesignatedService] = group(
        "サービスの種類の指定", "designated services", at_most=10
    )


def _validity_present(values: Values) -> Iterator[Problem]:
    """A certified level has a validity; 非該当 has none."""
    certified = values["care_level"] != "01"
    if certified and not (values.get("valid_from") and values.get("valid_to")):
        yield Problem(rows.LEVEL_WITHOUT_VALIDITY, "valid_to")
    if not certified and values.get("valid_from"):
        yield Problem(rows.VALIDITY_WITHOUT_LEVEL, "valid_from")


def _lawful_start(values: Values) -> str | None:
    """New and change: from the day of application (法27条8項, 29条2項); of a renewal only its neighbour can say."""
    reversed_ = (values.get("valid_to") or values["valid_from"]) < values["valid_from"]
    return None if values["application_kind"] == _RENEWAL or reversed_ else values["application_date"]


def _headlines(values: Values, _day_text: str) -> list[Headline]:
    """The level and the end of its validity."""
    level = values["care_level"]
    return [
        Headline(
            label_ja="要介護状態区分",
            label_en="care level",
            value_ja=CARE_LEVEL.label(level),
            value_en=CARE_LEVEL.label(level, "en"),
            until=values.get("valid_to"),
        )
    ]


def _in_force(values: Values) -> tuple[str | None, str | None]:
    return values.get("valid_from") or values["decided_on"], values.get("valid_to")


def _effective_change(before: Values, after: Values) -> str | None:
    """The first day on which level, validity or a limit differs; None for a change of anything else."""
    periods = [period for v in (before, after) for period in (_in_force(v), _limit_period(v))]
    days = [day for first, last in periods for day in (first, day_after(last))]
    return first_difference(before, after, _said_on, days)


def _said_on(values: Values, day_text: str) -> object:
    """Level and limits on a day; None outside the validity."""
    if not holds(*_in_force(values), day_text):
        return None
    limit = values.get("limit_units") if holds(*_limit_period(values), day_text) else None
    return values["care_level"], limit, values.get("service_limits") or []


def _limit_period(values: Values) -> tuple[str | None, str | None]:
    return values.get("limit_from"), values.get("limit_to")


def _key(values: Values) -> str:
    return f"{values['application_date']}/{values.get('application_branch') or '0'}"


KIND = RecordKind(
    name="certification",
    official_name="要介護認定",
    label_en="certification",
    model=Certification,
    parts=parts_of(Certification),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        _validity_present,
        period_in_order("valid_from", "valid_to"),
        period_in_order("application_date", "decided_on"),
        period_in_order("limit_from", "limit_to"),
        validity_as_law,
        ends_with_its_month("valid_to", "valid_from"),
        day_as_law("valid_from", _lawful_start),
        limit_units_as_law("valid_from"),
    ),
    effective_change=_effective_change,
    headlines=_headlines,
    source="介護保険法27条, 28条, 施行規則38条, 41条, 42条",
)
