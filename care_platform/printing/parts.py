"""What several forms have in common: words for values, the block about the person, the insurer's block."""

from dataclasses import dataclass, field
from datetime import date

from care_platform.printing.canvas import CENTRED, LABEL, Box, Canvas, Look
from care_platform.records.birth_dates import partial_in_era
from care_platform.records.description import Values
from care_platform.reference.codes import SEX
from care_platform.reference.eras import to_era

PLAIN = Look(size=8)
STRONG = Look(size=11)
ELSEWHERE = "別紙のとおり"


@dataclass(slots=True)
class Form:
    """A form being drawn: where, the values, and the texts that did not fit and go to the annex."""

    canvas: Canvas
    values: Values
    annex: list[tuple[str, str]] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A value as text, empty when it is absent."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def day(self, name: str) -> str:
        """A day as certificates write it, empty when it is absent."""
        return in_era(self.values.get(name))

    def long(self, box: Box, label: str, text: str, look: Look = PLAIN) -> None:
        """A framed text, or a note that it stands in the annex."""
        self.canvas.frame(box)
        if not self.canvas.write(box, text, look):
            self.annex.append((label, text))
            self.canvas.write(box, ELSEWHERE, look)


def in_era(day_text: str | None) -> str:
    """令和8年8月1日, empty for None."""
    return to_era(date.fromisoformat(day_text)) if day_text else ""


def period(first: str | None, last: str | None) -> str:
    """Two lines: from, and until; an open end is left empty as on the paper."""
    return f"{in_era(first)}から\n{in_era(last)}まで" if first else ""


def title(form: Form, box: Box, text: str) -> None:
    """The certificate's name, spaced like a heading."""
    form.canvas.write(box, text, Look(size=12, centred=True))


def labelled(form: Form, box: Box, label: str, text: str, width: float, look: Look = PLAIN) -> None:
    """A row with its label at the left."""
    left, right = box.columns(width, box.w - width)
    form.canvas.cell(left, label, LABEL)
    form.long(right, label, text, look)


def person_block(form: Form, box: Box) -> None:
    """被保険者: number, address, name with kana, birth date and sex, beside an upright label."""
    side, rest = box.columns(7, box.w - 7)
    form.canvas.upright(side, "被保険者")
    number, address, name, birth = rest.rows(*(rest.h * part for part in (0.17, 0.3, 0.33, 0.2)))
    _insured_number(form, number)
    code = form.text("postal_code")
    labelled(form, address, "住所", f"〒{code}\n{form.text('address')}" if code else form.text("address"), 15)
    _name(form, name)
    _birth(form, birth)


def insurer_block(form: Form, box: Box) -> None:
    """保険者番号並びに保険者の名称及び印: the seal cannot be printed and is said to be missing."""
    left, right = box.columns(24, box.w - 24)
    form.canvas.cell(left, "保険者番号並びに保険者の名称及び印", LABEL)
    form.canvas.frame(right)
    number, name, seal = right.rows(8, (right.h - 8) * 0.6, (right.h - 8) * 0.4)
    form.canvas.boxes(number, form.text("printed_insurer_number") or form.text("insurer_number"), 6)
    form.canvas.write(name, form.text("insurer_name"), STRONG)
    form.canvas.write(seal, "（印影は印刷されません）", LABEL)


def _insured_number(form: Form, box: Box) -> None:
    left, right = box.columns(15, box.w - 15)
    form.canvas.cell(left, "番号", LABEL)
    form.canvas.boxes(right, form.text("insured_number"), 10)


def _name(form: Form, box: Box) -> None:
    kana, name = box.rows(box.h * 0.35, box.h * 0.65)
    labelled(form, kana, "フリガナ", form.text("name_kana"), 15)
    labelled(form, name, "氏名", form.text("name"), 15, Look(size=13))


def _birth(form: Form, box: Box) -> None:
    label, day, sex_label, sex = box.columns(15, box.w - 35, 9, 11)
    form.canvas.cell(label, "生年月日", LABEL)
    form.canvas.cell(day, _born(form), PLAIN)
    form.canvas.cell(sex_label, "性別", CENTRED)
    code = form.text("sex")
    form.canvas.cell(sex, SEX.label(code) if code in SEX else code, Look(size=8, centred=True))


def _born(form: Form) -> str:
    written = form.text("birth_date_as_written")
    return partial_in_era(written) if written else form.day("birth_date")
