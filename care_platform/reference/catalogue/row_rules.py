"""What can be wrong with one row of a record kind beyond form and validity: numbers, sums, amounts, days.

Warnings that recompute carry both values: `found` is what was sent, `expected` what the platform computed.
"""

from care_platform.reference.catalogue.entry import Entry

# Numbers

OFFICE_CHECK_DIGIT = Entry(
    code="row.office_check_digit",
    title_ja="事業所番号の検証番号が合いません（警告）",
    title_en="The office number's check digit is wrong (warning)",
    desk_ja="事業所番号を確かめてください。正しければそのままで構いません。",
    desk_en="Check the office number. If it is right, nothing needs to be done.",
    vendor_ja="事業所番号は先頭9桁のモジュラス10の検証番号を持ちます（例外の番号も実在します）。",
    vendor_en="Office numbers carry a modulus-10 digit over nine places; a few real numbers do not.",
)
MEDICAL_CHECK_DIGIT = Entry(
    code="row.medical_check_digit",
    title_ja="医療機関コードの検証番号が合いません",
    title_en="The medical institution's check digit is wrong",
    desk_ja="医療機関コードの打ち間違いがないか医療機関に確かめて直し、その行を再送してください。",
    desk_en="Ask the institution for its code, look for a typing error, correct it and send the row again.",
    vendor_ja="医療機関コードは都道府県2桁・点数表1桁・コード7桁の10桁で、末尾はモジュラス10の検証番号です"
    "（埼玉・千葉・東京・神奈川は直前の6桁、他は前の9桁から計算します）。",
    vendor_en="The code has ten places: prefecture 2, table 1, code 7. The last is a modulus-10 digit, over the six places "
    "before it in Saitama, Chiba, Tokyo and Kanagawa, over all nine elsewhere.",
)
MUNICIPALITY_CHECK_DIGIT = Entry(
    code="row.municipality_check_digit",
    title_ja="市区町村コードの検証番号が合いません",
    title_en="The local-government code's check digit is wrong",
    desk_ja="市区町村コード（保険者番号ではありません）を確かめて直し、その行を再送してください。",
    desk_en="Correct the local-government code, which is not the insurer number, and send the row again.",
    vendor_ja="全国地方公共団体コードはモジュラス11の検証番号を持ちます。保険者番号とは異なります。",
    vendor_en="Local-government codes carry a modulus-11 digit; they are not insurer numbers.",
)
WARD_UNKNOWN = Entry(
    code="row.ward_unknown",
    title_ja="行政区のコードではありません（警告）",
    title_en="This is not the code of a designated city's ward (warning)",
    desk_ja="行政区コードを確かめてください。区の再編の前後で変わることがあります。",
    desk_en="Check the ward's code; it may have changed when wards were reorganised.",
    vendor_ja="指定都市の行政区の全国地方公共団体コード6桁を出力してください。",
    vendor_en="Write the six-digit local-government code of a designated city's ward.",
)

# Items that depend on each other

ITEM_NEEDED = Entry(
    code="row.item_needed",
    title_ja="他の項目の値により必要な項目がありません",
    title_en="An item that another one requires is missing",
    desk_ja="示された項目を入力し、その行を再送してください。",
    desk_en="Enter the named item and send the row again.",
    vendor_ja="{because} の値により、この項目が必須になります。",
    vendor_en="The value of {because} makes this item required.",
)
ITEM_NOT_ALLOWED = Entry(
    code="row.item_not_allowed",
    title_ja="他の項目の値と矛盾する項目があります",
    title_en="An item contradicts another one",
    desk_ja="どちらが正しいか確かめ、要らないほうを空にして、その行を再送してください。",
    desk_en="Find out which of the two is right, leave the other empty and send the row again.",
    vendor_ja="{because} の値のとき、この項目は出力しないでください。",
    vendor_en="Do not write this item with that value of {because}.",
)
CHOICE_REPEATED = Entry(
    code="row.choice_repeated",
    title_ja="同じ選択肢が二度あります",
    title_en="A choice is given twice",
    desk_ja="同じ選択肢を一つだけ残し、その行を再送してください。",
    desk_en="Keep each choice once and send the row again.",
    vendor_ja="複数選択の項目では、同じコードを一度だけ出力してください。",
    vendor_en="Write each code of a multiple choice once.",
)
CODE_NOT_IN_USE = Entry(
    code="row.code_not_in_use",
    title_ja="その日には使われないコードです（警告）",
    title_en="The code is not in use on that day (warning)",
    desk_ja="コードと日付を確かめてください。正しければそのままで構いません。",
    desk_en="Check the code and the day. If they are right, nothing needs to be done.",
    vendor_ja="コードには使用期間があります。基準とした日: {on}",
    vendor_en="Codes are in use for a time. Day looked at: {on}",
)
ITEM_DROPPED = Entry(
    code="row.item_dropped",
    title_ja="様式の改正で廃止された項目です（警告）",
    title_en="The item was dropped from the form (warning)",
    desk_ja="新しい様式では記入しない項目です。そのままでも受け付けます。",
    desk_en="The present form no longer has this item. The row is taken as it is.",
    vendor_ja="{since} 以後の記入日では、この項目を出力しないでください。",
    vendor_en="Do not write this item for forms filled in from {since} on.",
)
ERA_DIFFERS = Entry(
    code="row.era_differs",
    title_ja="元号と日付が合いません（警告）",
    title_en="The era does not fit the date (warning)",
    desk_ja="元号と年月日のどちらが正しいか確かめてください。",
    desk_en="Check which is right, the era or the date.",
    vendor_ja="元号は日付の年月日から決めてください。計算した元号: {expected}",
    vendor_en="Derive the era from the date. Computed era: {expected}",
)

