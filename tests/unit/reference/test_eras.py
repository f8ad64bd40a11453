from datetime import date, timedelta

import pytest

from care_platform.reference.eras import ERAS, PartialDate, era_of, era_short, parse_era, to_era

LAST_AND_FIRST_DAYS = [
    (date(1912, 7, 29), "明治45年7月29日", "大正元年7月30日"),
    (date(1926, 12, 24), "大正15年12月24日", "昭和元年12月25日"),
    (date(1989, 1, 7), "昭和64年1月7日", "平成元年1月8日"),
    (date(2019, 4, 30), "平成31年4月30日", "令和元年5月1日"),
]


@pytest.mark.parametrize(("last_day", "old", "new"), LAST_AND_FIRST_DAYS)
def test_an_era_changes_overnight(last_day: date, old: str, new: str) -> None:
    assert to_era(last_day) == old
    assert to_era(last_day + timedelta(days=1)) == new


def test_the_solar_calendar_begins_in_the_sixth_year_of_meiji() -> None:
    assert to_era(date(1873, 1, 1)) == "明治6年1月1日"
    with pytest.raises(ValueError, match="solar calendar"):
        era_of(date(1872, 12, 31))


def test_the_short_form() -> None:
    assert era_short(date(2026, 8, 1)) == "R8.8.1"
    assert era_short(date(2019, 5, 1)) == "R1.5.1"


@pytest.mark.parametrize(
    "text",
    [
        "令和8年8月1日",
        "令和８年８月１日",
        "令和 8年 8月 1日",
        "R8.8.1",
        "Ｒ８．８．１",
        "r08/08/01",
        "R8-8-1",
    ],
)
def test_every_usual_spelling_of_a_day_is_read(text: str) -> None:
    assert parse_era(text) == date(2026, 8, 1)


def test_the_first_year_is_read_in_both_forms() -> None:
    assert parse_era("令和元年5月1日") == parse_era("令和1年5月1日") == date(2019, 5, 1)


@pytest.mark.parametrize("era_day", [era.first_day for era in ERAS])
def test_what_is_written_is_read_back(era_day: date) -> None:
    assert parse_era(to_era(era_day)) == parse_era(era_short(era_day)) == era_day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("昭和64年1月8日", "outside its era"),
        ("平成31年5月1日", "outside its era"),
        ("平成元年1月7日", "outside its era"),
        ("明治5年12月31日", "outside its era"),
        ("令和8年2月30日", "no such day"),
        ("令和8年13月1日", "no such day"),
        ("令和0年1月1日", "outside its era"),
        ("慶応3年1月1日", "not a date in an era"),
        ("2026-08-01", "not a date in an era"),
        ("", "not a date in an era"),
    ],
)
def test_a_wrong_date_is_refused_without_repeating_it(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        parse_era(text)
    assert not text or text not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("1938-05-17", PartialDate(1938, 5, 17), "昭和13年5月17日"),
        ("1938-05-00", PartialDate(1938, 5), "昭和13年5月 日不詳"),
        ("1938-00-00", PartialDate(1938), "昭和13年 月日不詳"),
    ],
)
def test_a_date_with_unknown_parts(text: str, expected: PartialDate, words: str) -> None:
    assert PartialDate.parse(text) == expected
    assert PartialDate.parse(text.replace("-", "")) == expected
    assert str(expected) == text
    assert expected.in_era() == words


def test_a_year_that_two_eras_share_is_given_by_its_western_year() -> None:
    assert PartialDate(1989).in_era() == "1989年 月日不詳"
    assert PartialDate(1989, 1).in_era() == "1989年1月 日不詳"
    assert PartialDate(1989, 2).in_era() == "平成元年2月 日不詳"


def test_a_year_before_the_first_era_is_given_by_its_western_year() -> None:
    assert PartialDate(1870).in_era() == "1870年 月日不詳"


def test_the_days_that_a_partial_date_can_be() -> None:
    assert (PartialDate(1940, 2).earliest(), PartialDate(1940, 2).latest()) == (
        date(1940, 2, 1),
        date(1940, 2, 29),
    )
    assert (PartialDate(1938).earliest(), PartialDate(1938).latest()) == (
        date(1938, 1, 1),
        date(1938, 12, 31),
    )
    whole = PartialDate.of(date(1938, 5, 17))
    assert whole.is_complete
    assert whole.earliest() == whole.latest() == date(1938, 5, 17)
    assert not PartialDate(1938, 5).is_complete


@pytest.mark.parametrize(
    "text",
    ["1938-00-17", "1939-02-29", "1938-13-00", "0000-00-00", "1938-0517", "昭和13年", "１９３８-05-17"],
)
def test_an_impossible_partial_date_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|day") as caught:
        PartialDate.parse(text)
    assert text not in str(caught.value)
