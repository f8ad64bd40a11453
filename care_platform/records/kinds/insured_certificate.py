"""被保険者証, the insured certificate: who is insured where, the level, restrictions, care-plan office, facility.

Items: the certificate's three faces as described by 京都市 (handbook 2.2). One record per insured person; every
re-issue or change is a new version.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from care_platform.records.birth_dates import birth_date_as_written, born_between
from care_platform.records.check_days import day_differs, ends_with_its_month, last_of_month, reaches
from care_platform.records.checks import (
    in_order,
    limit_units_as_law,
    number_of_insurer_valid,
    period_in_order,
)
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, Problem, RecordKind, Values
from care_platform.records.effective_days import day_after, first_difference, holds
from care_platform.records.fields import Group, code, day, group, integer, number, text
from care_platform.records.printed import PrintedPerson
from care_platform.reference.catalogue import cross_checks, rows
from care_platform.reference.codes import (
    BENEFIT_RESTRICTION_KIND,
    CARE_LEVEL,
    FACILITY_KIND,
    INSURED_CATEGORY,
    SERVICE_TYPE,
)
from care_platform.reference.numbers import OFFICE_NUMBER_PATTERN
from care_platform.reference.rules.certification import limit_units_in_words

_REDUCED = "3"
_FIRST, _SECOND = "1", "2"


class ServiceLimit(Group):
    """種類支給限度基準額: a limit for one service type within the whole."""

    service_type: str = code("サービス種類", "service type", SERVICE_TYPE, example="11")
    limit_units: int = integer("種類支給限度基準額", "limit", maximum=999_999, unit="単位/月", example="5000")


class BenefitRestriction(Group):
    """給付制限: what is restricted and when (介護保険法66条から69条)."""

    restriction_kind: str = code(
        "給付制限の内容", "kind of restriction", BENEFIT_RESTRICTION_KIND, example="3"
    )
    valid_from: date = day("給付制限開始年月日", "restricted from", example="2026-04-01")
    valid_to: date | None = day("給付制限終了年月日", "restricted until", example="2027-03-31")


class CarePlanOffice(Group):
    """居宅介護支援事業者 or 地域包括支援センター making the care plan, or the person making it."""

    office_name: str = text("居宅介護支援事業者等の名称", "care-plan office", at_most=100, example="自己作成")
    office_number: str | None = number(
        "事業所番号", "office number", OFFICE_NUMBER_PATTERN, example="2775000001"
    )
    notified_on: date = day("届出年月日", "notified on", example="2026-04-01")


class Facility(Group):
    """介護保険施設等: where the person lives or lived."""

    facility_kind: str = code("施設の種類", "facility kind", FACILITY_KIND, example="1")
    facility_name: str = text("施設の名称", "facility name", at_most=100, example="特別養護老人ホーム")
    entered_on: date = day("入所等年月日", "entered on", example="2026-04-01")
    left_on: date | None = day("退所等年月日", "left on", example="2026-09-30")


class InsuredCertificate(PrintedPerson, table=True):
    """One version of one person's insured certificate."""

    __tablename__ = "insured_certificate"

    issued_on: date = day("交付年月日", "issued on", example="2026-04-01")
    insured_category: str = code("被保険者区分", "insured category", INSURED_CATEGORY, example="1")
    qualified_on: date = day(
        "資格取得年月日", "qualified on", example="2005-03-31", rule="第1号は65歳到達日（誕生日の前日）"
    )
    disqualified_on: date | None = day("資格喪失年月日", "disqualified on", example="2026-09-30")
    care_level: str | None = code("要介護状態区分等", "care level", CARE_LEVEL, example="21")
    certified_on: date | None = day(
        "認定年月日", "certified on", example="2026-04-01", rule="事業対象者は基本チェックリスト実施日"
    )
    certification_from: date | None = day(
        "認定の有効期間開始", "certification valid from", example="2026-04-01"
    )
    certification_to: date | None = day("認定の有効期間終了", "certification valid to", example="2027-03-31")
    limit_units: int | None = integer(
        "区分支給限度基準額", "monthly limit", maximum=999_999, unit="単位/月", example="16765",
        rule=limit_units_in_words(),
    )  # fmt: skip
    panel_opinion: str | None = text(
        "認定審査会の意見及びサービスの種類の指定",
        "panel's opinion",
        at_most=1000,
        personal=True,
        example="特になし",
    )
    service_limits: list[ServiceLimit] = group("種類支給限度基準額", "limits by service type", at_most=10)
    benefit_restrictions: list[BenefitRestriction] = group("給付制限", "benefit restrictions", at_most=3)
    care_plan_offices: list[CarePlanOffice] = group("居宅介護支援事業者等", "care-plan offices", at_most=3)
    facilities: list[Facility] = group("介護保険施設等", "facilities", at_most=2)


def _level_complete(values: Values) -> Iterator[Problem]:
    """A certified level (事業対象者 and 自立 aside) comes with its validity."""
    level = values.get("care_level")
    if level and level not in {"01", "06"} and not values.get("certification_to"):
        yield Problem(rows.LEVEL_WITHOUT_VALIDITY, "certification_to")


def _restrictions_in_order(values: Values) -> Iterator[Problem]:
    for index, restriction in enumerate(values.get("benefit_restrictions", ()), 1):
        end = restriction.get("valid_to")
        if end and end < restriction["valid_from"]:
            yield Problem(rows.PERIOD_REVERSED, f"benefit_restrictions[{index}].valid_to", found=end)


