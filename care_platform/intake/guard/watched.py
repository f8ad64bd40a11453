"""What the guard looks at besides the fill rates: the items whose distribution carries a person's money.

Data, keyed by record kind. A later kind adds its lines here and nothing else; a kind without lines is still
watched by its row counts and the fill rates of its optional items.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """The values of one item, or the length in months of a period.

    `group` names the repeated group the item is in; `place` counts its elements from 1, None takes all.
    With `until`, `item` is a period's first day and `until` its last, and the value is its length.
    """

    item: str
    group: str | None = None
    place: int | None = None
    until: str | None = None

    @property
    def name(self) -> str:
        """How profiles and figures name it: `care_level`, `periods[1].rate`, `periods[].valid_from months`."""
        suffix = " months" if self.until else ""
        if self.group is None:
            return f"{self.item}{suffix}"
        return f"{self.group}[{self.place or ''}].{self.item}{suffix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An item of the record in yen that the rules round, so that it is a multiple of `multiple`."""

    item: str
    multiple: int = 10


DISTRIBUTIONS: Final[Mapping[str, tuple[Distribution, ...]]] = {
    "insured_certificate": (
        Distribution(item="care_level"),
        Distribution(item="insured_category"),
        Distribution(group="benefit_restrictions", item="restriction_kind"),
        Distribution(group="benefit_restrictions", item="valid_from", until="valid_to"),
    ),
    "certification": (
        Distribution(item="care_level"),
        Distribution(item="application_kind"),
        Distribution(item="valid_from", until="valid_to"),
    ),
    "copay_certificate": (
        Distribution(group="periods", place=1, item="rate"),
        Distribution(group="periods", place=2, item="rate"),
        Distribution(group="periods", place=1, item="valid_from", until="valid_to"),
    ),
    "burden_limit_certificate": (
        Distribution(item="burden_stage"),
        Distribution(item="asset_test"),
        Distribution(item="valid_from", until="valid_to"),
    ),
    "reduction_certificate": (Distribution(item="reduction_kind"),),
    "benefit_restriction": (
        Distribution(item="restriction_kind"),
        Distribution(item="share_under_restriction"),
        Distribution(item="valid_from", until="valid_to"),
    ),
    "certification_application": (Distribution(item="application_kind"),),
}
"""A distribution that depends on the year (such as a first day itself) is not watched: it moves every August."""

_LIMITS_A_DAY: Final = (
    "meal_facility", "meal_short_stay", "room_unit_private", "room_unit_semi_private", "room_private_welfare",
    "room_private_medical", "room_shared_welfare", "room_shared_medical_charged", "room_shared_medical",
)  # fmt: skip

AMOUNTS: Final[Mapping[str, tuple[Amount, ...]]] = {
    "burden_limit_certificate": tuple(Amount(item=item) for item in _LIMITS_A_DAY),
}
"""The burden limits of every stage are multiples of 10 yen (食費・居住費の負担限度額); stage 4 has the full costs,
which are not, so the share of unrounded amounts is compared and not forbidden. The costs of a benefit record are
rounded down to the yen and say nothing."""
