"""What differs between a municipality's statement and the platform's holdings: found, kept, accepted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, text

from care_platform.migration import breakdowns
from care_platform.migration.checksum import Sum, hexadecimal
from care_platform.migration.control_file import RecordDigest, StatedKind
from care_platform.migration.history import Act, note
from care_platform.migration.holdings import HeldKind
from care_platform.migration.programme import find_programme
from care_platform.reference.catalogue import CataloguedError, migration

_COLUMNS = "record_kind, what, subject, insured_number, business_key, stated, held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference. `what` is one of:

    - `bucket`: a bucket's checksum differs; the records in it are not named yet
    - `count`: a stated number per code differs although the records agree
    - `missing_here`, `only_here`: a record that one side alone has
    - `other_version`: the history numbers differ; `other_content`: the content differs under one number

    `stated` and `held` are what each side has: a number, or "history number:digest".
    """

    record_kind: str
    what: str
    subject: str = ""
    insured_number: str | None = field(default=None, repr=False)
    business_key: str | None = field(default=None, repr=False)
    stated: str | None = None
    held: str | None = None
    id: int | None = None
    accepted_by: str | None = None
    accepted_at: datetime | None = None
    accepted_why: str | None = None


def compare_kind(name: str, stated: StatedKind, held: HeldKind) -> list[Difference]:
    """The buckets that differ; when none does, the numbers per code that differ."""
    found = [
        Difference(
            record_kind=name, what="bucket", subject=bucket, stated=_said(stated.sums.get(bucket)),
            held=_said(held.sums.get(bucket)),
        )
        for bucket in sorted(stated.sums.keys() | held.sums.keys())
        if stated.sums.get(bucket, Sum()) != held.sums.get(bucket, Sum())
    ]  # fmt: skip
    return found or _compare_counts(name, stated, held)


def _said(each: Sum | None) -> str | None:
    return None if each is None else f"{each.count}:{each.checksum}"


def _compare_counts(name: str, stated: StatedKind, held: HeldKind) -> list[Difference]:
    theirs = Counter(
        {(path, code): number for path, codes in stated.breakdowns.items() for code, number in codes.items()}
    )
    ours: Counter[breakdowns.Cell] = held.counts
    return [
        Difference(
            record_kind=name, what="count", subject=f"{path}={code}", stated=str(theirs[path, code]),
            held=str(ours[path, code]),
        )
        for path, code in sorted(theirs.keys() | ours.keys())
        if theirs[path, code] != ours[path, code]
    ]  # fmt: skip


def compare_records(
    name: str, stated: Iterable[RecordDigest], held: Iterable[RecordDigest]
) -> list[Difference]:
    """The records that differ, in the order of their numbers."""
    theirs = {(one.insured_number, one.business_key): one for one in stated}
    ours = {(one.insured_number, one.business_key): one for one in held}
    return [
        Difference(
            record_kind=name, what=_what(theirs.get(place), ours.get(place)), insured_number=place[0],
            business_key=place[1], stated=_version(theirs.get(place)), held=_version(ours.get(place)),
        )
        for place in sorted(theirs.keys() | ours.keys())
        if theirs.get(place) != ours.get(place)
    ]  # fmt: skip


def _what(stated: RecordDigest | None, held: RecordDigest | None) -> str:
    if stated is None:
        return "only_here"
    if held is None:
        return "missing_here"
    return "other_content" if stated.history_number == held.history_number else "other_version"


def _version(one: RecordDigest | None) -> str | None:
    return None if one is None else f"{one.history_number}:{hexadecimal(one.digest)}"


def keep(connection: Connection, reconciliation_id: int, found: Sequence[Difference]) -> None:
    """Stores a comparison's differences in place of those it had (buckets give way to records)."""
    connection.execute(
        text("delete from reconciliation_difference where reconciliation_id = :id"), {"id": reconciliation_id}
    )
    if found:
        statement = text(
            f"insert into reconciliation_difference (reconciliation_id, {_COLUMNS}) values "
            "(:run, :record_kind, :what, :subject, :insured_number, :business_key, :stated, :held)"
        )
        connection.execute(statement, [{"run": reconciliation_id, **_values(one)} for one in found])
        connection.execute(text(_INHERIT), {"run": reconciliation_id})


def _values(one: Difference) -> dict[str, str | None]:
    return {name: getattr(one, name) for name in _COLUMNS.split(", ")}


# What was accepted before and is still exactly the same need not be accepted again.
_INHERIT = """
update reconciliation_difference d
set accepted_by = e.accepted_by, accepted_at = e.accepted_at, accepted_why = e.accepted_why
from reconciliation_difference e join reconciliation earlier on earlier.id = e.reconciliation_id
join reconciliation this on this.id = :run and this.insurer_number = earlier.insurer_number
where d.reconciliation_id = :run and e.reconciliation_id < :run and e.accepted_at is not null
  and d.what <> 'bucket' and (d.record_kind, d.what, d.subject) = (e.record_kind, e.what, e.subject)
  and (d.insured_number, d.business_key, d.stated, d.held)
      is not distinct from (e.insured_number, e.business_key, e.stated, e.held)
"""


def differences_of(connection: Connection, reconciliation_id: int) -> list[Difference]:
    """The differences of one comparison, in the order found."""
    query = text(
        f"select id, {_COLUMNS}, accepted_by, accepted_at, accepted_why from reconciliation_difference "
        "where reconciliation_id = :run order by id"
    )
    return [Difference(**row) for row in connection.execute(query, {"run": reconciliation_id}).mappings()]


def accept(
    connection: Connection, insurer_number: str, numbers: Sequence[int] | None, act: Act
) -> list[Difference]:
    """A named approver accepts differences of the latest comparison, all open ones when `numbers` is None.

    Gives the accepted ones. Raises `migration.nothing_to_accept` when one of the numbers is not open or not yet
    narrowed to a record; then none is accepted.
    """
    find_programme(connection, insurer_number, lock=True)
    latest = text("select max(id) from reconciliation where insurer_number = :insurer")
    run = connection.execute(latest, {"insurer": insurer_number}).scalar()
    found = [] if run is None else differences_of(connection, run)
    open_ones = {one.id: one for one in found if one.accepted_at is None and one.what != "bucket"}
    wanted = list(open_ones) if numbers is None else list(numbers)
    if not wanted or not open_ones.keys() >= set(wanted):
        raise CataloguedError(migration.NOTHING_TO_ACCEPT)
    connection.execute(
        text(
            "update reconciliation_difference set accepted_by = :by, accepted_at = :at, accepted_why = :why "
            "where id = any(:ids)"
        ),
        {"by": act.by.strip(), "at": act.at, "why": act.reason.strip(), "ids": wanted},
    )
    note(connection, insurer_number, "differences_accepted", act, subject=str(run), after=_counted(wanted))
    signed = {"accepted_by": act.by, "accepted_at": act.at, "accepted_why": act.reason}
    return [replace(open_ones[number], **signed) for number in wanted]  # type: ignore[arg-type]


def _counted(numbers: Sequence[int | None]) -> Mapping[str, object]:
    return {"count": len(numbers), "differences": list(numbers)[:100]}
