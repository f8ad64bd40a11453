"""A municipality sees which characters of a transfer its partners cannot read, and in which row they stand."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from care_platform.intake.outside_characters import REPERTOIRES, CharacterCheck
from care_platform.intake.transfer_characters import transfer_characters
from care_platform.platform import Platform
from care_platform.store.tables import Transfer
from tests.builders.consoles import gets
from tests.builders.records import HIRAKATA, copay_row
from tests.builders.transfers import opened, parts_of, sent
from tests.integration.consoles.conftest import Town
from tests.integration.guard.town import COPAY

PATH = "municipal/transfers/characters"
ROWS = [
    copay_row("0000000001"),
    copay_row("0000000002", name="髙橋　花子"),
    copay_row("0000000003", name="葛\U000e0100城　鷗外"),
]


@pytest.fixture
def transfer(platform: Platform) -> Transfer:
    return sent(platform, COPAY, ROWS)


def listed(console: FlaskClient, town: Town, transfer: Transfer, **query: Any) -> list[tuple[Any, ...]]:
    status, body = gets(console, PATH, town.viewer, transfer_id=transfer.public_id, **query)
    assert status == 200
    return [(one["row_number"], one["position"], one["code_points"]) for one in body["characters"]]


def test_each_character_is_listed_with_row_item_position_and_code_points(
    console: FlaskClient, town: Town, transfer: Transfer
) -> None:
    status, body = gets(console, PATH, town.viewer, transfer_id=transfer.public_id)

    assert (status, body["repertoire"], body["shrink_map_loaded"], body["next"]) == (
        200,
        "jisx0213",
        False,
        None,
    )
    assert body["characters"] == [
        {
            "part_number": 1, "row_number": 2, "item": "name", "item_name": "氏名", "position": 1,
            "code_points": "U+9AD9", "usual_form": "高", "candidates": None,
        },
        {
            "part_number": 1, "row_number": 3, "item": "name", "item_name": "氏名", "position": 1,
            "code_points": "U+845B U+E0100", "usual_form": "葛", "candidates": None,
        },
    ]  # fmt: skip


def test_the_stored_name_stays_and_the_transfer_has_no_warning(
    console: FlaskClient, platform: Platform, town: Town, transfer: Transfer
) -> None:
    listed(console, town, transfer)

    with platform.engine.connect() as connection:
        names = connection.exec_driver_sql(f"select name from {COPAY} order by row_number").scalars().all()
    assert names[1:] == ["髙橋　花子", "葛\U000e0100城　鷗外"]
    assert transfer.warnings == 0


def test_for_windows_files_other_characters_are_listed(
    console: FlaskClient, town: Town, transfer: Transfer
) -> None:
    assert listed(console, town, transfer, repertoire="ms932") == [(3, 1, "U+845B U+E0100"), (3, 4, "U+9DD7")]


def test_pages_end_with_a_whole_row_and_go_on_after_it(
    console: FlaskClient, town: Town, transfer: Transfer
) -> None:
    _, first = gets(console, PATH, town.viewer, transfer_id=transfer.public_id, page_size=1)

    assert (len(first["characters"]), first["next"]) == (1, {"part_number": 1, "row_number": 2})
    assert listed(console, town, transfer, after_part=1, after_row=2) == [(3, 1, "U+845B U+E0100")]
    assert listed(console, town, transfer, after_part=1, after_row=3) == []


def test_a_page_ends_after_so_many_rows_even_if_none_holds_such_a_character(
    platform: Platform, transfer: Transfer
) -> None:
    check = CharacterCheck(REPERTOIRES["jisx0213"])
    with platform.engine.connect() as connection:
        found = transfer_characters(connection, HIRAKATA, transfer.public_id, check, most_rows=1)
    assert (found.characters, found.after) == ([], (1, 1))


def test_with_the_operators_map_its_candidates_are_told(
    web_platform: Platform, town: Town, transfer: Transfer, tmp_path: Path
) -> None:
    path = tmp_path / "map.csv"
    path.write_text("kanji,shrink\n髙,高亮\n", encoding="utf-8")
    settings = web_platform.settings.model_copy(update={"shrink_map": path})
    with_map = create_app(replace(web_platform, settings=settings)).test_client()

    _, body = gets(with_map, PATH, town.viewer, transfer_id=transfer.public_id)

    assert body["shrink_map_loaded"]
    assert [one["candidates"] for one in body["characters"]] == [["高", "亮"], []]


def test_a_transfer_that_is_not_applied_has_no_list_yet(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    waiting = opened(platform, COPAY, parts_of(COPAY, ROWS)).transfer
    answer = gets(console, PATH, town.viewer, transfer_id=waiting.public_id)
    assert answer == (409, "transfer.not_applied")


def test_another_municipality_sees_nothing_of_it(
    console: FlaskClient, town: Town, transfer: Transfer
) -> None:
    answer = gets(console, PATH, town.elsewhere, transfer_id=transfer.public_id)
    assert answer == (404, "intake.transfer_unknown")
