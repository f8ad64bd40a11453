"""What a transfer's report says, in the shortest form."""

from care_platform.intake.report import report_page
from care_platform.platform import Platform
from care_platform.store.tables import Transfer
from tests.builders.records import HIRAKATA

Counts = tuple[int, int, int, int, int]


def counts(transfer: Transfer) -> Counts:
    """Received, inserted, superseding, unchanged, rejected."""
    return transfer.received, transfer.inserted, transfer.superseding, transfer.unchanged, transfer.rejected


def codes(platform: Platform, transfer: Transfer) -> list[tuple[int, int, str]]:
    """Part, row and code of every finding."""
    with platform.engine.connect() as connection:
        report = report_page(connection, HIRAKATA, transfer.public_id, 1, 10_000)
    return [(line.part_number, line.row_number, line.code) for line in report.lines]
