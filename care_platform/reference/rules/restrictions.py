"""What a benefit restriction means for the person and for the office that serves them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from care_platform.reference.calendar import add_months
from care_platform.reference.codes import BENEFIT_RESTRICTION_KIND, COPAY_RATE
from care_platform.reference.rules.dated import Dated, value_on

_REDUCED = "3"


@dataclass(frozen=True, slots=True)
class RestrictionEffect:
    """The consequences of one kind of restriction.

    `arrears_months`: from how many months of unpaid premiums on (None: not counted in months).
    `pays_in_full_first`: the person pays the whole cost at the desk and claims the benefit afterwards.
    `withheld`: the benefit claimed afterwards is held back too.
    `lost_benefits`: benefits that are not given at all meanwhile.
    """

    article: str
    arrears_months: int | None
    pays_in_full_first: bool = False
    withheld: bool = False
    lost_benefits: tuple[str, ...] = ()


EFFECTS: tuple[Dated[Mapping[str, RestrictionEffect]], ...] = (
    Dated(
        {
            "1": RestrictionEffect("介護保険法66条", 12, pays_in_full_first=True),
            "2": RestrictionEffect("介護保険法67条", 18, pays_in_full_first=True, withheld=True),
            "3": RestrictionEffect(
                "介護保険法69条",
                24,
                lost_benefits=(
                    "高額介護サービス費",
                    "高額医療合算介護サービス費",
                    "特定入所者介護サービス費",
                ),
            ),
            "4": RestrictionEffect("介護保険法68条", None, pays_in_full_first=True, withheld=True),
        },
        source="介護保険法 66 条から 69 条; kind 4 to be checked",
        valid_from=date(2000, 4, 1),
    ),
)

# The person's share in tenths while the benefit is reduced, by the copay rate on the certificate.
REDUCED_SHARES: tuple[Dated[Mapping[str, int]], ...] = (
    Dated(
        {"1": 3, "2": 3},
        source="介護保険法 69 条",
        valid_from=date(2000, 4, 1),
        valid_to=date(2018, 7, 31),
    ),
    Dated(
        {"1": 3, "2": 3, "3": 4},
        source="介護保険法 69 条（平成30年8月施行）",
        valid_from=date(2018, 8, 1),
    ),
)


def restriction_effect(kind: str, on: date) -> RestrictionEffect | None:
    """What a kind means on a day; None before the law. Raises ValueError for an unknown kind."""
    _check_kind(kind)
    return (value_on(EFFECTS, on) or {}).get(kind)


def share_under_restriction(kind: str, copay_rate: str, on: date) -> int | None:
    """The person's share in tenths that the restriction leaves in the end.

    Only a reduction changes it; under the other kinds it stays the copay rate, though the person may have to
    pay the whole first. None if the rate did not exist on that day. Raises ValueError for an unknown kind or
    rate.
    """
    _check_kind(kind)
    if copay_rate not in COPAY_RATE:
        raise ValueError("unknown copay rate")
    if not COPAY_RATE.values[copay_rate].in_use(on):
        return None
    if kind == _REDUCED:
        return (value_on(REDUCED_SHARES, on) or {}).get(copay_rate)
    return int(copay_rate)


def reduction_begins(decided_on: date) -> date:
    """The earliest first day of a reduction decided on a day: the first of the month after.

    Source: 介護保険法 69 条 3 項, which counts from the first of the month after the one in which the certificate was
    marked, and nothing is marked before it is decided. The published layouts give no day, so this only ever warns.
    """
    return add_months(decided_on.replace(day=1), 1)


def _check_kind(kind: str) -> None:
    if kind not in BENEFIT_RESTRICTION_KIND:
        raise ValueError("unknown kind of benefit restriction")
