"""The sentences of the staff's pages in both languages."""

from collections.abc import Mapping

from care_platform.reference.codes import Language

WORDS: Mapping[str, tuple[str, str]] = {
    "service": ("介護情報基盤（職員）", "Care platform for staff"),
    "skip": ("本文へ", "Skip to the content"),
    "sign_in": ("サインイン", "Sign in"),
    "login_name": ("利用者ID", "Sign-in name"),
    "password": ("パスワード", "Password"),
    "code": ("確認コード（6桁）", "Code (6 digits)"),
    "code_intro": (
        "認証アプリに表示されている確認コードを入力してください。",
        "Enter the code your authenticator shows.",
    ),
    "change_password": ("パスワードの変更", "Change the password"),
    "change_intro": (
        "12文字以上の、ほかで使っていないパスワードにしてください。",
        "Use 12 characters or more, used nowhere else.",
    ),
    "present": ("今のパスワード", "Present password"),
    "new": ("新しいパスワード", "New password"),
    "enrol": ("認証アプリの登録", "Enrol your authenticator"),
    "enrol_intro": (
        "登録用の鍵は一度だけ表示します。認証アプリを用意してから進んでください。",
        "The key is shown once. Have your authenticator ready.",
    ),
    "show_key": ("鍵を表示する", "Show the key"),
    "key": ("登録用の鍵", "Key"),
    "confirm": ("確認する", "Confirm"),
    "home": ("サインインしています", "You are signed in"),
    "acting": ("あなたに代わって動くソフトウェア", "Software acting for you"),
    "withdraw": ("許可を取り消す", "Withdraw the permission"),
    "sign_out": ("サインアウト", "Sign out"),
    "consent": ("ソフトウェアの利用を許可しますか", "Let this software act for you?"),
    "allow": ("許可する", "Allow"),
    "deny": ("許可しない", "Do not allow"),
    "records.read": ("登録した利用者の情報を照会する", "Look up records of registered users"),
    "users.write": ("利用者を登録する、登録を終える", "Register users and end registrations"),
    "staff.manage": ("組織のアカウントを管理する", "Look after the accounts of your organisation"),
    "audit.read": ("閲覧の記録を読む", "Read the access log"),
    "municipal.read": ("市町村の送信と事案を見る", "See the municipality's transfers and cases"),
    "municipal.write": (
        "市町村として登録、依頼、解除する",
        "Register, request and release for the municipality",
    ),
    "programme.read": ("移行の状況を見る", "See the programme"),
    "operator.write": ("災害時の閲覧を開始、終了する", "Open and close disaster periods"),
    "again": ("もう一度", "Try again"),
    "reference": ("問い合わせ番号", "Reference"),
}


def say(language: Language, key: str) -> str:
    """The sentence of that key. Raises KeyError for a key that does not exist."""
    return WORDS[key][0 if language == "ja" else 1]
