"""給付実績, a benefit record: what one office was paid for one person, service type and month (handbook 2.10).

One record per service month, service type, office and serial. Amounts in yen.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from care_platform.records.check_amounts import adds_up, as_law
from care_platform.records.check_conditions import needs
from care_platform.records.check_numbers import office_numbers_plausible
from care_platform.records.checks import number_of_insurer_valid
from care_platform.records.describe import parts_of
from care_platform.records.description import Problem, RecordKind, Values
from care_platform.records.fields import code, integer, number
from care_platform.records.version import Version
from care_platform.reference.calendar import month_end
from care_platform.reference.catalogue import row_rules
from care_platform.reference.codes import CARE_LEVEL, SERVICE_TYPE
from care_platform.reference.numbers import OFFICE_NUMBER_PATTERN

_MONTH = "20[0-9]{2}-(0[1-9]|1[0-2])"
_MOST = 99_999_999
_DATED_TYPES = frozenset(c for c, value in SERVICE_TYPE.values.items() if value.valid_from or value.valid_to)


class BenefitRecord(Version, table=True):
    """One version of one line of what was paid."""

    __tablename__ = "benefit_record"

    service_month: str = number("サービス提供年月", "service month", _MONTH, example="2026-07")
    service_type: str = code("サービス種類コード", "service type", SERVICE_TYPE, example="15")
    office_number: str = number("事業所番号", "office number", OFFICE_NUMBER_PATTERN, example="2775000009")
    claim_serial: int | None = integer(
        "整理番号", "serial", minimum=1, maximum=9_999, unit="連番", example="1",
        rule="同じ月・種類・事業所の2件目以降。省略は1",
    )  # fmt: skip
    care_level: str | None = code("要介護状態区分", "care level", CARE_LEVEL, example="21")
    service_days: int | None = integer(
        "サービス実日数", "days of service", maximum=31, unit="日", example="8"
    )
    units: int | None = integer("単位数合計", "units", maximum=9_999_999, unit="単位", example="6264")
    price_per_unit: int | None = integer(
        "単位数単価", "price per unit", minimum=100, maximum=9_999, unit="1/100円", example="1045",
        rule="単位数があるときは必須",
    )  # fmt: skip
    cost: int = integer("費用合計", "cost", maximum=_MOST, unit="円", example="65458")
    benefit_percent: int | None = integer(
        "保険給付率", "benefit rate", minimum=1, maximum=100, unit="%", example="90"
    )
    benefit: int = integer("保険請求額", "benefit", maximum=_MOST, unit="円", example="58912")
    public_funds: int | None = integer("公費請求額", "public funds", maximum=_MOST, unit="円", example="0")
    user_share: int = integer(
        "利用者負担額", "person's share", maximum=_MOST, unit="円", example="6546",
        rule="費用合計－保険請求額－公費請求額",
    )  # fmt: skip


def _type_in_use(values: Values) -> Iterator[Problem]:
    """The service type existed in the month; a warning."""
    kind = values["service_type"]
    if kind not in _DATED_TYPES:
        return
    first = f"{values['service_month']}-01"
    if not SERVICE_TYPE.values[kind].in_use(date.fromisoformat(first)):
        yield Problem(
            row_rules.CODE_NOT_IN_USE, "service_type", rejects=False, found=kind, details={"on": first}
        )


def _computed_cost(values: Values) -> int | None:
    """Units at their price, fractions of a yen dropped (平成12年厚生省告示22号)."""
    units, price = values.get("units"), values.get("price_per_unit")
    return int(units) * int(price) // 100 if units and price else None


def _computed_benefit(values: Values) -> int | None:
    """The rate's part of the cost, fractions of a yen dropped."""
    rate = values.get("benefit_percent")
    return int(values["cost"]) * int(rate) // 100 if rate else None


def _in_force(values: Values) -> tuple[str | None, str | None]:
    month = values["service_month"]
    return f"{month}-01", _last_day(month)


@lru_cache(maxsize=1024)
def _last_day(month: str) -> str:
    return month_end(date.fromisoformat(f"{month}-01")).isoformat()


def _key(values: Values) -> str:
    serial = values.get("claim_serial") or "1"
    return f"{values['service_month']}/{values['service_type']}/{values['office_number']}/{serial}"


KIND = RecordKind(
    name="benefit_record",
    official_name="給付実績",
    label_en="benefit record",
    model=BenefitRecord,
    several_in_force=True,
    parts=parts_of(BenefitRecord),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        office_numbers_plausible("office_number"),
        needs("price_per_unit", "units"),
        _type_in_use,
        as_law("cost", _computed_cost),
        as_law("benefit", _computed_benefit),
        adds_up("cost", "benefit", "public_funds", "user_share"),
    ),
    source="介護給付費請求書等の記載要領, 介護保険給付実績情報",
)
