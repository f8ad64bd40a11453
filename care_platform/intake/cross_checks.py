"""What rows say against each other and against the stored records of other kinds: warnings, set-based.

One statement per question, over the staged rows of the kind, with both values in the finding. A check against
a kind of which the insurer has stored nothing is left out: everything would be warned about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import psycopg

from care_platform.intake import derived_checks as derived
from care_platform.intake.cross_check import CrossCheck
from care_platform.records.description import RecordKind
from care_platform.reference.catalogue import cross_checks
from care_platform.store.tables import Transfer

_FINDING = """
insert into finding (transfer_id, part_number, row_number, item, code, rejects, found, details)
select %(transfer)s, part_number, row_number, item, code, false, found,
       jsonb_build_object('expected', expected, 'found', found)
from ({query}) as differing order by part_number, row_number
"""
_NAME = re.compile("[a-z_]+")


@dataclass(frozen=True, slots=True)
class Checked:
    """How many warnings were written, and how many of them for changes of the past."""

    warnings: int = 0
    retroactive: int = 0


_CERTIFICATION = CrossCheck(
    needs="certification",
    query=f"""
select '{cross_checks.CERTIFICATION_DIFFERS.code}' as code,
       s.part_number, s.row_number, v.item, v.found, v.expected
from staged s
cross join lateral (
  select h.care_level, h.valid_from, h.valid_to, h.limit_units from certification h
  where h.insurer_number = %(insurer)s and h.insured_number = s.insured_number and h.superseded_by is null
    and h.valid_from <= s.certification_from and h.valid_to >= s.certification_from
  order by h.valid_from desc limit 1) c
cross join lateral (values
  ('care_level', s.care_level, c.care_level),
  ('certification_from', s.certification_from::text, c.valid_from::text),
  ('certification_to', s.certification_to::text, c.valid_to::text),
  ('limit_units', s.limit_units::text, c.limit_units::text)) v (item, found, expected)
where s.certification_from is not null and v.expected is not null and v.found is distinct from v.expected
""",
)

_PERSON = CrossCheck(
    needs="insured_certificate",
    query=f"""
select '{cross_checks.PERSON_UNKNOWN.code}' as code,
       s.part_number, s.row_number, 'insured_number' as item, null as found, null as expected
from staged s where not exists (
  select 1 from insured_certificate i
  where i.insurer_number = %(insurer)s and i.insured_number = s.insured_number)
""",
)

_NEIGHBOURS = CrossCheck(
    # Told at the later of two certifications if it was sent, at the earlier one otherwise. Two versions of one
    # certification are no neighbours.
    query=f"""
with validity as (
  select s.insured_number, s.business_key, s.part_number, s.row_number, s.valid_from, s.valid_to,
         s.application_kind
  from staged s where s.valid_from is not null
  union all
  select c.insured_number, c.business_key, null, null, c.valid_from, c.valid_to, c.application_kind
  from certification c
  where c.insurer_number = %(insurer)s and c.superseded_by is null and c.valid_from is not null
    and c.insured_number in (select insured_number from staged)
    and not exists (select 1 from staged s
                    where s.insured_number = c.insured_number and s.business_key = c.business_key)),
ordered as (
  select *, lag(valid_to) over person as former_to, lag(business_key) over person as former_key,
         lag(part_number) over person is not null as former_is_sent,
         lag(part_number) over person as former_part, lag(row_number) over person as former_row
  from validity window person as (partition by insured_number order by valid_from, valid_to)),
differing as (
  select *, case when valid_from <= former_to and application_kind <> '3'
                 then '{cross_checks.CERTIFICATIONS_OVERLAP.code}'
                 when valid_from > former_to + 1 and application_kind = '2'
                 then '{cross_checks.CERTIFICATIONS_GAP.code}' end as code
  from ordered where former_key <> business_key and (part_number is not null or former_is_sent))
select code, coalesce(part_number, former_part) as part_number, coalesce(row_number, former_row) as row_number,
       case when part_number is null then 'valid_to' else 'valid_from' end as item,
       (case when part_number is null then former_to else valid_from end)::text as found,
       (case when part_number is null then valid_from else former_to end)::text as expected
from differing where code is not null
""",
)


def _retroactive(table: str, item: str, content: tuple[str, ...], first_day: str) -> CrossCheck:
    """The first changed day of each new version, from the stored version `v` to the staged row `s`.

    `content` names the columns a change is looked for in: most new versions leave them as they were.
    """
    sent, stored = (", ".join(f"{alias}.{name}" for name in content) for alias in ("s", "v"))
    return CrossCheck(
        needs=table,
        retroactive=True,
        query=f"""
select '{cross_checks.RETROACTIVE_CHANGE.code}' as code,
       part_number, row_number, '{item}' as item,
       null as found, first_day::text as expected
