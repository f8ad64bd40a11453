"""What can be wrong with a SOAP message: its XML and its envelope; and the platform's own faults."""

from care_platform.reference.catalogue.entry import Blame, Entry

# The XML itself

MALFORMED_XML = Entry(
    code="soap.malformed_xml",
    title_ja="電文が XML として正しくありません",
    title_en="The message is not well-formed XML",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="XML 1.0 として整形式の電文を送ってください。{line} 行目付近を確認してください。",
    vendor_en="Send well-formed XML 1.0; look near line {line}.",
)

DOCTYPE_REFUSED = Entry(
    code="soap.doctype_refused",
    title_ja="電文に DOCTYPE があります",
    title_en="The message has a document type declaration",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="DOCTYPE 宣言と実体宣言を除いてください。",
    vendor_en="Leave out the DOCTYPE and every entity declaration.",
)

PROCESSING_INSTRUCTION_REFUSED = Entry(
    code="soap.processing_instruction_refused",
    title_ja="電文に処理命令があります",
    title_en="The message has a processing instruction",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="SOAP の電文に処理命令（<?...?>）を入れてはなりません。XML 宣言だけが許されます。",
    vendor_en="SOAP forbids processing instructions; only the XML declaration may stand in front.",
)

TOO_LARGE = Entry(
    code="soap.too_large",
    title_ja="電文が大きすぎます",
    title_en="The message is too large",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="一回の電文は {limit} バイトまでです。部分を 16 MiB 以下に分けてください。",
    vendor_en="One message may have {limit} bytes. Cut the content into parts of at most 16 MiB.",
    http_status=413,
)

TOO_DEEP = Entry(
    code="soap.too_deep",
    title_ja="電文の要素が深く入れ子になりすぎています",
    title_en="The message is nested too deeply",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="要素の入れ子は {limit} 段までです。",
    vendor_en="Elements may be nested {limit} deep.",
)

TOO_MANY_NODES = Entry(
    code="soap.too_many_nodes",
    title_ja="電文の要素または属性が多すぎます",
    title_en="The message has too many elements or attributes",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="一回の電文に入る要素と属性はそれぞれ {limit} までです。記録を分けて送ってください。",
    vendor_en="One message may have {limit} of these. Send the records in smaller lots.",
)

WRONG_ENCODING = Entry(
    code="soap.wrong_encoding",
    title_ja="電文の文字符号化が正しくありません",
    title_en="The message's character encoding is wrong",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja=(
        "UTF-8 か、BOM 付きの UTF-16 で送り、XML 宣言と Content-Type の charset "
        "を実際の符号化に合わせてください。"
    ),
    vendor_en=(
        "Send UTF-8, or UTF-16 with a byte order mark, and let the XML declaration and the charset of "
        "Content-Type say the same."
    ),
)

# The envelope

NOT_AN_ENVELOPE = Entry(
    code="soap.not_an_envelope",
    title_ja="SOAP の封筒になっていません",
    title_en="The message is not a SOAP envelope",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="Envelope の子は、あれば Header を一つ、続いて Body を一つだけにしてください。",
    vendor_en="Envelope holds at most one Header and then exactly one Body, and nothing else.",
)

VERSION_MISMATCH = Entry(
    code="soap.version_mismatch",
    title_ja="SOAP の版が対応していません",
    title_en="The SOAP version is not supported",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="Envelope の名前空間は SOAP 1.1 または 1.2 のものにしてください。",
    vendor_en="Use the Envelope namespace of SOAP 1.1 or 1.2.",
)

WRONG_MEDIA_TYPE = Entry(
    code="soap.wrong_media_type",
    title_ja="Content-Type が SOAP の版に合いません",
    title_en="Content-Type does not fit the SOAP version",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="SOAP 1.1 は text/xml、SOAP 1.2 は application/soap+xml で送ってください。",
    vendor_en="Send SOAP 1.1 as text/xml and SOAP 1.2 as application/soap+xml.",
    http_status=415,
)

