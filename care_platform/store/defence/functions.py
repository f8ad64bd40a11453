"""The functions by which the database finds out whose request a statement serves, and what that opens.

A request *presents* the credential it came with (an access token, a session's cookie, a sender's certificate). The
database looks up whom it belongs to and keeps that for the transaction under a proof that only these functions can
make, so that no statement of the application can pretend to serve somebody else. The policies ask `care.seen()`.

Kept state, as one JSON object: `=` holds who it is; every other name is a key that opens rows:
`insurer`, `insurer+person`, `insurer+person/kind` for a kind that needs consent, `insurer+person@institution` for an
opinion of that institution's own.
"""

from care_platform.records.registry import RECORD_KINDS

SCHEMA = """
create schema if not exists care;
drop function if exists care.staff_secrets(uuid);
create table if not exists care.secret (
  one boolean primary key default true check (one),
  key text not null,
  stands_at timestamptz
);
insert into care.secret (key)
values (gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text) on conflict do nothing;
comment on table care.secret is
  'key: proves what care.present kept. stands_at: a moment that stands still, for tests; null is the clock.';
"""

_HEAD = "language plpgsql {volatility} {entrance} as $$"
# Only what the roles may call changes the rights and the search path: each such change costs microseconds.
ENTRANCE = "security definer set search_path = pg_catalog, pg_temp"


def function(
    signature: str, returns: str, body: str, *, volatility: str = "stable", entrance: str = ENTRANCE
) -> str:
    """The statement that makes a function of `care`; unless `entrance` says otherwise it has its owner's rights."""
    head = _HEAD.format(volatility=volatility, entrance=entrance)
    return f"create or replace function care.{signature} returns {returns}\n{head}\n{body.strip()}\n$$;"


PROOF = """encode(sha256(convert_to(
    {key} || pg_backend_pid() || '/' || date_part('epoch', now()) || '/' || kept, 'UTF8')), 'hex')"""

# What is kept is the digest of what is presented, so that a digest read from a table opens nothing.
_PRINCIPAL = function(
    "principal(kind text, credential bytea, at timestamptz)",
    "text[]",
    """
declare
  found_one text[];
begin
  if kind = 'token' then
    select case
        when t.grant_id is null and 'records.read' = any(t.scopes) then array['office', c.office_number, null]
        when a.organisation_kind = 'office' and a.job_type is not null and 'records.read' = any(t.scopes)
          then array['office', a.organisation, a.staff_id]
        when a.organisation_kind = 'insurer' and a.role is not null then array['insurer', a.organisation, a.staff_id]
      end into found_one
    from public.access_token t
    join public.api_client c on c.client_id = t.client_id and c.ended_at is null
    left join public.care_office o on o.office_number = c.office_number
    left join public.staff_grant g on g.id = t.grant_id
    left join public.staff_account a on a.id = g.account_id
    where t.token_digest = sha256(credential) and t.expires_at > at and t.revoked_at is null and o.ended_at is null
      and (t.grant_id is null or (g.revoked_at is null and a.ended_at is null));
  elsif kind = 'person' then
    select array['person', a.insurer_number, a.insured_number] into found_one
    from public.person_session s join public.person_account a on a.id = s.account_id
    where s.cookie_digest = sha256(credential) and s.expires_at > at;
  elsif kind = 'staff' then
    select case
        when a.organisation_kind = 'office' and a.job_type is not null then array['office', a.organisation, a.staff_id]
        when a.organisation_kind = 'insurer' and a.role is not null then array['insurer', a.organisation, a.staff_id]
      end into found_one
    from public.staff_session s join public.staff_account a on a.id = s.account_id and a.ended_at is null
    left join public.care_office o on a.organisation_kind = 'office' and o.office_number = a.organisation
    where s.cookie_digest = sha256(credential) and s.expires_at > at and s.code_verified_at is not null
      and o.ended_at is null;
  elsif kind = 'sender' then
    select array['insurer', c.insurer_number, null] into found_one
    from public.sender_certificate c
    where c.fingerprint = encode(credential, 'hex') and c.revoked_at is null;
  end if;
  return case when found_one[2] is not null then found_one end;
end
""",
)

# What a person's ties to an office open, by the names of the policies; inlined where it is called.
_OPENED = """
create or replace function care.opened(name text, office text, registered boolean, given boolean, closed_kinds text[],
                                       opinion boolean, emergency boolean, disaster boolean)
returns text[] language sql immutable as $$
select case when registered or emergency or disaster or opinion and given then array[name] else '{}' end
  || case when registered and given and 'assessment_survey' <> all(closed_kinds)
       then array[name || '/assessment_survey'] else '{}' end
  || case when emergency or registered and given and 'physician_opinion' <> all(closed_kinds)
       then array[name || '/physician_opinion'] else '{}' end
  || case when opinion then array[name || '@' || office] else '{}' end
$$;"""

