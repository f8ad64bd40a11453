"""介護予防支援等: 利用者基本情報, 介護予防サービス・支援計画書, their 別表 and deletions, field by field.

Source: ケアプランデータ連携標準仕様 4.1 (令和6年10月, 厚生労働省老健局), 別紙 CSVファイルレイアウト定義書.
"""

from adapters.files.care_plan.fields import layout

_CONTACTS = "\n".join(
    f"""contact_{n}_name | {n} 緊急連絡先(氏名) | text
contact_{n}_relation | {n} 緊急連絡先(続柄) | text
contact_{n}_address | {n} 緊急連絡先(住所) | text
contact_{n}_phone | {n} 緊急連絡先(電話番号) | phone"""
    for n in range(1, 5)
)

_AREAS = "\n".join(
    f"""{name}_state | 【{area}】現在の状況 | text
{name}_wish | 【{area}】本人・家族の意欲・意向 | text
{name}_has_issue | 【{area}】領域における課題の有無 | yes_no
{name}_issue | 【{area}】領域における課題（背景・原因） | text"""
    for name, area in (
        ("movement", "運動・移動"),
        ("daily_life", "日常生活(家庭生活)"),
        ("society", "社会参加、対人関係・コミュニケーション"),
        ("health", "健康管理"),
    )
)

_PROGRAMMES = (
    ("exercise", "運動不足"),
    ("nutrition", "栄養改善"),
    ("mouth", "口腔内ケア"),
    ("seclusion", "閉じこもり予防"),
    ("forgetting", "物忘れ予防"),
    ("depression", "うつ予防"),
)
_CHECKLIST = "\n".join(
    f"checklist_{name} | 基本チェックリストの該当数({words}) | number_2" for name, words in _PROGRAMMES
)
_NEEDED = "\n".join(
    f"programme_{name} | 事業プログラムの要否({words}) | yes_no" for name, words in _PROGRAMMES
)

UPKIHON = layout(
    "UPKIHON",
    "利用者基本情報",
    f"""
consulted_on | 相談日 | day*
plan_type | 計画種類 | yes_no*
entrusted | 委託の有無 | yes_no
author | 作成担当者 | text
consultation | 相談方法 | consultation
consultation_other | 相談方法(その他の内容) | text
consultation_count | 相談回数 | first_or_second
previous_consultation | 前回相談日 | day
present_state | 利用者の現況 | first_or_second
present_state_note | 利用者の現況(状況補足) | text
name_kana | 利用者氏名ﾌﾘｶﾞﾅ | text*
name | 利用者氏名 | text*
sex | 利用者性別 | sex*
birth_date | 利用者生年月日 | day*
address | 利用者住所 | text
phone | 利用者電話番号 | phone
fax | 利用者Fax番号 | phone
impairment | 障害高齢者の日常生活自立度 | impairment
dementia | 認知症高齢者の日常生活自立度 | dementia
care_level | 要介護状態区分 | prevention_level
valid_from | 認定有効期限開始日 | day
valid_to | 認定有効期間終了日 | day
previous_care_level | 前回の介護度 | prevention_level
checklist_result | 基本チェックリスト記入結果 | yes_no
checklist_day | 基本チェックリスト記入日 | day
physical_disability | 障害等認定(身障) | flag
intellectual_disability | 障害等認定(療育) | flag
mental_disability | 障害等認定(精神) | flag
intractable_disease | 障害等認定(難病) | flag
disability_note | 障害等認定特記事項 | text
housing | 居住形態 | housing
floor | 自室の階数 | number_2
home_modified | 住宅改修の有無 | yes_no
national_pension | 経済状況(国民年金) | flag
employee_pension | 経済状況(厚生年金) | flag
disability_pension | 経済状況(障害年金) | flag
public_assistance | 経済状況(生活保護) | flag
income_note | 経済状況詳細 | text
visitor_name | 来所者(相談者)氏名 | text
visitor_address | 来所者(相談者)住所 | text
visitor_phone | 来所者(相談者)電話番号 | phone
visitor_relation | 来所者(相談者)続柄 | text
{_CONTACTS}
family_image | 家族構成 画像ファイル名 | text
family_note | 家族関係等の状況 | text
life_so_far | 今までの生活 | text
life_of_a_day | １日の生活・すごし方(生活全般) | text
hobbies | 趣味・楽しみ・特技 | text
friends | 友人・地域との関係 | text
public_services | 現在利用している公的サービス | text
private_services | 現在利用している非公的サービス | text
consented_on | 同意日 | day
consented_by | 同意者氏名 | text
""",
)

