"""What the intake of a transfer can refuse. The desk voice is for the municipality's clerk who sends."""

from care_platform.reference.catalogue.entry import Blame, Entry

RECORD_KIND_UNKNOWN = Entry(
    code="intake.record_kind_unknown",
    title_ja="この記録種別は受け付けていません",
    title_en="The record kind is not known",
    desk_ja="送信する記録の種類を確かめてください。",
    desk_en="Check which kind of record is being sent.",
    vendor_ja="recordKind は次のいずれかです: {known}",
    vendor_en="recordKind is one of: {known}",
)
CARRIER_UNKNOWN = Entry(
    code="intake.carrier_unknown",
    title_ja="この搬送形式は受け付けていません",
    title_en="The carrier is not known",
    desk_ja="システムの提供業者に送信形式の設定を確かめてもらってください。",
    desk_en="Ask your vendor to check the configured format.",
    vendor_ja="carrier は次のいずれかです: {known}",
    vendor_en="carrier is one of: {known}",
)
TRANSFER_UNKNOWN = Entry(
    code="intake.transfer_unknown",
    title_ja="この送信は見つかりません",
    title_en="There is no such transfer",
    desk_ja="送信番号を確かめるか、新しく送信を始めてください。",
    desk_en="Check the transfer id or begin a new transfer.",
    vendor_ja="transferId は OpenTransfer の応答の値を使ってください。他の保険者の送信は参照できません。",
    vendor_en="Use the transferId that OpenTransfer answered; another insurer's transfers cannot be seen.",
    http_status=404,
)
TRANSFER_CLOSED = Entry(
    code="intake.transfer_closed",
    title_ja="この送信は締め切られています",
    title_en="The transfer is already sealed",
    desk_ja="追加の送信は新しい送信として始めてください。",
    desk_en="Begin a new transfer for anything more.",
    vendor_ja="状態 {state} の送信は部分を受け付けません。GetTransferStatus で状態を確かめてください。",
    vendor_en="A transfer in state {state} takes no parts. Ask GetTransferStatus first.",
    http_status=409,
)
PART_OUT_OF_RANGE = Entry(
    code="intake.part_out_of_range",
    title_ja="部分番号が範囲の外です",
    title_en="The part number is out of range",
    desk_ja="システムの提供業者に連絡してください。",
    desk_en="Tell your vendor.",
    vendor_ja="partNumber は 1 から {part_count} までです。別の送信の部分ではないか確かめてください。",
    vendor_en="partNumber runs from 1 to {part_count}. Check that the part is not of another transfer.",
)
PART_TOO_LARGE = Entry(
    code="intake.part_too_large",
    title_ja="部分が大きすぎます",
    title_en="The part is too large",
    desk_ja="システムの提供業者に、部分の大きさの設定を小さくするよう伝えてください。",
    desk_en="Ask your vendor to configure smaller parts.",
    vendor_ja="content は {limit} バイト以下にしてください。",
    vendor_en="content may have at most {limit} bytes.",
    http_status=413,
)
PART_DIFFERS = Entry(
    code="intake.part_differs",
    title_ja="同じ番号の部分が別の内容で届いています",
    title_en="A part with this number arrived with other content",
    desk_ja="送信を取り消し、新しく始めてください。",
    desk_en="Cancel the transfer and begin a new one.",
    vendor_ja="同じ partNumber の再送は同じ sha256 でなければなりません。",
    vendor_en="A part sent again must have the same sha256.",
    http_status=409,
)
PARTS_MISSING = Entry(
    code="intake.parts_missing",
    title_ja="届いていない部分があります",
    title_en="Parts are missing",
    desk_ja="送信を再開してください。足りない部分だけが送られます。",
    desk_en="Resume the upload; only the missing parts are sent.",
    vendor_ja="足りない部分: {missing}（全 {count} 件）。PutPart の後に SealTransfer を呼んでください。",
    vendor_en="Missing parts: {missing} ({count} in all). Put them, then seal.",
    http_status=409,
    retry=True,
)
CONTENT_DIFFERS = Entry(
    code="intake.content_differs",
    title_ja="届いた部分が開始時に告げられた内容と異なります",
    title_en="The parts are not the content stated at opening",
    desk_ja="送信を取り消し、新しく始めてください。別の送信の部分が混ざっている可能性があります。",
    desk_en="Cancel and begin anew; a part of another transfer may have been mixed in.",
    vendor_ja="contentDigest は部分番号順の sha256（小文字16進）を連結したものの SHA-256 です。",
    vendor_en="contentDigest is the SHA-256 of the parts' lower-case hexadecimal sha256 in part order.",
    http_status=409,
)
NOT_CANCELLABLE = Entry(
    code="intake.not_cancellable",
    title_ja="この送信は取り消せません",
    title_en="The transfer can no longer be cancelled",
    desk_ja="反映済みの内容を直すには、訂正した行を新しい履歴番号で送ってください。",
    desk_en="To change what was applied, send corrected rows with new history numbers.",
    vendor_ja="状態 {state} の送信は取り消せません。",
    vendor_en="A transfer in state {state} cannot be cancelled.",
    http_status=409,
)
REQUEST_ID_REUSED = Entry(
    code="intake.request_id_reused",
    title_ja="同じ要求番号が別の内容で使われました",
    title_en="The request id was already used for another request",
    desk_ja="システムの提供業者に連絡してください。",
    desk_en="Tell your vendor.",
    vendor_ja="requestId は要求ごとに新しい UUID にしてください。同じ要求の再送だけが同じ番号を使えます。",
    vendor_en="Use a new UUID for each request; only a repetition of the same request may reuse it.",
    http_status=409,
)
NOT_GZIP = Entry(
    code="intake.not_gzip",
    title_ja="部分の圧縮が壊れています",
    title_en="The part is not sound gzip",
    desk_ja="送信を取り消し、もう一度送信してください。",
    desk_en="Cancel and send again.",
    vendor_ja="compression が gzip の content は完結した gzip でなければなりません（部分 {part}）。",
    vendor_en="content with compression gzip must be one complete gzip member (part {part}).",
)
EXPANDED_TOO_LARGE = Entry(
    code="intake.expanded_too_large",
    title_ja="部分を展開すると大きすぎます",
    title_en="The part expands to too much",
    desk_ja="システムの提供業者に、部分を小さく分けるよう伝えてください。",
    desk_en="Ask your vendor for smaller parts.",
    vendor_ja="展開後は {limit} バイト以下にしてください（部分 {part}）。",
    vendor_en="A part may expand to at most {limit} bytes (part {part}).",
    http_status=413,
)
ILL_FORMED = Entry(
    code="intake.ill_formed",
    title_ja="部分の XML が壊れています",
    title_en="The part is not well-formed",
    desk_ja="何も反映していません。元のファイルを作り直して送信してください。",
    desk_en="Nothing was applied. Make the file again and send it.",
    vendor_ja="部分 {part} の {line} 行目付近: 整形式の XML ではありません。",
    vendor_en="Part {part}, near line {line}: not well-formed XML.",
)
DOCTYPE_REFUSED = Entry(
    code="intake.doctype_refused",
    title_ja="文書型宣言は受け付けません",
    title_en="A document type declaration is refused",
    desk_ja="何も反映していません。システムの提供業者に連絡してください。",
    desk_en="Nothing was applied. Tell your vendor.",
    vendor_ja="DOCTYPE と実体宣言を出力しないでください（部分 {part}）。",
    vendor_en="Write no DOCTYPE and no entities (part {part}).",
)
WRONG_ENCODING = Entry(
    code="intake.wrong_encoding",
    title_ja="文字コードが UTF-8 ではありません",
    title_en="The text is not UTF-8",
    desk_ja="何も反映していません。システムの提供業者に文字コードの設定を確かめてもらってください。",
    desk_en="Nothing was applied. Ask your vendor to check the encoding.",
    vendor_ja="部分 {part} は UTF-8 として読めません。XML 宣言と実際の文字コードを UTF-8 にそろえてください。",
    vendor_en="Part {part} cannot be read as UTF-8. Declare and write UTF-8.",
)
WRONG_SCHEMA = Entry(
    code="intake.wrong_schema",
    title_ja="仕様と異なる文書です",
    title_en="The document is of another format",
    desk_ja="何も反映していません。送信するファイルと種類を確かめてください。",
    desk_en="Nothing was applied. Check the file and its kind.",
    vendor_ja="部分 {part} の根は urn:care-platform:records:v1 の records で、行は {record_kind} でなければなりません。",
    vendor_en="Part {part} must have the root records of urn:care-platform:records:v1 and rows of {record_kind}.",
)
ROW_TOO_LARGE = Entry(
    code="intake.row_too_large",
    title_ja="一行が大きすぎます",
    title_en="One row is too large",
    desk_ja="何も反映していません。システムの提供業者に連絡してください。",
    desk_en="Nothing was applied. Tell your vendor.",
    vendor_ja="一つの記録は {limit} バイト、深さ {depth} までです（部分 {part}）。",
    vendor_en="One record may have {limit} bytes and depth {depth} (part {part}).",
)
RECORD_COUNT_DIFFERS = Entry(
    code="intake.record_count_differs",
    title_ja="件数が開始時に告げられた数と異なります",
    title_en="The number of records differs from the number stated",
    desk_ja="何も反映していません。抽出と分割をやり直して送信してください。",
    desk_en="Nothing was applied. Extract and split again.",
    vendor_ja="recordCount は {stated}、届いた行は {received} です。",
    vendor_en="recordCount says {stated}, {received} rows arrived.",
    http_status=409,
)
BUSY = Entry(
    code="intake.busy",
    title_ja="同じ保険者の処理が続いています",
    title_en="Another transfer of this insurer is being processed",
    desk_ja="しばらくしてからもう一度送ってください。",
    desk_en="Send again in a little while.",
    vendor_ja="Retry-After を見て再送してください。requestId は同じものを使えます。",
    vendor_en="Send again after Retry-After; the same requestId may be used.",
    http_status=503,
    retry=True,
    blame=Blame.PLATFORM,
)
PROCESSING_FAILED = Entry(
    code="intake.processing_failed",
    title_ja="送信を処理できませんでした",
    title_en="The transfer could not be processed",
    desk_ja="何も反映していません。送信番号を添えて運営者に連絡してください。",
    desk_en="Nothing was applied. Tell the operator the transfer's number.",
    vendor_ja="予期しない誤りです。運営者の記録に原因があります。",
    vendor_en="Something unexpected; the operator's log has the cause.",
    http_status=500,
    blame=Blame.PLATFORM,
)