from (
  select s.part_number, s.row_number, {first_day} as first_day
  from staged s join {table} v
    on v.insurer_number = %(insurer)s and v.insured_number = s.insured_number
   and v.business_key = s.business_key and v.superseded_by is null
   and v.history_number < s.history_number
  where ({sent}) is distinct from ({stored})) changed
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


def _first_change_from(*content: str) -> str:
    """The first day on which a record with one period says something else in `s` than in `v`."""
    sent, stored = (", ".join(f"{alias}.{name}" for name in content) for alias in ("s", "v"))
    return f"""
case when s.valid_from is distinct from v.valid_from then least(s.valid_from, v.valid_from)
     when ({sent}) is distinct from ({stored}) then s.valid_from
     when s.valid_to is distinct from v.valid_to then least(s.valid_to, v.valid_to) + 1 end
"""


def _retroactive_period(table: str, *content: str) -> CrossCheck:
    """Changes of the past for a kind with one period, `valid_from` to `valid_to`."""
    looked_for = ("valid_from", "valid_to", *content)
    return _retroactive(table, "valid_from", looked_for, _first_change_from(*content))


CROSS_CHECKS: Final[Mapping[str, tuple[CrossCheck, ...]]] = {
    "insured_certificate": (
        _CERTIFICATION,
        derived.RESTRICTION_OF_CERTIFICATE,
        _retroactive(
            "insured_certificate",
            "benefit_restrictions",
            ("benefit_restrictions",),
            _first_change_of("benefit_restrictions", "restriction_kind"),
        ),
    ),
    "certification": (
        _NEIGHBOURS,
        derived.CATEGORY_OF_RESULT,
        derived.FORMER_LEVEL_OF_RESULT,
        _retroactive_period("certification", "care_level", "limit_units"),
    ),
    "copay_certificate": (
        _PERSON,
        derived.SAME_PERSON,
        _retroactive("copay_certificate", "periods", ("periods",), _first_change_of("periods", "rate")),
    ),
    "burden_limit_certificate": (
        _PERSON,
        derived.SAME_PERSON,
        derived.LIMITS_OVERLAP,
        _retroactive_period("burden_limit_certificate", "burden_stage"),
    ),
    "reduction_certificate": (
        _PERSON,
        derived.SAME_PERSON,
        _retroactive_period("reduction_certificate", "reduction_kind"),
    ),
    "certification_application": (derived.CATEGORY_OF_APPLICATION, derived.FORMER_OF_APPLICATION),
    "application_event": (derived.DECIDED_WITHOUT_NOTICE,),
    "assessment_survey": (derived.FORMER_OF_SURVEY,),
    "physician_opinion": (derived.SAME_PATIENT,),
    "home_modification_usage": (derived.LEVEL_OF_CEILING, derived.RATE_OF_WORKS),
    "equipment_purchase_usage": (derived.RATE_OF_PURCHASES,),
    "benefit_record": (derived.LEVEL_OF_MONTH,),
    "insured_event": (derived.LEVEL_CARRIED_OVER,),
    "benefit_restriction": (
        _PERSON,
        derived.RATE_OF_RESTRICTION,
        derived.RESTRICTION_ON_CERTIFICATE,
        _retroactive_period("benefit_restriction", "restriction_kind", "share_under_restriction"),
    ),
}
"""By record kind; a later kind adds its line."""


def columns_asked(kind: RecordKind) -> frozenset[str]:
    """The kind's columns that the questions name: what the planner must know the staged rows by."""
    said = " ".join(check.query for check in CROSS_CHECKS.get(kind.name, ()))
    return frozenset(_NAME.findall(said)) & {part.name for part in kind.parts}


def cross_check(
    connection: "psycopg.Connection[Any]", transfer: Transfer, verdicts: Mapping[str, int]
) -> Checked:
    """Writes the warnings of the staged, judged rows of a transfer into its findings."""
    warnings, retroactive = 0, 0
    for check in CROSS_CHECKS.get(transfer.record_kind, ()):
        if not _worth_asking(connection, transfer, check, verdicts):
            continue
        values = {
            "insurer": transfer.insurer_number,
            "base_date": transfer.base_date,
            "transfer": transfer.id,
        }
        written = connection.execute(_FINDING.format(query=check.query), values).rowcount
        warnings += written
        retroactive += written if check.retroactive else 0
    return Checked(warnings, retroactive)


def _worth_asking(
    connection: "psycopg.Connection[Any]", transfer: Transfer, check: CrossCheck, verdicts: Mapping[str, int]
) -> bool:
    if check.retroactive and not verdicts.get("superseding"):
        return False
    if check.needs is None:
        return True
    query = f"select 1 from {check.needs} where insurer_number = %s limit 1"
    return connection.execute(query, (transfer.insurer_number,)).fetchone() is not None
