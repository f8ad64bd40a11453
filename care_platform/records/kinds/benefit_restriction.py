"""給付制限, a benefit restriction as its own record: kind, reason, days, and the share left to the person.

The insured certificate prints the same restriction for the desk; this record says why and how it came about
(介護保険法 66 条から 69 条; handbook 2.2). One record per restriction, named by its kind and the day decided.
"""

from collections.abc import Iterator
from datetime import date

from care_platform.records.check_amounts import as_law
from care_platform.records.check_conditions import needs, not_before
from care_platform.records.check_days import day_as_law, last_of_month
from care_platform.records.checks import number_of_insurer_valid, period_in_order
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, Problem, RecordKind, Values
from care_platform.records.fields import code, day, integer
from care_platform.records.version import Version
from care_platform.reference.catalogue import row_rules
from care_platform.reference.codes import BENEFIT_RESTRICTION_KIND, COPAY_RATE, RESTRICTION_REASON
from care_platform.reference.rules.restrictions import (
    reduction_begins,
    restriction_effect,
    share_under_restriction,
)

_REDUCED = "3"
_KINDS_BY_REASON = {"1": {"1"}, "2": {"1", "2"}, "3": {"3"}, "4": {"4"}}
"""Which restriction a reason can lead to: 66 条 and 67 条 by the time unpaid, 69 条 by time-bar, 68 条."""


class BenefitRestriction(Version, table=True):
    """One version of one restriction of one person's benefits."""

    __tablename__ = "benefit_restriction"

    restriction_kind: str = code(
        "給付制限の内容", "kind of restriction", BENEFIT_RESTRICTION_KIND, example="3"
    )
    restriction_reason: str = code("給付制限の理由", "reason", RESTRICTION_REASON, example="3")
    decided_on: date = day("決定年月日", "decided on", example="2026-03-10")
    notified_on: date | None = day("通知年月日", "notified on", example="2026-03-12")
    arrears_months: int | None = integer(
        "滞納月数", "months of arrears", maximum=999, unit="か月", example="30",
        rule="支払方法の変更は12か月、一時差止は18か月、減額は24か月から",
    )  # fmt: skip
    valid_from: date = day(
        "給付制限開始年月日",
        "restricted from",
        example="2026-04-01",
        rule="給付額の減額は決定の翌月以後の月の初日",
    )
    valid_to: date | None = day(
        "給付制限終了年月日", "restricted until", example="2027-03-31", rule="給付額の減額では必須、月の末日"
    )
    copay_rate: str | None = code(
        "利用者負担の割合", "copay rate on the certificate", COPAY_RATE, example="1"
    )
    share_under_restriction: int | None = integer(
        "給付制限中の利用者負担の割合", "share under the restriction", minimum=1, maximum=10, unit="割",
        example="3", rule="給付額の減額では3割、負担割合が3割の人は4割",
    )  # fmt: skip


def _reason_fits_kind(values: Values) -> Iterator[Problem]:
    if values["restriction_kind"] not in _KINDS_BY_REASON[values["restriction_reason"]]:
        yield Problem(
            row_rules.ITEM_NOT_ALLOWED, "restriction_reason", found=values["restriction_reason"],
            details={"because": "restriction_kind"},
        )  # fmt: skip


def _arrears_enough(values: Values) -> Iterator[Problem]:
    """The months unpaid reach what the kind needs; a warning."""
    sent = values.get("arrears_months")
    if sent is None:
        return
    effect = restriction_effect(values["restriction_kind"], date.fromisoformat(values["valid_from"]))
    needed = effect.arrears_months if effect else None
    if needed is not None and int(sent) < needed:
        yield Problem(
            row_rules.ARREARS_TOO_SHORT, "arrears_months", rejects=False, found=sent,
            details={"expected": needed},
        )  # fmt: skip


def _lawful_share(values: Values) -> int | None:
    rate = values.get("copay_rate")
    if rate is None:
        return None
    on = date.fromisoformat(values["valid_from"])
    return share_under_restriction(values["restriction_kind"], rate, on)


def _lawful_start(values: Values) -> str | None:
    """A reduction begins with a month, and not before the one after its decision."""
    if values["restriction_kind"] != _REDUCED:
        return None
    earliest = reduction_begins(date.fromisoformat(values["decided_on"])).isoformat()
    return max(earliest, f"{values['valid_from'][:8]}01")


def _lawful_end(values: Values) -> str | None:
    """A reduction ends with a month."""
    return last_of_month(values["valid_to"]) if values["restriction_kind"] == _REDUCED else None


def _headlines(values: Values, _day_text: str) -> list[Headline]:
    """What is restricted, the share it leaves, and until when."""
    kind, share = values["restriction_kind"], values.get("share_under_restriction")
    return [
        Headline(
            label_ja="給付制限",
            label_en="benefit restriction",
            value_ja=BENEFIT_RESTRICTION_KIND.label(kind) + (f"（{share}割負担）" if share else ""),
            value_en=BENEFIT_RESTRICTION_KIND.label(kind, "en") + (f" (share {share}0 %)" if share else ""),
            until=values.get("valid_to"),
        )
    ]


def _in_force(values: Values) -> tuple[str | None, str | None]:
    return values["valid_from"], values.get("valid_to")


def _key(values: Values) -> str:
    return f"{values['restriction_kind']}/{values['decided_on']}"


KIND = RecordKind(
    name="benefit_restriction",
    official_name="給付制限",
    label_en="benefit restriction",
    model=BenefitRestriction,
    several_in_force=True,
    parts=parts_of(BenefitRestriction),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        period_in_order("valid_from", "valid_to"),
        not_before("notified_on", "decided_on"),
        _reason_fits_kind,
        needs("valid_to", "restriction_kind", {_REDUCED}),
        needs("share_under_restriction", "restriction_kind", {_REDUCED}),
        day_as_law("valid_from", _lawful_start),
        day_as_law("valid_to", _lawful_end),
        _arrears_enough,
        as_law("share_under_restriction", _lawful_share),
    ),
    headlines=_headlines,
    source="介護保険法66条, 67条, 68条, 69条",
)
