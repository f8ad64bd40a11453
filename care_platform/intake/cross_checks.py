"""What rows say against each other and against the stored records of other kinds: warnings, set-based.

One statement per question, over the staged rows of the kind, with both values in the finding. A check against
a kind of which the insurer has stored nothing is left out: everything would be warned about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import psycopg

from care_platform.reference.catalogue import Entry, cross_checks
from care_platform.store.tables import Transfer

_FINDING = """
insert into finding (transfer_id, part_number, row_number, item, code, rejects, found, details)
select %(transfer)s, part_number, row_number, item, %(code)s, false, found,
       jsonb_build_object('expected', expected, 'found', found)
from ({query}) as differing order by part_number, row_number
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCheck:
    """One question: `query` gives part_number, row_number, item, found and expected of each row to warn about.

    It may use `%(insurer)s` and `%(base_date)s`. `needs` is the kind of which something must be stored;
    `verdict`: only asked when some row has it.
    """

    entry: Entry
    query: str
    needs: str | None = None
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """How many warnings were written, and how many of them for changes of the past."""

    warnings: int = 0
    retroactive: int = 0


_CERTIFICATION = CrossCheck(
    entry=cross_checks.CERTIFICATION_DIFFERS,
    needs="certification",
    query="""
select s.part_number, s.row_number, v.item, v.found, v.expected
from staged s join certification c
  on c.insurer_number = %(insurer)s and c.insured_number = s.insured_number and c.superseded_by is null
 and c.valid_from = s.certification_from
cross join lateral (values
  ('care_level', s.care_level, c.care_level),
  ('certification_to', s.certification_to::text, c.valid_to::text),
  ('limit_units', s.limit_units::text, c.limit_units::text)) v (item, found, expected)
where s.certification_from is not null and v.expected is not null and v.found is distinct from v.expected
""",
)

_PERSON = CrossCheck(
    entry=cross_checks.PERSON_UNKNOWN,
    needs="insured_certificate",
    query="""
select s.part_number, s.row_number, 'insured_number' as item, null as found, null as expected
from staged s where not exists (
  select 1 from insured_certificate i
  where i.insurer_number = %(insurer)s and i.insured_number = s.insured_number)
""",
)

_AGE = CrossCheck(
    entry=cross_checks.CATEGORY_AGE_DIFFERS,
    query="""
select part_number, row_number, 'insured_category' as item, insured_category as found, expected
from (
  select part_number, row_number, insured_category,
         case when insured_category = '2' and issued_on >= birth_date + interval '65 years' - interval '1 day'
              then '1'
              when insured_category = '1' and qualified_on < birth_date + interval '65 years' - interval '1 day'
              then '2' end as expected
  from staged) aged
where expected is not null
""",
)

_NEIGHBOURS = """
with latest as (
  select distinct on (s.insured_number, s.business_key)
         s.insured_number, s.business_key, s.part_number, s.row_number, s.valid_from, s.valid_to,
         s.application_kind
  from staged s join judged j using (part_number, row_number)
  where j.verdict in ('inserted', 'superseding', 'unchanged')
  order by s.insured_number, s.business_key, s.history_number desc),
person as (select distinct insured_number from latest),
validity as (
  select insured_number, part_number, row_number, valid_from, valid_to, application_kind
  from latest where valid_from is not null
  union all
  select c.insured_number, null, null, c.valid_from, c.valid_to, c.application_kind
  from certification c join person using (insured_number)
  where c.insurer_number = %(insurer)s and c.superseded_by is null and c.valid_from is not null
    and not exists (select 1 from latest l
                    where l.insured_number = c.insured_number and l.business_key = c.business_key)),
ordered as (
  select *, lead(valid_from) over person as next_from, lead(application_kind) over person as next_kind,
         lag(valid_to) over person as former_to
  from validity window person as (partition by insured_number order by valid_from, valid_to))
"""

_OVERLAP = CrossCheck(
    entry=cross_checks.CERTIFICATIONS_OVERLAP,
    query=_NEIGHBOURS
    + """
select part_number, row_number, 'valid_to' as item, valid_to::text as found, next_from::text as expected
from ordered where part_number is not null and next_from <= valid_to and next_kind <> '3'
""",
)

