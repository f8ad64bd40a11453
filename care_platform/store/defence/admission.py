"""One function for the look-up of one person: the token's holder, what ties the office to the person, and the records.

Row policies judge every row of every table a statement names; here the same is found once, and of the kinds asked for
only those are read that a tie opens. A statement of the web's may call it as it likes: without a valid credential it
gives nothing, with one nothing but what the policies would let through, which tests compare case by case. What is
decided by the application's own rules and clock is decided after.
"""

from care_platform.records.registry import RECORD_KINDS
from care_platform.store.defence.functions import ENTRANCE, function
from care_platform.store.defence.policies import AUTHOR, CONSENT_GATED

SIGNATURE = "admit(bytea, text, text, text[])"
_FORMER = "admit(bytea, text, text)"
# Of the statement that calls it, so that facts and records are of one moment: a volatile one would look anew.
_VOLATILITY = "stable"
# A list of kinds shorter than the planner guesses would have its statement planned anew each time.
_ENTRANCE = f"{ENTRANCE} set plan_cache_mode = force_generic_plan"
_COLUMNS = """
  out sequence bigint, out moment timestamptz, out shared_from timestamptz, out planned_for date,
  out registered boolean, out view_until date, out ended_at timestamptz, out last_lookup_at timestamptz,
  out last_lookup_sequence bigint, out opinion_until date, out given boolean, out closed_kinds text[],
  out office_closed boolean, out suspended boolean, out emergency_until timestamptz, out disaster_until timestamptz,
  out versions text, out uploads json, out newest bigint,
  out client_id text, out granted text[], out allowed text[], out office_number text, out service_types text[],
  out staff_id text, out job_type text, out expires_at timestamptz"""

# Present versions only: a version is closed in the transaction that applies its successor's transfer.
_ONE_KIND = """
    if '{kind}' = any(kinds) and ({opened}) then
      select string_agg(json_build_array('{kind}', row_to_json(v), t.public_id, t.applied_at, true,
                                         t.apply_sequence <= last_lookup_sequence)::text, ',')
        into read
      from public.{kind} v join public.transfer t on t.id = v.transfer_id
      where v.insurer_number = insurer and v.insured_number = person and v.superseded_by is null{written};
      versions := coalesce(versions || ',' || read, read, versions);
    end if;"""


def _one_kind(kind: str) -> str:
    """Reads the kind's versions where a tie opens them: the conditions of `record_policies`."""
    opened = f"name || '/{kind}' = any(opened)" if kind in CONSENT_GATED else "name = any(opened)"
    if kind not in AUTHOR:
        return _ONE_KIND.format(kind=kind, opened=opened, written="")
    own = "name || '@' || office_number = any(opened)"
    written = f"\n       and ({opened} or v.{AUTHOR[kind]} = office_number)"
    return _ONE_KIND.format(kind=kind, opened=f"{opened} or {own}", written=written)


# Staff are asked for only where a token has some. What opens nothing has no records, and `office_number` is null.
_ADMIT = function(
    f"admit(credential bytea, insurer text, person text, kinds text[],{_COLUMNS})",
    "record",
    f"""
#variable_conflict use_column
declare
  at timestamptz; of_grant uuid; may_read boolean; today date; opened text[]; name text := insurer || person; read text;
begin
  select coalesce(s.stands_at, clock_timestamp()), t.client_id, t.scopes, c.scopes, o.office_number,
         o.service_types, t.expires_at, t.grant_id, 'records.read' = any(t.scopes),
         coalesce((select max(l.apply_sequence) from public.transfer l), 0),
         (select max(l.applied_at) from public.transfer l)
    into at, client_id, granted, allowed, office_number, service_types, expires_at, of_grant, may_read,
         sequence, moment
  from public.access_token t
  join public.api_client c on c.client_id = t.client_id and c.ended_at is null
  join public.care_office o on o.office_number = c.office_number and o.ended_at is null
  cross join care.secret s
  where t.token_digest = sha256(credential) and t.revoked_at is null
    and t.expires_at > coalesce(s.stands_at, clock_timestamp());
  if of_grant is not null then
    select a.staff_id, a.job_type, may_read and a.job_type is not null
           and a.organisation_kind = 'office' and a.organisation = admit.office_number
      into staff_id, job_type, may_read
    from public.staff_grant g join public.staff_account a on a.id = g.account_id
    where g.id = of_grant and g.revoked_at is null and a.ended_at is null;
    if not found then
      office_number := null;
    end if;
  end if;
  if office_number is null then
    return;
  end if;
  today := (at at time zone 'Asia/Tokyo')::date;
  select s.shared_from, s.planned_for, r.office_number is not null, r.view_until, r.ended_at, r.last_lookup_at,
         r.last_lookup_sequence, o.view_until, c.given, c.closed_kinds,
         admit.office_number = any(c.closed_offices), m.open, x.emergency, x.disaster,
         case when may_read and s.shared_from <= at and not m.open then care.opened(
           name, admit.office_number,
           r.ended_at is null and r.view_until >= today,
           c.given and admit.office_number <> all(c.closed_offices), c.closed_kinds,
           o.view_until >= today, x.emergency > at, x.disaster > at) end,
         (select json_object_agg(k.kind, u.applied_at) from unnest(kinds) k(kind) cross join lateral (
            select t.applied_at from public.transfer t
            where t.insurer_number = insurer and t.record_kind = k.kind and t.apply_sequence is not null
            order by t.apply_sequence desc limit 1) u),
         (select max(t.apply_sequence) from public.transfer t where t.insurer_number = insurer)
    into shared_from, planned_for, registered, view_until, ended_at, last_lookup_at,
         last_lookup_sequence, opinion_until, given, closed_kinds,
         office_closed, suspended, emergency_until, disaster_until, opened, uploads, newest
  from (select max(e.open_until) filter (where e.kind = 'emergency' and e.staff_id = admit.staff_id) as emergency,
               max(e.open_until) filter (where e.kind = 'disaster') as disaster
        from public.exceptional_access e where e.office_number = admit.office_number
         and e.insurer_number = insurer and e.insured_number = person) x
  cross join (select exists (select from public.mismatch w where w.insurer_number = insurer
              and w.insured_number = person and w.settled_at is null) as open offset 0) m
  left join public.insurer_sharing s on s.insurer_number = insurer
  left join public.registration r on r.office_number = admit.office_number and r.insurer_number = insurer
   and r.insured_number = person
  left join public.opinion_tie o on o.institution_code = admit.office_number and o.insurer_number = insurer
   and o.insured_number = person
  left join public.consent_state c on c.insurer_number = insurer and c.insured_number = person;
  if cardinality(opened) > 0 then{"".join(_one_kind(kind) for kind in sorted(RECORD_KINDS))}
  end if;
end
""",
    volatility=_VOLATILITY,
    entrance=_ENTRANCE,
)
# Its columns may change with the program, and a function's cannot.
ADMISSION = [f"drop function if exists care.{signature}" for signature in (_FORMER, SIGNATURE)] + [_ADMIT]