AGE_DIFFERS = Entry(
    code="row.age_differs",
    title_ja="年齢が生年月日と合いません（警告）",
    title_en="The age does not fit the birth date (warning)",
    desk_ja="年齢と生年月日のどちらが正しいか確かめてください。",
    desk_en="Check which is right, the age or the birth date.",
    vendor_ja="年齢は記入日における満年齢です。",
    vendor_en="The age is that on the day the form was filled in.",
)

# Days

EARLIER_THAN = Entry(
    code="row.earlier_than",
    title_ja="先にあるべき日付より前の日付です",
    title_en="A day lies before one that must come first",
    desk_ja="二つの日付を確かめて直し、その行を再送してください。",
    desk_en="Correct the two days and send the row again.",
    vendor_ja="この日付は {other} 以後でなければなりません。",
    vendor_en="This day must not lie before {other}.",
)
OUTSIDE_PERIOD = Entry(
    code="row.outside_period",
    title_ja="対象の期間の外の日付です",
    title_en="A day lies outside the record's period",
    desk_ja="日付と年度を確かめて直し、その行を再送してください。",
    desk_en="Correct the day or the year and send the row again.",
    vendor_ja="{first} から {last} までの日付にしてください。",
    vendor_en="The day must lie within {first} to {last}.",
)
CERTIFICATE_ACROSS_YEARS = Entry(
    code="row.certificate_across_years",
    title_ja="証の有効期間が8月1日をまたいでいます",
    title_en="A certificate's period crosses 1 August",
    desk_ja="7月31日で区切り、翌年度分は別の証として送ってください。",
    desk_en="End the certificate on 31 July and send the next year's as another.",
    vendor_ja="有効期間は8月1日から翌年7月31日までに収めてください。",
    vendor_en="Keep the period within 1 August to 31 July.",
)
STARTS_BEFORE_APPLICATION = Entry(
    code="row.starts_before_application",
    title_ja="申請月の初日より前から適用されています（警告）",
    title_en="It applies from before the month of the application (warning)",
    desk_ja="適用年月日と申請年月日を確かめてください。特例で遡る場合はそのままで構いません。",
    desk_en="Check the first day and the day of application. A special case may reach back further.",
    vendor_ja="適用は申請のあった月の初日（{expected}）からです。",
    vendor_en="It applies from the first day of the month of application ({expected}).",
)
RENEWAL_TOO_EARLY = Entry(
    code="row.renewal_too_early",
    title_ja="更新申請が有効期間満了の60日前より早い日です（警告）",
    title_en="The renewal was applied for more than 60 days before the validity ends (warning)",
    desk_ja="申請年月日と前回の有効期間を確かめてください。災害等の特例ならそのままで構いません。",
    desk_en="Check the day of application and the former validity. Special rules after a disaster may differ.",
    vendor_ja="更新申請は満了の60日前（{expected}）からです。",
    vendor_en="A renewal may be applied for from {expected} on.",
)
DELAY_NOTICE_LATE = Entry(
    code="row.delay_notice_late",
    title_ja="延期通知が申請から30日を過ぎています（警告）",
    title_en="The notice of delay was sent more than 30 days after the application (warning)",
    desk_ja="通知日を確かめてください。期限を過ぎると、本人は申請が却下されたものとみなすことができます。",
    desk_en="Check the day of the notice. Once the limit has passed the person may treat the application as refused.",
    vendor_ja="介護保険法27条11項の期限: {expected}",
    vendor_en="Limit of 介護保険法 27 条 11 項: {expected}",
)
CARRIED_OVER_LATE = Entry(
    code="row.carried_over_late",
    title_ja="転入から14日を過ぎた申請で認定が引き継がれています（警告）",
    title_en="A level was carried over though applied for more than 14 days after the move (warning)",
    desk_ja="転入日と申請日を確かめてください。",
    desk_en="Check the day of the move and of the application.",
    vendor_ja="介護保険法36条の期限: {expected}",
    vendor_en="Limit of 介護保険法 36 条: {expected}",
)

