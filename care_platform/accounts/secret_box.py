"""Sealing what the platform must be able to read again: the secrets of one-time codes.

The key file holds one Fernet key a line. The first seals, all open: to change the key, put a new line first. The
former line may go once every secret sealed with it was resealed (`SecretBox.reseal`) or enrolled anew.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import KEY_UNUSABLE
from care_platform.settings import Settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

_OWN_FILE = "account-secrets.key"


class SecretBox:
    """Seals and opens with the keys of one file."""

    def __init__(self, keys: "MultiFernet") -> None:
        self._keys = keys

    def seal(self, secret: str) -> bytes:
        """The secret under the first key."""
        return self._keys.encrypt(secret.encode())

    def open(self, sealed: bytes) -> str:
        """The secret. Raises `accounts.key_unusable` when no key fits."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415

        try:
            return self._keys.decrypt(sealed).decode()
        except InvalidToken:
            raise CataloguedError(KEY_UNUSABLE) from None

    def reseal(self, sealed: bytes) -> bytes:
        """The same secret under the first key. Raises `accounts.key_unusable`."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415

        try:
            return self._keys.rotate(sealed)
        except InvalidToken:
            raise CataloguedError(KEY_UNUSABLE) from None


def secret_box(settings: Settings) -> SecretBox:
    """The box on the file of CARE_SECRET_KEY_FILE, or on one made in CARE_DATA_DIR.

    The file is read each time, so that a new key counts at once. Raises `accounts.key_unusable`.
    """
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 - a worker seldom opens a secret

    path = settings.secret_key_file or _own_file(settings.data_dir)
    try:
        lines = path.read_text(encoding="ascii").split()
        return SecretBox(MultiFernet([Fernet(line) for line in lines]))
    except (OSError, ValueError):
        raise CataloguedError(KEY_UNUSABLE) from None


def _own_file(folder: Path) -> Path:
    path = folder / _OWN_FILE
    if path.exists():
        return path
    from cryptography.fernet import Fernet  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_bytes(Fernet.generate_key())
    try:
        os.link(fresh, path)  # of two processes that start together, one wins, and neither reads half a key
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path
