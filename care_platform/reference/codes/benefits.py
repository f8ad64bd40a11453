"""Codes of what a person pays, what is restricted, and where they live."""

from datetime import date

from care_platform.reference.codes.code_list import CodeList, CodeValue, Evidence

COPAY_RATE = CodeList(
    name="copay_rate",
    official_name="利用者負担の割合",
    source="介護保険法 49 条の 2; the code is the share in tenths",
    evidence=Evidence.KNOWLEDGE,
    values={
        "1": CodeValue("1割", "10 %"),
        "2": CodeValue("2割", "20 %", valid_from=date(2015, 8, 1)),
        "3": CodeValue("3割", "30 %", valid_from=date(2018, 8, 1)),
    },
)

BENEFIT_RESTRICTION_KIND = CodeList(
    name="benefit_restriction_kind",
    official_name="給付制限の種類",
    source="介護保険法 66 条から 69 条; official codes not seen",
    evidence=Evidence.KNOWLEDGE,
    values={
        "1": CodeValue("支払方法の変更", "Pay in full first, claim the benefit later"),
        "2": CodeValue("保険給付の支払の一時差止", "Payment of the benefit withheld"),
        "3": CodeValue("給付額の減額", "Benefit reduced"),
        "4": CodeValue("保険給付の差止（第2号被保険者）", "Benefit withheld (category 2)"),
    },
)

FACILITY_KIND = CodeList(
    name="facility_kind",
    official_name="介護保険施設等の種類",
    source="介護保険法 8 条; official codes not seen",
    evidence=Evidence.KNOWLEDGE,
    values={
        "1": CodeValue("介護老人福祉施設", "Welfare facility for the elderly"),
        "2": CodeValue("介護老人保健施設", "Health facility for the elderly"),
        "3": CodeValue(
            "介護療養型医療施設", "Sanatorium-type medical care facility", valid_to=date(2024, 3, 31)
        ),
        "4": CodeValue("介護医療院", "Integrated medical and care facility", valid_from=date(2018, 4, 1)),
        "5": CodeValue("地域密着型介護老人福祉施設", "Community welfare facility for the elderly"),
        "6": CodeValue("特定施設", "Specified residential facility"),
        "7": CodeValue("認知症対応型共同生活介護", "Group home for people with dementia"),
    },
)

AREA_CLASS = CodeList(
    name="area_class",
    official_name="地域区分",
    source="厚生労働大臣が定める一単位の単価; codes to be checked against the official table",
    evidence=Evidence.KNOWLEDGE,
    values={
        **{str(n): CodeValue(f"{n}級地", f"Area class {n}") for n in range(1, 8)},
        "other": CodeValue("その他", "Other area"),
    },
)
