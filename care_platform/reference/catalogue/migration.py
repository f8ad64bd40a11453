"""What the migration programme can refuse: plans, gates, reconciliation, the switch to sharing.

The desk voice is for the municipality's project leader, the vendor voice for the maker of its system.
"""

from care_platform.reference.catalogue.entry import Entry

PROGRAMME_UNKNOWN = Entry(
    code="migration.programme_unknown",
    title_ja="この保険者の移行計画はありません",
    title_en="There is no programme for this insurer",
    desk_ja="保険者番号を確かめてください。",
    desk_en="Check the insurer number.",
    vendor_ja="保険者番号は検証番号を含む6桁です。",
    vendor_en="The insurer number has six digits with its check digit.",
    http_status=404,
)
PROGRAMME_EXISTS = Entry(
    code="migration.programme_exists",
    title_ja="この保険者の移行計画は既にあります",
    title_en="The insurer has a programme already",
    desk_ja="既にある計画を変更してください。",
    desk_en="Change the programme that is there.",
    vendor_ja="同じ保険者番号の計画は一つだけです。",
    vendor_en="An insurer number has one programme.",
    http_status=409,
)
INSURER_INVALID = Entry(
    code="migration.insurer_invalid",
    title_ja="保険者番号が正しくありません",
    title_en="The insurer number is not valid",
    desk_ja="保険者番号を確かめてください。",
    desk_en="Check the insurer number.",
    vendor_ja="6桁で、最後の桁は検証番号（モジュラス10）です。",
    vendor_en="Six digits, the last a modulus-10 check digit.",
)
PLACE_UNKNOWN = Entry(
    code="migration.place_unknown",
    title_ja="この団体コードの市区町村はありません",
    title_en="There is no municipality or ward with this code",
    desk_ja="全国地方公共団体コードを確かめてください。",
    desk_en="Check the local-government code.",
    vendor_ja="6桁の全国地方公共団体コードを使ってください: {lg_code}",
    vendor_en="Use the six-digit local-government code: {lg_code}",
)
PLACE_TAKEN = Entry(
    code="migration.place_taken",
    title_ja="この市区町村は別の保険者に属しています",
    title_en="The municipality belongs to another insurer",
    desk_ja="広域連合への加入・脱退の日付を確かめてください。",
    desk_en="Check when it joined or left the union.",
    vendor_ja="{lg_code} は保険者 {insurer} に属しています。",
    vendor_en="{lg_code} belongs to insurer {insurer}.",
    http_status=409,
)
NOT_SIGNED_FOR = Entry(
    code="migration.not_signed_for",
    title_ja="担当者名と理由が必要です",
    title_en="A named person and a reason are needed",
    desk_ja="誰が、なぜ変更するのかを書いてください。",
    desk_en="Say who changes it and why.",
    vendor_ja="by と reason は空にできません。",
    vendor_en="by and reason must not be empty.",
)
MILESTONE_PASSED = Entry(
    code="migration.milestone_passed",
    title_ja="この段階は既に通過しています",
    title_en="The milestone has been passed already",
    desk_ja="通過した段階の予定は変えられません。",
    desk_en="The plan of a passed milestone cannot change.",
    vendor_ja="{milestone} は通過済みです。戻す場合は理由を付けて戻してください。",
    vendor_en="{milestone} is passed; step back with a reason first.",
    http_status=409,
)
PLAN_OUT_OF_ORDER = Entry(
    code="migration.plan_out_of_order",
    title_ja="予定日の順序が逆です",
    title_en="The planned dates are out of order",
    desk_ja="前後の段階の予定日を確かめてください。",
    desk_en="Check the planned dates of the milestones around it.",
    vendor_ja="{milestone} の予定日は {other} の予定日と順序が逆になります。",
    vendor_en="{milestone} would be planned on the wrong side of {other}.",
    http_status=409,
)
NO_NEXT_GATE = Entry(
    code="migration.no_next_gate",
    title_ja="すべての段階を通過しています",
    title_en="Every milestone has been passed",
    desk_ja="することはありません。",
    desk_en="Nothing is left to do.",
    vendor_ja="情報共有開始が最後の段階です。",
    vendor_en="Sharing is the last milestone.",
    http_status=409,
)
EVIDENCE_MISSING = Entry(
    code="migration.evidence_missing",
    title_ja="根拠となる文書の記載が必要です",
    title_en="A reference to the proof is needed",
    desk_ja="適合確認書などの文書番号を書いてください。",
    desk_en="Name the document that proves it.",
    vendor_ja="{milestone} には文書番号または試験結果の参照が必要です。",
    vendor_en="{milestone} needs the number of a document or test report.",
    http_status=409,
)
CERTIFICATE_MISSING = Entry(
    code="migration.certificate_missing",
    title_ja="有効な送信用証明書が登録されていません",
    title_en="No valid sender certificate is registered",
    desk_ja="送信用証明書の登録を依頼してください。",
    desk_en="Ask for the sender's certificate to be registered.",
    vendor_ja="失効しておらず期限内の証明書を、この保険者に登録してください。",
    vendor_en="Register a certificate for this insurer that is neither revoked nor expired.",
    http_status=409,
)
CONNECTION_NOT_PROVEN = Entry(
    code="migration.connection_not_proven",
    title_ja="接続試験が済んでいません",
    title_en="The connection test has not been passed",
    desk_ja="試験用の送信を行い、結果が却下なしで返ることを確かめてください。",
    desk_en="Send a trial transfer and see it come back without a rejected row.",
    vendor_ja="試験期間中に開いた、署名付きで、1行以上あり、却下のない送信が必要です。",
    vendor_en="Needed: a signed transfer opened in the sandbox period, with at least one row and none rejected.",
    http_status=409,
)
SANDBOX_REFUSED = Entry(
    code="migration.sandbox_refused",
    title_ja="試験期間を開けません",
    title_en="The sandbox cannot be opened",
    desk_ja="本番の記録がある保険者では試験送信はできません。",
    desk_en="An insurer with real records cannot send trial transfers here.",
    vendor_ja="本番の送信が反映済みです。別の試験環境を使ってください。",
    vendor_en="Real transfers were applied; use a separate trial installation.",
    http_status=409,
)
SANDBOX_BUSY = Entry(
    code="migration.sandbox_busy",
    title_ja="処理中の試験送信があります",
    title_en="Trial transfers are still under way",
    desk_ja="試験送信の処理が終わるまで待つか、取り消してください。",
    desk_en="Wait for the trial transfers to finish, or cancel them.",
    vendor_ja="終わっていない送信: {count} 件",
    vendor_en="Transfers not finished: {count}",
    http_status=409,
)
SANDBOX_NOT_OPEN = Entry(
    code="migration.sandbox_not_open",
    title_ja="試験期間が開かれていません",
    title_en="The sandbox is not open",
    desk_ja="先に試験期間を開いてください。",
    desk_en="Open the sandbox first.",
    vendor_ja="試験期間の外の送信は本番の送信です。",
    vendor_en="A transfer outside the sandbox period is a real one.",
    http_status=409,
)
BASE_DATE_MISSING = Entry(
    code="migration.base_date_missing",
    title_ja="基準日が決まっていません",
    title_en="The base date is not set",
    desk_ja="初期セットアップの基準日を登録してください。",
    desk_en="Set the base date of the initial load.",
    vendor_ja="基準日は初期セットアップの baseDate と同じ日です。",
    vendor_en="The base date equals the baseDate of the initial transfers.",
    http_status=409,
)
EXPECTATIONS_MISSING = Entry(
    code="migration.expectations_missing",
    title_ja="送る予定の記録種別が登録されていません",
    title_en="The record kinds to be loaded are not stated",
    desk_ja="記録の種類ごとに、送る回数と件数を登録してください。",
    desk_en="State per record kind how many transfers and records will come.",
    vendor_ja="初期セットアップで送る種類ごとに transfers を登録してください。",
    vendor_en="State transfers for each record kind of the initial load.",
    http_status=409,
)
RECORD_KIND_UNKNOWN = Entry(
    code="migration.record_kind_unknown",
    title_ja="この記録種別はありません",
    title_en="There is no such record kind",
    desk_ja="記録の種類を確かめてください。",
    desk_en="Check the record kind.",
    vendor_ja="記録の種類は次のいずれかです: {known}",
    vendor_en="The record kind is one of: {known}",
)
LOAD_INCOMPLETE = Entry(
    code="migration.load_incomplete",
    title_ja="初期セットアップがそろっていません",
    title_en="The initial load is not complete",
    desk_ja="足りない送信を行ってください。",
    desk_en="Send what is missing.",
    vendor_ja="{record_kind}: 反映済み {transfers} 回・{records} 件、予定 {expected_transfers} 回・{expected_records} 件",
    vendor_en=(
        "{record_kind}: {transfers} transfers and {records} records applied, "
        "{expected_transfers} and {expected_records} expected"
    ),
    http_status=409,
)
LOAD_UNDER_WAY = Entry(
    code="migration.load_under_way",
    title_ja="処理が終わっていない初期送信があります",
    title_en="Initial transfers are not finished",
    desk_ja="処理が終わるまで待ってください。",
    desk_en="Wait until they are processed.",
    vendor_ja="{record_kind}: 終わっていない送信 {count} 件",
    vendor_en="{record_kind}: {count} transfers not finished",
    http_status=409,
)
RECONCILIATION_MISSING = Entry(
    code="migration.reconciliation_missing",
    title_ja="突合が済んでいません",
    title_en="There is no reconciliation yet",
    desk_ja="突合用ファイルを作成して提出してください。",
    desk_en="Make a control file and hand it in.",
    vendor_ja=(
        "初期セットアップの後に行われ、基準日が {base_date} 以降で、送る種類をすべて含む突合が必要です"
        "（足りない種類: {missing}）。"
    ),
    vendor_en=(
        "Needed: a comparison made after the initial load, of base date {base_date} or later, "
        "with every stated kind (missing: {missing})."
    ),
    http_status=409,
)
RECONCILIATION_OPEN = Entry(
    code="migration.reconciliation_open",
    title_ja="解決していない差異があります",
    title_en="Differences are still open",
    desk_ja="差異を訂正して突合し直すか、責任者の承認を受けてください。",
    desk_en="Correct them and compare again, or have a named person accept them.",
    vendor_ja="未解決の差異: {count} 件",
    vendor_en="Open differences: {count}",
    http_status=409,
)
NOTHING_TO_ACCEPT = Entry(
    code="migration.nothing_to_accept",
    title_ja="承認できる差異がありません",
    title_en="There is no difference to accept",
    desk_ja="差異の番号を確かめてください。件数だけの差異は、記録を特定してからでなければ承認できません。",
    desk_en="Check the numbers. A difference not yet narrowed to records cannot be accepted.",
    vendor_ja="承認できるのは最新の突合の、記録まで特定された未承認の差異だけです。",
    vendor_en="Only open differences of the latest comparison, narrowed to records, can be accepted.",
    http_status=409,
)
GAPS_OPEN = Entry(
    code="migration.gaps_open",
    title_ja="基準日以降の差分に抜けがあります",
    title_en="Differentials since the base date are missing",
    desk_ja="抜けている日の差分を送ってください。",
    desk_en="Send the differentials of the missing days.",
    vendor_ja="抜け: {count} 件。変更がない日は0件の送信をしてください。",
    vendor_en="Missing: {count}. On a day without changes, send a transfer of no records.",
    http_status=409,
)
REQUEST_UNKNOWN = Entry(
    code="migration.request_unknown",
    title_ja="この再送依頼はありません",
    title_en="There is no such open request",
    desk_ja="依頼の番号を確かめてください。",
    desk_en="Check the number of the request.",
    vendor_ja="既に回答済みか、別の保険者の依頼です。",
    vendor_en="It was answered already, or belongs to another insurer.",
    http_status=404,
)
CONSENT_MISSING = Entry(
    code="migration.consent_missing",
    title_ja="市町村の責任者の同意が必要です",
    title_en="The municipality's consent is needed",
    desk_ja="同意した責任者の名前を書いてください。操作する人とは別の人です。",
    desk_en="Name the responsible person who consents, another than the one who switches.",
    vendor_ja="consent_by と by は別の人でなければなりません。",
    vendor_en="consent_by and by must be two people.",
    http_status=409,
)
SHARING_IN_PAST = Entry(
    code="migration.sharing_in_past",
    title_ja="開始日時が過去です",
    title_en="The moment lies in the past",
    desk_ja="これからの日時を指定してください。",
    desk_en="Name a moment to come.",
    vendor_ja="開始日時は現在以降にしてください。",
    vendor_en="The moment must not be before now.",
    http_status=409,
)
SHARING_NOT_PROVEN = Entry(
    code="migration.sharing_not_proven",
    title_ja="突合を通過していないため共有を開始できません",
    title_en="Sharing cannot begin before the reconciliation is passed",
    desk_ja="移行計画の残りの段階を進めてください。",
    desk_en="Go through the remaining milestones of the programme.",
    vendor_ja="計画の状態は {state} です。",
    vendor_en="The programme stands at {state}.",
    http_status=409,
)
STEP_BACK_REFUSED = Entry(
    code="migration.step_back_refused",
    title_ja="その段階には戻せません",
    title_en="The programme cannot step back to there",
    desk_ja="現在より前の段階を選んでください。",
    desk_en="Choose an earlier milestone.",
    vendor_ja="現在の状態は {state} です。共有開始後は取り消し（24時間以内）だけができます。",
    vendor_en="The state is {state}. From sharing there is only the reversal within 24 hours.",
    http_status=409,
)
NOT_SHARING = Entry(
    code="migration.not_sharing",
    title_ja="情報共有は開始していません",
    title_en="Sharing has not begun",
    desk_ja="取り消す必要はありません。",
    desk_en="There is nothing to reverse.",
    vendor_ja="状態が sharing の計画だけが取り消せます。",
    vendor_en="Only a programme in the state sharing can be reversed.",
    http_status=409,
)
REVERSAL_TOO_LATE = Entry(
    code="migration.reversal_too_late",
    title_ja="取り消しの期限（24時間）を過ぎています",
    title_en="The 24 hours for a reversal are over",
    desk_ja="訂正は差分の送信で行ってください。緊急の停止は運用者に連絡してください。",
    desk_en="Correct by differentials. For an emergency stop, call the operator.",
    vendor_ja="共有開始から24時間以内だけ取り消せます。",
    vendor_en="A switch can be reversed within 24 hours only.",
    http_status=409,
)
KEY_UNKNOWN = Entry(
    code="migration.key_unknown",
    title_ja="突合用の鍵が登録されていません",
    title_en="The reconciliation key is not known",
    desk_ja="突合用の鍵を受け取り直してください。",
    desk_en="Get the reconciliation key again.",
    vendor_ja="keyId {key_id} はこの保険者の有効な鍵ではありません。",
    vendor_en="keyId {key_id} is no key in use of this insurer.",
    http_status=409,
)
CONTROL_UNREADABLE = Entry(
    code="migration.control_unreadable",
    title_ja="突合用ファイルを読めません",
    title_en="The control file cannot be read",
    desk_ja="ファイルを作り直してください。",
    desk_en="Make the file again.",
    vendor_ja="形式が仕様と異なります: {place}",
    vendor_en="It is not of the documented form: {place}",
)
CONTROL_SIGNATURE = Entry(
    code="migration.control_signature",
    title_ja="突合用ファイルの署名が正しくありません",
    title_en="The control file's signature is not valid",
    desk_ja="ファイルを作り直してください。",
    desk_en="Make the file again.",
    vendor_ja="JWS（RFC 7515）の署名、x5c、証明書の期限、鍵の強さを確かめてください: {reason}",
    vendor_en="Check the JWS (RFC 7515): signature, x5c, the certificate's time, the key's strength: {reason}",
)
CONTROL_OTHER_INSURER = Entry(
    code="migration.control_other_insurer",
    title_ja="別の保険者の証明書で署名されています",
    title_en="It is signed with another insurer's certificate",
    desk_ja="自分の保険者のファイルと証明書を使ってください。",
    desk_en="Use your own insurer's file and certificate.",
    vendor_ja="署名した証明書は insurer_number の保険者に登録されていなければなりません。",
    vendor_en="The signing certificate must be registered for insurer_number.",
    http_status=403,
)
CONTROL_EARLIER = Entry(
    code="migration.control_earlier",
    title_ja="突合用ファイルの基準日が使えません",
    title_en="The control file's base date cannot be used",
    desk_ja="基準日以降、今日までの日付で作り直してください。",
    desk_en="Make it again for a day from the base date to today.",
    vendor_ja="base_date は {earliest} から {latest} までにしてください。",
    vendor_en="base_date must lie between {earliest} and {latest}.",
    http_status=409,
)
DETAIL_NOT_ASKED = Entry(
    code="migration.detail_not_asked",
    title_ja="この明細は求められていません",
    title_en="This detail was not asked for",
    desk_ja="最新の突合の依頼に合わせて作り直してください。",
    desk_en="Make it again from the request of the latest comparison.",
    vendor_ja="最新の突合が明細待ちであり、鍵と基準日と区分が依頼と同じでなければなりません。",
    vendor_en="The latest comparison must wait for detail, and key, base date and buckets must be those asked.",
    http_status=409,
)
DETAIL_DIFFERS = Entry(
    code="migration.detail_differs",
    title_ja="明細が突合用ファイルと一致しません",
    title_en="The detail is not what the control file stated",
    desk_ja="同じファイルから作り直してください。",
    desk_en="Make it again from the same files.",
    vendor_ja="{record_kind} の区分 {bucket}: 件数または検査値が突合用ファイルと異なります。",
    vendor_en="{record_kind}, bucket {bucket}: count or checksum is not that of the control file.",
    http_status=409,
)
READER_EXISTS = Entry(
    code="migration.reader_exists",
    title_ja="この名前の閲覧者は既に登録されています",
    title_en="A reader of this name is registered already",
    desk_ja="別の名前を使うか、先に終了してください。",
    desk_en="Use another name.",
    vendor_ja="名前は一度だけ使えます。",
    vendor_en="A name is used once.",
    http_status=409,
)
