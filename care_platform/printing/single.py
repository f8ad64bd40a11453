"""The two certificates with one face of 91 by 128 millimetres: 負担割合証 (様式第一号の二), 負担限度額認定証."""

from care_platform.printing.canvas import CENTRED, LABEL, Box, Look
from care_platform.printing.parts import (
    PLAIN,
    STRONG,
    Form,
    in_era,
    insurer_block,
    labelled,
    person_block,
    title,
)
from care_platform.reference.codes import BURDEN_STAGE, COPAY_RATE

WIDTH, HEIGHT = 91.0, 128.0
_INSIDE = Box(4, 4, WIDTH - 8, HEIGHT - 8)
_ROOMS = (
    ("ユニット型個室", "room_unit_private"),
    ("ユニット型個室的多床室", "room_unit_semi_private"),
    ("従来型個室（特養等）", "room_private_welfare"),
    ("従来型個室（老健・医療院等）", "room_private_medical"),
    ("多床室（特養等）", "room_shared_welfare"),
    ("多床室（老健・医療院等、室料あり）", "room_shared_medical_charged"),
    ("多床室（老健・医療院等、室料なし）", "room_shared_medical"),
)


def draw_copay_certificate(form: Form) -> None:
    """負担割合証: two rows of rate and period, so that a change within the year fits."""
    form.canvas.frame(Box(0, 0, WIDTH, HEIGHT), 0.3)
    head, issued, person, rates, insurer = _INSIDE.rows(10, 8, 55, 24, 23)
    title(form, head, "介護保険負担割合証")
    labelled(form, issued, "交付年月日", form.day("issued_on"), 24)
    person_block(form, person)
    _rates(form, rates)
    insurer_block(form, insurer)


def draw_burden_limit_certificate(form: Form) -> None:
    """負担限度額認定証: what meals and the room cost at most, in yen a day."""
    form.canvas.frame(Box(0, 0, WIDTH, HEIGHT), 0.3)
    head, issued, person, days, meals, rooms, insurer = _INSIDE.rows(8, 6, 40, 8, 8, 31.5, 18.5)
    title(form, head, "介護保険負担限度額認定証")
    labelled(form, issued, "交付年月日", form.day("issued_on"), 24)
    person_block(form, person)
    _validity(form, days)
    _meals(form, meals)
    _rooms(form, rooms)
    insurer_block(form, insurer)


def _rates(form: Form, box: Box) -> None:
    head, *rows = box.rows(5, 9.5, 9.5)
    _two(form, head, "利用者負担の割合", "適用期間", CENTRED, CENTRED)
    periods = form.values["periods"]
    for number, row in enumerate(rows):
        if number >= len(periods):
            _two(form, row, "", "", PLAIN, PLAIN)
            continue
        each = periods[number]
        text = f"開始年月日　{in_era(each['valid_from'])}\n終了年月日　{in_era(each['valid_to'])}"
        rate = COPAY_RATE.label(each["rate"]) if each["rate"] in COPAY_RATE else each["rate"]
        _two(form, row, rate, text, Look(size=14, centred=True), PLAIN)


def _two(form: Form, box: Box, left: str, right: str, left_look: Look, right_look: Look) -> None:
    first, second = box.columns(28, box.w - 28)
    form.canvas.cell(first, left, left_look)
    form.canvas.cell(second, right, right_look)


def _validity(form: Form, box: Box) -> None:
    upper, lower = box.rows(box.h / 2, box.h / 2)
    stage = form.text("burden_stage")
    words = BURDEN_STAGE.label(stage) if stage in BURDEN_STAGE else stage
    labelled(form, upper, "適用年月日", f"{form.day('valid_from')}から（{words}）", 24)
    labelled(form, lower, "有効期限", f"{form.day('valid_to')}まで", 24)


def _meals(form: Form, box: Box) -> None:
    label, *cells = box.columns(24, (box.w - 24) / 2, (box.w - 24) / 2)
    form.canvas.cell(label, "食費の負担限度額\n（1日につき）", LABEL)
    for cell, words, name in zip(
        cells, ("施設", "短期入所"), ("meal_facility", "meal_short_stay"), strict=True
    ):
        form.canvas.cell(cell, f"{words}　{_yen(form, name)}", STRONG)


def _rooms(form: Form, box: Box) -> None:
    label, rest = box.columns(24, box.w - 24)
    form.canvas.cell(label, "居住費又は滞在費の負担限度額\n（1日につき）", LABEL)
    rows = rest.rows(*[rest.h / len(_ROOMS)] * len(_ROOMS))
    for row, (words, name) in zip(rows, _ROOMS, strict=True):
        left, right = row.columns(rest.w * 0.68, rest.w * 0.32)
        form.canvas.cell(left, words, LABEL)
        form.canvas.cell(right, _yen(form, name), PLAIN)


def _yen(form: Form, name: str) -> str:
    amount = form.values.get(name)
    return "" if amount is None else f"{int(amount):,}円"
