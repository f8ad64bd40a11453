"""利用者補足情報 and 居宅サービス計画書 1表 to 3表, field by field.

Source: ケアプランデータ連携標準仕様 4.1 (令和6年10月, 厚生労働省老健局), 別紙 CSVファイルレイアウト定義書.
"""

from adapters.files.care_plan.fields import layout

_FULL_WIDTH = "１２３４５６７８９"
_SERVICE_GROUPS = "\n".join(
    f"""service_type_{n} | {sign}サービス種類コード | service_type
service_limit_{n} | {sign}支給限度基準額 | number_7
service_units_{n} | {sign}合計単位数 | number_7
service_excess_{n} | {sign}限度超単位数 | number_7"""
    for n, sign in enumerate(_FULL_WIDTH, 1)
)

UPHOSOKU = layout(
    "UPHOSOKU",
    "利用者補足情報",
    f"""
plan_day | 居宅サービス計画作成（変更）日 | day_or_zero*
name_kana | 利用者氏名フリガナ | text*
name | 利用者氏名 | text*
sex | 利用者性別 | sex
birth_date | 利用者生年月日 | day
postal_code | 利用者郵便番号 | postal
address_1 | 利用者住所１ | text
address_2 | 利用者住所２ | text
phone | 利用者電話番号 | phone
certified_on | 認定日 | day
limit_from | 限度額適用開始年月日 | day
limit_to | 限度額適用終了年月日 | day
certification_status | 認定状況区分 | status
level_changed_on | 要介護状態変更日 | day
care_level | 要介護状態区分 | level
limit_units | 区分支給限度基準額 | number_7
{_SERVICE_GROUPS}
excess_units | 合計限度超単位数 | number_7
short_stay_days_before | 入所前月迄利用日数 | number_5
short_stay_days | 入所累積利用日数 | number_5
previous_care_level | 前回要介護状態区分 | level
consent_office | 同意書受付業者 | office
updating_office | 更新業者コード | office
unused_mark | 識別子 | unused
month | 対象年月 | month_or_zero*
""",
    month="month_or_zero",
)

UP1KYO = layout(
    "UP1KYO",
    "居宅サービス計画1表",
    """
created_on | 作成年月日 | day*
postal_code | 利用者郵便番号 | postal
address_1 | 利用者住所１ | text
address_2 | 利用者住所２ | text
author | 居宅サービス計画作成者 | text*
office_name | 介護支援事業者名 | text*
office_postal_code | 介護支援事業者郵便番号 | postal
office_address_1 | 介護支援事業者住所１ | text
office_address_2 | 介護支援事業者住所２ | text
office_number | 介護支援事業者コード | office*
plan_day | 居宅サービス計画作成（変更）日 | day*
first_plan_day | 初回居宅サービス計画作成日 | day*
plan_kind | 計画書区分 | plan_kind
certification_status | 認定状況区分 | status
certified_on | 認定日 | day
valid_from | 認定有効期間開始日 | day
valid_to | 認定有効期間終了日 | day
care_level | 要介護状態区分 | level
assessment | 利用者及び家族の生活に対する意向を踏まえた課題分析の結果 | text
panel_opinion | 介護認定審査会の意見及びサービスの種類の指定 | text
policy | 総合的な援助の方針 | text
support_reason | 生活援助中心型の算定理由 | support_reason
other_reason | その他理由 | text
updating_office | 更新業者コード | office
unused_mark | 識別子 | unused
""",
)

DLT1KYO = layout("DLT1KYO", "居宅サービス計画1表_削除", "plan_day | 居宅サービス計画作成（変更）日 | day*")

UP2KYO = layout(
    "UP2KYO",
    "居宅サービス計画2表",
    """
created_on | 居宅計画書作成年月日 | day*
plan_day | 居宅サービス計画作成（変更）日 | day*
need_number | 課題ＮＯ | number_2
need | 課題 | text
goal_number | 援助目標ＮＯ | number_2
long_goal | 長期目標 | text
short_goal | 短期目標 | text
long_period | 長期期間 | text
short_period | 短期期間 | text
support_number | 援助内容ＮＯ | number_2
service | サービス内容 | text
covered | 保険対象区分 | covered
service_kind | サービス種別 | text
office_number | サービス事業者コード | office
office_name | サービス事業所名 | text
frequency | 頻度 | text
period | 実施期間 | text
updating_office | 更新業者コード | office
unused_mark | 識別子 | unused
""",
)

UP3KYO = layout(
    "UP3KYO",
    "居宅サービス計画3表",
    """
created_on | 週間サービス計画表作成年月日 | day*
plan_day | 居宅サービス計画作成（変更）日 | day*
service | 介護サービス内容 | text
weekday | 曜日 | weekday
starts_at | 開始時間 | time
ends_at | 終了時間 | time
activity | 主な日常生活上の活動 | text
activity_starts_at | 活動開始時間 | time
activity_ends_at | 活動終了時間 | time
other_service | 週単位以外のサービス | text
""",
)
