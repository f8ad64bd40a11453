"""What the pages can refuse, beyond what sign-in and the decision say."""

from care_platform.reference.catalogue.entry import Entry

LINK_OUTDATED = Entry(
    code="screens.link_outdated",
    title_ja="このリンクは使えなくなりました",
    title_en="This link no longer works",
    desk_ja="一覧に戻り、もう一度選んでください。リンクは発行した人だけが、その日のうちに使えます。",
    desk_en="Go back to the list and choose again. A link works for one person and one day only.",
    vendor_ja="画面のアドレスは利用者と期限に結び付いています。保存や共有はできません。",
    vendor_en="An address of a page is bound to an account and a time; it can be neither kept nor shared.",
    http_status=410,
)
ALREADY_SENT = Entry(
    code="screens.already_sent",
    title_ja="この画面の内容はすでに送信されています",
    title_en="This form has already been sent",
    desk_ja="二重に送信されることはありません。はじめのページで結果を確かめてください。",
    desk_en="Nothing was done twice. See the result from the first page.",
    vendor_ja="1つの画面は1回だけ送信できます。",
    vendor_en="A form can be sent once.",
    http_status=409,
)
CODE_NOT_FRESH = Entry(
    code="screens.code_not_fresh",
    title_ja="確認コードを確かめられませんでした",
    title_en="The one-time code could not be confirmed",
    desk_ja="認証アプリに今表示されている新しいコードを入力してください。同じコードは二度使えません。",
    desk_en="Enter the code your authenticator shows now. A code works once.",
    vendor_ja="手続きごとに新しい確認コードが必要です。",
    vendor_en="Each procedure needs a fresh one-time code.",
    http_status=403,
)
