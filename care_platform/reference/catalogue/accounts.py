"""What accounts of staff, and software that acts for them, can be refused with.

No entry tells whether an account exists, or which of name, password and code was wrong.
"""

from care_platform.reference.catalogue.entry import Blame, Entry

SIGN_IN_REFUSED = Entry(
    code="accounts.sign_in_refused",
    title_ja="サインインできませんでした",
    title_en="You could not be signed in",
    desk_ja=(
        "利用者ID、パスワード、確認コードを確かめてください。"
        "続けて失敗すると、しばらくサインインできません。できない場合は管理者に連絡してください。"
    ),
    desk_en=(
        "Check sign-in name, password and code. After several failures you have to wait. "
        "If it still fails, ask your administrator."
    ),
    vendor_ja="理由は示しません。事業所の管理者が、アカウントの出来事の一覧で確かめられます。",
    vendor_en="The reason is not told. The administrator finds it in the list of account events.",
    http_status=401,
)
TOO_MANY_ATTEMPTS = Entry(
    code="accounts.too_many_attempts",
    title_ja="サインインの失敗が続いています",
    title_en="Too many failed sign-ins",
    desk_ja="しばらく待ってから、もう一度サインインしてください。",
    desk_en="Wait a while, then sign in again.",
    vendor_ja="同じ接続元からの失敗が続いたため、間隔を空けています。",
    vendor_en="Failures from one network address are slowed down.",
    http_status=429,
    retry=True,
)
PASSWORD_REFUSED = Entry(
    code="accounts.password_refused",
    title_ja="このパスワードは使えません",
    title_en="This password cannot be used",
    desk_ja=(
        "12文字以上で、よく使われる言葉、利用者ID、同じ文字の繰り返しを避けてください。"
        "今のパスワードと同じものも使えません。"
    ),
    desk_en=(
        "Use 12 characters or more, and no common word, sign-in name or repetition. "
        "The present password cannot be used again."
    ),
    vendor_ja="理由: {reason}（length、repeated、common、login_name、same）",
    vendor_en="Reason: {reason} (length, repeated, common, login_name, same)",
    http_status=422,
)
ACCOUNT_INVALID = Entry(
    code="accounts.account_invalid",
    title_ja="アカウントの内容が正しくありません",
    title_en="The account cannot be made or changed like this",
    desk_ja="次の項目を確かめてください: {item}",
    desk_en="Check this item: {item}",
    vendor_ja="項目 {item} が規則に合いません。docs/accounts.md を見てください。",
    vendor_en="The item {item} does not follow the rules of docs/accounts.md.",
    http_status=422,
)
NOT_YOURS = Entry(
    code="accounts.not_yours",
    title_ja="この操作の権限がありません",
    title_en="You may not do this",
    desk_ja="所属する組織の管理者に依頼してください。",
    desk_en="Ask the administrator of your organisation.",
    vendor_ja="アカウントの組織、階層または役割では許されません。",
    vendor_en="Organisation, level or role of the account does not allow it.",
    http_status=403,
)
STAFF_NOT_SIGNED_IN = Entry(
    code="accounts.not_signed_in",
    title_ja="サインインが必要です",
    title_en="You are not signed in",
    desk_ja="サインインしてから、もう一度お試しください。",
    desk_en="Sign in and try again.",
    vendor_ja="/desk/sign-in から始めてください。",
    vendor_en="Begin at /desk/sign-in.",
    http_status=401,
)
FORM_REFUSED = Entry(
    code="accounts.form_refused",
    title_ja="画面の有効期限が切れました",
    title_en="The form is no longer valid",
    desk_ja="ページを開き直してから、もう一度送ってください。",
    desk_en="Open the page again and send once more.",
    vendor_ja="form_token または X-Form-Token がセッションと一致しないか、他のサイトから送られました。",
    vendor_en="form_token or X-Form-Token is not this session's, or another site sent the form.",
    http_status=403,
)
KEY_UNUSABLE = Entry(
    code="accounts.key_unusable",
    title_ja="確認コードの鍵が使えません",
    title_en="The key of the one-time codes cannot be used",
    desk_ja="システムの運用者に連絡してください。",
    desk_en="Tell the platform's operator.",
    vendor_ja="CARE_SECRET_KEY_FILE に、1行に1つの Fernet 鍵を置いてください。",
    vendor_en="CARE_SECRET_KEY_FILE needs Fernet keys, one a line.",
    http_status=500,
    blame=Blame.PLATFORM,
)
SOFTWARE_UNKNOWN = Entry(
    code="accounts.software_unknown",
    title_ja="このソフトウェアの要求は受け付けられません",
    title_en="The software's request cannot be taken",
    desk_ja="ソフトウェアの提供業者に連絡してください。",
    desk_en="Tell your vendor.",
    vendor_ja="client_id または redirect_uri が登録されていません。redirect_uri は一字一句一致させてください。",
    vendor_en="client_id or redirect_uri is not registered. The redirect_uri must be the registered one, letter by letter.",
)
TOKEN_NOT_OF_STAFF = Entry(
    code="accounts.token_not_of_staff",
    title_ja="職員の許可を受けたトークンが必要です",
    title_en="A token given by a member of staff is needed",
    desk_ja="ソフトウェアで、自分のアカウントからサインインしてください。",
    desk_en="Sign in with your own account in your software.",
    vendor_ja="この操作は client_credentials ではできません。authorization_code で職員の許可を受けてください。",
    vendor_en="client_credentials does not open this. Ask a member of staff with authorization_code.",
    http_status=403,
)
SOFTWARE_OF_ANOTHER_OFFICE = Entry(
    code="accounts.software_of_another_office",
    title_ja="このソフトウェアは、あなたの事業所のものではありません",
    title_en="This software is not registered for your office",
    desk_ja="所属する事業所のアカウントでサインインしているか、確かめてください。",
    desk_en="Check that you are signed in with an account of the right office.",
    vendor_ja="client_id は別の事業所に登録されています。",
    vendor_en="The client_id is registered for another office.",
    http_status=403,
)
GRANT_INVALID = Entry(
    code="accounts.grant_invalid",
    title_ja="職員の許可が無効になりました",
    title_en="The staff member's permission is not valid",
    desk_ja="ソフトウェアで、もう一度サインインしてください。",
    desk_en="Sign in again in your software.",
    vendor_ja=(
        "認可コードまたはリフレッシュトークンが、未知、使用済み、期限切れか、許可・職員・ソフトウェア・事業所が"
        "終了しました。使用済みのものを再び送ると、許可全体を取り消します。"
    ),
    vendor_en=(
        "The code or refresh token is unknown, used or expired, or grant, staff account, client or office have "
        "ended. Sending a used one again ends the whole grant."
    ),
)
CERTIFICATE_REFUSED = Entry(
    code="accounts.certificate_refused",
    title_ja="クライアント証明書が正しくありません",
    title_en="The client certificate cannot be used",
    desk_ja="ソフトウェアの提供業者に連絡してください。",
    desk_en="Tell your vendor.",
    vendor_ja="証明書の形式、有効期間、登録を確かめてください: {reason}",
    vendor_en="Check form, validity and registration of the certificate: {reason}",
    http_status=401,
)
