"""Codes of care plans."""

from care_platform.reference.codes.code_list import CodeList, CodeValue, Evidence

_CARE_PLAN_STANDARD = "ケアプランデータ連携標準仕様 4.1"

PLAN_KIND = CodeList(
    name="plan_kind",
    official_name="計画書区分",
    source=_CARE_PLAN_STANDARD,
    evidence=Evidence.OFFICIAL,
    values={
        "11": CodeValue("初回", "First"),
        "12": CodeValue("紹介", "Referral"),
        "21": CodeValue("継続", "Continued"),
        "51": CodeValue("初回＆紹介", "First and referral"),
        "52": CodeValue("初回＆継続", "First and continued"),
        "53": CodeValue("紹介＆継続", "Referral and continued"),
        "54": CodeValue("初回＆紹介＆継続", "First, referral and continued"),
    },
)

LIFE_SUPPORT_REASON = CodeList(
    name="life_support_reason",
    official_name="生活援助中心型の算定理由",
    source=_CARE_PLAN_STANDARD,
    evidence=Evidence.OFFICIAL,
    values={
        "1": CodeValue("一人暮らし", "Lives alone"),
        "2": CodeValue("家族等が障害、疾病等", "Family disabled or ill"),
        "3": CodeValue("その他", "Other"),
    },
)

INSURANCE_TARGET = CodeList(
    name="insurance_target",
    official_name="保険対象区分",
    source=_CARE_PLAN_STANDARD,
    evidence=Evidence.OFFICIAL,
    values={"Y": CodeValue("対象", "Covered"), "N": CodeValue("対象外", "Not covered")},
)
