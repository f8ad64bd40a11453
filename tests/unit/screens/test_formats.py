"""Days, moments, periods and values as people read them."""

from datetime import UTC, date, datetime

import pytest

from care_platform.records.description import Form, Item
from care_platform.reference.codes import SEX, Language
from care_platform.screens.formats import (
    birth_date_in_words,
    day_in_words,
    moment_in_words,
    period_in_words,
    value_in_words,
)


@pytest.mark.parametrize(
    ("day", "ja", "en"),
    [
        (date(2026, 8, 1), "令和8年8月1日（2026年8月1日）", "1 August 2026 (R8.8.1)"),
        (date(2019, 5, 1), "令和元年5月1日（2019年5月1日）", "1 May 2019 (R1.5.1)"),
        (date(1940, 4, 1), "昭和15年4月1日（1940年4月1日）", "1 April 1940 (S15.4.1)"),
    ],
)
def test_a_day_is_given_in_both_calendars(day: date, ja: str, en: str) -> None:
    assert (day_in_words(day, "ja"), day_in_words(day, "en")) == (ja, en)


def test_a_moment_is_given_as_it_was_in_japan() -> None:
    moment = datetime(2026, 11, 23, 16, 5, tzinfo=UTC)
    assert moment_in_words(moment, "ja") == "令和8年11月24日（2026年、火）1時05分"
    assert moment_in_words(moment, "en") == "24 November 2026 (R8.11.24), 01:05"


def test_a_period_without_an_end_goes_on() -> None:
    assert period_in_words(date(2026, 8, 1), None, "ja") == "令和8年8月1日（2026年8月1日）から"
    assert period_in_words(date(2026, 8, 1), None, "en") == "from 1 August 2026 (R8.8.1)"


def item(form: Form, **members: object) -> Item:
    return Item(official_name="項目", label_en="item", form=form, **members)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of", "value", "language", "words"),
    [
        (item(Form.CODE, codes=SEX), "2", "ja", "女性"),
        (item(Form.CODE, codes=SEX), "2", "en", "Female"),
        (item(Form.CODE, codes=SEX), "9", "ja", "9"),
        (item(Form.DATE), "2026-08-01", "en", "1 August 2026 (R8.8.1)"),
        (item(Form.INTEGER, unit="単位/月"), 16765, "ja", "16,765単位（1か月）"),
        (item(Form.INTEGER, unit="単位/月"), 16765, "en", "16,765 units a month"),
        (item(Form.INTEGER, unit="円/日"), 430, "ja", "430円/日"),
        (item(Form.TEXT), "1,000", "ja", "1,000"),
    ],
)
def test_a_value_is_worded_by_its_form(of: Item, value: object, language: Language, words: str) -> None:
    assert value_in_words(of, value, language) == words


@pytest.mark.parametrize(
    ("written", "ja", "en"),
    [
        ("1938-05-00", "昭和13年5月 日不詳（1938年5月）", "May 1938 (S13.5), day unknown"),
        ("1938-00-00", "昭和13年 月日不詳（1938年）", "1938 (S13), month and day unknown"),
        ("1926-12-00", "1926年12月 日不詳", "December 1926, day unknown"),
        ("1926-00-00", "1926年 月日不詳", "1926, month and day unknown"),
        ("0000-00-00", "不詳", "Unknown"),
        (None, "昭和13年5月1日（1938年5月1日）", "1 May 1938 (S13.5.1)"),
    ],
)
def test_an_uncertain_birth_date_is_shown_as_it_is_written(written: str | None, ja: str, en: str) -> None:
    values = {"birth_date": "1938-05-01", "birth_date_as_written": written}
    assert (birth_date_in_words(values, "ja"), birth_date_in_words(values, "en")) == (ja, en)
