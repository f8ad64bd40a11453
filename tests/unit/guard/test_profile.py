"""A profile is kept and read back; several are read as one."""

from care_platform.intake.guard.profile import Profile, pooled
from tests.unit.guard.builders import certificates


def test_what_is_kept_is_what_was_counted() -> None:
    profile = certificates(filled=7)
    assert Profile.from_json(profile.as_json()) == profile


def test_what_an_older_program_did_not_count_is_absent() -> None:
    assert Profile.from_json({"rows": 3, "something_else": 1}) == Profile(rows=3)


def test_several_differentials_are_one_population() -> None:
    whole = pooled([certificates(rows=100, filled=40, _1=90, _2=10), certificates(rows=50, filled=50, _1=50)])
    assert whole is not None
    assert (whole.rows, whole.filled) == (150, {"postal_code": 90})
    assert whole.shares == {"periods[].rate": {"1": 140, "2": 10}}


def test_nothing_pooled_is_nothing() -> None:
    assert pooled([]) is None
