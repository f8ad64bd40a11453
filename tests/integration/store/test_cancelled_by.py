"""The name that a console wrote before a reason is told apart from a reason that only looks alike."""

from importlib import import_module

import pytest
from sqlalchemy import Engine, text

_SIGNED = import_module("care_platform.store.migrations.versions.0261_cancelled_by").SIGNED


@pytest.mark.parametrize(
    ("kept", "name", "reason"),
    [
        ("見本 職員 (operator-1): 取り違えた", "見本 職員 (operator-1)", "取り違えた"),
        ("見本 職員 (A-003): 抽出: 条件の誤り", "見本 職員 (A-003)", "抽出: 条件の誤り"),
        ("抽出条件の誤り", None, "抽出条件の誤り"),
        ("抽出の誤り (2回目)", None, "抽出の誤り (2回目)"),
        ("誤り: 件数 (一部): 再送", None, "誤り: 件数 (一部): 再送"),
    ],
)
def test_an_older_reason_is_split_only_where_a_console_signed_it(
    engine: Engine, kept: str, name: str | None, reason: str
) -> None:
    query = text(
        "select (regexp_match(:kept, :signed))[1], coalesce((regexp_match(:kept, :signed))[2], :kept)"
    )
    with engine.connect() as connection:
        assert tuple(connection.execute(query, {"kept": kept, "signed": _SIGNED}).one()) == (name, reason)
