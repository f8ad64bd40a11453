"""What an operation is given besides its message."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from adapters.soap.authentication import Sender
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap_sender import ANOTHER_INSURER


@dataclass(frozen=True, slots=True)
class Call:
    """One call: who asks, the transaction it runs in, and what to do once that is committed."""

    platform: Platform
    connection: Connection
    sender: Sender
    afterwards: list[Callable[[], None]] = field(default_factory=list)

    @property
    def insurer_number(self) -> str:
        """The insurer for which the sender's certificate is registered."""
        return self.sender.insurer_number

    def require_own(self, insurer_number: str) -> None:
        """Raises `soap.another_insurer` unless the request names the sender's own insurer."""
        if insurer_number != self.insurer_number:
            raise CataloguedError(ANOTHER_INSURER)
