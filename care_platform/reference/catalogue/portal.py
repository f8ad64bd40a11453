"""What the person's own pages can refuse, beyond what sign-in and the decision say."""

from care_platform.reference.catalogue.entry import Blame, Reason

SIGN_IN_NOT_OFFERED = Reason(
    code="portal.sign_in_not_offered",
    title_ja="サインインはまだ利用できません",
    title_en="Sign-in is not available yet",
    desk_ja="お急ぎの場合は、お住まいの市区町村の介護保険の窓口にお問い合わせください。",
    desk_en="If it is urgent, ask the care insurance counter of your municipality.",
    vendor_ja="CARE_OIDC_ISSUER ほか、本人のサインインの設定がありません。",
    vendor_en="CARE_OIDC_ISSUER and the other settings of a person's sign-in are missing.",
    person_ja=(
        "ここでのサインインは、まだ始まっていません。お急ぎのときは、"
        "市区町村の介護保険の窓口にお問い合わせください。"
    ),
    person_en=(
        "Signing in has not begun here yet. If it is urgent, "
        "ask the care insurance counter of your municipality."
    ),
    http_status=503,
    blame=Blame.PLATFORM,
)
NOT_LINKED = Reason(
    code="portal.not_linked",
    title_ja="被保険者証との確認が済んでいません",
    title_en="Your account is not linked to your certificate yet",
    desk_ja="被保険者証の番号を入力して、本人の情報と結び付けてください。",
    desk_en="Enter the numbers on your insured certificate to link your account.",
    vendor_ja="/portal/link で結び付けてから照会してください。",
    vendor_en="Link the account at /portal/link first.",
    person_ja=(
        "どの被保険者証の方か、まだ確かめていません。お手元に被保険者証を用意して、"
        "書かれている2つの番号を入力してください。"
    ),
    person_en=(
        "We do not know yet which certificate is yours. "
        "Have your insured certificate at hand and enter its two numbers."
    ),
    http_status=403,
)
TOO_MANY_LINK_ATTEMPTS = Reason(
    code="portal.too_many_link_attempts",
    title_ja="今日はこれ以上確認できません",
    title_en="No more attempts today",
    desk_ja="明日もう一度お試しください。お急ぎの場合は、市区町村の介護保険の窓口にお問い合わせください。",
    desk_en="Try again tomorrow. If it is urgent, ask the care insurance counter of your municipality.",
    vendor_ja="1つのアカウントで1日に失敗できるのは{limit}回までです。",
    vendor_en="One account may fail {limit} times a day.",
    person_ja=(
        "番号などが合わないことが続いたため、今日はもう確かめられません。明日もう一度試すか、"
        "市区町村の介護保険の窓口にお問い合わせください。"
    ),
    person_en=(
        "The numbers did not fit several times, so no more can be tried today. Try again tomorrow, "
        "or ask the care insurance counter of your municipality."
    ),
    http_status=429,
)
