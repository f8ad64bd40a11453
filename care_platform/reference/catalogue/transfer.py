"""What can be wrong with a transfer as a whole: its opening, its checksums, its report."""

from care_platform.reference.catalogue.entry import Entry

# Opening

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

NOT_APPLIED = Entry(
    code="transfer.not_applied",
    title_ja="まだ取り込まれていない送信です",
    title_en="The transfer is not applied",
    desk_ja=(
        "文字の一覧は取り込みの後に見られます。送る前のファイルは care-platform validate の "
        "--characters で調べられます。"
    ),
    desk_en=(
        "The list of characters can be seen once the transfer is applied. For a file not yet sent, use "
        "care-platform validate with --characters."
    ),
    vendor_ja="送信の状態が applied になってから呼んでください。",
    vendor_en="Ask after the state of the transfer is applied.",
    http_status=409,
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
