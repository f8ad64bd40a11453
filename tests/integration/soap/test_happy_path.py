"""A city uploads its certificates and reads what became of them."""

from care_platform.platform import Platform
from tests.builders.records import copay_row
from tests.builders.transfers import parts_of
from tests.integration.soap.senders import CitySystem


def work(platform: Platform, city: CitySystem, transfer_id: object) -> None:
    """Does what a worker would do."""
    from uuid import UUID  # noqa: PLC0415

    from care_platform.intake.transfers import find_transfer  # noqa: PLC0415
    from tests.builders.records import HIRAKATA  # noqa: PLC0415

    assert isinstance(transfer_id, UUID)
    with platform.engine.connect() as connection:
        found = find_transfer(connection, HIRAKATA, transfer_id)
    assert found.id is not None
    platform.processor().process(found.id)


def test_three_certificates_arrive(city: CitySystem, platform: Platform) -> None:
    parts = parts_of("copay_certificate", [copay_row(f"000000000{n}") for n in range(1, 4)], rows_per_part=2)
    transfer_id = city.uploads("copay_certificate", parts, record_count=3)
    assert city.status(transfer_id).state == "sealed"
    work(platform, city, transfer_id)
    counts = city.report(transfer_id).counts
    assert (counts.received, counts.inserted, counts.rejected) == (3, 3, 0)
