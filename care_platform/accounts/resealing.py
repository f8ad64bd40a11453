"""Changing the key of sealed secrets while everything runs: seal anew, row by row, under the file's first key."""

from sqlalchemy import Connection, text

from care_platform.accounts.secret_box import SecretBox

_SEALED = {
    "staff_account": ("id", "code_secret"),
    "notice_recipient": ("id", "sealed_secret"),
    "reconciliation_key": ("key_id", "secret"),
}
"""By table what names a row and the column that holds a sealed secret; a test looks for others."""


def reseal(connection: Connection, box: SecretBox) -> dict[str, int]:
    """Seals every secret under the first key; gives how many by table. The caller commits.

    A secret enrolled anew meanwhile is sealed under that key already, and stays. Raises `accounts.key_unusable` for
    one that no key of the file opens; then nothing was changed.
    """
    return {table: _reseal(connection, box, table, *columns) for table, columns in _SEALED.items()}


def _reseal(connection: Connection, box: SecretBox, table: str, name: str, column: str) -> int:
    found = connection.execute(
        text(f"select {name}, {column} from {table} where {column} is not null order by {name}")
    )
    change = text(f"update {table} set {column} = :new where {name} = :id and {column} = :old")
    changed = 0
    for row_id, old in found.all():
        values = {"id": row_id, "old": old, "new": box.reseal(bytes(old))}
        changed += connection.execute(change, values).rowcount
    return changed
