"""Choices of the physician's opinion (主治医意見書). The code is the place of the choice on the form.

Yes and no are 1 and 2 everywhere, as 日医標準主治医意見書 has them, although the form prints them in both orders.
"""

from care_platform.reference.codes.numbered import numbered

_FORM = "主治医意見書 様式; code = place of the choice on the form"
_YES_NO = "日医標準主治医意見書 CSV: 1 有, 2 無"

_YES, _NO, _UNKNOWN = ("有", "Yes"), ("無", "No"), ("不明", "Unknown")
_OTHER = ("その他", "Other")
_NOTHING_TO_NOTE = ("特記すべき項目なし", "Nothing to note")

YES_NO = numbered("yes_no", "有無", _YES_NO, _YES, _NO)
YES_NO_UNKNOWN = numbered("yes_no_unknown", "有無（不明あり）", _YES_NO, _YES, _NO, _UNKNOWN)
ERA = numbered(
    "era", "元号", "元号法; 1 明治 to 5 令和, as the care-insurance files number them; to be checked",
    ("明治", "Meiji"), ("大正", "Taisho"), ("昭和", "Showa"), ("平成", "Heisei"), ("令和", "Reiwa"),
)  # fmt: skip
OPINION_CONSENT = numbered(
    "opinion_consent", "意見書利用への同意", _FORM, ("同意する", "Agrees"), ("同意しない", "Does not agree")
)
OPINION_COUNT = numbered(
    "opinion_count", "意見書作成回数", _FORM, ("初回", "First"), ("2回目以上", "Second or later")
)
MEDICAL_DEPARTMENT = numbered(
    "medical_department", "他科受診の診療科", _FORM,
    ("内科", "Internal medicine"), ("精神科", "Psychiatry"), ("外科", "Surgery"), ("整形外科", "Orthopaedics"),
    ("脳神経外科", "Neurosurgery"), ("皮膚科", "Dermatology"), ("泌尿器科", "Urology"),
    ("婦人科", "Gynaecology"), ("眼科", "Ophthalmology"), ("耳鼻咽喉科", "Ear, nose and throat"),
    ("リハビリテーション科", "Rehabilitation"), ("歯科", "Dentistry"), _OTHER,
)  # fmt: skip
SYMPTOM_STABILITY = numbered(
    "symptom_stability", "症状としての安定性", _FORM, ("安定", "Stable"), ("不安定", "Unstable"), _UNKNOWN
)
OPINION_PROCEDURE = numbered(
    "opinion_procedure", "特別な医療: 処置内容", _FORM,
    ("点滴の管理", "Drip infusion"), ("中心静脈栄養", "Central venous nutrition"), ("透析", "Dialysis"),
    ("ストーマの処置", "Stoma care"), ("酸素療法", "Oxygen"), ("レスピレーター", "Ventilator"),
    ("気管切開の処置", "Tracheostomy care"), ("疼痛の看護", "Nursing for pain"), ("経管栄養", "Tube feeding"),
)  # fmt: skip
OPINION_RESPONSE = numbered(
    "opinion_response", "特別な医療: 特別な対応", _FORM,
    ("モニター測定", "Monitoring"), ("褥瘡の処置", "Pressure ulcer care"),
)  # fmt: skip
OPINION_INCONTINENCE = numbered(
    "opinion_incontinence", "特別な医療: 失禁への対応", _FORM, ("カテーテル", "Catheter")
)
SHORT_TERM_MEMORY = numbered(
    "short_term_memory", "短期記憶", _FORM, ("問題なし", "No problem"), ("問題あり", "Problem")
)
DECISION_ABILITY = numbered(
    "decision_ability", "日常の意思決定を行うための認知能力", _FORM,
    ("自立", "Independent"), ("いくらか困難", "Some difficulty"), ("見守りが必要", "Needs supervision"),
    ("判断できない", "Cannot decide"),
)  # fmt: skip
COMMUNICATION_ABILITY = numbered(
    "communication_ability", "自分の意思の伝達能力", _FORM,
    ("伝えられる", "Can"), ("いくらか困難", "Some difficulty"),
    ("具体的要求に限られる", "Limited to concrete wants"), ("伝えられない", "Cannot"),
)  # fmt: skip
BPSD_SYMPTOM = numbered(
    "bpsd_symptom", "認知症の行動・心理症状", _FORM,
    ("幻視・幻聴", "Hallucinations"), ("妄想", "Delusions"), ("昼夜逆転", "Day and night reversed"),
    ("暴言", "Abusive words"), ("暴行", "Violence"), ("介護への抵抗", "Resists care"), ("徘徊", "Wandering"),
    ("火の不始末", "Careless with fire"), ("不潔行為", "Unclean acts"), ("異食行動", "Eats what is not food"),
    ("性的問題行動", "Sexual misconduct"), _OTHER,
)  # fmt: skip
BODY_SIDE = numbered("body_side", "左右", _FORM, ("右", "Right"), ("左", "Left"))
WEIGHT_CHANGE = numbered(
    "weight_change", "過去6か月の体重の変化", _FORM, ("増加", "Gained"), ("維持", "Kept"), ("減少", "Lost")
)
SEVERITY = numbered("severity", "程度", _FORM, ("軽", "Light"), ("中", "Medium"), ("重", "Severe"))
OUTDOOR_WALKING = numbered(
    "outdoor_walking", "屋外歩行", _FORM,
    ("自立", "Independent"), ("介助があればしている", "With assistance"), ("していない", "Does not"),
)  # fmt: skip
WHEELCHAIR = numbered(
    "wheelchair", "車いすの使用", _FORM,
    ("用いていない", "Not used"), ("主に自分で操作している", "Mostly by self"),
    ("主に他人が操作している", "Mostly by others"),
)  # fmt: skip
WALKING_AID = numbered(
    "walking_aid", "歩行補助具・装具の使用", _FORM,
    ("用いていない", "Not used"), ("屋外で使用", "Used outdoors"), ("屋内で使用", "Used indoors"),
)  # fmt: skip
EATING = numbered(
    "eating", "食事行為", _FORM,
    ("自立ないし何とか自分で食べられる", "Eats alone, if with difficulty"), ("全面介助", "Full assistance"),
)  # fmt: skip
NUTRITION_STATUS = numbered("nutrition_status", "現在の栄養状態", _FORM, ("良好", "Good"), ("不良", "Poor"))
RISK_CONDITION = numbered(
    "risk_condition", "発生の可能性の高い状態", _FORM,
    ("尿失禁", "Urinary incontinence"), ("転倒・骨折", "Falls and fractures"),
    ("移動能力の低下", "Loss of mobility"), ("褥瘡", "Pressure ulcer"),
    ("心肺機能の低下", "Loss of heart and lung function"), ("閉じこもり", "Staying indoors"),
    ("意欲低下", "Loss of drive"), ("徘徊", "Wandering"), ("低栄養", "Undernutrition"),
    ("摂食・嚥下機能低下", "Loss of swallowing function"), ("脱水", "Dehydration"),
    ("易感染性", "Prone to infection"), ("がん等による疼痛", "Pain from cancer or the like"), _OTHER,
)  # fmt: skip
SERVICE_OUTLOOK = numbered(
    "service_outlook", "生活機能の維持・改善の見通し", _FORM,
    ("期待できる", "To be expected"), ("期待できない", "Not to be expected"), _UNKNOWN,
)  # fmt: skip
MEDICAL_MANAGEMENT = numbered(
    "medical_management", "医学的管理の必要性", _FORM,
    ("訪問診療", "Home visits by a doctor"), ("訪問看護", "Home-visit nursing"),
    ("訪問歯科診療", "Home visits by a dentist"), ("訪問薬剤管理指導", "Home visits by a pharmacist"),
    ("訪問リハビリテーション", "Home-visit rehabilitation"), ("短期入所療養介護", "Short medical stay"),
    ("訪問歯科衛生指導", "Home visits by a dental hygienist"),
    ("訪問栄養食事指導", "Home visits by a dietitian"), ("通所リハビリテーション", "Day rehabilitation"),
    ("老人保健施設", "Health facility for the elderly"), ("介護医療院", "Integrated medical facility"),
    ("その他の医療系サービス", "Other medical service"), _NOTHING_TO_NOTE,
)  # fmt: skip
SERVICE_CAUTION = numbered(
    "service_caution", "サービス提供時の留意事項", _FORM,
    ("血圧", "Blood pressure"), ("摂食", "Eating"), ("嚥下", "Swallowing"), ("移動", "Moving"),
    ("運動", "Exercise"), _OTHER, _NOTHING_TO_NOTE,
)  # fmt: skip
