"""福祉用具購入費利用: what care equipment was paid for in a fiscal year and what is left (handbook 2.5).

One record per fiscal year (1 April to 31 March). Amounts in yen; a cost counts before the person's share is
taken off.
"""

from collections.abc import Iterator
from datetime import date

from care_platform.records.check_amounts import adds_up_members, as_law, balance_left, differs
from care_platform.records.checks import number_of_insurer_valid
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, Problem, RecordKind, Values
from care_platform.records.fields import Group, code, day, group, integer, number, text
from care_platform.records.version import Version
from care_platform.records.years import fiscal_year_of
from care_platform.reference.catalogue import row_rules
from care_platform.reference.check_digits import office_check_digit_ok
from care_platform.reference.codes import COPAY_RATE, EQUIPMENT_ITEM, PAYMENT_METHOD
from care_platform.reference.numbers import OFFICE_NUMBER_PATTERN
from care_platform.reference.rules.ceilings import equipment_purchase_ceiling

_DATED_ITEMS = frozenset(c for c, value in EQUIPMENT_ITEM.values.items() if value.valid_from)


class Purchase(Group):
    """購入の内訳: one piece of equipment."""

    equipment_item: str = code("特定福祉用具の種目", "kind of equipment", EQUIPMENT_ITEM, example="4")
    product_name: str = text("商品名", "product", at_most=100, example="シャワーチェア")
    office_number: str | None = number(
        "販売事業所番号", "supplier's office number", OFFICE_NUMBER_PATTERN, example="2775000009"
    )
    bought_on: date = day("購入年月日", "bought on", example="2026-05-20", rule="領収書の日")
    counted_cost: int = integer(
        "支給対象額", "cost that counts", maximum=9_999_999, unit="円", example="25000"
    )
    copay_rate: str = code("利用者負担の割合", "copay rate", COPAY_RATE, example="1")
    benefit: int = integer("支給額", "benefit", maximum=9_999_999, unit="円", example="22500")
    payment_method: str = code("支給方法", "how it was paid", PAYMENT_METHOD, example="1")
    reason_again: str | None = text(
        "同一種目を再度購入する理由",
        "why the same kind again",
        at_most=200,
        personal=True,
        example="破損のため",
    )


class EquipmentPurchaseUsage(Version, table=True):
    """One version of the use of one fiscal year's ceiling."""

    __tablename__ = "equipment_purchase_usage"

    fiscal_year: str = number(
        "年度", "fiscal year", "20[0-9]{2}", example="2026", rule="4月1日から翌年3月31日まで"
    )
    ceiling: int = integer(
        "支給限度基準額", "ceiling", maximum=9_999_999, unit="円", example="100000", rule="年度ごとに10万円"
    )
    used: int = integer(
        "支給対象額の累計", "used", maximum=9_999_999, unit="円", example="25000", rule="内訳の合計"
    )
    balance: int = integer("残額", "left", maximum=9_999_999, unit="円", example="75000", rule="限度額－累計")
    purchases: list[Purchase] = group("購入の内訳", "purchases", at_most=20)


def _purchases_sound(values: Values) -> Iterator[Problem]:
    """Each purchase lies in the year; benefit, office number and kind are looked at and only warned about."""
    seen: set[str] = set()
    for place, purchase in enumerate(values.get("purchases", ()), 1):
        at = f"purchases[{place}]"
        if fiscal_year_of(purchase["bought_on"]) != values["fiscal_year"]:
            first, last = _in_force(values)
            details = {"first": first, "last": last}
            yield Problem(
                row_rules.OUTSIDE_PERIOD, f"{at}.bought_on", found=purchase["bought_on"], details=details
            )
        expected = int(purchase["counted_cost"]) * (10 - int(purchase["copay_rate"])) // 10
        yield from differs(f"{at}.benefit", purchase["benefit"], expected)
        yield from _office_plausible(purchase, at)
        yield from _kind_sound(purchase, at, seen)


def _office_plausible(purchase: Values, at: str) -> Iterator[Problem]:
    office = purchase.get("office_number")
    if office and not office_check_digit_ok(office):
        yield Problem(row_rules.OFFICE_CHECK_DIGIT, f"{at}.office_number", rejects=False, found=office)


def _kind_sound(purchase: Values, at: str, seen: set[str]) -> Iterator[Problem]:
    kind, on = purchase["equipment_item"], purchase["bought_on"]
    if kind in seen and not purchase.get("reason_again"):
        yield Problem(row_rules.BOUGHT_AGAIN, f"{at}.equipment_item", rejects=False, found=kind)
    seen.add(kind)
    if kind in _DATED_ITEMS and not EQUIPMENT_ITEM.values[kind].in_use(date.fromisoformat(on)):
        yield Problem(
            row_rules.CODE_NOT_IN_USE, f"{at}.equipment_item", rejects=False, found=kind, details={"on": on}
        )


def _lawful_ceiling(values: Values) -> int | None:
    return equipment_purchase_ceiling(date(int(values["fiscal_year"]), 4, 1))


def _headlines(values: Values, _day_text: str) -> list[Headline]:
    """What is left of the year's ceiling."""
    left = int(values["balance"])
    return [
        Headline(
            label_ja="福祉用具購入費の残額", label_en="left for care equipment",
            value_ja=f"{left:,}円", value_en=f"{left:,} yen", until=_in_force(values)[1],
        )
    ]  # fmt: skip


def _in_force(values: Values) -> tuple[str, str]:
    year = values["fiscal_year"]
    return f"{year}-04-01", f"{int(year) + 1}-03-31"


def _key(values: Values) -> str:
    return str(values["fiscal_year"])


KIND = RecordKind(
    name="equipment_purchase_usage",
    official_name="福祉用具購入費利用",
    label_en="use of equipment purchase",
    model=EquipmentPurchaseUsage,
    several_in_force=True,
    parts=parts_of(EquipmentPurchaseUsage),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        as_law("ceiling", _lawful_ceiling),
        adds_up_members("used", "purchases", "counted_cost"),
        balance_left("balance", "ceiling", "used"),
        _purchases_sound,
    ),
    headlines=_headlines,
    source="介護保険法44条, 56条, 平成12年厚生省告示34号, 平成11年厚生省告示94号",
)