_GAP = CrossCheck(
    entry=cross_checks.CERTIFICATIONS_GAP,
    query=_NEIGHBOURS
    + """
select part_number, row_number, 'valid_from' as item, valid_from::text as found, former_to::text as expected
from ordered where part_number is not null and application_kind = '2' and valid_from > former_to + 1
""",
)

_SUPERSEDED = """
from judged j
join staged s using (part_number, row_number)
join {table} v on v.insurer_number = %(insurer)s and v.insured_number = j.insured_number
 and v.business_key = j.business_key and v.superseded_by is null
"""


def _retroactive(table: str, item: str, first_day: str) -> CrossCheck:
    """The first changed day of each new version, from the stored version `v` to the staged row `s`."""
    return CrossCheck(
        entry=cross_checks.RETROACTIVE_CHANGE,
        needs=table,
        verdict="superseding",
        query=f"""
select part_number, row_number, '{item}' as item, null as found, first_day::text as expected from (
  select j.part_number, j.row_number, {first_day} as first_day
  {_SUPERSEDED.format(table=table)} where j.verdict = 'superseding' and j.is_last) changed
where first_day < %(base_date)s
""",
    )


def _first_change_of(group: str, content: str) -> str:
    """The first day on which the elements of a group of periods say something else in `s` than in `v`."""
    said = (
        "(select string_agg(p->>'{content}', ',' order by p->>'{content}') "
        "from jsonb_array_elements({alias}.{group}) p "
        "where day between p->>'valid_from' and coalesce(p->>'valid_to', '9999'))"
    )
    mine, stored = (said.format(alias=alias, group=group, content=content) for alias in ("s", "v"))
    return f"""
(select min(day)::date from jsonb_array_elements(s.{group} || v.{group}) q
   cross join lateral (values (q->>'valid_from'),
                              (((q->>'valid_to')::date + 1)::text)) boundary (day)
 where day is not null and {mine} is distinct from {stored})
"""


_FIRST_CHANGE_OF_CERTIFICATION = """
case when s.valid_from is distinct from v.valid_from then least(s.valid_from, v.valid_from)
     when (s.care_level, s.limit_units) is distinct from (v.care_level, v.limit_units) then s.valid_from
     when s.valid_to is distinct from v.valid_to then least(s.valid_to, v.valid_to) + 1 end
"""

CROSS_CHECKS: Final[Mapping[str, tuple[CrossCheck, ...]]] = {
    "insured_certificate": (
        _CERTIFICATION,
        _AGE,
        _retroactive(
            "insured_certificate",
            "benefit_restrictions",
            _first_change_of("benefit_restrictions", "restriction_kind"),
        ),
    ),
    "certification": (
        _OVERLAP,
        _GAP,
        _retroactive("certification", "valid_from", _FIRST_CHANGE_OF_CERTIFICATION),
    ),
    "copay_certificate": (
        _PERSON,
        _retroactive("copay_certificate", "periods", _first_change_of("periods", "rate")),
    ),
    "burden_limit_certificate": (_PERSON,),
}
"""By record kind; a later kind adds its line."""


def cross_check(
    connection: "psycopg.Connection[Any]", transfer: Transfer, verdicts: Mapping[str, int]
) -> Checked:
    """Writes the warnings of the staged, judged rows of a transfer into its findings."""
    warnings, retroactive = 0, 0
    for check in CROSS_CHECKS.get(transfer.record_kind, ()):
        if not _worth_asking(connection, transfer, check, verdicts):
            continue
        values = {
            "insurer": transfer.insurer_number, "base_date": transfer.base_date, "transfer": transfer.id,
            "code": check.entry.code,
        }  # fmt: skip
        written = connection.execute(_FINDING.format(query=check.query), values).rowcount
        warnings += written
        retroactive += written if check.entry is cross_checks.RETROACTIVE_CHANGE else 0
    return Checked(warnings, retroactive)


def _worth_asking(
    connection: "psycopg.Connection[Any]", transfer: Transfer, check: CrossCheck, verdicts: Mapping[str, int]
) -> bool:
    if check.verdict is not None and not verdicts.get(check.verdict):
        return False
    if check.needs is None:
        return True
    query = f"select 1 from {check.needs} where insurer_number = %s limit 1"
    return connection.execute(query, (transfer.insurer_number,)).fetchone() is not None
