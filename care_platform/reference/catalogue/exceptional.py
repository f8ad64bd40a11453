"""Emergency, disaster and mismatch: what the platform refuses."""

from care_platform.reference.catalogue.entry import Entry, Reason

NOT_ENTITLED = Reason(
    code="exceptional.not_entitled",
    title_ja="この手続きを開始する権限がありません",
    title_en="You may not open this access",
    desk_ja="救急時の閲覧は、権限のある職員がワンタイムコードを入力した直後に開始できます。",
    desk_en="A member of staff with the emergency right opens it right after a one-time code.",
    vendor_ja="事業所のソフトウェアだけでは開始できません。権限のある職員のトークンを使ってください。",
    vendor_en="Software for the office alone cannot; use a token of a member of staff with the right.",
    person_ja=(
        "救急や災害のときに情報を開く権限のない人からだったため、見せていません。"
        "あなたにしていただくことはありません。"
    ),
    person_en=(
        "Whoever asked may not open information in an emergency or a disaster, and was shown nothing. "
        "There is nothing you need to do."
    ),
    http_status=403,
)
REASON_MISSING = Entry(
    code="exceptional.reason_missing",
    title_ja="理由が入力されていません",
    title_en="The reason is missing",
    desk_ja="理由の区分を選び、状況を10文字以上で入力してください。",
    desk_en="Choose a reason and describe the situation in ten letters or more.",
    vendor_ja="reason_code は一覧の値、reason_text は10文字以上です。",
    vendor_en="reason_code is one of the list, reason_text has ten letters or more.",
    http_status=400,
)
SEVERAL_HITS = Reason(
    code="exceptional.several_hits",
    title_ja="該当する方が複数います",
    title_en="Several people match",
    desk_ja="被保険者番号を入力して一人に絞ってください。",
    desk_en="Add the insured number to narrow it to one person.",
    vendor_ja="insured_number を付けて送り直してください。候補は返しません。",
    vendor_en="Send again with insured_number; candidates are never returned.",
    person_ja=(
        "氏名などが同じ方がほかにもいて、お一人に決まらなかったため、見せていません。"
        "あなたにしていただくことはありません。"
    ),
    person_en=(
        "Several people have the same name and dates, so nothing was shown. There is nothing you need to do."
    ),
    http_status=409,
)
NO_DISASTER = Reason(
    code="exceptional.no_disaster",
    title_ja="この保険者の災害時の閲覧は開始されていません",
    title_en="No disaster access is open for this insurer",
    desk_ja="対象の市町村と期間を通知で確かめてください。",
    desk_en="Check municipality and period in the notice.",
    vendor_ja="期間は運営者が市町村ごとに開始し、自動で終了します。",
    vendor_en="The operator opens periods per municipality; they close by themselves.",
    person_ja=(
        "この市区町村では災害のときの手続きが始まっていないため、見せていません。"
        "あなたにしていただくことはありません。"
    ),
    person_en=(
        "No disaster has been declared for this municipality here, so nothing was shown. "
        "There is nothing you need to do."
    ),
    http_status=403,
)
DISASTER_INVALID = Entry(
    code="exceptional.disaster_invalid",
    title_ja="災害時の閲覧をこの内容では開始できません",
    title_en="A disaster period cannot be opened like this",
    desk_ja="次の項目を確かめてください: {item}。担当区域の保険者、92日以内の終了日時、10文字以上の理由が必要です。",
    desk_en="Check {item}: an insurer of your area, an end within 92 days, and a reason of ten letters or more.",
    vendor_ja="項目 {item} が規則に合いません。",
    vendor_en="The item {item} does not follow the rules.",
    http_status=422,
)
NO_SUCH_PERIOD = Entry(
    code="exceptional.no_such_period",
    title_ja="開始中の災害時の閲覧期間に該当がありません",
    title_en="No such disaster period is open",
    desk_ja="一覧を開き直してください。期間は終了しているか、担当区域の外です。",
    desk_en="Open the list again: the period has closed or is outside your area.",
    vendor_ja="period は開始中の期間の番号です。",
    vendor_en="period is the number of one that is open.",
    http_status=404,
)
NO_SUCH_CASE = Entry(
    code="exceptional.no_such_case",
    title_ja="確認待ちの取り違えに該当がありません",
    title_en="No such case of a mix-up waits",
    desk_ja="一覧を開き直してください。すでに確認されたか、ほかの保険者のものです。",
    desk_en="Open the list again: it is settled already, or another insurer's.",
    vendor_ja="case は確認待ちの番号です。",
    vendor_en="case is the number of one that is open.",
    http_status=404,
)
NO_SUCH_EMERGENCY = Entry(
    code="exceptional.no_such_emergency",
    title_ja="確認待ちの緊急時の閲覧に該当がありません",
    title_en="No such emergency access waits for its review",
    desk_ja="一覧を開き直してください。すでに確認されています。",
    desk_en="Open the list again: it has been reviewed.",
    vendor_ja="case は確認待ちの番号です。",
    vendor_en="case is the number of one that waits.",
    http_status=404,
)
MISMATCH_NOT_YOURS = Reason(
    code="exceptional.mismatch_not_yours",
    title_ja="この方の取り違えを報告する権限がありません",
    title_en="You may not report a mix-up of this person",
    desk_ja="登録している利用者について報告してください。",
    desk_en="Report about your own registered users.",
    vendor_ja="登録がない方の有無は答えません。",
    vendor_en="Whether an unregistered person exists is not answered.",
    person_ja=(
        "あなたを担当していない人からだったため、取り違えの報告を受け付けていません。あなたの情報は、"
        "これまでどおりです。"
    ),
    person_en=(
        "Whoever reported a mix-up does not care for you, so the report was not taken. "
        "Your information is as before; you need do nothing."
    ),
    http_status=403,
)
