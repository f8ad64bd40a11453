"""Codes about people: the insured, and those who look something up."""

from care_platform.reference.codes.code_list import CodeList, CodeValue, Evidence

SEX = CodeList(
    name="sex",
    official_name="性別",
    source="ケアプランデータ連携標準仕様 4.1",
    evidence=Evidence.OFFICIAL,
    values={"1": CodeValue("男性", "Male"), "2": CodeValue("女性", "Female")},
)

BIRTH_DATE_UNCERTAIN = CodeList(
    name="birth_date_uncertain",
    official_name="生年月日_不詳フラグ",
    source="the municipal standard's item 生年月日_不詳フラグ; codes to be checked against the official table",
    evidence=Evidence.KNOWLEDGE,
    values={
        "0": CodeValue("不詳でない", "Known to the day"),
        "1": CodeValue("不詳", "Not known to the day"),
    },
)

INSURED_CATEGORY = CodeList(
    name="insured_category",
    official_name="被保険者区分",
    source="介護保険法 9 条; codes to be checked against the official table",
    evidence=Evidence.KNOWLEDGE,
    values={
        "1": CodeValue("第1号被保険者（65歳以上）", "Category 1 (65 or older)"),
        "2": CodeValue("第2号被保険者（40歳以上65歳未満）", "Category 2 (40 to 64)"),
    },
)

JOB_TYPE = CodeList(
    name="job_type",
    official_name="職種",
    source="the platform's own words; the official table of job types is not public",
    evidence=Evidence.KNOWLEDGE,
    values={
        "administrator": CodeValue("管理者", "Administrator"),
        "care_manager": CodeValue("介護支援専門員", "Care manager"),
        "helper": CodeValue("訪問介護員・介護職員", "Care worker"),
        "nurse": CodeValue("看護師・准看護師", "Nurse"),
        "public_health_nurse": CodeValue("保健師", "Public health nurse"),
        "physician": CodeValue("医師", "Physician"),
        "dentist": CodeValue("歯科医師", "Dentist"),
        "pharmacist": CodeValue("薬剤師", "Pharmacist"),
        "therapist": CodeValue("理学療法士・作業療法士・言語聴覚士", "Therapist"),
        "dietitian": CodeValue("管理栄養士・栄養士", "Dietitian"),
        "social_worker": CodeValue("社会福祉士・生活相談員", "Social worker"),
        "equipment_adviser": CodeValue("福祉用具専門相談員", "Care equipment adviser"),
        "office_clerk": CodeValue("事務職員", "Office clerk"),
    },
)
