"""What can be wrong with one row. The desk voice is for the municipality's clerk who corrects the row."""

from care_platform.reference.catalogue.entry import Blame, Entry

SCHEMA = Entry(
    code="row.schema",
    title_ja="項目の形式が仕様と異なります",
    title_en="An item does not have the form the format prescribes",
    desk_ja="示された項目の値を元のシステムで直し、その行を再送してください。使える値・形: {constraint}",
    desk_en="Correct the named item in your system and send the row again. What it may hold: {constraint}",
    vendor_ja="公開している XSD で送信前に検証してください。制約: {constraint}",
    vendor_en="Validate against the published XSD before sending. Constraint: {constraint}",
)
ITEM_UNKNOWN = Entry(
    code="row.item_unknown",
    title_ja="仕様にない項目があります",
    title_en="An item is not part of the format, or stands in the wrong place",
    desk_ja="システムの提供業者に、項目の有無と並び順が形式仕様書と異なると伝えてください。",
    desk_en="Tell your vendor that the items or their order differ from the format handbook.",
    vendor_ja="要素名と順序を XSD の sequence に合わせてください。次に来るべき要素: {expected}",
    vendor_en="Use the element names and order of the XSD's sequence. Expected next: {expected}",
)
ITEM_MISSING = Entry(
    code="row.item_missing",
    title_ja="必須の項目がありません",
    title_en="A required item is missing",
    desk_ja="示された項目を元のシステムで入力し、その行を再送してください。",
    desk_en="Enter the named item in your system and send the row again.",
    vendor_ja="必須要素を必ず出力してください。足りない要素: {expected}",
    vendor_en="Always write required elements. Missing: {expected}",
)
TEXT_NOT_STORABLE = Entry(
    code="row.text_not_storable",
    title_ja="保存できない文字が含まれています",
    title_en="The text holds a character that cannot be stored",
    desk_ja="示された項目から制御文字や置換文字（文字化け）を除き、正しい文字で再送してください。",
    desk_en="Remove control or replacement characters from the named item and send it with the right characters.",
    vendor_ja="制御文字、U+FFFD、対にならないサロゲートを出力しないでください。",
    vendor_en="Do not write control characters, U+FFFD or unpaired surrogates.",
)
OTHER_INSURER = Entry(
    code="row.other_insurer",
    title_ja="他の保険者の行です",
    title_en="The row belongs to another insurer",
    desk_ja="この行は自分の保険者番号ではありません。抽出条件を確かめ、自分の行だけを送ってください。",
    desk_en="This row carries another insurer's number. Check the extraction and send only your own rows.",
    vendor_ja="insurer_number は OpenTransfer の insurerNumber と同じでなければなりません。",
    vendor_en="insurer_number must equal the insurerNumber given to OpenTransfer.",
)
CHECK_DIGIT = Entry(
    code="row.check_digit",
    title_ja="番号の検証番号（チェックデジット）が合いません",
    title_en="The number's check digit is wrong",
    desk_ja="番号の打ち間違いがないか確かめて直し、その行を再送してください。",
    desk_en="Check the number for a typing error, correct it and send the row again.",
    vendor_ja="保険者番号はモジュラス10・ウェイト2・1分割の検証番号を持ちます。地方公共団体コードとは異なります。",
    vendor_en="Insurer numbers carry a modulus-10 weight-2-1 check digit; they are not local-government codes.",
)
DAY_INVALID = Entry(
    code="row.day_invalid",
    title_ja="存在しない日付です",
    title_en="The day does not exist",
    desk_ja="示された日付を確かめて直し、その行を再送してください。",
    desk_en="Correct the named date and send the row again.",
    vendor_ja="日付は YYYY-MM-DD の実在する日で出力してください。",
    vendor_en="Write dates as existing days, YYYY-MM-DD.",
)
DAY_NOT_KNOWN = Entry(
    code="row.day_not_known",
    title_ja="日または月が分からない生年月日は、この項目では送れません",
    title_en="A birth date of which the day or month is unknown cannot be sent in this item",
    desk_ja="この項目には登録上の日（なければその月や年の最初の日）を入れ、分かる部分は不詳表記に入れ、"
    "不詳フラグを 1 にして、その行を再送してください。",
    desk_en="Enter the registered day here (or the first day of that month or year), write what is known in the item for "
    "uncertain birth dates, and set its flag to 1. Then send the row again.",
    vendor_ja="実在する日を出力し、birth_date_uncertain に 1、{written_in} に 1938-05-00 のような値を出力してください。",
    vendor_en="Write an existing day here, 1 in birth_date_uncertain, and a value such as 1938-05-00 in {written_in}.",
)
BIRTH_DATE_FLAG_DIFFERS = Entry(
    code="row.birth_date_flag_differs",
    title_ja="生年月日の不詳フラグと不詳表記が合いません",
    title_en="The flag of an uncertain birth date and what is written do not fit",
    desk_ja="生年月日が不詳なら、不詳フラグを 1 にして不詳表記も入れてください。"
    "不詳でないなら、不詳表記を空にしてください。",
    desk_en="If the birth date is uncertain, set the flag to 1 and enter it as written. If it is known, leave that empty.",
    vendor_ja="birth_date_as_written は birth_date_uncertain が 1 のときに限り、必ず出力してください。",
    vendor_en="Write birth_date_as_written whenever birth_date_uncertain is 1, and only then.",
)
BIRTH_DATE_NOT_PARTIAL = Entry(
    code="row.birth_date_not_partial",
    title_ja="生年月日の不詳表記が、一部の分からない日付ではありません",
    title_en="The uncertain birth date as written is not a date with unknown parts",
    desk_ja="分からない日や月を 00 として 1938-05-00 や 1938-00-00 のように入れ、その行を再送してください。"
    "日まで分かるときは、不詳フラグと不詳表記を空にしてください。",
    desk_en="Enter 00 for the unknown day or month, as in 1938-05-00 or 1938-00-00, and send the row again. "
    "If the day is known, leave flag and this item empty.",
    vendor_ja="YYYY-MM-00、YYYY-00-00、0000-00-00 のいずれかです。年は 1800 から 2199、月は 01 から 12 です。",
    vendor_en="One of YYYY-MM-00, YYYY-00-00 and 0000-00-00, with years from 1800 to 2199 and months from 01 to 12.",
)
BIRTH_DATE_OUTSIDE_WRITTEN = Entry(
    code="row.birth_date_outside_written",
    title_ja="生年月日が不詳表記の範囲にありません",
    title_en="The birth date does not lie within the uncertain one as written",
    desk_ja="生年月日と不詳表記のどちらが正しいか確かめて直し、その行を再送してください。",
    desk_en="Check which is right, the birth date or what is written of it, correct it and send the row again.",
    vendor_ja="birth_date は birth_date_as_written の月または年の中の日にしてください。"
    "登録上の日がなければその最初の日です。",
    vendor_en="birth_date is a day within the month or year of birth_date_as_written; its first, if none is registered.",
)
PERIOD_REVERSED = Entry(
    code="row.period_reversed",
    title_ja="期間の終わりが始まりより前です",
    title_en="The period ends before it begins",
    desk_ja="開始日と終了日を確かめて直し、その行を再送してください。",
    desk_en="Correct the first or last day and send the row again.",
    vendor_ja="終了日は開始日以後でなければなりません。",
    vendor_en="The last day must not be before the first.",
)
DAYS_OUT_OF_ORDER = Entry(
    code="row.days_out_of_order",
    title_ja="日付の前後関係が正しくありません",
    title_en="Two dates are in an impossible order",
    desk_ja="生年月日などの日付との前後を確かめて直し、その行を再送してください。",
    desk_en="Check this date against the others, such as the birth date, correct it and send the row again.",
    vendor_ja="交付年月日は生年月日以後でなければなりません。",
    vendor_en="The day of issue must not be before the birth date.",
)
PERIODS_OVERLAP = Entry(
    code="row.periods_overlap",
    title_ja="期間が重なっています",
    title_en="Two periods overlap",
    desk_ja="2行目の開始日が1行目の終了日より後になるよう直し、その行を再送してください。",
    desk_en="Let the second period begin after the first ends and send the row again.",
    vendor_ja="periods は日付順に、重ならないように並べてください。",
    vendor_en="Write periods in order of their days, without overlap.",
)
COPAY_PERIOD_ACROSS_YEARS = Entry(
    code="row.copay_period_across_years",
    title_ja="負担割合の期間が8月1日をまたいでいます",
    title_en="A copay period crosses 1 August",
    desk_ja="7月31日で区切り、翌年度分は別の証として送ってください。",
    desk_en="End the period on 31 July and send the next year as a certificate of its own.",
    vendor_ja="一つの証の期間は8月1日から翌年7月31日までに収めてください。",
    vendor_en="Keep a certificate's periods within 1 August to 31 July.",
)
LEVEL_WITHOUT_VALIDITY = Entry(
    code="row.level_without_validity",
    title_ja="要介護状態区分があるのに有効期間がありません",
    title_en="There is a care level but no validity",
    desk_ja="認定の有効期間（開始・終了）を入力し、その行を再送してください。",
    desk_en="Enter the first and last day of the certification and send the row again.",
    vendor_ja="認定された要介護状態区分には有効期間が必須です。",
    vendor_en="A certified care level requires its validity.",
)
VALIDITY_WITHOUT_LEVEL = Entry(
    code="row.validity_without_level",
    title_ja="非該当なのに有効期間があります",
    title_en="There is a validity though the person was not certified",
    desk_ja="区分が非該当で正しければ有効期間を空にし、その行を再送してください。",
    desk_en="If 非該当 is right, leave the validity empty and send the row again.",
    vendor_ja="care_level が 01 の行には valid_from を出力しないでください。",
    vendor_en="Do not write valid_from when care_level is 01.",
)
VALIDITY_OUTSIDE_LAW = Entry(
    code="row.validity_outside_law",
    title_ja="有効期間が法令の範囲と異なります（警告）",
    title_en="The validity lies outside the legal range (warning)",
    desk_ja="申請区分と有効期間を確かめてください。正しければそのままで構いません。",
    desk_en="Check the application kind and the validity. If they are right, nothing needs to be done.",
    vendor_ja="この申請区分では{minimum}か月から{maximum}か月、月末までです。",
    vendor_en="For this kind of application the law allows {minimum} to {maximum} months, to a month end.",
)
LIMIT_UNITS_DIFFER = Entry(
    code="row.limit_units_differ",
    title_ja="区分支給限度基準額が告示の額と異なります（警告）",
    title_en="The monthly limit differs from the published amount (warning)",
    desk_ja="限度額を確かめてください。この区分の告示額は{expected}単位です。",
    desk_en="Check the limit. The published amount for this level is {expected} units.",
    vendor_ja="告示33号の額: {expected}単位。市町村独自の上乗せがある場合はそのままで構いません。",
    vendor_en="Published amount: {expected} units. A municipality's own increase may differ.",
)
DUPLICATE_IN_TRANSFER = Entry(
    code="row.duplicate_in_transfer",
    title_ja="同じ証・同じ履歴番号の行が二つあります",
    title_en="The same record and history number appears twice in the transfer",
    desk_ja="先の行だけを受け付けました。正しいほうがどちらか確かめ、違う場合は新しい履歴番号で再送してください。",
    desk_en="Only the first was taken. If the other is right, send it again with a new history number.",
    vendor_ja="一つの送信の中で、被保険者・証・履歴番号の組は一度だけ出力してください。",
    vendor_en="Within a transfer, write each insured person, record and history number once.",
)
HISTORY_NUMBER_REUSED = Entry(
    code="row.history_number_reused",
    title_ja="同じ履歴番号で内容が異なります",
    title_en="The history number was already used for other content",
    desk_ja="内容を訂正した場合は、新しい（より大きい）履歴番号を付けて再送してください。",
    desk_en="If the content was corrected, give it a new, higher history number and send it again.",
    vendor_ja="履歴番号は内容が変わるたびに大きくしてください。同じ番号の再送は同じ内容でなければなりません。",
    vendor_en="Raise the history number with each change; a repeated number must repeat the content.",
)
HISTORY_NUMBER_OLD = Entry(
    code="row.history_number_old",
    title_ja="より新しい履歴番号の行が既にあります",
    title_en="A newer history number is already stored",
    desk_ja="送信の順序を確かめてください。この行が最新なら、より大きい履歴番号を付けて再送してください。",
    desk_en="Check the order of sending. If this row is the latest, send it with a higher history number.",
    vendor_ja="保存済みの最新の履歴番号より小さい番号の新しい行は受け付けません。",
    vendor_en="A new row with a lower history number than the latest stored one is not taken.",
)
NOT_JUDGED = Entry(
    code="row.not_judged",
    title_ja="この行は検査できませんでした",
    title_en="The row could not be checked",
    desk_ja="行の日付や番号に誤りがないか確かめてください。正しい場合は運営者に連絡してください。",
    desk_en="Check the row's dates and numbers. If they are right, tell the operator.",
    vendor_ja="検査そのものが失敗しました。運営者の記録に原因があります。",
    vendor_en="The check itself failed; the operator's log has the cause.",
    blame=Blame.PLATFORM,
)
COPAY_PERIODS_GAP = Entry(
    code="row.copay_periods_gap",
    title_ja="負担割合の期間の間が空いています",
    title_en="There is a gap between the copay periods",
    desk_ja="2行目の開始日を1行目の終了日の翌日にして、その行を再送してください。",
    desk_en="Let the second period begin on the day after the first ends and send the row again.",
    vendor_ja="periods は途切れなく続けてください。",
    vendor_en="Write periods without a gap between them.",
)
