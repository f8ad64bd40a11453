"""Codes of an application for certification: who applies, how far it is, why it takes longer, and consent."""

from care_platform.reference.codes.code_list import CodeList, CodeValue, Evidence
from care_platform.reference.codes.numbered import numbered

_OWN = "the platform's own words; official codes not seen"
_OTHER = ("その他", "Other")

APPLICANT_KIND = numbered(
    "applicant_kind", "申請者の区分", f"介護保険法 27 条 1 項; {_OWN}",
    ("本人", "The person"), ("家族等の代理人", "A relative or other representative"),
    ("申請代行者", "An agent entitled by law"),
)  # fmt: skip
PROXY_AGENT = numbered(
    "proxy_agent", "申請代行者の区分", f"介護保険法 27 条 1 項, 施行規則 35 条 3 項; {_OWN}",
    ("指定居宅介護支援事業者", "Care-management office"), ("地域包括支援センター", "Community support centre"),
    ("地域密着型介護老人福祉施設", "Community welfare facility for the elderly"),
    ("介護保険施設", "Care-insurance facility"), ("成年後見人", "Guardian"), _OTHER,
)  # fmt: skip
SPECIFIED_DISEASE = numbered(
    "specified_disease", "特定疾病", f"介護保険法施行令 2 条, in its order; {_OWN}",
    ("がん（医師が回復の見込みがない状態に至ったと判断したもの）", "Cancer beyond recovery"),
    ("関節リウマチ", "Rheumatoid arthritis"), ("筋萎縮性側索硬化症", "Amyotrophic lateral sclerosis"),
    ("後縦靱帯骨化症", "Ossification of the posterior longitudinal ligament"),
    ("骨折を伴う骨粗鬆症", "Osteoporosis with fracture"), ("初老期における認知症", "Presenile dementia"),
    (
        "進行性核上性麻痺、大脳皮質基底核変性症及びパーキンソン病",
        "Progressive supranuclear palsy, corticobasal degeneration, Parkinson's disease",
    ),
    ("脊髄小脳変性症", "Spinocerebellar degeneration"), ("脊柱管狭窄症", "Spinal stenosis"),
    ("早老症", "Progeria"), ("多系統萎縮症", "Multiple system atrophy"),
    ("糖尿病性神経障害、糖尿病性腎症及び糖尿病性網膜症", "Diabetic neuropathy, nephropathy or retinopathy"),
    ("脳血管疾患", "Cerebrovascular disease"), ("閉塞性動脈硬化症", "Arteriosclerosis obliterans"),
    ("慢性閉塞性肺疾患", "Chronic obstructive pulmonary disease"),
    (
        "両側の膝関節又は股関節に著しい変形を伴う変形性関節症",
        "Osteoarthritis with marked deformity of both knees or hips",
    ),
)  # fmt: skip
WITHDRAWAL_REASON = numbered(
    "withdrawal_reason", "申請取下げの理由", _OWN,
    ("死亡", "Death"), ("転出", "Moved away"), ("本人の希望", "The person's wish"),
    ("入院の長期化等により調査ができない", "The survey cannot be held"), _OTHER,
)  # fmt: skip

PROGRESS_EVENT = CodeList(
    name="progress_event",
    official_name="認定申請の進捗",
    source="items of progress services that municipalities run (申請日, 調査票入手日, 意見書入手日 …); own words",
    evidence=Evidence.KNOWLEDGE,
    values={
        "applied": CodeValue("申請受付", "Application received"),
        "survey_done": CodeValue("認定調査済", "Survey done"),
        "opinion_requested": CodeValue("主治医意見書依頼", "Physician's opinion requested"),
        "opinion_received": CodeValue("主治医意見書入手", "Physician's opinion received"),
        "panel_set": CodeValue("審査会日程決定", "Panel's day set"),
        "decided": CodeValue("認定", "Decided"),
        "notified": CodeValue("結果通知", "Person notified"),
        "withdrawn": CodeValue("取下げ", "Withdrawn"),
        "delayed": CodeValue("延期通知", "Notice of delay sent"),
    },
)
DELAY_REASON = numbered(
    "delay_reason", "延期の理由", f"介護保険法 27 条 11 項ただし書; {_OWN}",
    ("認定調査に日時を要するため", "The survey takes time"),
    ("主治医意見書の入手に日時を要するため", "The physician's opinion takes time"),
    ("介護認定審査会の審査に日時を要するため", "The panel takes time"),
    ("本人の入院・都合のため", "The person is in hospital or asked for it"), ("災害のため", "Disaster"), _OTHER,
)  # fmt: skip

CONSENT_SCOPE = numbered(
    "consent_scope", "同意の範囲", f"同意欄 of 要介護認定申請書 as municipalities print it; {_OWN}",
    ("介護情報の共有（包括同意）", "Sharing of care information"),
    ("認定調査票・主治医意見書の居宅介護支援事業者等への提供", "Survey and opinion to the care-plan office"),
    ("認定結果の主治医への提供", "Result to the physician"),
    ("更新申請の延期通知の省略", "No notice of delay for a renewal within the validity"),
)  # fmt: skip
CONSENT_GIVER = numbered(
    "consent_giver", "同意者", _OWN, ("本人", "The person"), ("代理人", "A representative")
)
CONSENT_MEDIUM = numbered(
    "consent_medium", "同意の取得方法", _OWN,
    ("認定申請書の同意欄", "On the application form"), ("電子申請", "Online application"),
    ("同意書（市町村の窓口）", "Consent form at the municipality"),
    ("同意書（介護支援専門員・事業所の取得）", "Consent form taken by an office"), _OTHER,
)  # fmt: skip
PERSON_RELATION = numbered(
    "person_relation", "本人との関係", _OWN,
    ("配偶者", "Spouse"), ("子", "Child"), ("子の配偶者", "Child's spouse"), ("兄弟姉妹", "Sibling"),
    ("その他の親族", "Other relative"), ("成年後見人等", "Guardian"), ("施設職員等", "Staff of a facility"),
    _OTHER,
)  # fmt: skip