# With `whole` every tie is looked for; without it a registration is enough, since `care.sees` asks again.
_KEYS = function(
    "keys(who text[], insurer text, person text, at timestamptz, whole boolean)",
    "text[]",
    """
declare
  name text := insurer || person;
  today date := (at at time zone 'Asia/Tokyo')::date;
  registered boolean; given boolean; closed_kinds text[]; emergency boolean; disaster boolean;
begin
  if who[1] = 'person' then
    return case when who[2] = insurer and who[3] = person
      then array[name, name || '/assessment_survey', name || '/physician_opinion'] end;
  elsif who[1] <> 'office' then
    return null;
  end if;
  select r.office_number is not null, c.given and who[2] <> all(c.closed_offices), c.closed_kinds
    into registered, given, closed_kinds
  from public.insurer_sharing s
  left join public.registration r on r.office_number = who[2] and r.insurer_number = insurer
   and r.insured_number = person and r.ended_at is null and r.view_until >= today
  left join public.consent_state c on c.insurer_number = insurer and c.insured_number = person
  where s.insurer_number = insurer and s.shared_from <= at
    and not exists (select from public.mismatch m where m.insurer_number = insurer and m.insured_number = person
                    and m.settled_at is null);
  if registered is null then
    return '{}';
  elsif registered and not whole then
    return care.opened(name, who[2], true, given, closed_kinds, false, false, false);
  end if;
  select bool_or(e.kind = 'emergency' and e.staff_id = who[3]), bool_or(e.kind = 'disaster') into emergency, disaster
  from public.exceptional_access e
  where e.office_number = who[2] and e.insurer_number = insurer and e.insured_number = person and e.open_until > at;
  return care.opened(name, who[2], registered, given, closed_kinds, exists (
    select from public.opinion_tie o where o.institution_code = who[2] and o.insurer_number = insurer
    and o.insured_number = person and o.view_until >= today), emergency, disaster);
end
""",
    entrance="",
)

_PRESENT = function(
    "present(kind text, credential bytea, insurers text[], people text[])",
    "boolean",
    f"""
declare
  key text;
  at timestamptz;
  who text[];
  opened text[] := '{{}}';
  kept text := '';
begin
  if kind is not null then
    select s.key, coalesce(s.stands_at, clock_timestamp()) into key, at from care.secret s;
    who := care.principal(kind, credential, at);
  end if;
  if who is not null then
    if who[1] = 'insurer' then
      opened := array[who[2]];
    else
      for n in 1 .. coalesce(cardinality(people), 0) loop
        opened := opened || care.keys(who, insurers[n], people[n], at, false);
      end loop;
    end if;
    kept := jsonb_object(opened || text '=', opened || who::text)::text;
    perform set_config('care.proof', {PROOF.format(key="key")}, true);
  end if;
  perform set_config('care.kept', kept, true);
  return who is not null;
end
""",
    volatility="volatile",
)

_SEEN = function(
    "seen()",
    "jsonb",
    f"""
declare
  kept text := current_setting('care.kept', true);
  key text;
begin
  if kept is null or kept = '' then
    return '{{}}';
  end if;
  select s.key into key from care.secret s;
  if current_setting('care.proof', true) is distinct from {PROOF.format(key="key")} then
    return '{{}}';
  end if;
  return kept;
end
""",
)
_SEES = function(
    "sees(insurer text, person text, wanted text)",
    "boolean",
    """
declare
  who text[] := care.seen() ->> '=';
begin
  return who is not null and coalesce(wanted = any(care.keys(who, insurer, person, (
    select coalesce(s.stands_at, clock_timestamp()) from care.secret s), true)), false);
end
""",
    volatility="volatile",
)

# Identity is checked before there is a tie. So each of these shows a row's few items, and only to whoever says
# enough about the person already; several people's only where an emergency or a disaster lets one search.
_STATED_CERTIFICATE = function(
    "stated_certificate(insurer text, person text, birth date, stated_sex text)",
    "table (name text, birth_date text, sex text, address text, disqualified_on text)",
    """
begin
  return query select c.name, c.birth_date::text, c.sex, c.address, c.disqualified_on::text from (
      select * from public.insured_certificate v where v.insurer_number = insurer and v.insured_number = person
      and v.superseded_by is null order by v.in_force_from desc nulls first limit 1) c
    where c.birth_date = birth and c.sex = stated_sex;
end
""",
)

_INSURED = function(
    "insured(insurer text, person text)",
    "table (disqualified_on date)",
    """
begin
  return query select v.disqualified_on from public.insured_certificate v where v.insurer_number = insurer
    and v.insured_number = person and v.superseded_by is null order by v.in_force_from desc nulls first limit 1;
end
""",
)

