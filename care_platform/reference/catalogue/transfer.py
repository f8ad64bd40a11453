"""What can be wrong with a transfer as a whole: its opening, its parts, its sealing."""

from care_platform.reference.catalogue.entry import Entry

CHECKSUM_MISMATCH = Entry(
    code="transfer.checksum_mismatch",
    title_ja="部分ファイルの検査値が一致しません",
    title_en="The part's checksum does not match its content",
    desk_ja="同じ部分をもう一度送信してください。続く場合はシステムの提供業者に連絡してください。",
    desk_en="Send the same part again. If it happens again, tell your system's vendor.",
    vendor_ja="sha256 には、圧縮前後を問わず、送信した content そのもの（base64 を解いた後）の SHA-256 を 16 進小文字で入れてください。",
    vendor_en="sha256 must be the lower-case hexadecimal SHA-256 of content exactly as sent, after base64 is undone.",
    http_status=400,
)
