"""A look-up of one person is read by one function: it must show what the policies show, to whoever calls it."""

import json
from collections.abc import Sequence

import pytest
from sqlalchemy import text

from care_platform.access.bearer import Bearer
from care_platform.access.facts import facts_about
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.people import PersonKey
from care_platform.store import presented
from care_platform.store.defence.policies import CONSENT_GATED
from care_platform.store.versions import StoredVersion
from tests.builders.access import insurer_registers
from tests.builders.accounts import first_account
from tests.integration.defence.conftest import OFFICE, OTHER, Attacked

_WINDOW = (
    "insert into exceptional_access (kind, office_number, staff_id, insurer_number, insured_number, reason_code, "
    "reason_text, identity_method, opened_at, open_until) select '{kind}', '{office}', {staff}, insurer_number, "
    "insured_number, 'x', 'x', 'x', now(), {until} from registration"
)
CHANGES = {
    "served": "select 1",
    "served no longer": "update registration set ended_at = now()",
    "served too long": "update registration set view_until = '2026-11-23'",
    "never served": "delete from registration",
    "not sharing": "delete from insurer_sharing",
    "sharing later": "update insurer_sharing set shared_from = '2099-01-01'",
    "consent taken back": "update consent_state set given = false",
    "one kind closed": "update consent_state set closed_kinds = '{physician_opinion}'",
    "this office closed": f"update consent_state set closed_offices = '{{{OFFICE}}}'",
    "mixed up": "insert into mismatch (insurer_number, insured_number, reported_at, reported_by, reason) "
    "select insurer_number, insured_number, now(), 'x', 'x' from registration",
    "disaster": _WINDOW.format(kind="disaster", office=OFFICE, staff="null", until="'2099-01-01'")
    + "; delete from registration",
    "disaster over": _WINDOW.format(kind="disaster", office=OFFICE, staff="null", until="'2020-01-01'")
    + "; delete from registration",
    "another's emergency": _WINDOW.format(kind="emergency", office=OFFICE, staff="'nurse'", until="'2099-01-01'")
    + "; delete from registration",
    "asked for an opinion": "insert into opinion_tie (institution_code, insurer_number, insured_number, requested_at, "
    f"view_until) select '{OFFICE}', insurer_number, insured_number, now(), '2099-01-01' from registration; "
    "delete from registration",
}  # fmt: skip
"""What may be the case, as a change to an office that serves the person with consent."""


def _changed(attacked: Attacked, statements: str) -> None:
    insurer_registers(attacked.platform, attacked.served)
    with attacked.platform.engine.begin() as connection:
        for statement in statements.split(";"):
            connection.execute(text(statement))


def _by_policies(attacked: Attacked, person: PersonKey) -> dict[str, list[str]]:
    """Of each kind the present records of the person that a plain statement of the web's sees."""
    query = (
        "select business_key from {kind} where insurer_number = :insurer and insured_number = :person "
        "and superseded_by is null"
    )
    names = {"insurer": person.insurer_number, "person": person.insured_number}
    with attacked.statements() as connection:
        found = {
            kind: sorted(connection.execute(text(query.format(kind=kind)), names).scalars())
            for kind in sorted(RECORD_KINDS)
        }
    return {kind: keys for kind, keys in found.items() if keys}


def _by_function(
    attacked: Attacked,
    person: PersonKey,
    token: str | None = None,
    kinds: Sequence[str] = tuple(RECORD_KINDS),
) -> dict[str, list[str]]:
    """The same as the function gives them to SQL that calls it under the web's role."""
    admit = text("select versions from care.admit(:digest, :insurer, :person, :kinds)")
    names = {"insurer": person.insurer_number, "person": person.insured_number, "kinds": list(kinds)}
    with attacked.statements(kind=None) as connection:
        digest = presented.presented_form(token or attacked.token)
        versions = connection.execute(admit, {"digest": digest} | names).scalar_one()
        assert not any(
            connection.execute(text(f"select count(*) from {kind}")).scalar_one() for kind in RECORD_KINDS
        )
    found: dict[str, list[str]] = {}
    for kind, stored, *_ in json.loads(f"[{versions or ''}]"):
        assert (stored["insurer_number"], stored["insured_number"]) == (
            person.insurer_number,
            person.insured_number,
        )
        found.setdefault(kind, []).append(stored["business_key"])
    return {kind: sorted(found[kind]) for kind in sorted(found)}


@pytest.mark.parametrize("case", sorted(CHANGES))
def test_the_function_shows_what_the_policies_show(attacked_whole: Attacked, case: str) -> None:
    _changed(attacked_whole, CHANGES[case])

    shown = _by_function(attacked_whole, attacked_whole.served)
    assert shown == _by_policies(attacked_whole, attacked_whole.served)


@pytest.mark.parametrize("kind", sorted(RECORD_KINDS))
def test_only_the_kinds_asked_for_are_read(attacked_whole: Attacked, kind: str) -> None:
    _changed(attacked_whole, CHANGES["served"])

    whole = _by_policies(attacked_whole, attacked_whole.served)
    assert _by_function(attacked_whole, attacked_whole.served, kinds=[kind]) == {
        name: keys for name, keys in whole.items() if name == kind
    }


