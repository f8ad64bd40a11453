"""A figure in the words of the clerk who has to decide."""

import pytest

from care_platform.intake.guard.comparing import Figure
from care_platform.intake.guard.watched import AMOUNTS, DISTRIBUTIONS, Amount, Distribution
from care_platform.intake.guard.words import line_of_figure
from care_platform.records.description import ItemGroup
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import guard

WATCHED = [
    (kind, each) for table in (DISTRIBUTIONS, AMOUNTS) for kind, watched in table.items() for each in watched
]


def moved(item: str, value: str) -> Figure:
    return Figure(
        entry=guard.SHARE_MOVED, item=item, value=value, unit="percent", expected=4.34, found=0.0, bound=2.15
    )


def test_item_and_value_have_their_official_names() -> None:
    line = line_of_figure(moved("periods[].rate", "2"), RECORD_KINDS["copay_certificate"])
    assert line.title_ja == "「利用者負担の割合」の内訳（2: 2割）がいつもと大きく異なります"
    assert line.title_en == "The share of 2: 20% in copay rate departs from the usual"
    assert "いつもは4.3%、今回は0.0%" in line.desk_ja
    assert (line.expected, line.found, line.bound, line.unit) == ("4.3", "0.0", "2.1", "percent")


@pytest.mark.parametrize(("value", "words"), [("12", "（12か月）"), ("open", "（期限なし）")])
def test_a_period_is_told_by_its_months(value: str, words: str) -> None:
    figure = moved("benefit_restrictions[].valid_from months", value)
    line = line_of_figure(figure, RECORD_KINDS["insured_certificate"])
    assert words in line.title_ja
    assert "給付制限開始年月日からの期間の月数" in line.title_ja


def test_the_line_of_a_form_is_named() -> None:
    line = line_of_figure(moved("periods[2].rate", "1"), RECORD_KINDS["copay_certificate"])
    assert "利用者負担の割合（2行目）" in line.title_ja


def test_a_number_of_rows_is_whole() -> None:
    figure = Figure(entry=guard.ROW_COUNT_DEPARTS, item="", unit="rows", expected=900, found=300, bound=270)
    line = line_of_figure(figure, RECORD_KINDS["certification"])
    assert "いつもは900件、今回は300件" in line.desk_ja


@pytest.mark.parametrize("entry", [e for e in vars(guard).values() if isinstance(e, type(guard.NOT_HELD))])
def test_no_text_is_left_with_a_gap(entry: object) -> None:
    figure = Figure(entry=entry, item="care_level", value="21", unit="percent", expected=1, found=2, bound=3)  # type: ignore[arg-type]
    line = line_of_figure(figure, RECORD_KINDS["certification"])
    known = {guard.NOT_HELD.code, guard.SUBMISSION_DEPARTS.code}
    spoken = (line.title_ja, line.title_en, line.desk_ja, line.desk_en, line.vendor_ja, line.vendor_en)
    assert line.code in known or not any("–" in words for words in spoken)


@pytest.mark.parametrize(("kind_name", "watched"), WATCHED)
def test_what_is_watched_is_described(kind_name: str, watched: Distribution | Amount) -> None:
    kind = RECORD_KINDS[kind_name]
    items = kind.items
    if isinstance(watched, Distribution) and watched.group is not None:
        (items,) = [
            part.items for part in kind.parts if isinstance(part, ItemGroup) and part.name == watched.group
        ]
    names = {item.name for item in items}
    assert watched.item in names
    assert getattr(watched, "until", None) in names | {None}
