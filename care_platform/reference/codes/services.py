"""Service types: the first two places of every care service code."""

from datetime import date

from care_platform.reference.codes.code_list import CodeList, CodeValue, Evidence

_HOME_CARE: dict[str, CodeValue] = {
    "11": CodeValue("訪問介護", "Home-visit care"),
    "12": CodeValue("訪問入浴介護", "Home-visit bathing"),
    "13": CodeValue("訪問看護", "Home-visit nursing"),
    "14": CodeValue("訪問リハビリテーション", "Home-visit rehabilitation"),
    "15": CodeValue("通所介護", "Day care"),
    "16": CodeValue("通所リハビリテーション", "Day rehabilitation"),
    "17": CodeValue("福祉用具貸与", "Rental of care equipment"),
    "21": CodeValue("短期入所生活介護", "Short stay"),
    "22": CodeValue("短期入所療養介護（介護老人保健施設）", "Short medical stay (health facility)"),
    "23": CodeValue("短期入所療養介護（療養病床を有する病院等）", "Short medical stay (hospital)"),
    "2A": CodeValue("短期入所療養介護（介護医療院）", "Short medical stay (integrated facility)"),
    "24": CodeValue("介護予防短期入所生活介護", "Preventive short stay"),
    "25": CodeValue(
        "介護予防短期入所療養介護（介護老人保健施設）", "Preventive short medical stay (health facility)"
    ),
    "26": CodeValue("介護予防短期入所療養介護（病院等）", "Preventive short medical stay (hospital)"),
    "2B": CodeValue(
        "介護予防短期入所療養介護（介護医療院）", "Preventive short medical stay (integrated facility)"
    ),
    "27": CodeValue("特定施設入居者生活介護（短期利用型）", "Residential facility (short use)"),
    "28": CodeValue(
        "地域密着型特定施設入居者生活介護（短期利用型）", "Community residential facility (short use)"
    ),
    "31": CodeValue("居宅療養管理指導", "Medical management at home"),
    "32": CodeValue("認知症対応型共同生活介護", "Group home for people with dementia"),
    "33": CodeValue("特定施設入居者生活介護", "Residential facility"),
    "34": CodeValue("介護予防居宅療養管理指導", "Preventive medical management at home"),
    "35": CodeValue("介護予防特定施設入居者生活介護", "Preventive residential facility"),
    "36": CodeValue("地域密着型特定施設入居者生活介護", "Community residential facility"),
    "37": CodeValue("介護予防認知症対応型共同生活介護", "Preventive group home for people with dementia"),
    "38": CodeValue(
        "認知症対応型共同生活介護（短期利用型）", "Group home for people with dementia (short use)"
    ),
    "39": CodeValue(
        "介護予防認知症対応型共同生活介護（短期利用型）",
        "Preventive group home for people with dementia (short use)",
    ),
}

_PURCHASES_AND_PLANS: dict[str, CodeValue] = {
    "41": CodeValue("福祉用具購入", "Purchase of care equipment"),
    "42": CodeValue("住宅改修", "Home modification"),
    "43": CodeValue("居宅介護支援", "Care management"),
    "44": CodeValue("介護予防福祉用具購入", "Preventive purchase of care equipment"),
    "45": CodeValue("介護予防住宅改修", "Preventive home modification"),
    "46": CodeValue("介護予防支援", "Preventive care management"),
}

_FACILITIES: dict[str, CodeValue] = {
    "51": CodeValue("介護福祉施設サービス", "Welfare facility for the elderly"),
    "52": CodeValue("介護保健施設サービス", "Health facility for the elderly"),
    "53": CodeValue(
        "介護療養施設サービス", "Sanatorium-type medical care facility", valid_to=date(2024, 3, 31)
    ),
    "54": CodeValue("地域密着型介護老人福祉施設入所者生活介護", "Community welfare facility for the elderly"),
    "55": CodeValue(
        "介護医療院サービス", "Integrated medical and care facility", valid_from=date(2018, 4, 1)
    ),
    "59": CodeValue("特定入所者介護サービス等", "Board and lodging supplement"),
}

_PREVENTIVE: dict[str, CodeValue] = {
    "62": CodeValue("介護予防訪問入浴介護", "Preventive home-visit bathing"),
    "63": CodeValue("介護予防訪問看護", "Preventive home-visit nursing"),
    "64": CodeValue("介護予防訪問リハビリテーション", "Preventive home-visit rehabilitation"),
    "66": CodeValue("介護予防通所リハビリテーション", "Preventive day rehabilitation"),
    "67": CodeValue("介護予防福祉用具貸与", "Preventive rental of care equipment"),
}

_COMMUNITY: dict[str, CodeValue] = {
    "68": CodeValue("小規模多機能型居宅介護（短期利用型）", "Small multifunctional care (short use)"),
    "69": CodeValue(
        "介護予防小規模多機能型居宅介護（短期利用型）", "Preventive small multifunctional care (short use)"
    ),
    "71": CodeValue("夜間対応型訪問介護", "Night home-visit care"),
    "72": CodeValue("認知症対応型通所介護", "Day care for people with dementia"),
    "73": CodeValue("小規模多機能型居宅介護", "Small multifunctional care"),
    "74": CodeValue("介護予防認知症対応型通所介護", "Preventive day care for people with dementia"),
    "75": CodeValue("介護予防小規模多機能型居宅介護", "Preventive small multifunctional care"),
    "76": CodeValue("定期巡回・随時対応型訪問介護看護", "Regular and on-call home-visit care and nursing"),
    "77": CodeValue(
        "複合型サービス（看護小規模多機能型居宅介護）", "Small multifunctional care with nursing"
    ),
    "78": CodeValue("地域密着型通所介護", "Community day care", valid_from=date(2016, 4, 1)),
    "79": CodeValue(
        "複合型サービス（看護小規模多機能型居宅介護・短期利用型）",
        "Small multifunctional care with nursing (short use)",
    ),
    "81": CodeValue("市町村特別給付", "Municipality's special benefit", evidence=Evidence.OFFICIAL),
}

_MUNICIPAL_PROGRAMME: dict[str, CodeValue] = {
    "A1": CodeValue("訪問型サービス（みなし）", "Home-visit type (deemed)"),
    "A2": CodeValue("訪問型サービス（独自）", "Home-visit type (own)"),
    "A3": CodeValue("訪問型サービス（独自／定率）", "Home-visit type (own, fixed rate)"),
    "A4": CodeValue("訪問型サービス（独自／定額）", "Home-visit type (own, fixed amount)"),
    "A5": CodeValue("通所型サービス（みなし）", "Day type (deemed)"),
    "A6": CodeValue("通所型サービス（独自）", "Day type (own)"),
    "A7": CodeValue("通所型サービス（独自／定率）", "Day type (own, fixed rate)"),
    "A8": CodeValue("通所型サービス（独自／定額）", "Day type (own, fixed amount)"),
    "AF": CodeValue("介護予防ケアマネジメント", "Preventive care management (programme)"),
}

SERVICE_TYPE = CodeList(
    name="service_type",
    official_name="サービス種類コード",
    source="ケアプランデータ連携標準仕様 4.1; 介護給付費単位数等サービスコード表",
    evidence=Evidence.KNOWLEDGE,
    values={
        **_HOME_CARE,
        **_PURCHASES_AND_PLANS,
        **_FACILITIES,
        **_PREVENTIVE,
        **_COMMUNITY,
        **_MUNICIPAL_PROGRAMME,
    },
)
