"""What can be wrong with a transfer as a whole: its opening, its parts, its sealing, its content."""

from care_platform.reference.catalogue.entry import Entry

# Opening

UNKNOWN_RECORD_KIND = Entry(
    code="transfer.unknown_record_kind",
    title_ja="この種類の記録は扱っていません",
    title_en="This kind of record is not taken",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="recordKind を公開されている記録の種類の名前にしてください。",
    vendor_en="Set recordKind to the name of a published record kind.",
)

BASE_DATE_IN_FUTURE = Entry(
    code="transfer.base_date_in_future",
    title_ja="基準日が未来の日付です",
    title_en="The base date lies in the future",
    desk_ja="基準日を確認して、もう一度送信してください。",
    desk_en="Check the base date and send again.",
    vendor_ja="baseDate は日本時間の今日以前にしてください。",
    vendor_en="baseDate must not be later than today in Japan.",
)

INITIAL_LOAD_MISSING = Entry(
    code="transfer.initial_load_missing",
    title_ja="初期セットアップが済んでいません",
    title_en="There has been no initial load",
    desk_ja="先に初期セットアップを行ってください。",
    desk_en="Do the initial load first.",
    vendor_ja=(
        "この記録の種類では、transferKind を initial とした送信が反映されてから differential "
        "を送ってください。"
    ),
    vendor_en="Send differential only after an initial transfer of this record kind was applied.",
    http_status=409,
)

PREVIOUS_TRANSFER_MISMATCH = Entry(
    code="transfer.previous_transfer_mismatch",
    title_ja="前回の送信と続きません",
    title_en="The transfer does not follow the previous one",
    desk_ja="送り漏れがないか、前回までの処理状況を確認してください。",
    desk_en="Check the earlier transfers for one that was left out.",
    vendor_ja=(
        "previousTransferId には、同じ保険者と記録の種類で最後に反映された送信の番号を入れてください。"
    ),
    vendor_en="Set previousTransferId to the last applied transfer of the same insurer and record kind.",
    http_status=409,
)

UNKNOWN_TRANSFER = Entry(
    code="transfer.unknown_transfer",
    title_ja="この送信は見つかりません",
    title_en="There is no such transfer",
    desk_ja="処理状況を確認してください。",
    desk_en="Look at the state of the transfer.",
    vendor_ja="transferId を確認してください。他の保険者の送信は見えません。",
    vendor_en="Check transferId. Transfers of another insurer cannot be seen.",
    http_status=404,
)

WRONG_STATE = Entry(
    code="transfer.wrong_state",
    title_ja="今の状態ではできません",
    title_en="This cannot be done in the transfer's state",
    desk_ja="処理状況を確認してください。",
    desk_en="Look at the state of the transfer.",
    vendor_ja="送信は {state} の状態です。状態ごとにできることは説明書を参照してください。",
    vendor_en="The transfer is {state}. The manual says what each state allows.",
    http_status=409,
)

# Parts

CHECKSUM_MISMATCH = Entry(
    code="transfer.checksum_mismatch",
    title_ja="部分ファイルの検査値が一致しません",
    title_en="The part's checksum does not match its content",
    desk_ja="同じ部分をもう一度送信してください。続く場合はシステムの提供業者に連絡してください。",
    desk_en="Send the same part again. If it happens again, tell your system's vendor.",
    vendor_ja=(
        "sha256 には、圧縮前後を問わず、送信した content そのもの（base64 を解いた後）の SHA-256 を 16 "
        "進小文字で入れてください。"
    ),
    vendor_en=(
        "sha256 must be the lower-case hexadecimal SHA-256 of content exactly as sent, after base64 is "
        "undone."
    ),
)

PART_OUT_OF_RANGE = Entry(
    code="transfer.part_out_of_range",
    title_ja="部分番号が範囲の外です",
    title_en="The part number is out of range",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="partNumber は 1 から {part_count} までにしてください。",
    vendor_en="partNumber runs from 1 to {part_count}.",
)

PART_TOO_LARGE = Entry(
    code="transfer.part_too_large",
    title_ja="部分が大きすぎます",
    title_en="The part is too large",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="一つの部分は base64 を解いた後で {limit} バイトまでです。",
    vendor_en="One part may have {limit} bytes after base64 is undone.",
    http_status=413,
)

PART_DIFFERS = Entry(
    code="transfer.part_differs",
    title_ja="同じ番号の部分が別の内容で届いています",
    title_en="Another content was received for this part",
    desk_ja="取り消してから、初めからやり直してください。",
    desk_en="Cancel the transfer and start again.",
    vendor_ja=(
        "部分 {part} は既に別の sha256 で受け取りました。内容を変えるときは新しい送信を開始してください。"
    ),
    vendor_en="Part {part} was received with another sha256. Open a new transfer to send another content.",
    http_status=409,
)

