"""Deliberate mistakes: what vendors' files get wrong, and what the platform must say to each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from care_platform.records.description import RecordKind, Values
from care_platform.reference.catalogue import Entry, row_rules, rows
from care_platform.synthesis import slips
from care_platform.synthesis.slips import Slip
from care_platform.synthesis.streams import Stream

_INSURED, _CERTIFICATION, _COPAY = "insured_certificate", "certification", "copay_certificate"
_PRINTED: Final = (_INSURED, _COPAY)
_BURDEN, _MODIFICATION, _EQUIPMENT = (
    "burden_limit_certificate", "home_modification_usage", "equipment_purchase_usage",
)  # fmt: skip
_BENEFIT, _OPINION, _EVENT = "benefit_record", "physician_opinion", "application_event"
_ALL: Final = (
    _INSURED, _CERTIFICATION, _COPAY, _BURDEN, _MODIFICATION, _EQUIPMENT, _BENEFIT, _OPINION, _EVENT,
    "reduction_certificate", "benefit_restriction", "certification_application", "assessment_survey", "consent",
    "insured_event",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One kind of mistake: where it occurs, how a row comes to have it, the entry it must produce.

    `slip` is None for the row sent twice, where nothing is wrong with either row alone. `rejects` is False
    where the platform warns and takes the row.
    """

    name: str
    kinds: tuple[str, ...]
    entry: Entry
    slip: Slip | None
    rejects: bool = True


MISTAKES: Final = (
    Mistake(name="level code 99", kinds=(_INSURED, _CERTIFICATION), entry=rows.SCHEMA,
            slip=slips.replaced("care_level", "99")),
    Mistake(name="certification reversed", kinds=(_INSURED,), entry=rows.PERIOD_REVERSED,
            slip=slips.swapped("certification_from", "certification_to")),
    Mistake(name="validity reversed", kinds=(_CERTIFICATION,), entry=rows.PERIOD_REVERSED,
            slip=slips.swapped("valid_from", "valid_to")),
    Mistake(name="copay period reversed", kinds=(_COPAY,), entry=rows.PERIOD_REVERSED,
            slip=slips.copay_period_reversed),
    Mistake(name="another insurer's row", kinds=_ALL, entry=rows.OTHER_INSURER, slip=slips.other_insurer),
    Mistake(name="wrong check digit", kinds=_PRINTED, entry=rows.CHECK_DIGIT, slip=slips.wrong_check_digit),
    Mistake(name="local-government code as insurer number", kinds=_PRINTED, entry=rows.CHECK_DIGIT,
            slip=slips.local_government_code),
    Mistake(name="birth date missing", kinds=_PRINTED, entry=rows.ITEM_MISSING,
            slip=slips.missing("birth_date")),
    Mistake(name="decision day missing", kinds=(_CERTIFICATION,), entry=rows.ITEM_MISSING,
            slip=slips.missing("decided_on")),
    Mistake(name="certification end missing", kinds=(_INSURED,), entry=rows.LEVEL_WITHOUT_VALIDITY,
            slip=slips.missing("certification_to")),
    Mistake(name="validity missing", kinds=(_CERTIFICATION,), entry=rows.LEVEL_WITHOUT_VALIDITY,
            slip=slips.missing("valid_from", "valid_to")),
    Mistake(name="not certified, with validity", kinds=(_CERTIFICATION,), entry=rows.VALIDITY_WITHOUT_LEVEL,
            slip=slips.not_certified_with_validity),
    Mistake(name="two-digit year of birth", kinds=_PRINTED, entry=rows.SCHEMA,
            slip=slips.two_digit_year("birth_date")),
    Mistake(name="two-digit year of application", kinds=(_CERTIFICATION,), entry=rows.SCHEMA,
            slip=slips.two_digit_year("application_date")),
    Mistake(name="postal code without hyphen", kinds=_PRINTED, entry=rows.SCHEMA,
            slip=slips.without_hyphens("postal_code")),
    Mistake(name="history number 0", kinds=_ALL, entry=rows.SCHEMA,
            slip=slips.replaced("history_number", "0")),
    Mistake(name="broken character in the name", kinds=_PRINTED, entry=rows.TEXT_NOT_STORABLE,
            slip=slips.broken_character("name")),
    Mistake(name="issued in the wrong century", kinds=_PRINTED, entry=rows.DAYS_OUT_OF_ORDER,
            slip=slips.issued_in_another_century),
    Mistake(name="copay rate 0", kinds=(_COPAY,), entry=rows.SCHEMA, slip=slips.copay_rate_zero),
    Mistake(name="copay period across years", kinds=(_COPAY,), entry=rows.COPAY_PERIOD_ACROSS_YEARS,
            slip=slips.copay_across_years),
    Mistake(name="copay periods overlap", kinds=(_COPAY,), entry=rows.PERIODS_OVERLAP,
            slip=slips.copay_periods_overlap),
    Mistake(name="validity too long", kinds=(_CERTIFICATION,), entry=rows.VALIDITY_OUTSIDE_LAW, rejects=False,
            slip=slips.five_years_longer("valid_to")),
    Mistake(name="limit differs", kinds=(_CERTIFICATION,), entry=rows.LIMIT_UNITS_DIFFER, rejects=False,
            slip=slips.one_unit_more("limit_units")),
    Mistake(name="burden limit of another year", kinds=(_BURDEN,), entry=row_rules.AMOUNT_DIFFERS, rejects=False,
            slip=slips.one_unit_more("meal_facility")),
    Mistake(name="balance does not add up", kinds=(_MODIFICATION, _EQUIPMENT), entry=row_rules.SUM_DIFFERS,
            slip=slips.one_unit_more("balance")),
    Mistake(name="cost does not add up", kinds=(_BENEFIT,), entry=row_rules.SUM_DIFFERS,
            slip=slips.one_unit_more("user_share")),
    Mistake(name="physician's consent on the new form", kinds=(_OPINION,), entry=row_rules.ITEM_DROPPED,
            rejects=False, slip=slips.consent_on_the_new_form),
    Mistake(name="step before the application", kinds=(_EVENT,), entry=row_rules.EARLIER_THAN,
            slip=slips.decided_before_the_application),
    Mistake(name="row sent twice", kinds=_ALL, entry=rows.DUPLICATE_IN_TRANSFER, slip=None),
)  # fmt: skip
"""Every kind of mistake. All are made about equally often."""


