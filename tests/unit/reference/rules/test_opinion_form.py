from datetime import date

from care_platform.reference.rules.opinion_form import dropped_items, dropped_since


def test_the_physicians_consent_was_dropped_in_april_2026() -> None:
    assert dropped_items(date(2026, 3, 31)) == frozenset()
    assert dropped_items(date(2026, 4, 1)) == {"consent"}
    assert dropped_since("consent") == date(2026, 4, 1)


def test_what_is_still_on_the_form_was_not_dropped() -> None:
    assert dropped_since("special_notes") is None
