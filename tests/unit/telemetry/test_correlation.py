"""One identifier for everything one request does."""

from uuid import UUID

import pytest

from care_platform.telemetry import correlation


def test_a_safe_identifier_from_the_caller_is_kept() -> None:
    assert correlation.accept("tokyo-2026.04_17") == "tokyo-2026.04_17"


@pytest.mark.parametrize(
    "offered",
    [
        None,
        "",
        "short",
        "x" * 65,
        "with space",
        "line\nbreak",
        "line-break\n",
        "<script>",
        "for-0000123456",
        "H123456789",
    ],
)
def test_anything_else_is_replaced_by_a_new_one(offered: str | None) -> None:
    given = correlation.accept(offered)

    assert str(UUID(given)) == given
    assert given != correlation.accept(offered)


def test_it_holds_inside_a_request_and_not_after() -> None:
    assert correlation.current() is None
    with correlation.bound("outer-one"):
        with correlation.bound("inner-one"):
            assert correlation.current() == "inner-one"
        assert correlation.current() == "outer-one"
    assert correlation.current() is None


def test_it_is_given_back_when_the_request_fails() -> None:
    with pytest.raises(RuntimeError), correlation.bound("failing-one"):
        raise RuntimeError
    assert correlation.current() is None
