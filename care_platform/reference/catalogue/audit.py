"""What the care of the access log can refuse."""

from care_platform.reference.catalogue.entry import Blame, Entry

NUMBERS_WENT_BACK = Entry(
    code="audit.numbers_went_back",
    title_ja="データベースのトランザクション番号が封印済みの番号より小さくなっています",
    title_en="The database's transaction numbers are lower than those already sealed",
    desk_ja="運用担当者に連絡してください。",
    desk_en="Tell the operator.",
    vendor_ja="ダンプから別のサーバーへ復元した場合は、docs/audit.md の手順で番号を進めてから再開してください。",
    vendor_en="After restoring a dump into another server, move its numbers on as docs/audit.md says.",
    http_status=500,
    blame=Blame.PLATFORM,
)
KEPT_TOO_SHORT = Entry(
    code="audit.kept_too_short",
    title_ja="閲覧の記録の保存期間が短すぎます",
    title_en="The access log must be kept longer",
    desk_ja="{months} か月以上を指定してください。",
    desk_en="Keep at least {months} months.",
    vendor_ja="--keep-months は {months} 以上です。",
    vendor_en="--keep-months must be {months} or more.",
)
NOT_SEALED = Entry(
    code="audit.not_sealed",
    title_ja="{month} の記録に封印されていないものがあります",
    title_en="The month {month} has rows without a seal",
    desk_ja="封印が済んでから、もう一度実行してください。",
    desk_en="Run it again when everything is sealed.",
    vendor_ja="care-platform audit seal を実行してください。長いトランザクションが終わるまで封印は進みません。",
    vendor_en="Run care-platform audit seal. Sealing waits for long transactions to end.",
    http_status=409,
    retry=True,
)
NOT_AS_SEALED = Entry(
    code="audit.not_as_sealed",
    title_ja="{month} の記録が封印の内容と一致しません",
    title_en="The month {month} is not as it was sealed",
    desk_ja="削除せずに、監査担当者に連絡してください。",
    desk_en="Delete nothing and tell the auditor.",
    vendor_ja="care-platform audit verify で一致しない範囲を調べてください。",
    vendor_en="Find the range with care-platform audit verify.",
    http_status=409,
)
SEALING_UNDER_WAY = Entry(
    code="audit.sealing_under_way",
    title_ja="ほかの処理が封印を行っています",
    title_en="Another process is sealing",
    desk_ja="しばらくしてからもう一度実行してください。",
    desk_en="Run it again in a while.",
    vendor_ja="封印と削除は同時に一つだけ実行できます。",
    vendor_en="Sealing and dropping run one at a time.",
    http_status=409,
    retry=True,
    blame=Blame.PLATFORM,
)
HEADS_UNREADABLE = Entry(
    code="audit.heads_unreadable",
    title_ja="封印の控えの {line} 行目が読めないか、署名が正しくありません",
    title_en="Line {line} of the heads cannot be read or is not signed by a given key",
    desk_ja="書き出したときのファイルをそのまま指定してください。",
    desk_en="Give the file exactly as it was exported.",
    vendor_ja="1 行に 1 つの JSON で、署名は ES256 の JWS です。",
    vendor_en="One JSON object a line; the signature is a JWS with ES256.",
)
SEARCH_TOO_WIDE = Entry(
    code="audit.search_too_wide",
    title_ja="検索の範囲が広すぎます",
    title_en="The search is too wide",
    desk_ja="本人、機関、または {days} 日以内の期間を指定してください。",
    desk_en="Name a person, an institution, or a period of at most {days} days.",
    vendor_ja="person、organisation、または {days} 日以内の since と until が必要です。",
    vendor_en="Give person, organisation, or since and until at most {days} days apart.",
)
READER_UNKNOWN = Entry(
    code="audit.reader_unknown",
    title_ja="閲覧の記録を見る人の名前がありません",
    title_en="Who reads the access log must be named",
    desk_ja="担当者の識別子を入力してください。",
    desk_en="Enter the reader's staff id.",
    vendor_ja="staff_id を空にしないでください。閲覧そのものも記録されます。",
    vendor_en="staff_id must not be empty: the reading itself is logged.",
)
