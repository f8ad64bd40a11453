"""The forms of the care-plan standard's fields, by the short names its tables use.

Source: ケアプランデータ連携標準仕様 4.1, 別紙 CSVファイルレイアウト定義書 and its コード表.
"""

from adapters.files.forms import ValueForm, amount, code, day, decimal, month, pattern, short_text, text, time
from care_platform.reference.codes import (
    CERTIFICATION_STATUS,
    INSURANCE_TARGET,
    LIFE_SUPPORT_REASON,
    PLAN_KIND,
    SERVICE_TYPE,
    SEX,
)
from care_platform.reference.numbers import INSURED_NUMBER_PATTERN, OFFICE_NUMBER_PATTERN

CARE_LEVELS = ("06", "12", "13", "21", "22", "23", "24", "25")
PREVENTION_LEVELS = ("01", "12", "13", "21", "22", "23", "24", "25")
IMPAIRMENTS = ("01", "11", "12", "21", "22", "31", "32", "41", "42")
DEMENTIAS = ("01", "02", "03", "04", "05", "06", "07", "08")
HOUSINGS = ("01", "02", "03", "04", "05", "06", "07", "08")

FORMS: dict[str, ValueForm] = {
    "version": pattern("202407", "[0-9]{6}"),
    "insurer": pattern("数字 6 桁", "[0-9]{6}"),
    "insured": pattern("数字 10 桁、または H と数字 9 桁", INSURED_NUMBER_PATTERN),
    "text": text(),
    "phone": short_text(15),
    "branch": short_text(2),
    "item_mark": short_text(5),
    "unused": short_text(1),
    "postal": pattern("XXX-XXXX", "[0-9]{3}-[0-9]{4}"),
    "office": pattern("事業所番号 10 桁", OFFICE_NUMBER_PATTERN),
    "office_or_total": pattern("事業所番号 10 桁、全合計は 9999999999", f"{OFFICE_NUMBER_PATTERN}|9{{10}}"),
    "input_code": pattern("英数字 10 桁", "[0-9A-Z]{10}"),
    "day": day(),
    "day_or_zero": day(zero=True),
    "month": month(),
    "month_or_zero": month(zero=True),
    "time": time(),
    "time_or_none": time(none=True),
    "days_of_month": pattern("0 または 1 を 31 桁", "[01]{31}"),
    "number_2": amount(2),
    "number_3": amount(3),
    "number_5": amount(5),
    "number_6": amount(6),
    "number_7": amount(7),
    "decimal_6": decimal(6),
    "service_type": code(SERVICE_TYPE.codes),
    "service_code": pattern("英数字 6 桁", "[0-9A-Z]{6}"),
    "equipment": pattern("99999-999999", "[0-9]{5}-[0-9]{6}"),
    "notified_equipment": short_text(12),
    "sex": code(SEX.codes),
    "status": code(CERTIFICATION_STATUS.codes),
    "level": code(CARE_LEVELS),
    "prevention_level": code(PREVENTION_LEVELS),
    "plan_kind": code(PLAN_KIND.codes),
    "support_reason": code(LIFE_SUPPORT_REASON.codes),
    "covered": code(INSURANCE_TARGET.codes),
    "weekday": code("1234567"),
    "flag": code("01"),
    "yes_no": code("12"),
    "one_to_three": code("123"),
    "consultation": code(("01", "02", "03")),
    "first_or_second": code(("01", "02")),
    "impairment": code(IMPAIRMENTS),
    "dementia": code(DEMENTIAS),
    "housing": code(HOUSINGS),
}
"""Short name -> form."""
