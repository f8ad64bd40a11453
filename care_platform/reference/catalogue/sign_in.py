"""What can go wrong while a person signs in with the national sign-in application (OpenID Connect).

Detail values are protocol words only (a step, an error code, a claim's name), never a claim's value.
"""

from care_platform.reference.catalogue.entry import Blame, Reason

STATE_MISMATCH = Reason(
    code="sign_in.state_mismatch",
    title_ja="サインインの応答が、始めた画面と一致しません",
    title_en="The sign-in answer does not belong to the page that started it",
    desk_ja="最初の画面に戻り、もう一度サインインしてください。複数の画面で同時に始めないでください。",
    desk_en="Go back to the first page and sign in again. Do not start in several windows at once.",
    vendor_ja=(
        "応答の state が begin() の state と異なるか、ありません。"
        "開始時の値を、同じブラウザーのセッションに保存してください。"
    ),
    vendor_en=(
        "The answer's state is missing or not the one begin() made. "
        "Keep the start in that browser's own session."
    ),
    person_ja=(
        "サインインを始めた画面と、戻ってきた画面が合いませんでした。ほかの画面を閉じて、"
        "最初からサインインしてください。"
    ),
    person_en=(
        "The page you came back to is not the one you began on. "
        "Close the others and sign in from the beginning."
    ),
    http_status=400,
)

REFUSED_BY_PROVIDER = Reason(
    code="sign_in.refused_by_provider",
    title_ja="サインインが取り消されたか、受け付けられませんでした",
    title_en="The sign-in was cancelled or refused",
    desk_ja=(
        "もう一度サインインしてください。"
        "取り消した覚えがない場合は、マイナンバーカードと暗証番号を確認してください。"
    ),
    desk_en="Sign in again. If you did not cancel, check your My Number Card and its PIN.",
    vendor_ja=(
        "認可エンドポイントが error={error} を返しました。"
        "access_denied 以外は、登録内容と要求の項目を確認してください。"
    ),
    vendor_en=(
        "The authorization endpoint answered error={error}. "
        "Unless it is access_denied, check the request and the registration."
    ),
    person_ja=(
        "サインインが途中で終わりました。マイナンバーカードと4桁の暗証番号を用意して、"
        "もう一度サインインしてください。"
    ),
    person_en=(
        "The sign-in ended half-way. "
        "Have your My Number Card and its four-digit PIN at hand and sign in again."
    ),
    http_status=400,
)

CODE_REFUSED = Reason(
    code="sign_in.code_refused",
    title_ja="サインインを完了できませんでした",
    title_en="The sign-in could not be completed",
    desk_ja="時間がかかり過ぎた可能性があります。最初の画面からもう一度サインインしてください。",
    desk_en="It may have taken too long. Sign in again from the first page.",
    vendor_ja=(
        "トークンエンドポイントが error={error} を返しました。"
        "invalid_client の場合は、署名鍵の登録と時計を確認してください。"
    ),
    vendor_en=(
        "The token endpoint answered error={error}. "
        "For invalid_client, check the registered signing key and the clock."
    ),
    person_ja=(
        "時間がかかったためか、サインインできませんでした。最初のページから、もう一度サインインしてください。"
    ),
    person_en=(
        "You could not be signed in, perhaps because it took too long. Sign in again from the first page."
    ),
    http_status=502,
    blame=Blame.PLATFORM,
)

TOKEN_INVALID = Reason(
    code="sign_in.token_invalid",
    title_ja="本人確認の結果を信頼できません",
    title_en="The proof of identity cannot be trusted",
    desk_ja="サインインしていません。もう一度試し、続く場合は窓口に連絡してください。",
    desk_en="You are not signed in. Try again; if it happens again, tell the help desk.",
    vendor_ja=(
        "ID トークンまたはそれに続く応答の検査で拒否しました（理由: {reason}）。"
        "発行者、クライアント ID、時計、公開鍵を確認してください。"
    ),
    vendor_en=(
        "The ID token or what came with it failed a check ({reason}). "
        "Check issuer, client ID, clock and public keys."
    ),
    person_ja=(
        "本人確認の結果を確かめられなかったため、安全のためサインインしていません。もう一度試し、"
        "続くときは市区町村の窓口にお問い合わせください。"
    ),
    person_en=(
        "The proof of who you are could not be checked, so to be safe you are not signed in. Try again; "
        "if it goes on, ask the counter of your municipality."
    ),
    http_status=502,
    blame=Blame.PLATFORM,
)

PROVIDER_UNREACHABLE = Reason(
    code="sign_in.provider_unreachable",
    title_ja="サインインのサービスに接続できません",
    title_en="The sign-in service cannot be reached",
    desk_ja="しばらく待ってから、もう一度サインインしてください。",
    desk_en="Wait a little, then sign in again.",
    vendor_ja="提供者への接続（段階: {step}）が失敗したか、時間切れか、5xx または 429 の応答でした。",
    vendor_en="The call to the provider (step: {step}) failed, timed out, or was answered with 5xx or 429.",
    person_ja=(
        "本人確認のサービスにつながりません。あなたの操作のせいではありません。しばらく待ってから、"
        "もう一度サインインしてください。"
    ),
    person_en=(
        "The sign-in service cannot be reached. You did nothing wrong. Wait a little, then sign in again."
    ),
    http_status=503,
    blame=Blame.PLATFORM,
    retry=True,
)

PROVIDER_ANSWER_INVALID = Reason(
    code="sign_in.provider_answer_invalid",
    title_ja="サインインのサービスの応答を読めません",
    title_en="The sign-in service's answer cannot be read",
    desk_ja="サインインしていません。もう一度試し、続く場合は窓口に連絡してください。",
    desk_en="You are not signed in. Try again; if it happens again, tell the help desk.",
    vendor_ja="応答（段階: {step}）が規格どおりではありません: {problem}。転送（3xx）には従いません。",
    vendor_en=(
        "The answer (step: {step}) is not what the standard asks for: {problem}. Redirects are not followed."
    ),
    person_ja=(
        "本人確認のサービスの答えを読めませんでした。あなたの操作のせいではありません。もう一度試し、"
        "続くときは市区町村の窓口にお問い合わせください。"
    ),
    person_en=(
        "The sign-in service's answer could not be read. You did nothing wrong. Try again; "
        "if it goes on, ask the counter of your municipality."
    ),
    http_status=502,
    blame=Blame.PLATFORM,
)

CLAIMS_MISSING = Reason(
    code="sign_in.claims_missing",
    title_ja="本人を確認するための項目が足りません",
    title_en="Items needed to identify the person are missing",
    desk_ja=(
        "氏名、住所、生年月日、性別の提供に同意して、もう一度サインインしてください。"
        "できない場合は窓口で手続きしてください。"
    ),
    desk_en=(
        "Sign in again and agree to pass on name, address, birth date and sex. "
        "If you cannot, ask at the counter."
    ),
    vendor_ja=(
        "次の項目がないか、読めません: {claims}。"
        "scope の登録と、birthdate（YYYYMMDD）、gender（1 または 2）の形式を確認してください。"
    ),
    vendor_en=(
        "Missing or unreadable: {claims}. "
        "Check the registered scopes, birthdate (YYYYMMDD) and gender (1 or 2)."
    ),
    person_ja=(
        "氏名、住所、生年月日、性別のどれかが届かず、サインインできませんでした。もう一度サインインし、"
        "途中の画面で4つとも「提供する」を選んでください。"
    ),
    person_en=(
        "Name, address, birth date or sex did not arrive, so you are not signed in. "
        "Sign in again and agree on the way to pass on all four."
    ),
    http_status=403,
)
