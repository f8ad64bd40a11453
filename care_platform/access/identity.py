"""Comparing the four items (氏名, 生年月日, 性別, 住所) that identify a person without a card."""

import hmac
from dataclasses import dataclass, field
from datetime import date

from care_platform.records.description import Values
from care_platform.reference.characters import fold_address, fold_for_comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class FourItems:
    """What someone says about a person; kept out of `repr`, so that no log can show it."""

    name: str = field(repr=False)
    birth_date: date = field(repr=False)
    sex: str = field(repr=False)
    address: str = field(repr=False)


def four_items_agree(certificate: Values, items: FourItems) -> bool:
    """Whether all four items agree with a certificate; the spelling of name and address may differ.

    Every item is compared whatever the others say, so that the time taken does not tell which one differs.
    An empty certificate never agrees: use it for an unknown person, so that the same work is done.
    """
    agreements = [
        _same(fold_for_comparison(str(certificate.get("name", ""))), fold_for_comparison(items.name)),
        _same(str(certificate.get("birth_date", "")), items.birth_date.isoformat()),
        _same(str(certificate.get("sex", "")), items.sex),
        _same(fold_address(str(certificate.get("address", ""))), fold_address(items.address)),
    ]
    return all(agreements)


def _same(known: str, given: str) -> bool:
    """Equal and not empty; a missing item is no agreement."""
    return hmac.compare_digest(known.encode(), given.encode()) and known != ""
