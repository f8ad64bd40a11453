"""The gate of each milestone: what must be proved, looked up in what the platform itself has seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, text

from care_platform.migration.differentials import ask_for_missing
from care_platform.migration.milestones import Milestone
from care_platform.migration.programme import Expectation, Programme
from care_platform.migration.sandbox import REAL, proving_transfers
from care_platform.reference.catalogue import Entry, migration

Details = dict[str, str | int]
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Claim:
    """What is put before a gate besides the platform's own knowledge: the moment, and a document's reference."""

    now: datetime
    document: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a gate found: everything unmet (then it stays shut), and the evidence kept when it opens."""

    unmet: list[tuple[Entry, Details]] = field(default_factory=list)
    evidence: dict[str, Any] = field(default_factory=dict)


Gate = Callable[[Connection, Programme, Claim], Proof]


def _standard(_connection: Connection, _programme: Programme, claim: Claim) -> Proof:
    """① is not visible from here: a document must say that the system meets the standard."""
    return _with_document(Milestone.STANDARD, claim, {})


def _adapted(connection: Connection, programme: Programme, claim: Claim) -> Proof:
    """② needs the vendor's test report, and a certificate the system can sign with today."""
    fingerprints = _valid_certificates(connection, programme.insurer_number, claim.now)
    proof = _with_document(Milestone.ADAPTED, claim, {"certificates": fingerprints})
    if not fingerprints:
        proof.unmet.append((migration.CERTIFICATE_MISSING, {}))
    return proof


def _with_document(milestone: Milestone, claim: Claim, evidence: dict[str, Any]) -> Proof:
    document = claim.document.strip()
    unmet = [] if document else [(migration.EVIDENCE_MISSING, Details(milestone=milestone))]
    return Proof(unmet, {"document": document, **evidence})


def _connection_test(connection: Connection, programme: Programme, claim: Claim) -> Proof:
    """A transfer signed by the insurer's own certificate was received, checked row by row, and reported clean."""
    known = set(_valid_certificates(connection, programme.insurer_number, claim.now))
    clean = [
        transfer
        for transfer in proving_transfers(connection, programme.insurer_number)
        if transfer.sender_fingerprint in known and transfer.received and not transfer.rejected
    ]
    unmet = [] if clean else [(migration.CONNECTION_NOT_PROVEN, Details())]
    shown = [{"transfer": one.public_id, "record_kind": one.record_kind} for one in clean[:_SHOWN]]
    return Proof(unmet, {"transfers": shown})


def _initial_load(connection: Connection, programme: Programme, _claim: Claim) -> Proof:
    """Every transfer the municipality announced for the base date is applied, none is on its way."""
    if programme.base_date is None:
        return Proof([(migration.BASE_DATE_MISSING, {})])
    if not programme.expectations:
        return Proof([(migration.EXPECTATIONS_MISSING, {})])
    proof = Proof(evidence={"base_date": programme.base_date})
    for kind, expected in programme.expectations.items():
        _judge_load(proof, kind, expected, _loaded(connection, programme, kind))
    return proof


def _judge_load(proof: Proof, kind: str, expected: Expectation, loaded: Mapping[str, int]) -> None:
    proof.evidence[kind] = {"transfers": loaded["transfers"], "records": loaded["records"]}
    if loaded["under_way"]:
        proof.unmet.append((migration.LOAD_UNDER_WAY, {"record_kind": kind, "count": loaded["under_way"]}))
    wanted = expected.records or 0
    if loaded["transfers"] < expected.transfers or loaded["records"] < wanted:
        details: Details = {
            "record_kind": kind, "transfers": loaded["transfers"], "records": loaded["records"],
            "expected_transfers": expected.transfers, "expected_records": wanted,
        }  # fmt: skip
        proof.unmet.append((migration.LOAD_INCOMPLETE, details))


def _loaded(connection: Connection, programme: Programme, kind: str) -> Mapping[str, int]:
    query = text(
        "select count(*) filter (where t.state = 'applied') as transfers, "
        "coalesce(sum(t.received - t.rejected) filter (where t.state = 'applied'), 0)::int as records, "
        "count(*) filter (where t.state in ('open', 'sealed', 'processing', 'held')) as under_way "
        "from transfer t where t.insurer_number = :insurer and t.record_kind = :kind "
        f"and t.transfer_kind = 'initial' and t.base_date = :base and {REAL}"
    )
    values = {"insurer": programme.insurer_number, "kind": kind, "base": programme.base_date}
    return {name: int(number) for name, number in connection.execute(query, values).mappings().one().items()}


def _reconciliation(connection: Connection, programme: Programme, _claim: Claim) -> Proof:
    """The latest comparison since the load is of all stated kinds, and nothing in it is open."""
    loaded_at = programme.passed_at(Milestone.INITIAL_LOAD)
    run = _latest_run(connection, programme, loaded_at)
    missing = sorted(programme.expectations.keys() - set(run["record_kinds"] if run else ()))
    if run is None or missing:
        details: Details = {"base_date": str(programme.base_date), "missing": ", ".join(missing) or "–"}
        return Proof([(migration.RECONCILIATION_MISSING, details)])
    evidence = {"reconciliation": run["id"], "base_date": run["base_date"], "accepted": run["accepted"]}
    unmet = [(migration.RECONCILIATION_OPEN, Details(count=run["open"]))] if run["open"] else []
    return Proof(unmet, evidence)


def _latest_run(
    connection: Connection, programme: Programme, since: datetime | None
) -> Mapping[str, Any] | None:
    query = text(
        "select r.id, r.base_date, r.record_kinds, d.accepted, d.open from (select * from reconciliation "
        "where insurer_number = :insurer and base_date >= :base and compared_at >= :since "
        "order by id desc limit 1) r cross join lateral care.compared(r.id) d"
    )
    values = {"insurer": programme.insurer_number, "base": programme.base_date, "since": since}
    found = connection.execute(query, values).mappings().one_or_none()
    return None if found is None else dict(found)


def _sharing(connection: Connection, programme: Programme, claim: Claim) -> Proof:
    """Nothing sent between the base date and the switch is missing."""
    gaps = ask_for_missing(connection, programme.insurer_number, claim.now)
    return Proof([(migration.GAPS_OPEN, {"count": len(gaps)})] if gaps else [])


def _valid_certificates(connection: Connection, insurer_number: str, now: datetime) -> list[str]:
    query = text(
        "select fingerprint from sender_certificate where insurer_number = :insurer and revoked_at is null "
        "and :now between valid_from and valid_to order by 1"
    )
    return list(connection.execute(query, {"insurer": insurer_number, "now": now}).scalars())


GATES: Final[Mapping[Milestone, Gate]] = {
    Milestone.STANDARD: _standard,
    Milestone.ADAPTED: _adapted,
    Milestone.CONNECTION_TEST: _connection_test,
    Milestone.INITIAL_LOAD: _initial_load,
    Milestone.RECONCILIATION: _reconciliation,
    Milestone.SHARING: _sharing,
}
