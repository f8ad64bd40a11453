from datetime import date

import pytest

from care_platform.reference.codes import BENEFIT_RESTRICTION_KIND
from care_platform.reference.rules.restrictions import restriction_effect, share_under_restriction

TODAY = date(2026, 11, 1)
IN_FULL_FIRST, WITHHELD, REDUCED, CATEGORY_2 = "1", "2", "3", "4"


def test_every_kind_has_consequences() -> None:
    for kind in BENEFIT_RESTRICTION_KIND.codes:
        assert restriction_effect(kind, TODAY) is not None


@pytest.mark.parametrize(
    ("kind", "months", "in_full_first", "withheld"),
    [
        (IN_FULL_FIRST, 12, True, False),
        (WITHHELD, 18, True, True),
        (REDUCED, 24, False, False),
        (CATEGORY_2, None, True, True),
    ],
)
def test_what_a_restriction_means_at_the_desk(
    kind: str, months: int | None, in_full_first: bool, withheld: bool
) -> None:
    effect = restriction_effect(kind, TODAY)
    assert effect is not None
    assert (effect.arrears_months, effect.pays_in_full_first, effect.withheld) == (
        months,
        in_full_first,
        withheld,
    )


def test_a_reduction_also_takes_other_benefits_away() -> None:
    effect = restriction_effect(REDUCED, TODAY)
    assert effect is not None
    assert effect.lost_benefits == (
        "高額介護サービス費",
        "高額医療合算介護サービス費",
        "特定入所者介護サービス費",
    )


@pytest.mark.parametrize(("copay_rate", "share"), [("1", 3), ("2", 3), ("3", 4)])
def test_a_reduction_raises_the_share(copay_rate: str, share: int) -> None:
    assert share_under_restriction(REDUCED, copay_rate, TODAY) == share


@pytest.mark.parametrize("kind", [IN_FULL_FIRST, WITHHELD, CATEGORY_2])
def test_other_restrictions_leave_the_share_as_it_is(kind: str) -> None:
    assert share_under_restriction(kind, "2", TODAY) == 2


def test_the_share_of_three_tenths_exists_since_august_2018() -> None:
    assert share_under_restriction(REDUCED, "3", date(2018, 8, 1)) == 4
    assert share_under_restriction(REDUCED, "3", date(2018, 7, 31)) is None
    assert share_under_restriction(REDUCED, "1", date(2018, 7, 31)) == 3
    assert share_under_restriction(IN_FULL_FIRST, "3", date(2018, 7, 31)) is None


def test_before_the_law_there_is_nothing_to_restrict() -> None:
    assert restriction_effect(IN_FULL_FIRST, date(2000, 3, 31)) is None


def test_an_unknown_kind_or_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="kind of benefit restriction"):
        restriction_effect("9", TODAY)
    with pytest.raises(ValueError, match="copay rate"):
        share_under_restriction(REDUCED, "4", TODAY)
