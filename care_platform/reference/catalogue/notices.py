"""Notices by mail and webhook: what is refused at subscribing, and what can go wrong on the way."""

from care_platform.reference.catalogue.entry import Blame, Entry, Reason

RECIPIENT_INVALID = Reason(
    code="notices.recipient_invalid",
    title_ja="通知先の内容が正しくありません",
    title_en="The recipient cannot be registered like this",
    desk_ja="次の項目を確かめてください: {item}",
    desk_en="Check this item: {item}",
    vendor_ja="項目 {item} が規則に合いません。docs/notices.md を見てください。",
    vendor_en="The item {item} does not follow the rules of docs/notices.md.",
    person_ja=(
        "メールアドレスとして使えない書き方です。何も変わっていません。入力を確かめて、"
        "もう一度お試しください。"
    ),
    person_en="This cannot be a mail address. Nothing has changed. Check what you entered and try again.",
    http_status=422,
)
RECIPIENT_UNKNOWN = Reason(
    code="notices.recipient_unknown",
    title_ja="この通知先は登録されていません",
    title_en="There is no such recipient",
    desk_ja="通知先の一覧で番号を確かめてください。",
    desk_en="Look the number up in the list of recipients.",
    vendor_ja="番号が違うか、すでに解除されています。",
    vendor_en="The number is wrong, or the subscription has ended.",
    person_ja="この宛先は、もう登録されていません。「お知らせ」のページを開き直してください。",
    person_en="This address is no longer registered. Open the page “Notices” again.",
    http_status=404,
)
TOO_MANY_RECIPIENTS = Reason(
    code="notices.too_many_recipients",
    title_ja="通知先の数が上限に達しています",
    title_en="There are as many recipients as there may be",
    desk_ja="使わない通知先を解除してから、もう一度登録してください(上限{most}件)。",
    desk_en="End one that is no longer used, then try again ({most} at most).",
    vendor_ja="通知先は{most}件までです。",
    vendor_en="There may be {most} recipients.",
    person_ja="登録できる宛先の数いっぱいです。使わない宛先を外してから、もう一度登録してください。",
    person_en="No more addresses can be registered. Take one away that you no longer use, then try again.",
    http_status=409,
)
CONFIRMATION_REFUSED = Reason(
    code="notices.confirmation_refused",
    title_ja="このページはもう使えません",
    title_en="This page can no longer be used",
    desk_ja="「お知らせ」の画面で、宛先が確認済みかを見てください。まだのときは、もう一度メールを送ってください。",
    desk_en="See on the page of notices whether the address is confirmed. If not, have another mail sent.",
    vendor_ja="token は一度だけ、24時間以内に使えます。解除された宛先のものは使えません。",
    vendor_en="A token works once, within 24 hours, and for an address that was not taken away.",
    person_ja=(
        "一度使ったか、メールが届いてから1日が過ぎています。"
        "「お知らせ」のページで宛先が「確認済み」ならこのままで結構です。まだのときは、もう一度メールを送ってください。"
    ),
    person_en=(
        "It was used before, or the mail is more than a day old. If the page “Notices” says that the address is "
        "confirmed, all is well. If not, have the mail sent again there."
    ),
    http_status=410,
)
TOO_MANY_CONFIRMATIONS = Reason(
    code="notices.too_many_confirmations",
    title_ja="今日はこれ以上、確認のメールを送れません",
    title_en="No more mails that ask for a confirmation today",
    desk_ja="届いたメールがないか、迷惑メールの箱も確かめてください。明日もう一度登録できます。",
    desk_en="Look for the mails already sent, also among the unwanted ones. Try again tomorrow.",
    vendor_ja="1つの組織または本人につき1日{most}通までです。",
    vendor_en="One organisation or person may cause {most} a day.",
    person_ja=(
        "確認のメールを何度も送ったため、今日はこれ以上送れません。"
        "届いたメールがないか、迷惑メールの箱も確かめてください。明日もう一度登録できます。"
    ),
    person_en=(
        "The mail was sent many times today, so no more can be sent. "
        "Look for it among unwanted mails too, or try again tomorrow."
    ),
    http_status=429,
)
MAIL_NOT_SET_UP = Entry(
    code="notices.mail_not_set_up",
    title_ja="メールを送る設定がありません",
    title_en="Mail is not set up",
    desk_ja="運営者に連絡してください。",
    desk_en="Tell the operator.",
    vendor_ja="CARE_SMTP_HOST と CARE_MAIL_FROM を設定してください。",
    vendor_en="Set CARE_SMTP_HOST and CARE_MAIL_FROM.",
    http_status=503,
    blame=Blame.PLATFORM,
    retry=True,
)
MAIL_UNREACHABLE = Entry(
    code="notices.mail_unreachable",
    title_ja="メールサーバに送れませんでした",
    title_en="The mail server could not be reached",
    desk_ja="自動でもう一度送ります。",
    desk_en="It is tried again by itself.",
    vendor_ja="接続、暗号化、認証のいずれかに失敗したか、一時的に断られました: {reason}",
    vendor_en="Connection, encryption or sign-in failed, or the server refused for now: {reason}",
    http_status=503,
    blame=Blame.PLATFORM,
    retry=True,
)
MAIL_REFUSED = Entry(
    code="notices.mail_refused",
    title_ja="メールの宛先が断られました",
    title_en="The mail server refused the address",
    desk_ja="通知先のメールアドレスを確かめてください。",
    desk_en="Check the recipient's mail address.",
    vendor_ja="サーバの応答: {reason}。送り直しません。",
    vendor_en="The server answered {reason}; it is not tried again.",
    http_status=422,
)
WEBHOOK_FORBIDDEN = Entry(
    code="notices.webhook_forbidden",
    title_ja="この宛先には送れません",
    title_en="Webhooks are not sent to this address",
    desk_ja="https の公開アドレスを登録してください。",
    desk_en="Register a public https address.",
    vendor_ja="内部のアドレスと http は、CARE_WEBHOOK_NETWORKS にある網だけに送ります。",
    vendor_en="Internal addresses and plain http are for the networks in CARE_WEBHOOK_NETWORKS only.",
    http_status=422,
)
WEBHOOK_UNREACHABLE = Entry(
    code="notices.webhook_unreachable",
    title_ja="Webhook の受け手に届きませんでした",
    title_en="The webhook's receiver could not be reached",
    desk_ja="自動でもう一度送ります。",
    desk_en="It is tried again by itself.",
    vendor_ja="名前解決、接続、TLS のいずれかに失敗したか、時間内に応答がありません: {reason}",
    vendor_en="Name, connection or TLS failed, or no answer came in time: {reason}",
    http_status=503,
    retry=True,
)
WEBHOOK_REFUSED = Entry(
    code="notices.webhook_refused",
    title_ja="Webhook の受け手が断りました",
    title_en="The webhook's receiver refused",
    desk_ja="自動でもう一度送ります。",
    desk_en="It is tried again by itself.",
    vendor_ja="受け手は 2xx で応えてください。転送はたどりません。応答: {status}",
    vendor_en="The receiver must answer 2xx; redirects are not followed. It answered {status}.",
    http_status=503,
    retry=True,
)
GIVEN_UP = Entry(
    code="notices.given_up",
    title_ja="通知を届けるのをあきらめました",
    title_en="A notice was given up",
    desk_ja="通知先を確かめてください。通知の内容は画面で見られます。",
    desk_en="Check the recipient. What the notice told can be read on the screen.",
    vendor_ja="受け手が直ったら `care-platform notices retry` で送り直せます。",
    vendor_en="When the receiver works again, `care-platform notices retry` sends it anew.",
    http_status=503,
)
