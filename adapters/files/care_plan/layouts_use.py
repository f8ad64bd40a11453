"""第6表 サービス利用票 (計画 and 実績), 第7表 別表 and their deletions, field by field.

Source: ケアプランデータ連携標準仕様 4.1 (令和6年10月, 厚生労働省老健局), 別紙 CSVファイルレイアウト定義書.
"""

from adapters.files.care_plan.fields import layout

_USE = """
created_on | 作成年月日 | day*
month | 対象年月 | month*
plan_office_number | プラン担当業者コード | office*
planner | プラン担当者名 | text
units | 単位数 | number_6
short_stay_days_before | 前月までの短期入所利用日数 | number_5
service_day | サービス利用日 | day*
days_of_month | 日割対象日 | days_of_month
starts_at | サービス開始時刻 | time_or_none*
ends_at | サービス終了時刻 | time_or_none*
times | サービス回数 | number_2*
service_code | サービスコード | service_code*
equipment_code | TAISコード | equipment
notified_equipment_code | 福祉用具届出コード | notified_equipment
equipment_name | 用具名称（機種名） | text
item_mark | 明細判別コード | item_mark
office_number | サービス事業者コード | office*
office_name | サービス事業所名 | text
satellite | サテライト枝番 | branch
beyond_30_days | ３０日超区分 | flag*
updating_office | 更新業者コード | office
unused_mark | 識別子 | unused
"""

UPPLAN = layout("UPPLAN", "第6表サービス利用票（計画）", _USE, month="month")
UPJSK = layout("UPJSK", "第6表サービス利用票（実績）", _USE, month="month")
DLTPLAN = layout("DLTPLAN", "第6表削除（計画）", "month | 削除対象年月 | month*", month="month")
DLTJSK = layout(
    "DLTJSK",
    "第6表削除（実績）",
    """
month | 削除対象年月 | month*
office_number | サービス事業者コード | office*
service_type | サービス種類コード | service_type*
""",
    month="month",
)

UPSIKYU = layout(
    "UPSIKYU",
    "第7表サービス利用票別表",
    """
created_on | 作成年月日 | day*
month | 対象年月 | month*
office_name | サービス事業所名 | text
office_number | サービス事業所コード | office_or_total*
satellite | サテライト枝番 | branch
service_code | サービスコード | service_code*
equipment_code | TAISコード | equipment
notified_equipment_code | 福祉用具届出コード | notified_equipment
equipment_name | 用具名称（機種名） | text
units | 単位数 | number_6*
discount_rate | 割引後率 | number_5
discounted_units | 割引後単位数 | number_6
times | 回数／日数 | number_3*
service_units | サービス単位金額 | number_5
managed_units | 給付管理単位数 | number_6
type_limit_excess | 種類支給限度基準超単位 | number_6
type_limit_within | 種類支給限度基準内単位 | number_6
level_limit_excess | 区分支給限度基準超単位 | number_6
level_limit_within | 区分支給限度基準内単位 | number_6
unit_price | 単位数単価 | decimal_6
total_cost | 費用総額保険／事業対象分 | number_6
benefit_rate | 給付率 | number_6
claimed | 保険／事業費請求額 | number_6
fixed_burden | 定額利用者負担単価金額 | number_6
burden_insured | 利用者負担保険／事業対象分 | number_6
burden_full | 利用者負担（全額負担分） | number_6
days_before | 前月までの利用日数 | number_2
days_planned | 当月の計画利用日数 | number_2
days_total | 累積利用日数 | number_5
beyond_30_days | ３０日超区分 | flag*
plan_office_number | 事業所コード | input_code
input_code | 入力者コード | input_code
updating_office | 更新業者コード | office
unused_mark | 識別子 | unused
""",
    month="month",
)