def _reductions_by_months(values: Values) -> Iterator[Problem]:
    """給付額の減額 runs over whole months (介護保険法69条1項: from the first day of a month on); a warning."""
    for index, restriction in enumerate(values.get("benefit_restrictions", ()), 1):
        if restriction["restriction_kind"] != _REDUCED:
            continue
        at, start, end = (
            f"benefit_restrictions[{index}]",
            restriction["valid_from"],
            restriction.get("valid_to"),
        )
        yield from day_differs(f"{at}.valid_from", start, f"{start[:8]}01")
        yield from day_differs(f"{at}.valid_to", end, end and last_of_month(end))


def _category_fits_age(values: Values) -> Iterator[Problem]:
    """Category 1 from the day on which 65 is reached, category 2 before (介護保険法9条); a warning, only when certain."""
    sent, born = values["insured_category"], born_between(values)
    if sent == _SECOND and values["issued_on"] >= reaches(born[1], 65):
        expected = _FIRST
    elif sent == _FIRST and values["qualified_on"] < reaches(born[0], 65):
        expected = _SECOND
    else:
        return
    details: dict[str, str | int] = {"found": sent, "expected": expected}
    yield Problem(
        cross_checks.CATEGORY_AGE_DIFFERS, "insured_category", rejects=False, found=sent, details=details
    )


def _headlines(values: Values, day_text: str) -> list[Headline]:
    """The restrictions in force on the day; said also when there is none, so that nobody has to guess."""
    found = [
        _restriction(
            BENEFIT_RESTRICTION_KIND.label(r["restriction_kind"]),
            BENEFIT_RESTRICTION_KIND.label(r["restriction_kind"], "en"),
            r.get("valid_to"),
        )
        for r in values.get("benefit_restrictions", ())
        if r["valid_from"] <= day_text <= (r.get("valid_to") or day_text)
    ]
    return found or [_restriction("なし", "none", None)]


def _restriction(value_ja: str, value_en: str, until: str | None) -> Headline:
    return Headline(
        label_ja="給付制限", label_en="benefit restriction", value_ja=value_ja, value_en=value_en, until=until
    )


def _in_force(values: Values) -> tuple[str | None, str | None]:
    """To the day before 資格喪失: on that day the person is no longer insured here."""
    lost = values.get("disqualified_on")
    last = (date.fromisoformat(lost) - timedelta(days=1)).isoformat() if lost else None
    return values["qualified_on"], last


def _effective_change(before: Values, after: Values) -> str | None:
    """The first day on which level, limit, restrictions or being insured differs; None for a name or an address."""
    since = _says_since(before, after)
    edges = [day for v in (before, after) for day in _edges(*_certified(v))]
    levels = [since, *(day for day in edges if day and day >= since)]
    others = [day for v in (before, after) for period in _other_periods(v) for day in _edges(*period)]
    found = (
        first_difference(before, after, _level_on, levels),
        first_difference(before, after, _insured_on, others),
    )
    return min(filter(None, found), default=None)


def _says_since(before: Values, after: Values) -> str:
    """A certificate prints one certification: of the days before a new one it says nothing."""
    if after.get("certified_on") == before.get("certified_on"):
        return ""
    return _certified(after)[0] or str(after["issued_on"])


def _level_on(values: Values, day_text: str) -> object:
    """Level and limit on a day; None outside the certification."""
    certified = values.get("care_level") and holds(*_certified(values), day_text)
    return (values["care_level"], values.get("limit_units")) if certified else None


def _insured_on(values: Values, day_text: str) -> object:
    """The restrictions on a day; None for somebody not insured here then."""
    if not holds(*_in_force(values), day_text):
        return None
    restrictions = values.get("benefit_restrictions") or ()
    return {
        r["restriction_kind"] for r in restrictions if holds(r["valid_from"], r.get("valid_to"), day_text)
    }


def _certified(values: Values) -> tuple[str | None, str | None]:
    """Of 事業対象者 no validity is printed, only the day."""
    return values.get("certification_from") or values.get("certified_on"), values.get("certification_to")


def _other_periods(values: Values) -> list[tuple[str | None, str | None]]:
    restrictions = values.get("benefit_restrictions") or ()
    return [_in_force(values), *((r["valid_from"], r.get("valid_to")) for r in restrictions)]


def _edges(first_day: str | None, last_day: str | None) -> tuple[str | None, str | None]:
    return first_day, day_after(last_day)


def _key(_values: Values) -> str:
    return "-"


KIND = RecordKind(
    name="insured_certificate",
    official_name="被保険者証",
    label_en="insured certificate",
    model=InsuredCertificate,
    parts=parts_of(InsuredCertificate),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        period_in_order("certification_from", "certification_to"),
        period_in_order("qualified_on", "disqualified_on"),
        in_order("birth_date", "issued_on"),
        birth_date_as_written,
        _level_complete,
        ends_with_its_month("certification_to", "certification_from"),
        limit_units_as_law("certification_from", "certified_on"),
        _category_fits_age,
        _restrictions_in_order,
        _reductions_by_months,
    ),
    effective_change=_effective_change,
    headlines=_headlines,
    source="介護保険法12条, 施行規則26条; 京都市 被保険者証の記載事項",
)

__all__: list[Any] = ["KIND", "InsuredCertificate"]
