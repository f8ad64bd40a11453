"""The 74 answers of the certification survey (認定調査票 基本調査), and the two independence scales.

Where the form lets the surveyor mark several (1-1, 1-2, 6), each place is an item of its own with present or
absent, as in the flat layout of the certification software; so 20 + 12 + 9 + 15 + 6 + 12 = 74. A code is the place of
the answer on the form.
"""

from care_platform.records.application import OfApplication
from care_platform.records.fields import code
from care_platform.reference.codes import (
    ADL_DEMENTIA,
    ADL_DISABLED,
    SURVEY_ABILITY,
    SURVEY_ASSISTANCE,
    SURVEY_COMMUNICATION,
    SURVEY_DECISIONS,
    SURVEY_FREQUENCY,
    SURVEY_HEARING,
    SURVEY_HOLDING,
    SURVEY_OUTINGS,
    SURVEY_PRESENCE,
    SURVEY_SIGHT,
    SURVEY_SITTING,
    SURVEY_STANDING,
    SURVEY_SUPERVISION,
    SURVEY_SWALLOWING,
    SURVEY_WASHING,
)


class SurveyAnswers(OfApplication):
    """The answers in the order of the form."""

    # 第1群 身体機能・起居動作
    paralysis_left_arm: str = code(
        "1-1 麻痺等の有無（左上肢）", "1-1 paralysis, left arm", SURVEY_PRESENCE, example="1"
    )
    paralysis_right_arm: str = code(
        "1-1 麻痺等の有無（右上肢）", "1-1 paralysis, right arm", SURVEY_PRESENCE, example="1"
    )
    paralysis_left_leg: str = code(
        "1-1 麻痺等の有無（左下肢）", "1-1 paralysis, left leg", SURVEY_PRESENCE, example="1"
    )
    paralysis_right_leg: str = code(
        "1-1 麻痺等の有無（右下肢）", "1-1 paralysis, right leg", SURVEY_PRESENCE, example="1"
    )
    paralysis_elsewhere: str = code(
        "1-1 麻痺等の有無（その他）", "1-1 paralysis, elsewhere", SURVEY_PRESENCE, example="1"
    )
    contracture_shoulder: str = code(
        "1-2 拘縮の有無（肩関節）", "1-2 contracture, shoulder", SURVEY_PRESENCE, example="1"
    )
    contracture_hip: str = code(
        "1-2 拘縮の有無（股関節）", "1-2 contracture, hip", SURVEY_PRESENCE, example="1"
    )
    contracture_knee: str = code(
        "1-2 拘縮の有無（膝関節）", "1-2 contracture, knee", SURVEY_PRESENCE, example="1"
    )
    contracture_elsewhere: str = code(
        "1-2 拘縮の有無（その他）", "1-2 contracture, elsewhere", SURVEY_PRESENCE, example="1"
    )
    turning_over: str = code("1-3 寝返り", "1-3 turning over", SURVEY_HOLDING, example="1")
    rising: str = code("1-4 起き上がり", "1-4 rising", SURVEY_HOLDING, example="1")
    sitting: str = code("1-5 座位保持", "1-5 sitting", SURVEY_SITTING, example="1")
    standing_on_both: str = code(
        "1-6 両足での立位保持", "1-6 standing on both feet", SURVEY_STANDING, example="1"
    )
    walking: str = code("1-7 歩行", "1-7 walking", SURVEY_HOLDING, example="1")
    standing_up: str = code("1-8 立ち上がり", "1-8 standing up", SURVEY_HOLDING, example="1")
    standing_on_one: str = code("1-9 片足での立位", "1-9 standing on one foot", SURVEY_STANDING, example="1")
    washing_body: str = code("1-10 洗身", "1-10 washing the body", SURVEY_WASHING, example="1")
    nail_cutting: str = code("1-11 つめ切り", "1-11 cutting nails", SURVEY_ASSISTANCE, example="1")
    sight: str = code("1-12 視力", "1-12 sight", SURVEY_SIGHT, example="1")
    hearing: str = code("1-13 聴力", "1-13 hearing", SURVEY_HEARING, example="1")
    # 第2群 生活機能
    transfer: str = code("2-1 移乗", "2-1 transfer", SURVEY_SUPERVISION, example="1")
    moving: str = code("2-2 移動", "2-2 moving about", SURVEY_SUPERVISION, example="1")
    swallowing: str = code("2-3 えん下", "2-3 swallowing", SURVEY_SWALLOWING, example="1")
    eating: str = code("2-4 食事摂取", "2-4 eating", SURVEY_SUPERVISION, example="1")
    urination: str = code("2-5 排尿", "2-5 urination", SURVEY_SUPERVISION, example="1")
    defecation: str = code("2-6 排便", "2-6 defecation", SURVEY_SUPERVISION, example="1")
    oral_hygiene: str = code("2-7 口腔清潔", "2-7 oral hygiene", SURVEY_ASSISTANCE, example="1")
    face_washing: str = code("2-8 洗顔", "2-8 washing the face", SURVEY_ASSISTANCE, example="1")
    hair_care: str = code("2-9 整髪", "2-9 hair care", SURVEY_ASSISTANCE, example="1")
    dressing_top: str = code("2-10 上衣の着脱", "2-10 dressing, upper body", SURVEY_SUPERVISION, example="1")
    dressing_bottom: str = code(
        "2-11 ズボン等の着脱", "2-11 dressing, lower body", SURVEY_SUPERVISION, example="1"
    )
    outings: str = code("2-12 外出頻度", "2-12 going out", SURVEY_OUTINGS, example="1")
    # 第3群 認知機能
    communication: str = code(
        "3-1 意思の伝達", "3-1 making the will known", SURVEY_COMMUNICATION, example="1"
    )
    daily_routine: str = code(
        "3-2 毎日の日課を理解", "3-2 understanding the daily routine", SURVEY_ABILITY, example="1"
    )
    birth_date_or_age: str = code(
        "3-3 生年月日や年齢を言う", "3-3 saying birth date or age", SURVEY_ABILITY, example="1"
    )
    short_term_memory: str = code("3-4 短期記憶", "3-4 short-term memory", SURVEY_ABILITY, example="1")
    own_name: str = code("3-5 自分の名前を言う", "3-5 saying own name", SURVEY_ABILITY, example="1")
    present_season: str = code(
        "3-6 今の季節を理解する", "3-6 understanding the season", SURVEY_ABILITY, example="1"
    )
    knowing_place: str = code("3-7 場所の理解", "3-7 understanding where one is", SURVEY_ABILITY, example="1")
    wandering: str = code("3-8 徘徊", "3-8 wandering", SURVEY_FREQUENCY, example="1")
    getting_lost: str = code(
        "3-9 外出すると戻れない", "3-9 not finding the way back", SURVEY_FREQUENCY, example="1"
    )
    # 第4群 精神・行動障害
    persecution: str = code(
        "4-1 物を盗られたなどと被害的になる", "4-1 feeling robbed or wronged", SURVEY_FREQUENCY, example="1"
    )
    confabulation: str = code("4-2 作話", "4-2 making up stories", SURVEY_FREQUENCY, example="1")
    unstable_feelings: str = code(
        "4-3 泣いたり、笑ったりして感情が不安定になる", "4-3 unstable feelings", SURVEY_FREQUENCY, example="1"
    )
    day_night_reversal: str = code(
        "4-4 昼夜の逆転がある", "4-4 day and night reversed", SURVEY_FREQUENCY, example="1"
    )
    repeating_stories: str = code(
        "4-5 しつこく同じ話をする", "4-5 telling the same story", SURVEY_FREQUENCY, example="1"
    )
    loud_voice: str = code("4-6 大声をだす", "4-6 shouting", SURVEY_FREQUENCY, example="1")
    resisting_care: str = code("4-7 介護に抵抗する", "4-7 resisting care", SURVEY_FREQUENCY, example="1")
    restlessness: str = code(
        "4-8 「家に帰る」等と言い落ち着きがない", "4-8 restlessness", SURVEY_FREQUENCY, example="1"
    )
    wanting_out_alone: str = code(
        "4-9 一人で外に出たがり目が離せない", "4-9 wanting to go out alone", SURVEY_FREQUENCY, example="1"
    )
    collecting: str = code(
        "4-10 いろいろなものを集めたり、無断でもってくる",
        "4-10 collecting things",
        SURVEY_FREQUENCY,
        example="1",
    )
    destroying: str = code(
        "4-11 物を壊したり、衣類を破いたりする", "4-11 destroying things", SURVEY_FREQUENCY, example="1"
    )
    severe_forgetting: str = code(
        "4-12 ひどい物忘れ", "4-12 severe forgetting", SURVEY_FREQUENCY, example="1"
    )
    talking_to_self: str = code(
        "4-13 意味もなく独り言や独り笑いをする",
        "4-13 talking or laughing to self",
        SURVEY_FREQUENCY,
        example="1",
    )
    selfish_acts: str = code(
        "4-14 自分勝手に行動する", "4-14 acting selfishly", SURVEY_FREQUENCY, example="1"
    )
    incoherent_talk: str = code(
        "4-15 話がまとまらず、会話にならない", "4-15 talk without sense", SURVEY_FREQUENCY, example="1"
    )
    # 第5群 社会生活への適応
    taking_medicine: str = code("5-1 薬の内服", "5-1 taking medicine", SURVEY_ASSISTANCE, example="1")
    managing_money: str = code("5-2 金銭の管理", "5-2 managing money", SURVEY_ASSISTANCE, example="1")
    daily_decisions: str = code("5-3 日常の意思決定", "5-3 everyday decisions", SURVEY_DECISIONS, example="1")
    not_fitting_groups: str = code(
        "5-4 集団への不適応", "5-4 not fitting in with groups", SURVEY_FREQUENCY, example="1"
    )
    shopping: str = code("5-5 買い物", "5-5 shopping", SURVEY_SUPERVISION, example="1")
    simple_cooking: str = code("5-6 簡単な調理", "5-6 simple cooking", SURVEY_SUPERVISION, example="1")
    # 特別な医療（過去14日間）
    drip_infusion: str = code("6-1 点滴の管理", "6-1 drip infusion", SURVEY_PRESENCE, example="1")
    central_venous_nutrition: str = code(
        "6-2 中心静脈栄養", "6-2 central venous nutrition", SURVEY_PRESENCE, example="1"
    )
    dialysis: str = code("6-3 透析", "6-3 dialysis", SURVEY_PRESENCE, example="1")
    stoma_care: str = code("6-4 ストーマの処置", "6-4 stoma care", SURVEY_PRESENCE, example="1")
    oxygen: str = code("6-5 酸素療法", "6-5 oxygen", SURVEY_PRESENCE, example="1")
    ventilator: str = code("6-6 レスピレーター（人工呼吸器）", "6-6 ventilator", SURVEY_PRESENCE, example="1")
    tracheostomy_care: str = code("6-7 気管切開の処置", "6-7 tracheostomy care", SURVEY_PRESENCE, example="1")
    pain_nursing: str = code("6-8 疼痛の看護", "6-8 nursing for pain", SURVEY_PRESENCE, example="1")
    tube_feeding: str = code("6-9 経管栄養", "6-9 tube feeding", SURVEY_PRESENCE, example="1")
    monitoring: str = code(
        "6-10 モニター測定（血圧・心拍・酸素飽和度等）", "6-10 monitoring", SURVEY_PRESENCE, example="1"
    )
    pressure_ulcer_care: str = code(
        "6-11 褥瘡の処置", "6-11 pressure ulcer care", SURVEY_PRESENCE, example="1"
    )
    catheter: str = code("6-12 カテーテル", "6-12 catheter", SURVEY_PRESENCE, example="1")
    # 第7群 日常生活自立度
    adl_disabled: str = code(
        "7 障害高齢者の日常生活自立度", "7 independence, physical", ADL_DISABLED, example="21"
    )
    adl_dementia: str = code(
        "7 認知症高齢者の日常生活自立度", "7 independence, dementia", ADL_DEMENTIA, example="03"
    )