@pytest.mark.parametrize("case", sorted(CHANGES))
def test_the_facts_about_one_are_the_facts_about_one_of_several(attacked_whole: Attacked, case: str) -> None:
    _changed(attacked_whole, CHANGES[case])
    bearer = Bearer(attacked_whole.token, "records.read", attacked_whole.platform.clock())
    kinds = sorted(RECORD_KINDS)
    with attacked_whole.statements() as connection:
        several = facts_about(
            connection, bearer, [attacked_whole.served, attacked_whole.neighbour], kinds, since_last=True
        )
    with attacked_whole.statements(kind=None) as connection:
        one = facts_about(connection, bearer, [attacked_whole.served], kinds, since_last=True)

    assert (one.sequence, one.moment, one.actor) == (several.sequence, several.moment, several.actor)
    assert one.facts[0] == several.facts[0]
    assert _in_order(one.versions[0]) == _in_order(several.versions[0])
    assert (one.uploads[0], one.newest[0]) == (several.uploads[0], several.newest[0])


def _in_order(versions: list[StoredVersion]) -> list[StoredVersion]:
    return sorted(versions, key=lambda version: (version.kind.name, version.business_key))


def test_there_is_something_to_see(attacked_whole: Attacked) -> None:
    """Else the comparisons above would compare nothing with nothing."""
    _changed(attacked_whole, "select 1")

    shown = _by_function(attacked_whole, attacked_whole.served)
    assert {"certification", *CONSENT_GATED} <= shown.keys()


def test_the_function_shows_nobody_the_office_does_not_serve(attacked: Attacked) -> None:
    insurer, number = attacked.served.insurer_number, attacked.served.insured_number
    shifted = [PersonKey(insurer[:5], insurer[5] + number), PersonKey(insurer + number[0], number[1:])]
    beside = [
        PersonKey(OTHER, number),
        PersonKey(insurer, "%"),
        PersonKey(insurer, f"{number}/physician_opinion"),
    ]
    for person in (attacked.neighbour, attacked.foreigner, *beside, *shifted):
        assert _by_function(attacked, person) == {}


ENDS = [
    "update access_token set revoked_at = now()",
    "update access_token set expires_at = '2026-11-20'",
    "update api_client set ended_at = now()",
    "update care_office set ended_at = now()",
]


@pytest.mark.parametrize("end", ENDS, ids=["revoked", "expired", "client ended", "office ended"])
def test_a_token_that_is_not_valid_admits_nobody(attacked: Attacked, end: str) -> None:
    _changed(attacked, end)

    assert _by_function(attacked, attacked.served) == {}
    bearer = Bearer(attacked.token, "records.read", attacked.platform.clock())
    with attacked.statements(kind=None) as connection, pytest.raises(CataloguedError) as caught:
        facts_about(connection, bearer, [attacked.served], ["insured_certificate"], since_last=True)
    assert caught.value.entry.code == "api.token_invalid"


def test_a_token_without_the_scope_shows_no_record(attacked: Attacked) -> None:
    _changed(attacked, "update access_token set scopes = '{users.write}'")

    assert _by_function(attacked, attacked.served) == {}


def test_a_made_up_token_and_a_digest_read_from_the_table_show_nothing(attacked: Attacked) -> None:
    with attacked.platform.engine.connect() as connection:
        kept = connection.execute(text("select token_digest from access_token")).scalars().first()
    assert kept is not None
    admit = text("select versions, office_number from care.admit(:digest, :insurer, :person, :kinds)")
    names = {
        "insurer": attacked.served.insurer_number, "person": attacked.served.insured_number,
        "kinds": list(RECORD_KINDS),
    }  # fmt: skip
    with attacked.statements(kind=None) as connection:
        for digest in (bytes(kept), b"made up", None):
            assert connection.execute(admit, {"digest": digest} | names).one() == (None, None)


STAFF = {
    "the nurse's own emergency": "update exceptional_access set staff_id = 'nurse'",
    "another's emergency": "select 1",
    "no job any more": "update exceptional_access set staff_id = 'nurse'; update staff_account set job_type = null",
    "at another office": "update exceptional_access set staff_id = 'nurse'; update staff_account set organisation = "
    "'2775000002'",
    "account ended": "update exceptional_access set staff_id = 'nurse'; update staff_account set ended_at = now()",
    "grant taken back": "update exceptional_access set staff_id = 'nurse'; update staff_grant set revoked_at = now()",
}
"""What may be the case, as a change to an office that serves nobody, where an emergency was opened."""
_LET_ACT = (
    "insert into staff_grant (id, client_id, account_id, scopes, granted_at, expires_at) select '{account}', client_id, "
    "'{account}', scopes, issued_at, expires_at from access_token; update access_token set grant_id = '{account}'"
)


@pytest.mark.parametrize("case", sorted(STAFF))
def test_the_function_shows_staff_what_the_policies_show(attacked_whole: Attacked, case: str) -> None:
    emergency = _WINDOW.format(kind="emergency", office=OFFICE, staff="'another'", until="'2099-01-01'")
    nurse, _ = first_account(attacked_whole.platform, staff_id="nurse")
    _changed(
        attacked_whole,
        f"{emergency}; delete from registration; {_LET_ACT.format(account=nurse)}; {STAFF[case]}",
    )

    shown = _by_function(attacked_whole, attacked_whole.served)
    assert shown == _by_policies(attacked_whole, attacked_whole.served)
    assert bool(shown) == (case == "the nurse's own emergency")