def with_mistakes(
    correct: Iterable[Values], kind: RecordKind, per_thousand: int, seed: int
) -> Iterator[Values]:
    """The rows, about so many in a thousand with one mistake each; the same rows give the same mistakes."""
    return (row for row, _ in marked_mistakes(correct, kind, per_thousand, seed))


def marked_mistakes(
    correct: Iterable[Values], kind: RecordKind, per_thousand: int, seed: int
) -> Iterator[tuple[Values, Mistake | None]]:
    """As `with_mistakes`, each row with the mistake made in it. Of a row sent twice the second is marked.

    Raises ValueError if `per_thousand` is not 0 to 1000 or no mistake is known for the kind.
    """
    possible = [mistake for mistake in MISTAKES if kind.name in mistake.kinds]
    if not possible or not 0 <= per_thousand <= 1000:
        raise ValueError("no mistakes known for the kind, or not 0 to 1000 per thousand")
    stream = Stream(f"{seed}/mistakes/{kind.name}")
    return _marked(correct, possible, per_thousand, stream)


def _marked(
    correct: Iterable[Values], possible: list[Mistake], per_thousand: int, stream: Stream
) -> Iterator[tuple[Values, Mistake | None]]:
    for row in correct:
        if stream.happens(per_thousand * 1000):
            yield from _made(row, possible, stream)
        else:
            yield row, None


def _made(row: Values, possible: list[Mistake], stream: Stream) -> Iterator[tuple[Values, Mistake | None]]:
    """The row with a mistake: the one drawn, or the next in the list that this row can have."""
    place = stream.between(0, len(possible) - 1)
    for mistake in possible[place:] + possible[:place]:
        if mistake.slip is None:
            yield row, None
            yield row, mistake
            return
        wrong = mistake.slip(row)
        if wrong is not None:
            yield wrong, mistake
            return
