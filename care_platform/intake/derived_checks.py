"""What a row says that can be taken from the records of other kinds, taken and compared: warnings with both values.

Level and validity come from the certification in force on the row's day, a rate from the copay certificate, a person's
birth date and sex from the insured certificate (those two are personal: told without their values).
"""

from typing import Final

from care_platform.intake.cross_check import CrossCheck
from care_platform.reference.catalogue import cross_checks

_RENEWAL_OR_CHANGE = "('2', '3')"


def _compared(code: str, source: str, values: str, where: str = "true") -> str:
    """Each of `values` (item, found, expected) that was sent, is known, and differs."""
    return f"""
select '{code}' as code, s.part_number, s.row_number, v.item, v.found, v.expected
from staged s {source}
cross join lateral (values {values}) v (item, found, expected)
where v.found is not null and v.expected is not null and v.found <> v.expected and {where}
"""


_NOT_OWN = "and c.business_key <> s.business_key"
"""What an application led to is not what it followed; both are named by the application."""


def _certified(day: str, but: str = "") -> str:
    """The certification in force on a day, the one that began last."""
    return f"""
cross join lateral (
  select c.care_level, c.valid_to from certification c
  where c.insurer_number = %(insurer)s and c.insured_number = s.insured_number and c.superseded_by is null
    and c.valid_from <= {day} and c.valid_to >= {day} {but}
  order by c.valid_from desc limit 1) held
"""


def _certified_before(day: str, but: str = "") -> str:
    """The certification that began last before a day."""
    return f"""
cross join lateral (
  select c.care_level from certification c
  where c.insurer_number = %(insurer)s and c.insured_number = s.insured_number and c.superseded_by is null
    and c.valid_from < {day} {but}
  order by c.valid_from desc limit 1) held
"""


FORMER_OF_APPLICATION: Final = CrossCheck(
    needs="certification",
    query=_compared(
        cross_checks.CERTIFIED_OTHERWISE.code,
        _certified("s.application_date", _NOT_OWN),
        "('previous_care_level', s.previous_care_level, held.care_level), "
        "('previous_valid_to', s.previous_valid_to::text, held.valid_to::text)",
        f"s.application_kind in {_RENEWAL_OR_CHANGE}",
    ),
)
FORMER_OF_SURVEY: Final = CrossCheck(
    needs="certification",
    query=_compared(
        cross_checks.CERTIFIED_OTHERWISE.code,
        _certified_before("s.application_date"),
        "('previous_care_level', s.previous_care_level, held.care_level)",
    ),
)
FORMER_LEVEL_OF_RESULT: Final = CrossCheck(
    needs="certification",
    query=_compared(
        cross_checks.CERTIFIED_OTHERWISE.code,
        _certified_before("s.valid_from", _NOT_OWN),
        "('previous_care_level', s.previous_care_level, held.care_level)",
    ),
)
LEVEL_OF_CEILING: Final = CrossCheck(
    needs="certification",
    query=_compared(
        cross_checks.CERTIFIED_OTHERWISE.code,
        _certified("s.ceiling_from"),
        "('level_at_start', s.level_at_start, held.care_level)",
    ),
)
LEVEL_CARRIED_OVER: Final = CrossCheck(
    needs="certification",
    query=_compared(
        cross_checks.CERTIFIED_OTHERWISE.code,
        _certified("s.carry_over_applied_on"),
        "('carried_level', s.carried_level, held.care_level)",
        "s.level_carried_over = '1'",
    ),
)
LEVEL_OF_MONTH: Final = CrossCheck(
    needs="certification",
    # Any level held in the month will do: a change in its middle is billed by rules of its own.
    query=_compared(
        cross_checks.CERTIFIED_OTHERWISE.code,
        """
cross join lateral (
  select string_agg(distinct c.care_level, '|') as care_levels,
         bool_or(c.care_level = s.care_level) as agrees
  from certification c
  where c.insurer_number = %(insurer)s and c.insured_number = s.insured_number and c.superseded_by is null
    and c.valid_from <= s.in_force_to and c.valid_to >= s.in_force_from) held
""",
        "('care_level', s.care_level, held.care_levels)",
        "not held.agrees",
    ),
)


