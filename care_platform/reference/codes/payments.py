"""Codes of what lowers or restricts a benefit and of what a benefit was used for."""

from datetime import date

from care_platform.reference.codes.code_list import CodeList, CodeValue, Evidence
from care_platform.reference.codes.numbered import numbered

_OWN = "the platform's own numbering; official codes not seen"
_OTHER = ("その他", "Other")

ASSET_TEST = numbered(
    "asset_test", "預貯金等の要件", f"介護保険法施行規則 83 条の 5; {_OWN}",
    ("要件を満たす", "Within the ceiling"), ("審査の対象外（生活保護等）", "Not tested (public assistance)"),
    ("要件を満たさない", "Above the ceiling"),
)  # fmt: skip
REDUCTION_KIND = numbered(
    "reduction_kind", "減免・減額の種類", f"介護保険法 50 条, 60 条, 軽減事業実施要綱; {_OWN}",
    ("社会福祉法人等による利用者負担軽減", "Reduction by social welfare corporations"),
    ("利用者負担額減額・免除（災害等）", "Reduction or exemption (disaster and the like)"),
    ("訪問介護利用者負担額減額（障害者）", "Reduction for home-visit care (disability)"),
    ("特定負担限度額（旧措置入所者）", "Special burden limit (residents since before 2000)"),
)  # fmt: skip
RESTRICTION_REASON = numbered(
    "restriction_reason", "給付制限の理由", f"介護保険法 66 条から 69 条; {_OWN}",
    ("介護保険料の滞納（納期限から1年以上）", "Premiums unpaid for a year or more"),
    ("介護保険料の滞納（納期限から1年6月以上）", "Premiums unpaid for a year and a half or more"),
    ("介護保険料の徴収権の消滅", "Premiums barred by time"),
    ("医療保険料等の滞納（第2号被保険者）", "Health insurance premiums unpaid (category 2)"),
)  # fmt: skip
CEILING_START = numbered(
    "ceiling_start", "支給限度額の起算の理由", f"平成12年厚生省告示35号; {_OWN}",
    ("初回", "First work"), ("介護の必要の程度が3段階以上上がった", "Care needs rose by three steps"),
    ("転居", "Moved house"),
)  # fmt: skip
MODIFICATION_WORK = numbered(
    "modification_work", "住宅改修の種類", f"平成11年厚生省告示95号, in its order; {_OWN}",
    ("手すりの取付け", "Handrails"), ("段差の解消", "Removing steps"),
    ("滑りの防止等のための床材の変更", "Other flooring"), ("引き戸等への扉の取替え", "Sliding doors"),
    ("洋式便器等への便器の取替え", "Western-style toilet"), ("その他付帯工事", "Work needed for the others"),
)  # fmt: skip
EQUIPMENT_ITEM = CodeList(
    name="equipment_item",
    official_name="特定福祉用具の種目",
    source=f"平成11年厚生省告示94号, in its order; 7 to 9 by choice of the user from 2024-04-01; {_OWN}",
    evidence=Evidence.KNOWLEDGE,
    values={
        "1": CodeValue("腰掛便座", "Seat for the toilet"),
        "2": CodeValue("自動排泄処理装置の交換可能部品", "Parts of an automatic toilet device"),
        "3": CodeValue("排泄予測支援機器", "Toilet-need forecaster", valid_from=date(2022, 4, 1)),
        "4": CodeValue("入浴補助用具", "Bathing aids"),
        "5": CodeValue("簡易浴槽", "Portable bathtub"),
        "6": CodeValue("移動用リフトのつり具の部分", "Sling of a lift"),
        "7": CodeValue("固定用スロープ", "Fixed ramp", valid_from=date(2024, 4, 1)),
        "8": CodeValue("歩行器（歩行車を除く）", "Walking frame", valid_from=date(2024, 4, 1)),
        "9": CodeValue("単点杖・多点杖", "Walking stick", valid_from=date(2024, 4, 1)),
    },
)
PAYMENT_METHOD = numbered(
    "payment_method", "支給方法", _OWN,
    ("償還払い", "Refunded to the person"), ("受領委任払い", "Paid to the supplier"), _OTHER,
)  # fmt: skip