DAY_DIFFERS = Entry(
    code="row.day_differs",
    title_ja="法令から計算した日と異なります（警告）",
    title_en="A day differs from the one the law gives (warning)",
    desk_ja="送られた日は{found}、計算した日は{expected}です。正しければそのままで構いません。",
    desk_en="The day sent is {found}, the computed one {expected}. If it is right, nothing needs to be done.",
    vendor_ja="期間の開始日・終了日の計算を確かめてください。計算した日: {expected}",
    vendor_en="Check how the first and last day of the period are computed. Computed: {expected}",
)

# Amounts

SUM_DIFFERS = Entry(
    code="row.sum_differs",
    title_ja="金額・数の合計が合いません",
    title_en="Amounts do not add up",
    desk_ja="内訳と合計を確かめて直し、その行を再送してください。内訳から計算した値は{expected}です。",
    desk_en="Correct the parts or the total and send the row again. The parts come to {expected}.",
    vendor_ja="合計は内訳から計算した値でなければなりません。計算値: {expected}",
    vendor_en="The total must be what the parts come to. Computed: {expected}",
)
AMOUNT_DIFFERS = Entry(
    code="row.amount_differs",
    title_ja="法令から計算した額・割合と異なります（警告）",
    title_en="An amount or share differs from the one the law gives (warning)",
    desk_ja="額を確かめてください。その日の法令から計算した値は{expected}です。",
    desk_en="Check the amount. The law of that day gives {expected}.",
    vendor_ja="送られた値: {found}、計算した値: {expected}。独自の上乗せや特例ならそのままで構いません。",
    vendor_en="Sent: {found}. Computed: {expected}. A municipality's own rule or a special case may differ.",
)
ARREARS_TOO_SHORT = Entry(
    code="row.arrears_too_short",
    title_ja="滞納の月数が給付制限の要件に足りません（警告）",
    title_en="The months of arrears are too few for this restriction (warning)",
    desk_ja="滞納月数と給付制限の種類を確かめてください。",
    desk_en="Check the months of arrears and the kind of restriction.",
    vendor_ja="この種類は{expected}か月以上の滞納が要件です。",
    vendor_en="This kind needs {expected} months of arrears or more.",
)
BOUGHT_AGAIN = Entry(
    code="row.bought_again",
    title_ja="同じ種目を年度内に二度購入しています（警告）",
    title_en="The same kind of equipment was bought twice in the year (warning)",
    desk_ja="用途や機能が異なる、破損した等の理由があるか確かめてください。",
    desk_en="Check that there is a reason, such as another use or damage.",
    vendor_ja="同一種目の購入は原則として年度内に一度です。",
    vendor_en="The same kind is bought once in a fiscal year as a rule.",
)
CEILING_START_UNFOUNDED = Entry(
    code="row.ceiling_start_unfounded",
    title_ja="3段階以上の上昇がないのに限度額が起算し直されています（警告）",
    title_en="The ceiling starts anew though care needs did not rise by three steps (warning)",
    desk_ja="初回着工時と今回の要介護状態区分を確かめてください。",
    desk_en="Check the level at the first work and the present one.",
    vendor_ja="介護の必要の程度の段階で3段階以上上がった場合に一度だけ起算し直します。",
    vendor_en="The ceiling starts anew once, when care needs rise by three steps or more.",
)
