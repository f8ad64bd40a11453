"""Codes of what a person pays, what is restricted, and where they live."""

from datetime import date

from care_platform.reference.codes.code_list import CodeList, CodeValue, Evidence

COPAY_RATE = CodeList(
    name="copay_rate",
    official_name="利用者負担の割合",
    source="介護保険法 49 条の 2; the code is the share in tenths",
    evidence=Evidence.KNOWLEDGE,
    values={
        "1": CodeValue("1割", "10%"),
        "2": CodeValue("2割", "20%", valid_from=date(2015, 8, 1)),
        "3": CodeValue("3割", "30%", valid_from=date(2018, 8, 1)),
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

BURDEN_STAGE = CodeList(
    name="burden_stage",
    official_name="利用者負担段階",
    source="介護保険法施行規則 83 条の 5; official codes not seen",
    evidence=Evidence.KNOWLEDGE,
    values={
        "1": CodeValue("第1段階", "Stage 1"),
        "2": CodeValue("第2段階", "Stage 2"),
        "31": CodeValue("第3段階①", "Stage 3 (1)", valid_from=date(2021, 8, 1)),
        "32": CodeValue("第3段階②", "Stage 3 (2)", valid_from=date(2021, 8, 1)),
        "4": CodeValue("第4段階", "Stage 4 (no supplement)"),
    },
)

BURDEN_ITEM = CodeList(
    name="burden_item",
    official_name="食費・居住費（滞在費）の区分",
    source="食費・居住費の負担限度額（厚生労働省告示）; the platform's own words, official codes not seen",
    evidence=Evidence.KNOWLEDGE,
    values={
        "meal_facility": CodeValue("食費（施設サービス）", "Meals (facility)"),
        "meal_short_stay": CodeValue("食費（短期入所サービス）", "Meals (short stay)"),
        "unit_private": CodeValue("ユニット型個室", "Unit, private room"),
        "unit_semi_private": CodeValue("ユニット型個室的多床室", "Unit, semi-private room"),
        "private_welfare": CodeValue("従来型個室（特養等）", "Private room (welfare facility)"),
        "private_medical": CodeValue("従来型個室（老健・医療院等）", "Private room (medical facility)"),
        "shared_welfare": CodeValue("多床室（特養等）", "Shared room (welfare facility)"),
        "shared_medical_charged": CodeValue(
            "多床室（老健・医療院、室料あり）", "Shared room (medical facility, rent charged)"
        ),
        "shared_medical": CodeValue(
            "多床室（老健・医療院等、室料なし）", "Shared room (medical facility, no rent)"
        ),
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