def _rates(group: str, day: str) -> str:
    """The rate of each member of a group against the copay certificate of the member's day."""
    return f"""
select '{cross_checks.COPAY_OTHERWISE.code}' as code, s.part_number, s.row_number,
       '{group}[' || m.place || '].copay_rate' as item, m.member->>'copay_rate' as found, p->>'rate' as expected
from staged s
cross join lateral jsonb_array_elements(s.{group}) with ordinality m (member, place)
join copay_certificate c
  on c.insurer_number = %(insurer)s and c.insured_number = s.insured_number and c.superseded_by is null
cross join lateral jsonb_array_elements(c.periods) p
where m.member->>'{day}' between p->>'valid_from' and p->>'valid_to'
  and m.member->>'copay_rate' <> p->>'rate'
"""


RATE_OF_WORKS: Final = CrossCheck(needs="copay_certificate", query=_rates("works", "completed_on"))
RATE_OF_PURCHASES: Final = CrossCheck(needs="copay_certificate", query=_rates("purchases", "bought_on"))
RATE_OF_RESTRICTION: Final = CrossCheck(
    needs="copay_certificate",
    query=f"""
select '{cross_checks.COPAY_OTHERWISE.code}' as code, s.part_number, s.row_number,
       'copay_rate' as item, s.copay_rate as found, p->>'rate' as expected
from staged s
join copay_certificate c
  on c.insurer_number = %(insurer)s and c.insured_number = s.insured_number and c.superseded_by is null
cross join lateral jsonb_array_elements(c.periods) p
where s.valid_from::text between p->>'valid_from' and p->>'valid_to' and s.copay_rate <> p->>'rate'
""",
)

RESTRICTION_OF_CERTIFICATE: Final = CrossCheck(
    needs="benefit_restriction",
    query=f"""
select '{cross_checks.RESTRICTION_OTHERWISE.code}' as code, s.part_number, s.row_number,
       'benefit_restrictions[' || m.place || '].valid_to' as item, m.member->>'valid_to' as found,
       r.valid_to::text as expected
from staged s
cross join lateral jsonb_array_elements(s.benefit_restrictions) with ordinality m (member, place)
join benefit_restriction r
  on r.insurer_number = %(insurer)s and r.insured_number = s.insured_number and r.superseded_by is null
 and r.restriction_kind = m.member->>'restriction_kind' and r.valid_from::text = m.member->>'valid_from'
where r.valid_to::text is distinct from m.member->>'valid_to'
""",
)
RESTRICTION_ON_CERTIFICATE: Final = CrossCheck(
    needs="insured_certificate",
    query=f"""
select '{cross_checks.RESTRICTION_OTHERWISE.code}' as code, s.part_number, s.row_number,
       'valid_to' as item, s.valid_to::text as found, p->>'valid_to' as expected
from staged s
join insured_certificate i
  on i.insurer_number = %(insurer)s and i.insured_number = s.insured_number and i.superseded_by is null
cross join lateral jsonb_array_elements(i.benefit_restrictions) p
where p->>'restriction_kind' = s.restriction_kind and p->>'valid_from' = s.valid_from::text
  and s.valid_to::text is distinct from p->>'valid_to'
""",
)


LIMITS_OVERLAP: Final = CrossCheck(
    # Told at the one that was sent; of two sent together at the later one.
    query=f"""
select '{cross_checks.CERTIFICATES_OVERLAP.code}' as code, s.part_number, s.row_number, 'valid_from' as item,
       s.valid_from::text as found, b.valid_to::text as expected
from staged s
join burden_limit_certificate b
  on b.insurer_number = %(insurer)s and b.insured_number = s.insured_number and b.superseded_by is null
 and b.business_key <> s.business_key and b.valid_from <= s.valid_to and b.valid_to >= s.valid_from
where not exists (
  select 1 from staged t where t.insured_number = b.insured_number and t.business_key = b.business_key)
union all
select '{cross_checks.CERTIFICATES_OVERLAP.code}', s.part_number, s.row_number, 'valid_from',
       s.valid_from::text, o.valid_to::text
from staged s
join staged o
  on o.insured_number = s.insured_number and o.business_key <> s.business_key and o.valid_to >= s.valid_from
 and (o.valid_from, o.business_key) < (s.valid_from, s.business_key)
""",
)


