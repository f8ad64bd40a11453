"""The forms of the 医見書 CSV's columns, by the short names its table uses.

Source: the column list of FormatVersion 1.1; order and meaning of the bits as 医見書 writes them. Codes whose
meaning no public text gives stay digits.
"""

from collections.abc import Sequence

from adapters.files.forms import ValueForm, code, day, decimal, pattern, text
from care_platform.reference.catalogue import Entry, files
from care_platform.reference.numbers import INSURED_NUMBER_PATTERN

DEPARTMENTS = (
    "内科", "精神科", "外科", "整形外科", "脳神経外科", "皮膚科", "泌尿器科", "婦人科", "眼科", "耳鼻咽喉科",
    "リハビリテーション科", "歯科", "その他",
)  # fmt: skip
TREATMENTS = (
    "点滴の管理", "中心静脈栄養", "透析", "ストーマの処置", "酸素療法", "レスピレーター", "気管切開の処置",
    "疼痛の看護", "経管栄養",
)  # fmt: skip
SPECIAL_CARE = ("モニター測定", "褥瘡の処置")
SYMPTOMS = (
    "幻視・幻聴", "妄想", "昼夜逆転", "暴言", "暴行", "介護への抵抗", "徘徊", "火の不始末", "不潔行為",
    "異食行動", "性的問題行動", "その他",
)  # fmt: skip
AIDS = ("用いていない", "屋外で使用", "屋内で使用")
RISKS = (
    "尿失禁", "転倒・骨折", "移動能力の低下", "褥瘡", "心肺機能の低下", "閉じこもり", "意欲低下", "徘徊", "低栄養",
    "摂食・嚥下機能低下", "脱水", "易感染性", "がん等による疼痛", "その他",
)  # fmt: skip
MEDICAL_CARE = (
    "訪問診療", "訪問看護", "訪問リハビリテーション", "通所リハビリテーション", "短期入所療養介護",
    "訪問歯科診療", "訪問歯科衛生指導", "訪問薬剤管理指導", "訪問栄養食事指導", "その他",
)  # fmt: skip
SIDES = ("右", "左")
UNDERLINED = "（下線）"
"""Added to a kind of medical care that the physician underlined: it matters most."""

_ERA_DAY = "(明治|大正|昭和|平成|令和)[0-9]{2}年([0-9]{2}月([0-9]{2}日)?)?"


def choices(labels: Sequence[str], *, underlined: bool = False) -> ValueForm:
    """A digit per label: 0 no, 1 yes, and 2 underlined where that exists; read as the labels chosen."""
    digits = "012" if underlined else "01"

    def fault(value: str) -> Entry | None:
        return None if len(value) == len(labels) and set(value) <= set(digits) else files.VALUE_FORM

    def read(value: str) -> tuple[str, ...]:
        ends = ("", "", UNDERLINED)
        return tuple(
            label + ends[int(digit)] for label, digit in zip(labels, value, strict=True) if digit != "0"
        )

    def write(chosen: tuple[str, ...]) -> str:
        return "".join("2" if label + UNDERLINED in chosen else str(int(label in chosen)) for label in labels)

    return ValueForm(f"{'/'.join(digits)} を {len(labels)} 桁", fault, read, write, tuple)


def _truth(no: str, none: str | None) -> ValueForm:
    """1 is yes; `none` is what the program writes when neither was chosen, read as empty."""
    form = code(("1", "2", "0"))
    return ValueForm(
        form.expected, form.fault, lambda value: None if value == none else value == "1",
        lambda value: "1" if value else no, bool,
    )  # fmt: skip


def _free() -> ValueForm:
    """Free text; 医見書 writes a line end within a text as U+000B."""
    plain = text()
    return ValueForm(
        plain.expected, plain.fault, lambda value: value.replace("\x0b", "\n"),
        lambda value: value.replace("\n", "\x0b"), free_text=True,
    )  # fmt: skip


FORMS: dict[str, ValueForm] = {
    "version": pattern("1.1", r".*"),
    "text": _free(),
    "timestamp": pattern("被保険者番号と DDHHMMSS", f"{INSURED_NUMBER_PATTERN}[0-9]{{8}}"),
    "insurer": pattern("数字 6 桁", "[0-9]{6}"),
    "insured": pattern("数字 10 桁、または H と数字 9 桁", INSURED_NUMBER_PATTERN),
    "day": day(),
    "era_day": pattern("不詳|元号99年[99月[99日]]", f"不詳|{_ERA_DAY}"),
    "digits": pattern("数字 1-3 桁", "[0-9]{1,3}"),
    "measure": decimal(6),
    "postal": pattern("XXX-XXXX", "[0-9]{3}-[0-9]{4}"),
    "yes_no": _truth("2", none="0"),
    "flag": _truth("0", none=None),
    "departments": choices(DEPARTMENTS),
    "treatments": choices(TREATMENTS),
    "special_care": choices(SPECIAL_CARE),
    "symptoms": choices(SYMPTOMS),
    "aids": choices(AIDS),
    "risks": choices(RISKS),
    "medical_care": choices(MEDICAL_CARE, underlined=True),
    "sides": choices(SIDES),
}
"""Short name -> form."""