MUST_UNDERSTAND = Entry(
    code="soap.must_understand",
    title_ja="理解できない必須ヘッダーがあります",
    title_en="A mandatory header is not understood",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="{header} は処理できません。mustUnderstand を外すか、このヘッダーを送らないでください。",
    vendor_en="{header} cannot be processed. Leave it out, or do not mark it mustUnderstand.",
)

BODY_SHAPE = Entry(
    code="soap.body_shape",
    title_ja="Body の内容が一要素ではありません",
    title_en="Body does not hold exactly one element",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="Body には要求の要素を一つだけ入れてください。",
    vendor_en="Put exactly one request element into Body.",
)

ACTION_MISMATCH = Entry(
    code="soap.action_mismatch",
    title_ja="アクションと要求の要素が一致しません",
    title_en="The action does not match the request",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="SOAPAction または action を WSDL のとおりにするか、空にしてください。",
    vendor_en="Set SOAPAction or action as in the WSDL, or leave it empty.",
)

UNKNOWN_OPERATION = Entry(
    code="soap.unknown_operation",
    title_ja="この要求は存在しません",
    title_en="There is no such operation",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="Body の要素の名前と名前空間を WSDL に合わせてください。",
    vendor_en="Take the name and namespace of Body's element from the WSDL.",
)

SCHEMA_INVALID = Entry(
    code="soap.schema_invalid",
    title_ja="要求がスキーマに合いません",
    title_en="The request does not follow the schema",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="{line} 行目の要素 {element} を XSD に合わせてください（規則 {rule}）。",
    vendor_en="Make element {element} on line {line} follow the XSD (rule {rule}).",
)

BASE64_INVALID = Entry(
    code="soap.base64_invalid",
    title_ja="content が base64 として正しくありません",
    title_en="content is not valid base64",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="content は RFC 4648 第 4 節の base64 で、末尾の = も付けて送ってください。",
    vendor_en="Write content in the base64 of RFC 4648 section 4, with its padding.",
)

UNKNOWN_DOCUMENT = Entry(
    code="soap.unknown_document",
    title_ja="この文書は公開されていません",
    title_en="There is no such published document",
    desk_ja="システムの提供業者に、この符号と照会番号を伝えてください。",
    desk_en="Give this code and the correlation id to your system's vendor.",
    vendor_ja="?wsdl で得られる WSDL と、その中で参照される XSD だけを取得してください。",
    vendor_en="Fetch the WSDL at ?wsdl and the schemas it refers to.",
    http_status=404,
)

# The platform itself

BUSY = Entry(
    code="soap.busy",
    title_ja="ただいま混み合っています",
    title_en="The platform is busy",
    desk_ja=(
        "しばらく待ってから、もう一度送信してください。続く場合はシステムの提供業者に連絡してください。"
    ),
    desk_en="Wait a little and send again. If it goes on, tell your system's vendor.",
    vendor_ja="時間を置いて、同じ requestId で署名し直して送ってください。",
    vendor_en="Try again later with the same requestId, signed anew.",
    http_status=503,
    blame=Blame.PLATFORM,
    retry=True,
)

INTERNAL_ERROR = Entry(
    code="soap.internal_error",
    title_ja="基盤の内部で問題が起きました",
    title_en="Something went wrong inside the platform",
    desk_ja=(
        "しばらく待ってから、もう一度送信してください。続く場合はシステムの提供業者に連絡してください。"
    ),
    desk_en="Wait a little and send again. If it goes on, tell your system's vendor.",
    vendor_ja=(
        "同じ requestId で署名し直して送ってください。続く場合は照会番号を添えて運用者に連絡してください。"
    ),
    vendor_en=(
        "Try again with the same requestId, signed anew; if it goes on, tell the operator the correlation id."
    ),
    http_status=500,
    blame=Blame.PLATFORM,
    retry=True,
)