# The first and the last day on which the insured person `i` can have been born: one day, unless it is uncertain.
_BORN = """
cross join lateral (
  select coalesce(w.first_day, i.birth_date) as first_day,
         coalesce((w.first_day + w.length - interval '1 day')::date, i.birth_date) as last_day
  from (select case when i.birth_date_as_written = '0000-00-00' then date '1800-01-01'
                    else replace(i.birth_date_as_written, '-00', '-01')::date end as first_day,
               case when i.birth_date_as_written = '0000-00-00' then interval '400 years'
                    when i.birth_date_as_written like '%%-00-00' then interval '1 year'
                    else interval '1 month' end as length) w) b
"""


def _same_person(sex: str, differs: str = "s.birth_date <> i.birth_date", born: str = "") -> CrossCheck:
    """Birth date and sex against the insured certificate's; they are personal, so no value is kept."""
    return CrossCheck(
        needs="insured_certificate",
        query=f"""
select '{cross_checks.PERSON_DIFFERS.code}' as code, s.part_number, s.row_number, v.item,
       null as found, null as expected
from staged s
join insured_certificate i
  on i.insurer_number = %(insurer)s and i.insured_number = s.insured_number and i.superseded_by is null
{born}
cross join lateral (values
  ('birth_date', {differs}), ('{sex}', s.{sex} <> i.sex)) v (item, differs)
where v.differs
""",
    )


SAME_PERSON: Final = _same_person("sex")
# A municipality writes the registered day on all that it sends; a physician may know another that is as possible.
SAME_PATIENT: Final = _same_person(
    "applicant_sex", "s.birth_date not between b.first_day and b.last_day", _BORN
)


def _category_on(day: str, born: str) -> str:
    """65 is reached the day before the birthday; by who was born on 29 February on 28 February, which the sum gives."""
    return f"""case when {day} >= ({born} + interval '65 years')::date
                - case when to_char({born}, 'MMDD') = '0229' then 0 else 1 end
              then '1' else '2' end"""


_CATEGORY = f"""
select '{cross_checks.CATEGORY_AGE_DIFFERS.code}' as code, s.part_number, s.row_number,
       'insured_category' as item, s.insured_category as found, v.expected
from staged s
join insured_certificate i
  on i.insurer_number = %(insurer)s and i.insured_number = s.insured_number and i.superseded_by is null
{_BORN}
cross join lateral (
  select {_category_on("s.application_date", "b.first_day")} as expected,
         {_category_on("s.application_date", "b.last_day")} as youngest) v
where s.insured_category <> v.expected and v.expected = v.youngest
"""
CATEGORY_OF_APPLICATION: Final = CrossCheck(needs="insured_certificate", query=_CATEGORY)
CATEGORY_OF_RESULT: Final = CATEGORY_OF_APPLICATION

DECIDED_WITHOUT_NOTICE: Final = CrossCheck(
    # A renewal decided within the former validity needs no notice where the person agreed to that.
    query=f"""
select '{cross_checks.DECIDED_WITHOUT_NOTICE.code}' as code, s.part_number, s.row_number,
       'event_date' as item, s.event_date::text as found, (s.application_date + 30)::text as expected
from staged s
where s.event_kind = 'decided' and s.event_date > s.application_date + 30
  and not exists (
    select 1 from staged d
    where d.insured_number = s.insured_number and d.application_date = s.application_date
      and coalesce(d.application_branch, 0) = coalesce(s.application_branch, 0) and d.event_kind = 'delayed')
  and not exists (
    select 1 from application_event d
    where d.insurer_number = %(insurer)s and d.insured_number = s.insured_number and d.superseded_by is null
      and d.application_date = s.application_date
      and coalesce(d.application_branch, 0) = coalesce(s.application_branch, 0) and d.event_kind = 'delayed')
  and not exists (
    select 1 from certification_application a
    where a.insurer_number = %(insurer)s and a.insured_number = s.insured_number and a.superseded_by is null
      and a.application_date = s.application_date
      and coalesce(a.application_branch, 0) = coalesce(s.application_branch, 0)
      and a.waives_delay_notice = '1' and s.event_date <= a.previous_valid_to)
""",
)
