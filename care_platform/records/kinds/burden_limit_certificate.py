"""負担限度額認定証, the burden limit certificate: what meals and the room cost at most (handbook 2.4).

One record per certificate; a second one within a year (another stage) has another branch number. Amounts are in
yen per day and compared with the table in force on the certificate's first day.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from care_platform.records.birth_dates import birth_date_as_written
from care_platform.records.check_amounts import differs
from care_platform.records.check_conditions import not_before
from care_platform.records.check_days import day_as_law
from care_platform.records.checks import in_order, number_of_insurer_valid, period_in_order
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, Problem, RecordKind, Values
from care_platform.records.fields import code, day, integer
from care_platform.records.printed import PrintedPerson
from care_platform.records.years import burden_year
from care_platform.reference.catalogue import row_rules
from care_platform.reference.codes import ASSET_TEST, BURDEN_STAGE
from care_platform.reference.rules.burden import burden_limit_amount, limits_in_words

_LIMITS = {
    "meal_facility": "meal_facility",
    "meal_short_stay": "meal_short_stay",
    "room_unit_private": "unit_private",
    "room_unit_semi_private": "unit_semi_private",
    "room_private_welfare": "private_welfare",
    "room_private_medical": "private_medical",
    "room_shared_welfare": "shared_welfare",
    "room_shared_medical_charged": "shared_medical_charged",
    "room_shared_medical": "shared_medical",
}
_YEN_A_DAY = "円/日"


class BurdenLimitCertificate(PrintedPerson, table=True):
    """One version of one burden limit certificate."""

    __tablename__ = "burden_limit_certificate"

    certificate_branch: int | None = integer(
        "証の枝番", "branch number", maximum=99, unit="連番", example="1",
        rule="同じ年度（8月から7月）の2枚目以降を区別する。省略は1",
    )  # fmt: skip
    issued_on: date = day("交付年月日", "issued on", example="2026-07-20")
    applied_on: date = day("申請年月日", "applied on", example="2026-06-25")
    burden_stage: str = code("利用者負担段階", "burden stage", BURDEN_STAGE, example="31")
    asset_test: str = code("預貯金等の要件", "asset test", ASSET_TEST, example="1")
    valid_from: date = day(
        "適用年月日", "applies from", example="2026-08-01", rule="申請のあった月の初日から"
    )
    valid_to: date = day("有効期限", "valid until", example="2027-07-31", rule="7月31日まで")
    meal_facility: int = integer(
        "食費の負担限度額（施設サービス）", "meals (facility)", maximum=9_999,
        unit=_YEN_A_DAY, example="680",
        rule=limits_in_words("meal_facility"),
    )  # fmt: skip
    meal_short_stay: int = integer(
        "食費の負担限度額（短期入所サービス）", "meals (short stay)", maximum=9_999,
        unit=_YEN_A_DAY, example="1030",
        rule=limits_in_words("meal_short_stay"),
    )  # fmt: skip
    room_unit_private: int = integer(
        "居住費の負担限度額（ユニット型個室）", "room: unit, private", maximum=9_999,
        unit=_YEN_A_DAY, example="1370",
        rule=limits_in_words("unit_private"),
    )  # fmt: skip
    room_unit_semi_private: int = integer(
        "居住費の負担限度額（ユニット型個室的多床室）", "room: unit, semi-private", maximum=9_999,
        unit=_YEN_A_DAY, example="1370",
        rule=limits_in_words("unit_semi_private"),
    )  # fmt: skip
    room_private_welfare: int = integer(
        "居住費の負担限度額（従来型個室・特養等）", "room: private, welfare facility", maximum=9_999,
        unit=_YEN_A_DAY, example="880",
        rule=limits_in_words("private_welfare"),
    )  # fmt: skip
    room_private_medical: int = integer(
        "居住費の負担限度額（従来型個室・老健・医療院等）", "room: private, medical facility", maximum=9_999,
        unit=_YEN_A_DAY, example="1370",
        rule=limits_in_words("private_medical"),
    )  # fmt: skip
    room_shared_welfare: int = integer(
        "居住費の負担限度額（多床室・特養等）", "room: shared, welfare facility", maximum=9_999,
        unit=_YEN_A_DAY, example="430",
        rule=limits_in_words("shared_welfare"),
    )  # fmt: skip
    room_shared_medical_charged: int = integer(
        "居住費の負担限度額（多床室・老健・医療院、室料あり）", "room: shared, medical facility, rent charged",
        maximum=9_999, unit=_YEN_A_DAY, example="430",
        rule=limits_in_words("shared_medical_charged"),
    )  # fmt: skip
    room_shared_medical: int = integer(
        "居住費の負担限度額（多床室・老健・医療院等、室料なし）", "room: shared, medical facility, no rent", maximum=9_999,
        unit=_YEN_A_DAY, example="430",
        rule=limits_in_words("shared_medical"),
    )  # fmt: skip


def _within_one_year(values: Values) -> Iterator[Problem]:
    """The certificate ends on 31 July at the latest."""
    if burden_year(values["valid_from"]) != burden_year(values["valid_to"]):
        yield Problem(row_rules.CERTIFICATE_ACROSS_YEARS, "valid_to", found=values["valid_to"])


def _year_end(values: Values) -> str:
    """It ends with its year; one that another stage replaced may end sooner."""
    return f"{int(burden_year(values['valid_from'])) + 1}-07-31"


def _from_month_of_application(values: Values) -> Iterator[Problem]:
    """It applies from the first day of the month of application, not earlier; a warning."""
    earliest = values["applied_on"][:8] + "01"
    if values["valid_from"] < earliest:
        details = {"expected": earliest}
        yield Problem(
            row_rules.STARTS_BEFORE_APPLICATION, "valid_from", rejects=False, found=values["valid_from"],
            details=details,
        )  # fmt: skip


def _limits_as_law(values: Values) -> Iterator[Problem]:
    """Every limit is that of the stage on the first day; a difference is a warning."""
    for item, expected in _law(values["burden_stage"], values["valid_from"]).items():
        yield from differs(item, values[item], expected)


@lru_cache(maxsize=4096)
def _law(stage: str, day_text: str) -> dict[str, int | None]:
    on = date.fromisoformat(day_text)
    return {name: burden_limit_amount(stage, item, on) for name, item in _LIMITS.items()}


def _assets_fit_stage(values: Values) -> Iterator[Problem]:
    """Whoever is above the ceiling for savings has no stage with a limit (施行規則 83 条の 5)."""
    if values["asset_test"] == "3" and values["burden_stage"] != "4":
        yield Problem(row_rules.ITEM_NOT_ALLOWED, "burden_stage", details={"because": "asset_test"})


def _headlines(values: Values, _day_text: str) -> list[Headline]:
    """The stage and until when."""
    stage = values["burden_stage"]
    return [
        Headline(
            label_ja="利用者負担段階",
            label_en="burden stage",
            value_ja=BURDEN_STAGE.label(stage),
            value_en=BURDEN_STAGE.label(stage, "en"),
            until=values["valid_to"],
        )
    ]


def _in_force(values: Values) -> tuple[str | None, str | None]:
    return values["valid_from"], values["valid_to"]


def _key(values: Values) -> str:
    return f"{burden_year(values['valid_from'])}/{values.get('certificate_branch') or '1'}"


KIND = RecordKind(
    name="burden_limit_certificate",
    official_name="負担限度額認定証",
    label_en="burden limit certificate",
    model=BurdenLimitCertificate,
    parts=parts_of(BurdenLimitCertificate),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        period_in_order("valid_from", "valid_to"),
        in_order("birth_date", "issued_on"),
        birth_date_as_written,
        not_before("issued_on", "applied_on"),
        _within_one_year,
        _from_month_of_application,
        _assets_fit_stage,
        day_as_law("valid_to", _year_end),
        _limits_as_law,
    ),
    headlines=_headlines,
    source="介護保険法51条の3, 施行規則83条の5, 83条の6, 様式第一号の二の二",
)
