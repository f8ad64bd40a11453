"""主治医意見書, sections 3 to 5: mind and body, daily life and services, anything else.

Items have the names and the order of the national form.
"""

from care_platform.records.fields import code, group, number, text
from care_platform.records.opinion_choices import Caution, Management, Risk, Side, Symptom, WalkingAid
from care_platform.records.opinion_head import OpinionIllness
from care_platform.reference.codes import (
    ADL_DEMENTIA,
    ADL_DISABLED,
    BODY_SIDE,
    COMMUNICATION_ABILITY,
    DECISION_ABILITY,
    EATING,
    NUTRITION_STATUS,
    OUTDOOR_WALKING,
    SERVICE_OUTLOOK,
    SEVERITY,
    SHORT_TERM_MEMORY,
    WEIGHT_CHANGE,
    WHEELCHAIR,
    YES_NO,
    YES_NO_UNKNOWN,
)


class OpinionCondition(OpinionIllness):
    """3 心身の状態に関する意見."""

    adl_disabled: str = code(
        "(1) 障害高齢者の日常生活自立度", "independence, physical", ADL_DISABLED, example="21"
    )
    adl_dementia: str = code(
        "(1) 認知症高齢者の日常生活自立度", "independence, dementia", ADL_DEMENTIA, example="03"
    )
    short_term_memory: str = code("(2) 短期記憶", "short-term memory", SHORT_TERM_MEMORY, example="1")
    decision_ability: str = code(
        "(2) 日常の意思決定を行うための認知能力", "cognition for decisions", DECISION_ABILITY, example="1"
    )
    communication_ability: str = code(
        "(2) 自分の意思の伝達能力", "communication", COMMUNICATION_ABILITY, example="1"
    )
    bpsd_presence: str = code(
        "(3) 認知症の行動・心理症状(BPSD)の有無", "dementia symptoms (BPSD)", YES_NO, example="1"
    )
    bpsd_items: list[Symptom] = group("(3) BPSD 症状", "which dementia symptoms", at_most=12)
    bpsd_other_text: str | None = text(
        "(3) BPSD その他", "other dementia symptom", at_most=200, personal=True, example="収集癖"
    )
    other_psych_presence: str | None = code(
        "(4) その他の精神・神経症状", "other mental or nervous symptoms", YES_NO, example="1"
    )
    other_psych_symptom_name: str | None = text(
        "(4) 症状名", "name of the symptom", at_most=200, personal=True, example="うつ状態"
    )
    specialist_consult: str | None = code("(4) 専門医受診の有無", "seen by a specialist", YES_NO, example="1")
    specialist_consult_detail: str | None = text(
        "(4) 専門医受診 内容", "specialist", at_most=200, personal=True, example="精神科"
    )
    dominant_hand: str | None = code("(5) 利き腕", "dominant hand", BODY_SIDE, example="1")
    height_cm: str | None = number(
        "(5) 身長(cm)",
        "height",
        "[1-9][0-9]{0,2}([.][0-9])?",
        personal=True,
        example="152.5",
        rule="小数点以下1桁まで",
    )
    weight_kg: str | None = number(
        "(5) 体重(kg)",
        "weight",
        "[1-9][0-9]{0,2}([.][0-9])?",
        personal=True,
        example="48.3",
        rule="小数点以下1桁まで",
    )
    weight_change: str | None = code(
        "(5) 過去6ヶ月の体重の変化", "weight in six months", WEIGHT_CHANGE, example="1"
    )
    limb_defect: str | None = code("(5) 四肢欠損", "loss of limb", YES_NO, example="1")
    limb_defect_site: str | None = text(
        "(5) 四肢欠損 部位", "loss of limb: where", at_most=200, personal=True, example="左足趾"
    )
    paralysis: str | None = code("(5) 麻痺", "paralysis", YES_NO, example="1")
    paralysis_right_upper: str | None = code("(5) 麻痺 右上肢", "paralysis: right arm", YES_NO, example="1")
    paralysis_right_upper_degree: str | None = code(
        "(5) 麻痺 右上肢 程度", "paralysis: right arm, degree", SEVERITY, example="2"
    )
    paralysis_left_upper: str | None = code("(5) 麻痺 左上肢", "paralysis: left arm", YES_NO, example="1")
    paralysis_left_upper_degree: str | None = code(
        "(5) 麻痺 左上肢 程度", "paralysis: left arm, degree", SEVERITY, example="2"
    )
    paralysis_right_lower: str | None = code("(5) 麻痺 右下肢", "paralysis: right leg", YES_NO, example="1")
    paralysis_right_lower_degree: str | None = code(
        "(5) 麻痺 右下肢 程度", "paralysis: right leg, degree", SEVERITY, example="2"
    )
    paralysis_left_lower: str | None = code("(5) 麻痺 左下肢", "paralysis: left leg", YES_NO, example="1")
    paralysis_left_lower_degree: str | None = code(
        "(5) 麻痺 左下肢 程度", "paralysis: left leg, degree", SEVERITY, example="2"
    )
    paralysis_other: str | None = code("(5) 麻痺 その他", "paralysis: elsewhere", YES_NO, example="1")
    paralysis_other_site: str | None = text(
        "(5) 麻痺 その他 部位", "paralysis: elsewhere, where", at_most=200, personal=True, example="顔面"
    )
    paralysis_other_degree: str | None = code(
        "(5) 麻痺 その他 程度", "paralysis: elsewhere, degree", SEVERITY, example="2"
    )
    muscle_weakness: str | None = code("(5) 筋力の低下", "muscle weakness", YES_NO, example="1")
    muscle_weakness_site: str | None = text(
        "(5) 筋力の低下 部位", "muscle weakness: where", at_most=200, personal=True, example="両下肢"
    )
    muscle_weakness_degree: str | None = code(
        "(5) 筋力の低下 程度", "muscle weakness: degree", SEVERITY, example="2"
    )
    joint_contracture: str | None = code("(5) 関節の拘縮", "contracture", YES_NO, example="1")
    joint_contracture_site: str | None = text(
        "(5) 関節の拘縮 部位", "contracture: where", at_most=200, personal=True, example="右肩"
    )
    joint_contracture_degree: str | None = code(
        "(5) 関節の拘縮 程度", "contracture: degree", SEVERITY, example="2"
    )
    joint_pain: str | None = code("(5) 関節の痛み", "joint pain", YES_NO, example="1")
    joint_pain_site: str | None = text(
        "(5) 関節の痛み 部位", "joint pain: where", at_most=200, personal=True, example="両膝"
    )
    joint_pain_degree: str | None = code("(5) 関節の痛み 程度", "joint pain: degree", SEVERITY, example="2")
    ataxia: str | None = code("(5) 失調・不随意運動", "ataxia", YES_NO, example="1")
    ataxia_upper: list[Side] = group("(5) 失調・不随意運動 上肢", "ataxia: arms", at_most=2)
    ataxia_lower: list[Side] = group("(5) 失調・不随意運動 下肢", "ataxia: legs", at_most=2)
    ataxia_trunk: list[Side] = group("(5) 失調・不随意運動 体幹", "ataxia: trunk", at_most=2)
    pressure_ulcer: str | None = code("(5) 褥瘡", "pressure ulcer", YES_NO, example="1")
    pressure_ulcer_site: str | None = text(
        "(5) 褥瘡 部位", "pressure ulcer: where", at_most=200, personal=True, example="仙骨部"
    )
    pressure_ulcer_degree: str | None = code("(5) 褥瘡 程度", "pressure ulcer: degree", SEVERITY, example="2")
    other_skin_disease: str | None = code("(5) その他の皮膚疾患", "other skin disease", YES_NO, example="1")
    other_skin_disease_site: str | None = text(
        "(5) その他の皮膚疾患 部位", "other skin disease: where", at_most=200, personal=True, example="前腕"
    )
    other_skin_disease_degree: str | None = code(
        "(5) その他の皮膚疾患 程度", "other skin disease: degree", SEVERITY, example="2"
    )


