"""負担割合証, the copay certificate: the share of the cost the person pays (handbook 2.3).

One record per person and certificate year (1 August to 31 July). The form prints two periods, so a change in
the middle of the year fits one certificate; a retroactive correction is a new version of the same certificate.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from care_platform.records.birth_dates import birth_date_as_written, born_between
from care_platform.records.check_amounts import differs
from care_platform.records.check_days import day_differs, reaches
from care_platform.records.checks import in_order, number_of_insurer_valid
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, Problem, RecordKind, Values
from care_platform.records.effective_days import day_after, first_difference
from care_platform.records.fields import Group, code, day, group
from care_platform.records.printed import PrintedPerson
from care_platform.reference.catalogue import rows
from care_platform.reference.codes import COPAY_RATE

_LOWEST = 1


class CopayPeriod(Group):
    """One printed row: a rate and the days it applies."""

    rate: str = code("利用者負担の割合", "copay rate", COPAY_RATE, example="1")
    valid_from: date = day("適用開始年月日", "applies from", example="2026-08-01")
    valid_to: date = day("適用終了年月日", "applies until", example="2027-07-31")


class CopayCertificate(PrintedPerson, table=True):
    """One version of one person's copay certificate for one year."""

    __tablename__ = "copay_certificate"

    issued_on: date = day("交付年月日", "issued on", example="2026-07-10")
    periods: list[CopayPeriod] = group(
        "利用者負担の割合と適用期間", "rates and periods", at_least=1, at_most=2,
        rule="8月1日から翌年7月31日までの間。2行目は1行目の翌日から",
    )  # fmt: skip


def certificate_year(day_text: str) -> str:
    """The year whose 1 August begins the certificate year of a day: 2027-07-31 -> 2026."""
    year, month = int(day_text[:4]), int(day_text[5:7])
    return str(year if month >= 8 else year - 1)


def _periods_sound(values: Values) -> Iterator[Problem]:
    """Each period runs forward, all lie in one certificate year, and the second begins as the first ends."""
    year, previous_end = None, None
    for index, period in enumerate(values["periods"], 1):
        start, end = period["valid_from"], period["valid_to"]
        year = year or certificate_year(start)
        if end < start:
            yield Problem(rows.PERIOD_REVERSED, f"periods[{index}].valid_to", found=end)
            return
        if certificate_year(start) != year or certificate_year(end) != year:
            yield Problem(rows.COPAY_PERIOD_ACROSS_YEARS, f"periods[{index}].valid_to", found=end)
        elif previous_end is not None and start <= previous_end:
            yield Problem(rows.PERIODS_OVERLAP, f"periods[{index}].valid_from", found=start)
        elif previous_end is not None and start != _day_after(previous_end):
            yield Problem(rows.COPAY_PERIODS_GAP, f"periods[{index}].valid_from", found=start)
        previous_end = end


def _day_after(day_text: str) -> str:
    return (date.fromisoformat(day_text) + timedelta(days=1)).isoformat()


def _ends_with_its_year(values: Values) -> Iterator[Problem]:
    """The last line ends on 31 July (施行規則 28 条の 2); a warning, unless the lines are refused anyway."""
    last, end = len(values["periods"]), values["periods"][-1]["valid_to"]
    if end[5:] != "07-31" and next(_periods_sound(values), None) is None:
        yield from day_differs(f"periods[{last}].valid_to", end, f"{int(certificate_year(end)) + 1}-07-31")


def _lowest_before_65(values: Values) -> Iterator[Problem]:
    """Whoever is of category 2 pays one tenth, whatever the income (介護保険法 49 条の 2); a warning, only when certain."""
    of_age = reaches(born_between(values)[0], 65)
    for index, period in enumerate(values["periods"], 1):
        if period["valid_from"] < of_age:
            yield from differs(f"periods[{index}].rate", period["rate"], _LOWEST)


def _effective_change(before: Values, after: Values) -> str | None:
    """The first day whose rate differs between two versions; a rate that ends sooner differs from then on."""
    periods = [*before["periods"], *after["periods"]]
    days = [day for p in periods for day in (p["valid_from"], day_after(p["valid_to"]))]
    return first_difference(before, after, rate_on, days)


def rate_on(values: Values, day_text: str) -> str | None:
    """The rate that applies on a day, None outside the certificate's periods."""
    return next((p["rate"] for p in values["periods"] if p["valid_from"] <= day_text <= p["valid_to"]), None)


def _headlines(values: Values, day_text: str) -> list[Headline]:
    """The rate that applies on the day and until when."""
    return [
        Headline(
            label_ja="利用者負担の割合",
            label_en="copay rate",
            value_ja=COPAY_RATE.label(p["rate"]),
            value_en=COPAY_RATE.label(p["rate"], "en"),
            until=p["valid_to"],
        )
        for p in values["periods"]
        if p["valid_from"] <= day_text <= p["valid_to"]
    ]


def _in_force(values: Values) -> tuple[str | None, str | None]:
    return values["periods"][0]["valid_from"], values["periods"][-1]["valid_to"]


def _key(values: Values) -> str:
    return certificate_year(values["periods"][0]["valid_from"])


KIND = RecordKind(
    name="copay_certificate",
    official_name="負担割合証",
    label_en="copay certificate",
    model=CopayCertificate,
    parts=parts_of(CopayCertificate),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        _periods_sound,
        _ends_with_its_year,
        _lowest_before_65,
        in_order("birth_date", "issued_on"),
        birth_date_as_written,
    ),
    effective_change=_effective_change,
    headlines=_headlines,
    source="介護保険法49条の2, 施行規則28条の2, 様式第一号の二",
)