DLTKIHON = layout("DLTKIHON", "利用者基本情報_削除", "consulted_on | 相談日 | day*")

UPKIHON_SUB1 = layout(
    "UPKIHON_SUB1",
    "利用者基本情報（別表1）１日の生活・すごし方(タイムスケジュール)",
    """
consulted_on | 相談日 | day*
at | 時間 | text
person_does | 本人の生活状況 | text
family_does | 介護者・家族の生活状況 | text
""",
)

UPKIHON_SUB2 = layout(
    "UPKIHON_SUB2",
    "利用者基本情報（別表2）現病歴・既往歴",
    """
consulted_on | 相談日 | day*
since | 年月日 | text
disease | 病名 | text
institution | 医療機関・医師名 | text
attending | 主治医・意見作成者フラグ | yes_no
phone | 医療機関・医師電話番号 | phone
course | 経過 | consultation
treatment | 治療中の内容 | text
""",
)

UPYOBO = layout(
    "UPYOBO",
    "介護予防サービス・支援計画書",
    f"""
plan_day | 計画作成(変更)日 | day*
plan_type | 計画種類 | yes_no*
entrusted | 委託の有無 | yes_no
reference_number | 整理番号 | text
name | 利用者名 | text*
certified_on | 認定年月日 | day
valid_from | 認定有効期間開始日 | day
valid_to | 認定有効期間終了日 | day
plan_kind | 計画書区分 | plan_kind
certification_status | 認定状況区分 | status
support_level | 要支援状態区分 | one_to_three
centre_planner | 計画作成者氏名（地域包括支援センター担当者名） | text
planner | 計画作成者氏名（担当介護支援専門員） | text
office_name | 計画作成者事業者・事業所名 | text
office_address | 計画作成者事業者・事業所住所 | text
office_phone | 計画作成者事業者・事業所電話番号 | phone
first_plan_day | 初回作成日 | day
centre | 担当地域包括支援センター | text
goal_of_a_day | 目標とする生活(1日) | text
goal_of_a_year | 目標とする生活(1年) | text
{_AREAS}
health_note | 健康状態の留意点 | text
support_policy | 妥当な支援の実施に向けた方針 | text
policy | 総合的な方針 | text
{_CHECKLIST}
{_NEEDED}
centre_opinion | 地域包括支援センター意見 | text
consented_on | 同意日 | day
consented_by | 同意者氏名 | text
""",
)

DLTYOBO = layout("DLTYOBO", "介護予防サービス・支援計画書_削除", "plan_day | 計画作成(変更)日 | day*")

UPYOBO_SUB = layout(
    "UPYOBO_SUB",
    "介護予防サービス・支援計画書（別表）支援計画",
    """
plan_day | 計画作成(変更)日 | day*
need_number | 課題ＮＯ | number_2
need | 総合的課題 | text
proposal | 課題に対する目標と具体策の提案 | text
wish | 具体策についての意向本人・家族 | text
goal | 目標 | text
support_number | 支援計画ＮＯ | number_2
support_point | 【支援計画】目標についての支援のポイント | text
self_care | 【支援計画】本人等のセルフケアや家族の支援、インフォーマルサービス（民間サービス） | text
insured_service | 【支援計画】介護保険サービス又は地域支援事業（総合事業のサービス） | text
service_number | 利用サービスＮＯ | number_2
service_kind | 【利用サービス】サービス種別 | text
provider | 【利用サービス】事業所(利用先) | text
period | 【利用サービス】期間 | text
""",
)