class OpinionServices(OpinionCondition):
    """4 生活機能とサービスに関する意見, 5 特記すべき事項."""

    outdoor_walking: str | None = code("(1) 屋外歩行", "walking outdoors", OUTDOOR_WALKING, example="1")
    wheelchair: str | None = code("(1) 車いすの使用", "wheelchair", WHEELCHAIR, example="1")
    walking_aid: list[WalkingAid] = group("(1) 歩行補助具・装具の使用", "walking aids", at_most=3)
    eating: str = code("(2) 食事行為", "eating", EATING, example="1")
    nutrition_status: str | None = code("(2) 現在の栄養状態", "nutrition", NUTRITION_STATUS, example="1")
    nutrition_note: str | None = text(
        "(2) 栄養・食生活上の留意点", "notes on nutrition", at_most=200, personal=True, example="塩分を控える"
    )
    risk_conditions: list[Risk] = group(
        "(3) 発生の可能性の高い状態", "conditions likely to arise", at_most=14
    )
    risk_other_text: str | None = text(
        "(3) その他の状態", "other condition", at_most=200, personal=True, example="誤薬"
    )
    risk_policy: str | None = text(
        "(3) 対処方針", "policy", at_most=200, personal=True, example="住環境の整備と下肢の訓練"
    )
    service_outlook: str | None = code(
        "(4) 生活機能の維持・改善の見通し", "outlook", SERVICE_OUTLOOK, example="1"
    )
    medical_management: list[Management] = group("(5) 医学的管理の必要性", "medical management", at_most=13)
    medical_management_other_text: str | None = text(
        "(5) その他の医療系サービス 内容",
        "other medical service",
        at_most=200,
        personal=True,
        example="訪問看護（精神）",
    )
    service_caution: list[Caution] = group("(6) サービス提供時の留意事項", "cautions", at_most=7)
    caution_bp_text: str | None = text(
        "(6) 血圧 内容",
        "caution: blood pressure",
        at_most=200,
        personal=True,
        example="収縮期160以上で入浴を控える",
    )
    caution_eating_text: str | None = text(
        "(6) 摂食 内容", "caution: eating", at_most=200, personal=True, example="刻み食"
    )
    caution_swallow_text: str | None = text(
        "(6) 嚥下 内容", "caution: swallowing", at_most=200, personal=True, example="水分にとろみ"
    )
    caution_move_text: str | None = text(
        "(6) 移動 内容", "caution: moving", at_most=200, personal=True, example="見守りの下で歩行器"
    )
    caution_exercise_text: str | None = text(
        "(6) 運動 内容", "caution: exercise", at_most=200, personal=True, example="息切れに注意"
    )
    caution_other_text: str | None = text(
        "(6) その他 内容", "caution: other", at_most=200, personal=True, example="服薬の確認"
    )
    infection: str | None = code("(7) 感染症の有無", "infection", YES_NO_UNKNOWN, example="1")
    infection_detail: str | None = text(
        "(7) 感染症 内容", "infection: which", at_most=200, personal=True, example="MRSA"
    )
    special_notes: str | None = text(
        "特記すべき事項",
        "anything else",
        at_most=2000,
        personal=True,
        example="日中は独居のため、服薬と転倒への配慮を要する。",
    )
