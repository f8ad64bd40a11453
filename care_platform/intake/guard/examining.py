"""The guard's one look at a transfer, after its rows are staged and judged and before anything is merged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from care_platform.intake.guard.bounds import bounds_for
from care_platform.intake.guard.comparing import Figure, compare
from care_platform.intake.guard.measuring import measure
from care_platform.intake.guard.profile import Profile
from care_platform.intake.guard.usual import usual_for
from care_platform.records.description import RecordKind
from care_platform.store.tables import Transfer


@dataclass(frozen=True, slots=True)
class Examination:
    """How the transfer looks and what speaks against it. No profile: it was not worth remembering."""

    profile: Profile | None
    figures: list[Figure]


def examine(
    connection: "psycopg.Connection[Any]",
    transfer: Transfer,
    kind: RecordKind,
    verdicts: Mapping[str, int],
    retroactive: int,
) -> Examination:
    """Measures and compares; changes nothing.

    A transfer that would change nothing is let through and not remembered: it can do no harm, and a part of
    what is stored is no measure for the next. A submission is compared but not remembered either.
    """
    bounds = bounds_for(transfer.transfer_kind, transfer.base_date)
    submitted = transfer.transfer_kind == "submission"
    changes = verdicts.get("inserted", 0) + verdicts.get("superseding", 0)
    if changes == 0 or (submitted and changes < bounds.least_rows):
        return Examination(None, [])
    profile = measure(connection, kind, verdicts=verdicts)
    usual = usual_for(connection, transfer, kind, profile, bounds, retroactive)
    figures = compare(profile, usual, bounds, retroactive)
    return Examination(None if submitted else profile, figures)
