"""主治医意見書, head and sections 1 and 2: who, by whom, illnesses, special care of the last 14 days.

Items have the names and the order of the national form.
"""

from datetime import date

from care_platform.records.application import OfApplication
from care_platform.records.fields import code, day, group, integer, number, text
from care_platform.records.opinion_choices import Department, Incontinence, Procedure, Response
from care_platform.records.partial_dates import PARTIAL_DATE_PATTERN
from care_platform.reference.codes import ERA, OPINION_CONSENT, OPINION_COUNT, SEX, SYMPTOM_STABILITY, YES_NO


class OpinionHead(OfApplication):
    """基本情報."""

    entry_date: date = day("記入日", "filled in on", example="2026-04-15")
    applicant_furigana: str | None = text(
        "申請者ふりがな", "name in hiragana", at_most=200, personal=True, example="ひらかた　はなこ"
    )
    applicant_name: str = text("申請者氏名", "name", at_most=100, personal=True, example="枚方　花子")
    applicant_sex: str = code("性別", "sex", SEX, example="2")
    birth_era: str | None = code("生年（元号）", "era of birth", ERA, example="3")
    birth_date: date = day("生年月日", "birth date", personal=True, example="1940-04-01")
    age: int | None = integer(
        "年齢", "age", maximum=150, unit="歳", personal=True, example="86", rule="記入日における満年齢"
    )
    postal_code: str | None = number(
        "郵便番号", "postal code", "[0-9]{3}-[0-9]{4}", personal=True, example="573-8666"
    )
    applicant_address: str | None = text(
        "住所", "address", at_most=300, personal=True, example="大阪府枚方市大垣内町2丁目1番20号"
    )
    applicant_phone: str | None = text(
        "連絡先", "telephone", at_most=30, personal=True, example="072-000-0000"
    )
    consent: str | None = code(
        "意見書利用への同意", "physician agrees to the use", OPINION_CONSENT, example="1"
    )
    doctor_name: str = text("医師氏名", "physician's name", at_most=100, personal=True, example="見本　医師")
    clinic_name: str = text("医療機関名", "institution", at_most=100, example="見本医院")
    clinic_address: str | None = text(
        "医療機関所在地", "institution's address", at_most=300, example="大阪府枚方市大垣内町1丁目"
    )
    clinic_phone: str | None = text("電話", "institution's telephone", at_most=30, example="072-000-0001")
    clinic_fax: str | None = text("FAX", "institution's fax", at_most=30, example="072-000-0002")
    last_exam_date: date = day("(1) 最終診察日", "last examination", example="2026-04-10")
    report_count: str | None = code("(2) 意見書作成回数", "how many opinions", OPINION_COUNT, example="1")
    other_dept_visit: str | None = code(
        "(3) 他科受診の有無", "other departments visited", YES_NO, example="1"
    )
    other_dept: list[Department] = group("(3) 他科受診（診療科）", "departments visited", at_most=13)
    other_dept_other_text: str | None = text(
        "(3) 他科受診 その他", "other department", at_most=200, personal=True, example="麻酔科"
    )


class OpinionIllness(OpinionHead):
    """1 傷病に関する意見, 2 特別な医療."""

    diagnosis1_name: str = text(
        "(1) 診断名1", "diagnosis 1", at_most=200, personal=True, example="脳梗塞後遺症"
    )
    diagnosis1_era: str | None = code("(1) 診断名1 発症元号", "era of onset 1", ERA, example="5")
    diagnosis1_date: str | None = number(
        "(1) 診断名1 発症年月日",
        "onset 1",
        PARTIAL_DATE_PATTERN,
        personal=True,
        example="2024-05",
        rule="年、年月、年月日のいずれか",
    )
    diagnosis2_name: str | None = text(
        "(1) 診断名2", "diagnosis 2", at_most=200, personal=True, example="高血圧症"
    )
    diagnosis2_era: str | None = code("(1) 診断名2 発症元号", "era of onset 2", ERA, example="5")
    diagnosis2_date: str | None = number(
        "(1) 診断名2 発症年月日",
        "onset 2",
        PARTIAL_DATE_PATTERN,
        personal=True,
        example="2024-05",
        rule="年、年月、年月日のいずれか",
    )
    diagnosis3_name: str | None = text(
        "(1) 診断名3", "diagnosis 3", at_most=200, personal=True, example="変形性膝関節症"
    )
    diagnosis3_era: str | None = code("(1) 診断名3 発症元号", "era of onset 3", ERA, example="5")
    diagnosis3_date: str | None = number(
        "(1) 診断名3 発症年月日",
        "onset 3",
        PARTIAL_DATE_PATTERN,
        personal=True,
        example="2024-05",
        rule="年、年月、年月日のいずれか",
    )
    symptom_stability: str = code(
        "(2) 症状としての安定性", "stability of symptoms", SYMPTOM_STABILITY, example="1"
    )
    stability_detail: str | None = text(
        "(2) 不安定の場合の具体的な状況",
        "details of instability",
        at_most=200,
        personal=True,
        example="血圧の変動が大きい",
    )
    treatment_course: str = text(
        "(3) 経過及び治療内容",
        "course and treatment",
        at_most=2000,
        personal=True,
        example="発症後、右片麻痺が残る。内服で経過は安定している。",
    )
    special_med_procedure: list[Procedure] = group("処置内容", "special care: procedures", at_most=9)
    special_med_response: list[Response] = group("特別な対応", "special care: responses", at_most=2)
    special_med_incontinence: list[Incontinence] = group(
        "失禁への対応", "special care: incontinence", at_most=1
    )
