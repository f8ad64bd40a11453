"""資格異動: what happened to a person's insurance, when and why (handbook 2.2, 2.10).

Insurance begins or ends; the person moves between insurers, or between municipalities of a union; a facility
resident stays insured where they lived (住所地特例). One record per kind, day and ordinal.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from care_platform.records.check_conditions import needs, only_with
from care_platform.records.check_numbers import insurer_numbers_valid, municipality_codes_valid, wards_known
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, Problem, RecordKind, Values
from care_platform.records.fields import code, day, integer, number, text
from care_platform.records.version import Version
from care_platform.reference.catalogue import row_rules
from care_platform.reference.codes import (
    CARE_LEVEL,
    CHANGE_REASON,
    FACILITY_KIND,
    INSURED_EVENT_KIND,
    LEVEL_CARRIED_OVER,
    QUALIFICATION_REASON,
)
from care_platform.reference.numbers import INSURER_NUMBER_PATTERN, LOCAL_GOVERNMENT_CODE_PATTERN

_GAINED, _LOST = "1", "2"
_QUALIFYING = {_GAINED, _LOST}
_STAYS_INSURED = {"4", "5"}
_REASONS = {_GAINED: {"1", "2", "3", "4", "5", "10"}, _LOST: {"6", "7", "8", "9", "10"}}
_NOT_ELIGIBLE = {"5", "7"}
"""地域密着型 facilities and group homes are no 住所地特例対象施設 (介護保険法 13 条)."""
_CARRIED = {"1"}
_DAYS_TO_CARRY_OVER = 14
"""介護保険法 36 条: applied for within 14 days of moving in."""


class InsuredEvent(Version, table=True):
    """One version of one event."""

    __tablename__ = "insured_event"

    event_kind: str = code("資格異動の種類", "event", INSURED_EVENT_KIND, example="1")
    event_date: date = day("異動年月日", "day", example="2026-04-01")
    event_ordinal: int | None = integer(
        "同日の連番", "ordinal of the day", minimum=1, maximum=99, unit="連番", example="1", rule="省略は1"
    )
    reported_on: date | None = day("届出年月日", "reported on", example="2026-04-05")
    change_reason: str = code("異動事由", "reason of the change", CHANGE_REASON, example="01")
    qualification_reason: str | None = code(
        "資格取得・喪失の事由", "why insurance began or ended", QUALIFICATION_REASON, example="3",
        rule="資格取得・資格喪失では必須",
    )  # fmt: skip
    municipality_code: str | None = number(
        "構成市町村コード", "municipality within the union", LOCAL_GOVERNMENT_CODE_PATTERN, example="272108",
        rule="広域連合等の構成市町村。全国地方公共団体コード",
    )  # fmt: skip
    ward_code: str | None = number(
        "行政区コード", "ward of a designated city", LOCAL_GOVERNMENT_CODE_PATTERN, example="271021",
        rule="指定都市の行政区。全国地方公共団体コード",
    )  # fmt: skip
    previous_insurer_number: str | None = number(
        "異動前の保険者番号", "previous insurer", INSURER_NUMBER_PATTERN, example="141002",
        rule="認定を引き継ぐ場合は必須",
    )  # fmt: skip
    next_insurer_number: str | None = number(
        "異動後の保険者番号", "next insurer", INSURER_NUMBER_PATTERN, example="131045"
    )
    level_carried_over: str | None = code(
        "認定の引継ぎ", "level carried over", LEVEL_CARRIED_OVER, example="1"
    )
    carried_level: str | None = code(
        "引き継いだ要介護状態区分", "level that was carried over", CARE_LEVEL, example="22"
    )
    carry_over_applied_on: date | None = day(
        "引継ぎの申請年月日", "carrying over applied for on", example="2026-04-10", rule="転入から14日以内"
    )
    entitlement_issued_on: date | None = day(
        "受給資格証明書の交付年月日", "entitlement certificate issued on", example="2026-03-31"
    )
    facility_kind: str | None = code(
        "住所地特例施設の種類", "facility kind", FACILITY_KIND, example="1", rule="住所地特例では必須"
    )
    facility_name: str | None = text(
        "住所地特例施設の名称", "facility name", at_most=100, example="特別養護老人ホーム",
        rule="住所地特例では必須",
    )  # fmt: skip
    facility_municipality_code: str | None = number(
        "住所地特例施設の所在市町村コード", "municipality of the facility", LOCAL_GOVERNMENT_CODE_PATTERN,
        example="271004",
    )  # fmt: skip


def _reason_fits_event(values: Values) -> Iterator[Problem]:
    allowed = _REASONS.get(values["event_kind"])
    reason = values.get("qualification_reason")
    if reason and allowed and reason not in allowed:
        yield Problem(
            row_rules.ITEM_NOT_ALLOWED, "qualification_reason", found=reason,
            details={"because": "event_kind"},
        )  # fmt: skip


def _facility_eligible(values: Values) -> Iterator[Problem]:
    kind = values.get("facility_kind")
    if kind in _NOT_ELIGIBLE and values["event_kind"] in _STAYS_INSURED:
        yield Problem(
            row_rules.ITEM_NOT_ALLOWED, "facility_kind", found=kind, details={"because": "event_kind"}
        )


def _carried_over_in_time(values: Values) -> Iterator[Problem]:
    """The level is carried over when applied for within 14 days of moving in; later is a warning."""
    applied = values.get("carry_over_applied_on")
    if not applied or values.get("level_carried_over") not in _CARRIED:
        return
    last = (date.fromisoformat(values["event_date"]) + timedelta(days=_DAYS_TO_CARRY_OVER)).isoformat()
    if applied > last:
        yield Problem(
            row_rules.CARRIED_OVER_LATE, "carry_over_applied_on", rejects=False, found=applied,
            details={"expected": last},
        )  # fmt: skip


def _headlines(values: Values, _day_text: str) -> list[Headline]:
    """The last event and its day."""
    kind, on = values["event_kind"], values["event_date"]
    return [
        Headline(
            label_ja="資格異動",
            label_en="insurance",
            value_ja=f"{INSURED_EVENT_KIND.label(kind)}（{on}）",
            value_en=f"{INSURED_EVENT_KIND.label(kind, 'en')} ({on})",
        )
    ]


def _in_force(values: Values) -> tuple[str | None, str | None]:
    return values["event_date"], None


def _key(values: Values) -> str:
    return f"{values['event_kind']}/{values['event_date']}/{values.get('event_ordinal') or '1'}"


KIND = RecordKind(
    name="insured_event",
    official_name="資格異動",
    label_en="change of insurance",
    model=InsuredEvent,
    several_in_force=True,
    parts=parts_of(InsuredEvent),
    business_key=_key,
    in_force=_in_force,
    checks=(
        insurer_numbers_valid("insurer_number", "previous_insurer_number", "next_insurer_number"),
        municipality_codes_valid("municipality_code", "ward_code", "facility_municipality_code"),
        wards_known("ward_code"),
        needs("qualification_reason", "event_kind", _QUALIFYING),
        only_with("qualification_reason", "event_kind", _QUALIFYING),
        _reason_fits_event,
        only_with("next_insurer_number", "event_kind", {_LOST}),
        only_with("previous_insurer_number", "event_kind", {_GAINED}),
        needs("previous_insurer_number", "level_carried_over", _CARRIED),
        needs("carried_level", "level_carried_over", _CARRIED),
        only_with("carried_level", "level_carried_over", _CARRIED),
        needs("carry_over_applied_on", "level_carried_over", _CARRIED),
        _carried_over_in_time,
        needs("facility_kind", "event_kind", _STAYS_INSURED),
        needs("facility_name", "event_kind", _STAYS_INSURED),
        _facility_eligible,
    ),
    headlines=_headlines,
    source="介護保険法9条から13条, 36条, 施行規則23条から25条",
)
