"""A webhook's signature, against the example of the convention, and what a receiver must refuse."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.webhook.signing import headers, is_genuine

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}'
AT = datetime.fromtimestamp(1614265330, UTC)


def test_the_example_of_the_convention_has_its_signature() -> None:
    signed = headers(SECRET, ID, BODY, AT)
    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_one_of_several_signatures_is_enough_while_a_secret_is_changed() -> None:
    signed = headers(SECRET, ID, BODY, AT)
    signed["webhook-signature"] = f"v1,AAAA {signed['webhook-signature']}"
    assert is_genuine(SECRET, signed, BODY, AT)


@pytest.mark.parametrize(
    "changes",
    [
        {"webhook-id": "other"}, {"webhook-timestamp": "1614265331"}, {"webhook-timestamp": "soon"},
        {"webhook-timestamp": ""}, {"webhook-signature": ""}, {"webhook-signature": "v1,"},
    ],
)  # fmt: skip
def test_whatever_was_changed_is_not_genuine(changes: dict[str, str]) -> None:
    assert not is_genuine(SECRET, headers(SECRET, ID, BODY, AT) | changes, BODY, AT)


def test_an_old_copy_is_not_genuine() -> None:
    signed = headers(SECRET, ID, BODY, AT)
    assert is_genuine(SECRET, signed, BODY, AT + timedelta(minutes=5))
    assert not is_genuine(SECRET, signed, BODY, AT + timedelta(minutes=5, seconds=1))
