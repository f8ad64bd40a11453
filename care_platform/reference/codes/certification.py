"""Codes of certification of care needs: level, application, progress, and the two everyday-living scales."""

from care_platform.reference.codes.code_list import CodeList, CodeValue, Evidence

_CARE_PLAN_STANDARD = "ケアプランデータ連携標準仕様 4.1"

CARE_LEVEL = CodeList(
    name="care_level",
    official_name="要介護状態区分",
    source=_CARE_PLAN_STANDARD,
    evidence=Evidence.OFFICIAL,
    values={
        "01": CodeValue("非該当", "Not eligible"),
        "06": CodeValue("事業対象者", "Eligible for the municipality's programme"),
        "11": CodeValue("要支援（経過的要介護）", "Support (transitional)"),
        "12": CodeValue("要支援１", "Support level 1"),
        "13": CodeValue("要支援２", "Support level 2"),
        "21": CodeValue("要介護１", "Care level 1"),
        "22": CodeValue("要介護２", "Care level 2"),
        "23": CodeValue("要介護３", "Care level 3"),
        "24": CodeValue("要介護４", "Care level 4"),
        "25": CodeValue("要介護５", "Care level 5"),
    },
)

CERTIFICATION_STATUS = CodeList(
    name="certification_status",
    official_name="認定状況区分",
    source=_CARE_PLAN_STANDARD,
    evidence=Evidence.OFFICIAL,
    values={"1": CodeValue("申請中", "Applied for"), "2": CodeValue("認定済", "Certified")},
)

APPLICATION_KIND = CodeList(
    name="application_kind",
    official_name="申請区分",
    source="介護保険法 27 条, 28 条, 29 条; codes of the certification software not seen",
    evidence=Evidence.KNOWLEDGE,
    values={
        "1": CodeValue("新規申請", "New application"),
        "2": CodeValue("更新申請", "Renewal"),
        "3": CodeValue("区分変更申請", "Change of level"),
    },
)

ADL_DISABLED = CodeList(
    name="adl_disabled",
    official_name="障害高齢者の日常生活自立度",
    source=_CARE_PLAN_STANDARD,
    evidence=Evidence.OFFICIAL,
    values={
        "01": CodeValue("自立", "Independent"),
        "11": CodeValue("J1", "J1"),
        "12": CodeValue("J2", "J2"),
        "21": CodeValue("A1", "A1"),
        "22": CodeValue("A2", "A2"),
        "31": CodeValue("B1", "B1"),
        "32": CodeValue("B2", "B2"),
        "41": CodeValue("C1", "C1"),
        "42": CodeValue("C2", "C2"),
    },
)

ADL_DEMENTIA = CodeList(
    name="adl_dementia",
    official_name="認知症高齢者の日常生活自立度",
    source=_CARE_PLAN_STANDARD,
    evidence=Evidence.OFFICIAL,
    values={
        "01": CodeValue("自立", "Independent"),
        "02": CodeValue("Ⅰ", "I"),
        "03": CodeValue("Ⅱａ", "IIa"),
        "04": CodeValue("Ⅱｂ", "IIb"),
        "05": CodeValue("Ⅲａ", "IIIa"),
        "06": CodeValue("Ⅲｂ", "IIIb"),
        "07": CodeValue("Ⅳ", "IV"),
        "08": CodeValue("Ｍ", "M"),
    },
)
