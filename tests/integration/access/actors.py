"""One of every kind of actor, each with whatever lets them in."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from flask.testing import FlaskClient

from care_platform.accounts.duties import Duty
from care_platform.accounts.kinds import Level, Role
from care_platform.migration.readers import add_reader
from care_platform.platform import Platform
from tests.builders.access import person_account, signs_in
from tests.builders.accounts import HOSPITAL, Member, member
from tests.builders.consoles import Header, may_let_act, municipal, operator
from tests.builders.offices import OFFICE, bearer, office

READS, WRITES, PERSON, READER = "records.read", "users.write", "person", "programme reader"


@dataclass(frozen=True)
class Kind:
    """A kind of actor: how it gets in, and the rules that open to it, written down a second time here."""

    name: str
    opens: frozenset[str]
    enters: Callable[[Platform, FlaskClient], Header] = field(repr=False)


def _nobody(_platform: Platform, _client: FlaskClient) -> Header:
    return {}


def _forged(_platform: Platform, _client: FlaskClient) -> Header:
    return {"Authorization": "Bearer forged"}


def _software(scope: str) -> Callable[[Platform, FlaskClient], Header]:
    return lambda platform, _client: bearer(platform, OFFICE, scopes=(scope,))


def _person(platform: Platform, client: FlaskClient) -> Header:
    signs_in(platform, client, person_account(platform))
    return {}


def _not_linked(platform: Platform, client: FlaskClient) -> Header:
    signs_in(platform, client, person_account(platform, "new", None), None)
    return {}


def _reader(platform: Platform, _client: FlaskClient) -> Header:
    with platform.engine.begin() as connection:
        return {"Authorization": f"Bearer {add_reader(connection, '推進室', platform.clock())}"}


def _staff(make: Callable[[Platform], Member]) -> Callable[[Platform, FlaskClient], Header]:
    def enters(platform: Platform, _client: FlaskClient) -> Header:
        office(platform)
        office(platform, HOSPITAL, ())
        return may_let_act(platform, make(platform)) or {}

    return enters


def _office(
    level: Level, job_type: str | None, number: str = OFFICE, **changes: bool
) -> Callable[[Platform], Member]:
    return lambda platform: member(platform, level=level, job_type=job_type, organisation=number, **changes)


def _town(role: Role | None, level: Level = Level.STAFF) -> Callable[[Platform], Member]:
    return lambda platform: municipal(platform, role, level=level)


def _operator(role: Role, area: str = "JP") -> Callable[[Platform], Member]:
    return lambda platform: operator(platform, role, area)


_RECORDS = {READS, WRITES}
_SEES = {Duty.SEE_MUNICIPAL, Duty.READ_INSURED_LOG}
_PROGRAMME = {READER, Duty.OPEN_DISASTER}
_ADMINISTERS = {Duty.MANAGE_STAFF, Duty.CHOOSE_NOTICES, Duty.READ_STAFF_LOG}
_ACTORS: list[tuple[str, AbstractSet[str], Callable[[Platform, FlaskClient], Header]]] = [
    ("a stranger", set(), _nobody),
    ("a forged token", set(), _forged),
    ("office software that reads", {READS}, _software(READS)),
    ("office software that registers", {WRITES}, _software(WRITES)),
    ("the person", {PERSON}, _person),
    ("someone not linked", {"account"}, _not_linked),
    ("a programme office's software", {READER}, _reader),
    ("an office's first account", {Duty.MANAGE_STAFF, Duty.CHOOSE_NOTICES}, _staff(_office(Level.ORGANISATION, None))),
    ("an office's administrator", _ADMINISTERS, _staff(_office(Level.ADMINISTRATOR, None))),
    ("an administrator who also cares", _ADMINISTERS | _RECORDS, _staff(_office(Level.ADMINISTRATOR, "nurse"))),
    ("a care manager", _RECORDS, _staff(_office(Level.STAFF, "care_manager"))),
    ("an office clerk", _RECORDS, _staff(_office(Level.STAFF, "office_clerk"))),
    ("staff without a job", set(), _staff(_office(Level.STAFF, None))),
    ("a physician", _RECORDS, _staff(_office(Level.STAFF, "physician", HOSPITAL))),
    ("a physician with the emergency right", _RECORDS,
     _staff(_office(Level.STAFF, "physician", HOSPITAL, emergency_right=True))),
    ("a hospital's administrator", _ADMINISTERS, _staff(_office(Level.ADMINISTRATOR, None, HOSPITAL))),
    ("a municipality's administrator", _ADMINISTERS, _staff(_town(None, Level.ADMINISTRATOR))),
    ("a municipality's viewer", _SEES, _staff(_town(Role.VIEWER))),
    ("a municipality's operator", _SEES | {Duty.ACT_MUNICIPAL}, _staff(_town(Role.OPERATOR))),
    ("a municipality's approver", _SEES | {Duty.ACT_MUNICIPAL, Duty.APPROVE_MUNICIPAL},
     _staff(_town(Role.APPROVER))),
    ("the auditor", {Duty.SEARCH_LOG, Duty.REVIEW_EMERGENCY}, _staff(_operator(Role.AUDITOR))),
    ("the national office", _PROGRAMME, _staff(_operator(Role.NATIONAL))),
    ("a prefecture", {Duty.OPEN_DISASTER}, _staff(_operator(Role.PREFECTURAL, "27"))),
]  # fmt: skip
EVERYBODY = [Kind(name, frozenset(opens), enters) for name, opens, enters in _ACTORS]
"""A prefecture enters the programme too, but only by naming its own place; see test_programme_readers."""
