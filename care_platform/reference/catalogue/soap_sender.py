"""What can be wrong with who sends a SOAP message: the signature, the certificate, and whose it is."""

from care_platform.reference.catalogue.entry import Entry

# The signature

UNSIGNED = Entry(
    code="soap.unsigned",
    title_ja="電文に署名がありません",
    title_en="The message is not signed",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja=(
        "wsse:Security を一つ置き、BinarySecurityToken、Timestamp、Signature を一つずつ入れてください。"
    ),
    vendor_en=(
        "Send one wsse:Security header with one BinarySecurityToken, one Timestamp and one Signature."
    ),
    http_status=401,
)

SIGNATURE_UNSUPPORTED = Entry(
    code="soap.signature_unsupported",
    title_ja="署名の形が対応していません",
    title_en="The signature's form is not supported",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="X.509 トークンプロファイルに従い、署名の形を見直してください（該当箇所 {place}）。",
    vendor_en="Follow the X.509 token profile; look at {place}.",
    http_status=401,
)

ALGORITHM_REFUSED = Entry(
    code="soap.algorithm_refused",
    title_ja="この署名アルゴリズムは使えません",
    title_en="This algorithm is not accepted",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja=(
        "正規化は排他的 C14N、要約は SHA-256/384/512、署名は RSA または ECDSA にしてください（該当箇所 "
        "{place}）。"
    ),
    vendor_en="Use exclusive C14N, SHA-256/384/512 digests and an RSA or ECDSA signature; look at {place}.",
    http_status=401,
)

KEY_REFUSED = Entry(
    code="soap.key_refused",
    title_ja="この鍵は使えません",
    title_en="This key is not accepted",
    desk_ja="証明書の管理者に連絡してください。",
    desk_en="Tell whoever looks after your system's certificates.",
    vendor_ja="2048 ビット以上の RSA か、P-256 または P-384 の鍵で証明書を作り直してください。",
    vendor_en="Have a certificate made for an RSA key of 2048 bits or more, or a P-256 or P-384 key.",
    http_status=401,
)

DUPLICATE_ID = Entry(
    code="soap.duplicate_id",
    title_ja="同じ識別子が二度使われています",
    title_en="An identifier occurs twice",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="wsu:Id などの識別子を電文の中で一意にしてください。",
    vendor_en="Make every wsu:Id and similar identifier unique within the message.",
    http_status=401,
)

SIGNATURE_COVERAGE = Entry(
    code="soap.signature_coverage",
    title_ja="署名が必要な範囲を覆っていません",
    title_en="The signature does not cover what it must",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja=(
        "soap:Body と、同じ Security の中の wsu:Timestamp に署名してください。Header "
        "の外の要素は参照できません。"
    ),
    vendor_en=(
        "Sign soap:Body and the wsu:Timestamp of the same Security header; refer to nothing else "
        "outside Header."
    ),
    http_status=401,
)

SIGNATURE_INVALID = Entry(
    code="soap.signature_invalid",
    title_ja="署名が正しくありません",
    title_en="The signature is not valid",
    desk_ja="もう一度送信してください。続く場合はシステムの提供業者に連絡してください。",
    desk_en="Send again. If it goes on, tell your system's vendor.",
    vendor_ja="署名の後に電文を書き換えていないか、鍵と証明書が対になっているかを確認してください。",
    vendor_en=(
        "Check that nothing changes the message after signing and that key and certificate belong together."
    ),
    http_status=401,
)

TIMESTAMP_INVALID = Entry(
    code="soap.timestamp_invalid",
    title_ja="時刻印の書き方が正しくありません",
    title_en="The timestamp is not written correctly",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja=(
        "wsu:Timestamp に Created と Expires を一つずつ、時間帯付きの日時で入れ、有効時間を {limit} "
        "秒以内にしてください。"
    ),
    vendor_en=(
        "Put one Created and one Expires with a time zone into wsu:Timestamp, at most {limit} seconds apart."
    ),
    http_status=401,
)

TIMESTAMP_OUTSIDE_WINDOW = Entry(
    code="soap.timestamp_outside_window",
    title_ja="時刻印が許される時間の外にあります",
    title_en="The timestamp is outside the accepted time",
    desk_ja="送信する機械の時計を合わせてから、もう一度送信してください。",
    desk_en="Set the sending machine's clock and send again.",
    vendor_ja=(
        "機械の時計を標準時に合わせ、送り直すたびに署名し直してください。許される差は {skew} 秒です。"
    ),
    vendor_en=(
        "Keep the clock right and sign anew for every attempt; {skew} seconds of difference are allowed."
    ),
    http_status=401,
)

