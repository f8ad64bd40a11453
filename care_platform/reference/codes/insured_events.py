"""Codes of what happens to a person's insurance: beginning, end, moves, residence in a facility elsewhere."""

from care_platform.reference.codes.code_list import CodeList, CodeValue, Evidence
from care_platform.reference.codes.numbered import numbered

_OWN = "the platform's own numbering; official codes not seen"

INSURED_EVENT_KIND = numbered(
    "insured_event_kind", "資格異動の種類", f"介護保険法 9 条から 13 条; {_OWN}",
    ("資格取得", "Insurance begins"), ("資格喪失", "Insurance ends"),
    ("保険者内の異動", "Change within the insurer"),
    ("住所地特例の適用", "Facility resident stays insured where they lived"),
    ("住所地特例施設の変更", "Change of that facility"),
    ("住所地特例の解除", "Facility resident's exception ends"),
)  # fmt: skip
CHANGE_REASON = CodeList(
    name="change_reason",
    official_name="異動事由",
    source="受給者異動連絡票 as published by 国保連; 05 and later not seen",
    evidence=Evidence.OFFICIAL,
    values={
        "01": CodeValue("資格取得", "Insurance began"),
        "02": CodeValue("資格喪失", "Insurance ended"),
        "03": CodeValue("広域連合内異動", "Move within the union"),
        "04": CodeValue("合併", "Merger of municipalities"),
        "99": CodeValue("その他", "Other", evidence=Evidence.KNOWLEDGE),
    },
)
QUALIFICATION_REASON = numbered(
    "qualification_reason", "資格取得・喪失の事由", f"介護保険法 10 条, 11 条; {_OWN}",
    ("65歳到達", "Turned 65"), ("第2号被保険者の認定", "Certified in category 2"), ("転入", "Moved in"),
    ("適用除外施設の退所", "Left an institution outside the insurance"), ("職権取得", "Registered ex officio"),
    ("転出", "Moved away"), ("死亡", "Death"), ("適用除外施設の入所", "Entered an institution outside the insurance"),
    ("職権喪失", "Removed ex officio"), ("その他", "Other"),
)  # fmt: skip
LEVEL_CARRIED_OVER = numbered(
    "level_carried_over", "受給資格証明書による認定の引継ぎ", f"介護保険法 36 条; {_OWN}",
    ("引き継いだ", "Carried over"), ("引き継いでいない", "Not carried over"),
)  # fmt: skip