_CANDIDATES = function(
    "candidates(insurer text, birth date, stated_sex text, person text)",
    "table (insured_number text, name text, birth_date text, sex text, address text)",
    """
declare
  who text[] := care.seen() ->> '=';
  now timestamptz := (select coalesce(s.stands_at, clock_timestamp()) from care.secret s);
begin
  if 'care_web' in (session_user, current_setting('role')) and (who[1] is distinct from 'office' or not (
      exists (select from public.disaster_period d where d.insurer_number = insurer and d.opens_at <= now
              and d.closes_at > now and d.closed_at is null)
      or who[3] is not null and exists (
        select from public.emergency_hospital h join public.staff_account a on a.organisation = h.office_number
        where h.office_number = who[2] and h.ended_at is null and a.organisation_kind = 'office'
          and a.staff_id = who[3] and a.emergency_right and a.ended_at is null))) then
    return;
  end if;
  return query select v.insured_number, v.name, v.birth_date::text, v.sex, v.address
    from public.insured_certificate v where v.insurer_number = insurer and v.birth_date = birth
    and v.sex = stated_sex and v.superseded_by is null and (person is null or v.insured_number = person);
end
""",
)

# Which transfers touched the records of an office's users; of the records themselves, nothing.
_TOUCHED_KIND = (
    "select '{kind}'::text as kind, v.transfer_id from public.{kind} v "
    "where v.insurer_number = p.insurer and v.insured_number = p.person"
)
_TOUCHED = function(
    "touched(insurers text[], people text[], since bigint, latest bigint)",
    "table (sequence bigint, n bigint, kind text)",
    f"""
declare
  who text[] := care.seen() ->> '=';
begin
  return query select t.apply_sequence, p.n, k.kind
    from unnest(insurers, people) with ordinality p(insurer, person, n)
    join public.registration r on r.office_number = who[2] and r.insurer_number = p.insurer
     and r.insured_number = p.person and r.ended_at is null
    cross join lateral ({" union all ".join(_TOUCHED_KIND.format(kind=kind) for kind in sorted(RECORD_KINDS))}) k
    join public.transfer t on t.id = k.transfer_id
    where who[1] = 'office' and t.apply_sequence > since and t.apply_sequence <= latest
    group by t.apply_sequence, p.n, k.kind;
end
""",
)

# For the auditor's findings: whether an office was paid for a person in some months, and whether that is known.
_SERVED = function(
    "served(office text, insurer text, person text, first_day date, last_day date)",
    "boolean",
    """
begin
  return exists (select from public.benefit_record b where b.insurer_number = insurer and b.insured_number = person
    and b.office_number = office and b.in_force_from >= first_day and b.in_force_from <= last_day);
end
""",
)
_SERVICE_KNOWN = function(
    "service_is_known()",
    "boolean",
    """
begin
  return exists (select from public.benefit_record);
end
""",
)

# For the gate of a programme, which everybody who plans may look at: how many differences, not whose.
_COMPARED = function(
    "compared(run bigint, out accepted bigint, out open bigint)",
    "record",
    """
begin
  select count(d.accepted_at), count(*) - count(d.accepted_at) into accepted, open
  from public.reconciliation_difference d where d.reconciliation_id = run;
end
""",
)

# A tie opens records, so the web makes none without saying so in the log that the person reads.
_NEEDS_LOG = function(
    "needs_log()",
    "trigger",
    """
begin
  if not exists (select from public.access_log l where l.transaction_number = pg_current_xact_id()::text::bigint
      and l.insurer_number = new.insurer_number and l.insured_number = new.insured_number and l.allowed
      and l.action = any(tg_argv)) then
    raise exception '% without its line in the access log', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return null;
end
""",
    volatility="volatile",
)

FUNCTIONS = [
    _PRINCIPAL, _OPENED, _KEYS, _PRESENT, _SEEN, _SEES, _STATED_CERTIFICATE, _INSURED, _CANDIDATES,
    _TOUCHED, _SERVED, _SERVICE_KNOWN, _COMPARED, _NEEDS_LOG,
]  # fmt: skip
OPEN_TO_ALL = ["present(text, bytea, text[], text[])", "seen()", "sees(text, text, text)"]
OPEN_TO_WEB = [
    "stated_certificate(text, text, date, text)", "insured(text, text)",
    "candidates(text, date, text, text)", "touched(text[], text[], bigint, bigint)",
    "served(text, text, text, date, date)", "service_is_known()", "compared(bigint)",
]  # fmt: skip
OPEN_TO_SIGN = ["stated_certificate(text, text, date, text)"]
"""Linking a person's account compares the four items, as registering does."""
