"""What the REST interface and the pages can refuse."""

from care_platform.reference.catalogue.entry import Blame, Entry, Reason

REQUEST_INVALID = Reason(
    code="api.request_invalid",
    title_ja="入力の内容が正しくありません",
    title_en="The request is not valid",
    desk_ja="入力した項目を確かめて、もう一度お試しください。",
    desk_en="Check what was entered and try again.",
    vendor_ja="OpenAPI の仕様に合わせてください。誤りのある項目: {fields}",
    vendor_en="Follow the OpenAPI description. Wrong fields: {fields}",
    person_ja=(
        "入力された内容を受け付けられませんでした。何も変わっていません。入力を確かめて、"
        "もう一度お試しください。"
    ),
    person_en="What was entered could not be taken. Nothing has changed. Check it and try again.",
    http_status=422,
)
NO_SUCH_ADDRESS = Reason(
    code="api.no_such_address",
    title_ja="このページはありません",
    title_en="There is nothing at this address",
    desk_ja="最初のページからやり直してください。",
    desk_en="Start again from the first page.",
    vendor_ja="OpenAPI にある経路を使ってください。",
    vendor_en="Use a path of the OpenAPI description.",
    person_ja="お探しのページはありません。はじめのページからお進みください。",
    person_en="There is no such page. Begin at the first page.",
    http_status=404,
)
METHOD_NOT_ALLOWED = Reason(
    code="api.method_not_allowed",
    title_ja="この操作はできません",
    title_en="The method is not allowed here",
    desk_ja="最初のページからやり直してください。",
    desk_en="Start again from the first page.",
    vendor_ja="OpenAPI にあるメソッドを使ってください。",
    vendor_en="Use the method of the OpenAPI description.",
    person_ja="この画面ではできない操作でした。何も変わっていません。はじめのページからお進みください。",
    person_en="That cannot be done on this page. Nothing has changed. Begin at the first page.",
    http_status=405,
)
BODY_TOO_LARGE = Entry(
    code="api.body_too_large",
    title_ja="送信した内容が大きすぎます",
    title_en="The request is too large",
    desk_ja="件数を減らして送ってください。",
    desk_en="Send less at once.",
    vendor_ja="一括照会は500件までです。",
    vendor_en="A list look-up holds at most 500 persons.",
    http_status=413,
)
MEDIA_TYPE_UNSUPPORTED = Entry(
    code="api.media_type_unsupported",
    title_ja="この形式は受け付けません",
    title_en="The media type is not supported",
    desk_ja="システムの提供業者に連絡してください。",
    desk_en="Tell your vendor.",
    vendor_ja="Content-Type: application/json で送ってください。",
    vendor_en="Send Content-Type: application/json.",
    http_status=415,
)
UNEXPECTED = Reason(
    code="api.unexpected",
    title_ja="予期しない誤りが起きました",
    title_en="Something unexpected went wrong",
    desk_ja="しばらくしてからもう一度お試しください。続く場合は、お問い合わせ番号を添えて管理者に連絡してください。",
    desk_en="Try again in a while. If it happens again, give your administrator the reference for enquiries.",
    vendor_ja="correlation_id を添えて連絡してください。",
    vendor_en="Report the correlation_id.",
    person_ja=(
        "こちらの不具合で、表示できませんでした。あなたの操作のせいではありません。しばらくして、"
        "もう一度お試しください。"
    ),
    person_en="Something went wrong on our side. You did nothing wrong. Try again in a while.",
    http_status=500,
    retry=True,
    blame=Blame.PLATFORM,
)
TOKEN_MISSING = Entry(
    code="api.token_missing",
    title_ja="認証が必要です",
    title_en="Authentication is required",
    desk_ja="ソフトウェアの接続設定を確かめてください。",
    desk_en="Check the connection settings of your software.",
    vendor_ja="Authorization: Bearer でアクセストークンを送ってください。",
    vendor_en="Send an access token as Authorization: Bearer.",
    http_status=401,
)
TOKEN_INVALID = Entry(
    code="api.token_invalid",
    title_ja="認証の有効期限が切れたか、正しくありません",
    title_en="The access token is expired or unknown",
    desk_ja="もう一度お試しください。続く場合はソフトウェアの提供業者に連絡してください。",
    desk_en="Try again. If it happens again, tell your vendor.",
    vendor_ja="新しいトークンを取得してください。有効期間は60分です。",
    vendor_en="Get a new token; tokens live 60 minutes.",
    http_status=401,
)
CLIENT_NOT_AUTHENTICATED = Entry(
    code="api.client_not_authenticated",
    title_ja="ソフトウェアの認証に失敗しました",
    title_en="The client could not be authenticated",
    desk_ja="ソフトウェアの提供業者に連絡してください。",
    desk_en="Tell your vendor.",
    vendor_ja="private_key_jwt の iss・sub・aud・exp・jti と署名鍵を確かめてください: {reason}",
    vendor_en="Check iss, sub, aud, exp, jti and the key of private_key_jwt: {reason}",
    http_status=401,
)
GRANT_UNSUPPORTED = Entry(
    code="api.grant_unsupported",
    title_ja="この認可方式は使えません",
    title_en="The grant type is not supported",
    desk_ja="ソフトウェアの提供業者に連絡してください。",
    desk_en="Tell your vendor.",
    vendor_ja="grant_type は client_credentials です。",
    vendor_en="grant_type is client_credentials.",
)
SCOPE_NOT_GRANTED = Entry(
    code="api.scope_not_granted",
    title_ja="この操作の権限がありません",
    title_en="The token does not allow this",
    desk_ja="管理者に権限を確かめてください。",
    desk_en="Ask your administrator.",
    vendor_ja="必要な scope: {scope}",
    vendor_en="Needed scope: {scope}",
    http_status=403,
)
CURSOR_INVALID = Reason(
    code="api.cursor_invalid",
    title_ja="続きの位置が正しくありません",
    title_en="The cursor is not one this platform gave",
    desk_ja="最初から取り込み直してください。",
    desk_en="Start the list again.",
    vendor_ja="cursor は前回の応答の値をそのまま送ってください。",
    vendor_en="Send the cursor of the last answer unchanged.",
    person_ja="続きの場所がわからなくなりました。「だれが見たか」のページを、最初から開き直してください。",
    person_en="The place in the list was lost. Open the page “Who looked” from the beginning.",
)
NOT_SIGNED_IN = Reason(
    code="api.not_signed_in",
    title_ja="サインインが必要です",
    title_en="You are not signed in",
    desk_ja="サインインしてからもう一度お試しください。",
    desk_en="Sign in and try again.",
    vendor_ja="/portal/sign-in から始めてください。",
    vendor_en="Begin at /portal/sign-in.",
    person_ja=(
        "サインインしていないか、しばらく使わなかったため終わりました。もう一度サインインしてください。"
    ),
    person_en="You are not signed in, or it ended because you were away for a while. Sign in again.",
    http_status=401,
)
FORM_OUTDATED = Reason(
    code="api.form_outdated",
    title_ja="画面の有効期限が切れました",
    title_en="The form is no longer valid",
    desk_ja="ページを開き直してからもう一度送ってください。",
    desk_en="Open the page again and send once more.",
    vendor_ja="フォームの token がセッションと一致しません。",
    vendor_en="The form token does not match the session.",
    person_ja=(
        "ページを開いてから時間がたったため、受け付けていません。何も変わっていません。"
        "ページを開き直して、もう一度送ってください。"
    ),
    person_en=(
        "The page was open too long, so nothing was taken and nothing has changed. "
        "Open it again and send once more."
    ),
    http_status=403,
)
NOT_READY = Entry(
    code="api.not_ready",
    title_ja="準備中です",
    title_en="Not ready",
    desk_ja="しばらくしてからもう一度お試しください。",
    desk_en="Try again in a while.",
    vendor_ja="データベースまたはスキーマの状態を確かめてください: {reason}",
    vendor_en="Check the database and its schema: {reason}",
    http_status=503,
    retry=True,
    blame=Blame.PLATFORM,
)
