"""Whether a certificate and the four stated items (基本4情報: name, birth, sex, address) are one person's."""

from dataclasses import dataclass, field
from datetime import date
from hmac import compare_digest

from care_platform.records.description import Values
from care_platform.reference.characters import fold_address, fold_for_comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class FourItems:
    """What someone says, or an identity provider says about them; `sex` is "1" male, "2" female.

    The representation shows nothing, so that no log line or traceback can.
    """

    name: str = field(repr=False)
    birth_date: date = field(repr=False)
    sex: str = field(repr=False)
    address: str = field(repr=False)


def four_items_agree(certificate: Values, items: FourItems) -> bool:
    """Whether all four agree; an item absent from the certificate never agrees.

    Name and address are compared folded, since two registers spell one name differently. All four are always
    compared, so that the time taken does not tell which one differs; nor may an answer.
    Source: the identity check for emergency look-ups, where every item must agree (wic-net 10966/10).
    """
    stated = (
        fold_for_comparison(items.name),
        items.birth_date.isoformat(),
        items.sex,
        fold_address(items.address),
    )
    printed = (
        fold_for_comparison(certificate.get("name", "")),
        certificate.get("birth_date", ""),
        certificate.get("sex", ""),
        fold_address(certificate.get("address", "")),
    )
    agree = [_same(ours, theirs) for ours, theirs in zip(printed, stated, strict=True)]
    return all(agree)


def _same(printed: str, stated: str) -> bool:
    # A lone surrogate, which JSON can carry, must not stop the comparison.
    same = compare_digest(printed.encode(errors="surrogatepass"), stated.encode(errors="surrogatepass"))
    return same and printed != ""