REPLAYED = Entry(
    code="soap.replayed",
    title_ja="この電文は既に受け取りました",
    title_en="This very message was received before",
    desk_ja="処理状況を確認してください。未処理ならば、もう一度送信してください。",
    desk_en="Look at the state of the transfer; if nothing happened, send again.",
    vendor_ja=(
        "送り直すときは新しい時刻印で署名し直してください。requestId を同じにすれば、最初の応答が返ります。"
    ),
    vendor_en=(
        "Sign anew with a fresh timestamp when repeating; with the same requestId you get the first answer."
    ),
    http_status=409,
)

# The certificate and whose it is

CERTIFICATE_MALFORMED = Entry(
    code="soap.certificate_malformed",
    title_ja="証明書を読み取れません",
    title_en="The certificate cannot be read",
    desk_ja="証明書の管理者に連絡してください。",
    desk_en="Tell whoever looks after your system's certificates.",
    vendor_ja="BinarySecurityToken に X.509 v3 証明書一枚を DER の base64 で入れてください。",
    vendor_en="Put one X.509 v3 certificate, DER in base64, into BinarySecurityToken.",
    http_status=401,
)

CERTIFICATE_EXPIRED = Entry(
    code="soap.certificate_expired",
    title_ja="証明書の有効期限が切れています",
    title_en="The certificate has expired",
    desk_ja="証明書の管理者に連絡してください。",
    desk_en="Tell whoever looks after your system's certificates.",
    vendor_ja="新しい証明書を登録し、署名に使ってください。",
    vendor_en="Register a new certificate and sign with it.",
    http_status=401,
)

CERTIFICATE_NOT_YET_VALID = Entry(
    code="soap.certificate_not_yet_valid",
    title_ja="証明書の有効期間がまだ始まっていません",
    title_en="The certificate is not yet valid",
    desk_ja="証明書の管理者に連絡してください。",
    desk_en="Tell whoever looks after your system's certificates.",
    vendor_ja="有効期間の始まった証明書で署名し、機械の時計を確認してください。",
    vendor_en="Sign with a certificate whose time has begun, and check the machine's clock.",
    http_status=401,
)

UNKNOWN_CERTIFICATE = Entry(
    code="soap.unknown_certificate",
    title_ja="登録されていない証明書です",
    title_en="The certificate is not registered",
    desk_ja="証明書の管理者に連絡してください。",
    desk_en="Tell whoever looks after your system's certificates.",
    vendor_ja="保険者の証明書として登録してから送ってください。",
    vendor_en="Have the certificate registered for the insurer before sending.",
    http_status=403,
)

CERTIFICATE_REVOKED = Entry(
    code="soap.certificate_revoked",
    title_ja="失効した証明書です",
    title_en="The certificate has been revoked",
    desk_ja="証明書の管理者に連絡してください。",
    desk_en="Tell whoever looks after your system's certificates.",
    vendor_ja="失効した鍵の使用を止め、新しい証明書を登録してください。",
    vendor_en="Stop using the revoked key and register a new certificate.",
    http_status=403,
)

CERTIFICATE_MISMATCH = Entry(
    code="soap.certificate_mismatch",
    title_ja="通信と署名の証明書の持ち主が異なります",
    title_en="Connection and signature belong to different senders",
    desk_ja="証明書の管理者に連絡してください。",
    desk_en="Tell whoever looks after your system's certificates.",
    vendor_ja="接続に使う証明書と署名に使う証明書を、同じ保険者に登録されたものにしてください。",
    vendor_en="Connect and sign with certificates registered for the same insurer.",
    http_status=403,
)

ANOTHER_INSURER = Entry(
    code="soap.another_insurer",
    title_ja="他の保険者の記録は送れません",
    title_en="The records belong to another insurer",
    desk_ja="送信する保険者番号を確認してください。",
    desk_en="Check the insurer number you are sending for.",
    vendor_ja="署名の証明書が登録された保険者の番号を insurerNumber に入れてください。",
    vendor_en="Set insurerNumber to an insurer for which the signing certificate is registered.",
    http_status=403,
)

CLIENT_CERTIFICATE_MISSING = Entry(
    code="soap.client_certificate_missing",
    title_ja="クライアント証明書がありません",
    title_en="There is no client certificate",
    desk_ja="証明書の管理者に連絡してください。",
    desk_en="Tell whoever looks after your system's certificates.",
    vendor_ja="TLS の相互認証で接続してください。",
    vendor_en="Connect with mutual TLS.",
    http_status=401,
)

CLIENT_CERTIFICATE_MALFORMED = Entry(
    code="soap.client_certificate_malformed",
    title_ja="クライアント証明書の受け渡しが正しくありません",
    title_en="The forwarded client certificate cannot be read",
    desk_ja="この基盤の運用者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to the platform's operator.",
    vendor_ja="前段の装置は RFC 9440 の Client-Cert を一つだけ付けてください。",
    vendor_en="The proxy in front must send exactly one Client-Cert field as in RFC 9440.",
    http_status=400,
)
