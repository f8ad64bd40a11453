"""A look-up of one person is admitted by one function: it must open and tell the same as presenting and asking do."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, text

from care_platform.access.bearer import Bearer
from care_platform.access.facts import facts_about
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.people import PersonKey
from care_platform.store import presented
from care_platform.store.defence.policies import CONSENT_GATED
from care_platform.store.versions import StoredVersion
from tests.builders.access import insurer_registers
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


def _rows(connection: Connection) -> dict[str, int]:
    """How many rows of each kind are visible."""
    return {
        kind: connection.execute(text(f"select count(*) from {kind}")).scalar_one()
        for kind in sorted(RECORD_KINDS)
    }


@contextmanager
def _admitted(attacked: Attacked, person: PersonKey, token: str | None = None) -> Iterator[Connection]:
    admit = text("select office_number from care.admit(:digest, :insurer, :person)")
    names = {"insurer": person.insurer_number, "person": person.insured_number}
    with attacked.statements(kind=None) as connection:
        connection.execute(admit, {"digest": presented.presented_form(token or attacked.token)} | names).one()
        yield connection


@pytest.mark.parametrize("case", sorted(CHANGES))
def test_admitting_opens_what_presenting_opens(attacked_whole: Attacked, case: str) -> None:
    _changed(attacked_whole, CHANGES[case])
    with attacked_whole.statements() as connection:
        opened = _rows(connection)

    with _admitted(attacked_whole, attacked_whole.served) as connection:
        assert _rows(connection) == opened


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

    with _admitted(attacked_whole, attacked_whole.served) as connection:
        rows = _rows(connection)
    assert all(rows[kind] for kind in ("certification", *CONSENT_GATED))


def test_admitting_about_one_person_opens_no_other(attacked: Attacked) -> None:
    for person in (attacked.neighbour, attacked.foreigner, PersonKey(OTHER, attacked.served.insured_number)):
        with _admitted(attacked, person) as connection:
            rows = connection.execute(text("select insured_number from insured_certificate")).scalars()
            assert set(rows) <= {attacked.served.insured_number}


ENDS = [
    "update access_token set revoked_at = now()",
    "update access_token set expires_at = '2026-11-20'",
    "update api_client set ended_at = now()",
    "update care_office set ended_at = now()",
]


@pytest.mark.parametrize("end", ENDS, ids=["revoked", "expired", "client ended", "office ended"])
def test_a_token_that_is_not_valid_admits_nobody(attacked: Attacked, end: str) -> None:
    _changed(attacked, end)

    with _admitted(attacked, attacked.served) as connection:
        assert not any(_rows(connection).values())
    bearer = Bearer(attacked.token, "records.read", attacked.platform.clock())
    with attacked.statements(kind=None) as connection, pytest.raises(CataloguedError) as caught:
        facts_about(connection, bearer, [attacked.served], ["insured_certificate"], since_last=True)
    assert caught.value.entry.code == "api.token_invalid"


def test_a_token_without_the_scope_admits_to_no_record(attacked: Attacked) -> None:
    _changed(attacked, "update access_token set scopes = '{users.write}'")

    with _admitted(attacked, attacked.served) as connection:
        assert not any(_rows(connection).values())


def test_a_refused_admission_takes_back_what_was_presented_before(attacked: Attacked) -> None:
    refuse = text("select office_number from care.admit(sha256('made up'), :insurer, :person)")
    names = {"insurer": attacked.served.insurer_number, "person": attacked.served.insured_number}
    with attacked.statements() as connection:
        assert _rows(connection)["insured_certificate"]
        assert connection.execute(refuse, names).scalar_one() is None
        assert not any(_rows(connection).values())
