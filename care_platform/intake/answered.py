"""The same request id gets the first answer: what makes it safe to send a request again."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.reference.catalogue import CataloguedError, intake


def answer_once(
    connection: Connection,
    insurer_number: str,
    request_id: UUID,
    *,
    operation: str,
    request_digest: bytes,
    produce: Callable[[], bytes],
    now: datetime,
) -> bytes:
    """The stored answer to this request id, or what `produce` makes, stored in the caller's transaction.

    Two copies at the same time wait for each other. A refusal is not stored, so the request may be tried
    again. Raises `intake.request_id_reused` when the id came with another request.
    """
    _wait_for_copies(connection, insurer_number, request_id)
    earlier = connection.execute(
        text(
            "select operation, request_digest, answer from sender_request "
            "where insurer_number = :insurer and request_id = :id"
        ),
        {"insurer": insurer_number, "id": request_id},
    ).one_or_none()
    if earlier is not None:
        if (earlier.operation, bytes(earlier.request_digest)) != (operation, request_digest):
            raise CataloguedError(intake.REQUEST_ID_REUSED)
        return bytes(earlier.answer)
    answer = produce()
    connection.execute(
        text(
            "insert into sender_request (insurer_number, request_id, operation, request_digest, answer, "
            "answered_at) values (:insurer, :id, :operation, :digest, :answer, :now)"
        ),
        {"insurer": insurer_number, "id": request_id, "operation": operation, "digest": request_digest,
         "answer": answer, "now": now},
    )  # fmt: skip
    return answer


def _wait_for_copies(connection: Connection, insurer_number: str, request_id: UUID) -> None:
    connection.execute(
        text("select pg_advisory_xact_lock(hashtextextended(:request, 0))"),
        {"request": f"{insurer_number}/{request_id}"},
    )
