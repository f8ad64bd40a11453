"""The 121 columns of 医見書 CSV, FormatVersion 1.1, and the class of its rows.

Source: the public source text of 医見書 (日本医師会 ORCA project), its column comments. Columns 102 to 104 are
those of the forms since 2006. Required (`*`) is what identifies the opinion: no official list is public.
"""

from dataclasses import dataclass, make_dataclass
from typing import Any

from adapters.files.forms import ValueForm
from adapters.files.jma_opinion.value_forms import FORMS

FORMAT_VERSION = "1.1"
OLDER_WIDTH = 104

_TABLE = """
format_version | FormatVersion | version*
software | SoftName | text
timestamp | タイムスタンプ | timestamp*
insurer_number | 保険者番号 | insurer*
insurer_name | 保険者名称 | text
insured_number | 被保険者番号 | insured*
office_number | 事業所番号 | text
applied_on | 申請日 | day
requested_on | 作成依頼日 | day
sent_on | 送付日 | day
request_number | 依頼番号 | text
physician_number | 医師番号 | text
kind | 種別 | digits
written_on | 記入日 | day
name_kana | 患者名かな | text
name | 患者名 | text*
birth_date | 患者・生年月日 | day*
age | 患者・年齢 | digits
sex | 患者・性別 | digits
postal_code | 患者・郵便番号 | postal
address | 患者・住民 | text
phone | 患者・電話番号 | text
physician_name | 医師氏名 | text
institution_name | 医療機関名 | text
institution_postal_code | 医療機関・郵便番号 | postal
institution_address | 医療機関・所在地 | text
institution_phone | 医療機関・連絡先(TEL) | text
institution_fax | 医療機関・連絡先(FAX) | text
physician_consent | 医師同意 | digits
last_examined_on | 最終診察日 | day
opinion_count | 作成回数 | digits
other_departments_seen | 他科受診の有無 | yes_no
other_departments | 他科受診・受診項目 | departments
other_departments_text | 他科受診・受診項目・その他内容 | text
diagnosis_1 | 診断名1 | text
onset_1 | 発症年月日1 | era_day
diagnosis_2 | 診断名2 | text
onset_2 | 発症年月日2 | era_day
diagnosis_3 | 診断名3 | text
onset_3 | 発症年月日3 | era_day
stability | 症状としての安定性 | digits
instability | 症状不安定の具体的状況 | text
course | 傷病の経過・治療内容 | text
treatments | 処置内容 | treatments
special_care | 特別な措置 | special_care
catheter | 失禁への対応 | flag
impairment | 障害高齢者の日常生活自立度(寝たきり度) | digits
dementia | 認知症高齢者の日常生活自立度 | digits
short_memory | 短期記憶 | digits
cognition | 日常の意思決定を行うための認知能力 | digits
communication | 自分の意思の伝達能力 | digits
has_symptoms | 認知症の周辺症状・有無 | yes_no
symptoms | 周辺症状・有の場合 | symptoms
symptoms_text | 問題行動その他 | text
has_neurological | その他の精神・神経症状・有無 | yes_no
neurological_text | その他の精神・神経症状・症状名 | text
specialist_seen | その他の精神・神経症状・専門医受診・有無 | yes_no
specialist_text | その他の精神・神経症状・専門医受診・詳細 | text
dominant_hand | 利き腕 | digits
height | 身長 | measure
weight | 体重 | measure
weight_change | 過去6ヶ月の体重の変化 | digits
limb_loss | 四肢欠損 | flag
limb_loss_place | 四肢欠損部位 | text
paralysis | 麻痺 | flag
paralysis_right_arm | 麻痺-右上肢 | flag
paralysis_right_arm_degree | 麻痺-右上肢-程度 | digits
paralysis_left_arm | 麻痺-左上肢 | flag
paralysis_left_arm_degree | 麻痺-左上肢-程度 | digits
paralysis_right_leg | 麻痺-右下肢 | flag
paralysis_right_leg_degree | 麻痺-右下肢-程度 | digits
paralysis_left_leg | 麻痺-左下肢 | flag
paralysis_left_leg_degree | 麻痺-左下肢-程度 | digits
paralysis_other | 麻痺-その他 | flag
paralysis_other_place | 麻痺-その他-部位 | text
paralysis_other_degree | 麻痺-その他-程度 | digits
weakness | 筋力低下 | flag
weakness_place | 筋力低下部位 | text
weakness_degree | 筋力低下程度 | digits
contracture | 関節の拘縮 | flag
contracture_place | 関節の拘縮-部位 | text
contracture_degree | 関節の拘縮-程度 | digits
joint_pain | 関節の痛み | flag
joint_pain_place | 関節の痛み-部位 | text
joint_pain_degree | 関節の痛み-程度 | digits
ataxia | 失調・不随意運動 | flag
ataxia_arms | 上肢 | sides
ataxia_legs | 下肢 | sides
ataxia_trunk | 体幹 | sides
pressure_ulcer | 褥瘡 | flag
pressure_ulcer_place | 褥瘡-部位 | text
pressure_ulcer_degree | 褥瘡-程度 | digits
skin_disease | その他皮膚疾患 | flag
skin_disease_place | その他皮膚疾患-部位 | text
skin_disease_degree | その他皮膚疾患-程度 | digits
walking_outdoors | 屋外歩行 | digits
wheelchair | 車椅子の使用 | digits
walking_aids | 歩行補助具・装具の使用 | aids
eating | 食事行為 | digits
nutrition | 現在の栄養状態 | digits
nutrition_text | 栄養･食生活上の留意点 | text
risks | 現在あるかまたは今後発生の可能性の高い状態とその対処方針（状態） | risks
risks_text | 現在あるかまたは今後発生の可能性の高い状態とその対処方針（その他の状態） | text
risks_measures | 現在あるかまたは今後発生の可能性の高い状態とその対処方針（対処方針） | text
outlook | サービス利用による生活機能の維持・改善の見通し | digits
medical_care | 医学的管理の必要性 | medical_care
medical_care_text | 医学的管理の必要性・その他 | text
blood_pressure | 介護血圧 | digits
blood_pressure_text | 介護血圧・留意事項 | text
feeding | 介護摂食 | digits
feeding_text | 介護摂食・留意事項 | text
swallowing | 介護嚥下 | digits
swallowing_text | 介護嚥下・留意事項 | text
moving | 介護移動 | digits
moving_text | 介護移動・留意事項 | text
exercise | 介護運動 | digits
exercise_text | 介護運動・留意事項 | text
care_other | 介護その他 | text
infection | 感染症の有無 | digits
infection_text | 感染症の有無・詳細 | text
notes | その他特記すべき事項 | text
"""


@dataclass(frozen=True, slots=True)
class OpinionField:
    """One column: its official number and name, our name, its form, and whether it must be filled."""

    number: int
    name: str
    official_name: str
    form: ValueForm
    required: bool


def _field(number: int, name: str, official_name: str, form: str) -> OpinionField:
    return OpinionField(number, name, official_name, FORMS[form.rstrip("*")], form.endswith("*"))


FIELDS: tuple[OpinionField, ...] = tuple(
    _field(number, *line.split(" | ")) for number, line in enumerate(_TABLE.strip().splitlines(), 1)
)
BY_NAME: dict[str, OpinionField] = {field.name: field for field in FIELDS}

Opinion: type[Any] = make_dataclass(
    "Opinion",
    [(field.name, field.form.python_type | None) for field in FIELDS],
    frozen=True,
    slots=True,
    kw_only=True,
)
Opinion.__doc__ = "One opinion; an empty column is None, yes/no is bool, a string of bits the labels chosen."
