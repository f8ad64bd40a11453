"""The cursor a caller keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_platform.lookup.cursor import decode_cursor, encode_cursor
from care_platform.reference.catalogue import CataloguedError


@given(st.integers(0, 10**17))
def test_a_cursor_comes_back_as_it_was(sequence: int) -> None:
    assert decode_cursor(encode_cursor(sequence), latest=sequence) == sequence


def test_a_cursor_from_the_future_is_refused() -> None:
    with pytest.raises(CataloguedError, match=r"api\.cursor_invalid"):
        decode_cursor(encode_cursor(8), latest=7)


@given(st.text(max_size=40))
def test_what_was_never_given_is_refused(made_up: str) -> None:
    try:
        sequence = decode_cursor(made_up, latest=100)
    except CataloguedError:
        return
    assert encode_cursor(sequence) == made_up


def test_a_cursor_has_one_spelling() -> None:
    for spelled in (encode_cursor(5) + "=", " " + encode_cursor(5), encode_cursor(5) + "\n"):
        with pytest.raises(CataloguedError):
            decode_cursor(spelled, latest=9)
