"""減免・減額認定証: reductions beyond the burden limit (handbook 1.8, 2.4).

社会福祉法人等による軽減, 利用者負担額減額・免除 (介護保険法 50 条, 60 条) and the like. One record per certificate,
named by its kind and its number.
"""

from collections.abc import Iterator
from datetime import date

from care_platform.records.birth_dates import birth_date_as_written
from care_platform.records.check_conditions import not_before
from care_platform.records.check_groups import distinct
from care_platform.records.checks import in_order, number_of_insurer_valid, period_in_order
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, Problem, RecordKind, Values
from care_platform.records.fields import Group, code, day, group, integer, number, text
from care_platform.records.printed import PrintedPerson
from care_platform.reference.catalogue import row_rules
from care_platform.reference.codes import REDUCTION_KIND, SERVICE_TYPE

_BY_CORPORATIONS = "1"
_USUAL_PERCENTS = ("25", "50", "100")
"""軽減事業実施要綱: a quarter, a half for 老齢福祉年金受給者, the whole room cost on public assistance."""


class ReducedService(Group):
    """対象サービス: a service type the reduction covers."""

    service_type: str = code("対象サービス種類", "service type covered", SERVICE_TYPE, example="51")


class ReductionCertificate(PrintedPerson, table=True):
    """One version of one reduction certificate."""

    __tablename__ = "reduction_certificate"

    reduction_kind: str = code("減免・減額の種類", "kind of reduction", REDUCTION_KIND, example="1")
    certificate_number: str = number(
        "確認番号", "certificate number", "[0-9A-Za-z-]{1,20}", personal=True, example="26-000123",
        rule="保険者が証ごとに付ける番号",
    )  # fmt: skip
    issued_on: date = day("交付年月日", "issued on", example="2026-07-20")
    applied_on: date = day("申請年月日", "applied on", example="2026-06-25")
    valid_from: date = day("適用年月日", "applies from", example="2026-08-01")
    valid_to: date = day("有効期限", "valid until", example="2027-07-31")
    reduced_percent: int | None = integer(
        "減額割合", "reduced by", minimum=1, maximum=100, unit="%", example="25",
        rule="利用者負担を減らす割合。減額後の額とどちらか一方",
    )  # fmt: skip
    reduced_to: int | None = integer(
        "減額後の利用者負担額", "reduced to", maximum=999_999, unit="円/月", example="15000",
        rule="減額割合とどちらか一方",
    )  # fmt: skip
    services: list[ReducedService] = group(
        "対象サービス", "services covered", at_most=20, rule="省略はすべて"
    )
    remarks: str | None = text("備考", "remarks", at_most=200, personal=True, example="食費・居住費を含む")


def _one_measure(values: Values) -> Iterator[Problem]:
    """Either a share or an amount: one of the two, not both."""
    percent, amount = values.get("reduced_percent"), values.get("reduced_to")
    if percent is None and amount is None:
        yield Problem(row_rules.ITEM_NEEDED, "reduced_percent", details={"because": "reduced_to"})
    if percent is not None and amount is not None:
        yield Problem(row_rules.ITEM_NOT_ALLOWED, "reduced_to", details={"because": "reduced_percent"})


def _usual_percent(values: Values) -> Iterator[Problem]:
    """社会福祉法人等 reduce by a quarter, a half or the whole; another share is a warning."""
    percent = values.get("reduced_percent")
    if percent and values["reduction_kind"] == _BY_CORPORATIONS and percent not in _USUAL_PERCENTS:
        details = {"found": percent, "expected": "|".join(_USUAL_PERCENTS)}
        yield Problem(
            row_rules.AMOUNT_DIFFERS, "reduced_percent", rejects=False, found=percent, details=details
        )


def _headlines(values: Values, _day_text: str) -> list[Headline]:
    """The kind of reduction, by how much, and until when."""
    kind = values["reduction_kind"]
    percent, amount = values.get("reduced_percent"), values.get("reduced_to")
    much_ja = f"{percent}%減額" if percent is not None else f"月{amount}円"
    much_en = f"reduced by {percent}%" if percent is not None else f"{amount} yen a month"
    return [
        Headline(
            label_ja="減免・減額",
            label_en="reduction",
            value_ja=f"{REDUCTION_KIND.label(kind)} {much_ja}",
            value_en=f"{REDUCTION_KIND.label(kind, 'en')}: {much_en}",
            until=values["valid_to"],
        )
    ]


def _in_force(values: Values) -> tuple[str | None, str | None]:
    return values["valid_from"], values["valid_to"]


def _key(values: Values) -> str:
    return f"{values['reduction_kind']}/{values['certificate_number']}"


KIND = RecordKind(
    name="reduction_certificate",
    official_name="減免・減額認定証",
    label_en="reduction certificate",
    model=ReductionCertificate,
    several_in_force=True,
    parts=parts_of(ReductionCertificate),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        period_in_order("valid_from", "valid_to"),
        in_order("birth_date", "issued_on"),
        birth_date_as_written,
        not_before("issued_on", "applied_on"),
        distinct("services", "service_type"),
        _one_measure,
        _usual_percent,
    ),
    headlines=_headlines,
    source="介護保険法50条, 60条, 社会福祉法人等による利用者負担軽減制度事業実施要綱",
)
