"""One function for the look-up of one person: a token's holder and what ties the office to the person, each read once.

It presents, as `care.present` does, and gives what it read on the way to the statement that calls it. Otherwise a
look-up would ask the same tables twice, once for what the database opens and once for what the application decides.
The two stay apart: policies judge every row by what was kept here, the application by its own rules and clock.
"""

from care_platform.store.defence.functions import PROOF, function

SIGNATURE = "admit(bytea, text, text)"
# Of the statement that calls it, so that facts and records are of one moment: a volatile one would look anew.
_VOLATILITY = "stable"
_COLUMNS = """
  out client_id text, out granted text[], out allowed text[], out office_number text, out service_types text[],
  out staff_id text, out job_type text, out expires_at timestamptz, out shared_from timestamptz, out planned_for date,
  out registered boolean, out view_until date, out ended_at timestamptz, out last_lookup_at timestamptz,
  out last_lookup_sequence bigint, out opinion_until date, out given boolean, out closed_kinds text[],
  out office_closed boolean, out suspended boolean, out emergency_until timestamptz, out disaster_until timestamptz"""

# Staff are asked for only where a token has some. What opens nothing is kept as nothing, and `office_number` is null.
_ADMIT = function(
    f"admit(credential bytea, insurer text, person text,{_COLUMNS})",
    "record",
    f"""
#variable_conflict use_column
declare
  key text; at timestamptz; of_grant uuid; may_read boolean; today date; opened text[]; kept text := '';
begin
  select s.key, coalesce(s.stands_at, clock_timestamp()), t.client_id, t.scopes, c.scopes, o.office_number,
         o.service_types, t.expires_at, t.grant_id, 'records.read' = any(t.scopes)
    into key, at, client_id, granted, allowed, office_number, service_types, expires_at, of_grant, may_read
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
  if office_number is not null then
    today := (at at time zone 'Asia/Tokyo')::date;
    select s.shared_from, s.planned_for, r.office_number is not null, r.view_until, r.ended_at, r.last_lookup_at,
           r.last_lookup_sequence, o.view_until, c.given, c.closed_kinds,
           admit.office_number = any(c.closed_offices), m.open, x.emergency, x.disaster,
           case when s.shared_from <= at and not m.open then care.opened(
             insurer || person, admit.office_number,
             r.ended_at is null and r.view_until >= today,
             c.given and admit.office_number <> all(c.closed_offices), c.closed_kinds,
             o.view_until >= today, x.emergency > at, x.disaster > at) end
      into shared_from, planned_for, registered, view_until, ended_at, last_lookup_at,
           last_lookup_sequence, opinion_until, given, closed_kinds,
           office_closed, suspended, emergency_until, disaster_until, opened
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
    if may_read then
      kept := jsonb_object(opened || text '=', opened || array['office', office_number, staff_id]::text)::text;
      key := set_config('care.proof', {PROOF.format(key="key")}, true);
    end if;
  end if;
  kept := set_config('care.kept', kept, true);
end
""",
    volatility=_VOLATILITY,
)
# Its columns may change with the program, and a function's cannot.
ADMISSION = [f"drop function if exists care.{SIGNATURE}", _ADMIT]