BAD_COMPRESSION = Entry(
    code="transfer.bad_compression",
    title_ja="圧縮された部分を展開できません",
    title_en="The part cannot be decompressed",
    desk_ja=(
        "データを作り直して、もう一度送信してください。続く場合はシステムの提供業者に連絡してください。"
    ),
    desk_en="Make the data again and send it. If it happens again, tell your system's vendor.",
    vendor_ja="compression が gzip のとき、部分 {part} は単独で展開できる gzip（RFC 1952）にしてください。",
    vendor_en="With compression gzip, part {part} must be a complete gzip file (RFC 1952) of its own.",
)

EXPANDS_TOO_MUCH = Entry(
    code="transfer.expands_too_much",
    title_ja="展開後の部分が大きすぎます",
    title_en="The part expands to too much",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="部分 {part} は展開後で {limit} バイトまでです。",
    vendor_en="Part {part} may expand to {limit} bytes.",
    http_status=413,
)

# Sealing

PARTS_MISSING = Entry(
    code="transfer.parts_missing",
    title_ja="届いていない部分があります",
    title_en="Some parts have not arrived",
    desk_ja="足りない部分を送信してから、もう一度完了を知らせてください。",
    desk_en="Send the missing parts, then seal again.",
    vendor_ja="あと {missing} 個の部分が必要です。番号は GetTransferStatus で確かめられます。",
    vendor_en="{missing} parts are missing; GetTransferStatus lists them.",
    http_status=409,
)

CONTENT_DIGEST_MISMATCH = Entry(
    code="transfer.content_digest_mismatch",
    title_ja="全体の検査値が一致しません",
    title_en="The digest of the whole does not match",
    desk_ja=(
        "データを作り直して、もう一度送信してください。続く場合はシステムの提供業者に連絡してください。"
    ),
    desk_en="Make the data again and send it. If it happens again, tell your system's vendor.",
    vendor_ja="contentDigest は、各部分の sha256（16 進小文字）を番号順につないだ文字列の SHA-256 です。",
    vendor_en=(
        "contentDigest is the SHA-256 of the parts' sha256 values (lower-case hexadecimal) joined in "
        "part order."
    ),
)

RECORD_COUNT_MISMATCH = Entry(
    code="transfer.record_count_mismatch",
    title_ja="件数が届け出と異なります",
    title_en="The number of records is not as announced",
    desk_ja="抽出した件数を確認して、もう一度送信してください。",
    desk_en="Check how many records were extracted and send again.",
    vendor_ja="recordCount は {announced} 件、届いた記録は {received} 件でした。",
    vendor_en="recordCount said {announced}; {received} records arrived.",
)

# Content

MALFORMED_FILE = Entry(
    code="transfer.malformed_file",
    title_ja="ファイルの形が正しくありません",
    title_en="The file is ill-formed",
    desk_ja=(
        "データを作り直して、もう一度送信してください。続く場合はシステムの提供業者に連絡してください。"
    ),
    desk_en="Make the data again and send it. If it happens again, tell your system's vendor.",
    vendor_ja="部分 {part} の {line} 行目付近を確認してください。ファイル全体を取り込みませんでした。",
    vendor_en="Look at part {part} near line {line}. Nothing of the file was taken.",
)

WRONG_FILE_LAYOUT = Entry(
    code="transfer.wrong_file_layout",
    title_ja="ファイルの様式が異なります",
    title_en="The file has another layout",
    desk_ja=(
        "データを作り直して、もう一度送信してください。続く場合はシステムの提供業者に連絡してください。"
    ),
    desk_en="Make the data again and send it. If it happens again, tell your system's vendor.",
    vendor_ja="recordKind と carrier に合う様式で作ってください。{reason}",
    vendor_en="Write the layout that belongs to recordKind and carrier. {reason}",
)

TOO_MANY_RECORDS = Entry(
    code="transfer.too_many_records",
    title_ja="記録が多すぎます",
    title_en="There are too many records",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="一回に送れる記録は {limit} 件までです。",
    vendor_en="One transfer may have {limit} records.",
    http_status=413,
)

# Asking

REPORT_NOT_READY = Entry(
    code="transfer.report_not_ready",
    title_ja="結果はまだ出ていません",
    title_en="The report is not ready",
    desk_ja="しばらく待ってから、もう一度確認してください。",
    desk_en="Wait a little and look again.",
    vendor_ja="GetTransferStatus で状態が applied、rejected、held のいずれかになってから呼んでください。",
    vendor_en="Ask after GetTransferStatus says applied, rejected or held.",
    http_status=409,
    retry=True,
)

PAGE_OUT_OF_RANGE = Entry(
    code="transfer.page_out_of_range",
    title_ja="その頁はありません",
    title_en="There is no such page",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="page は 1 から {page_count} までです。",
    vendor_en="page runs from 1 to {page_count}.",
)
