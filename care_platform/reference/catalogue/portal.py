"""What the person's own pages can refuse, beyond what sign-in and the decision say."""

from care_platform.reference.catalogue.entry import Blame, Entry

SIGN_IN_NOT_OFFERED = Entry(
    code="portal.sign_in_not_offered",
    title_ja="サインインはまだ利用できません",
    title_en="Sign-in is not available yet",
    desk_ja="お急ぎの場合は、お住まいの市区町村の介護保険の窓口にお問い合わせください。",
    desk_en="If it is urgent, ask the care insurance counter of your municipality.",
    vendor_ja="CARE_OIDC_ISSUER ほか、本人のサインインの設定がありません。",
    vendor_en="CARE_OIDC_ISSUER and the other settings of a person's sign-in are missing.",
    http_status=503,
    blame=Blame.PLATFORM,
)
NOT_LINKED = Entry(
    code="portal.not_linked",
    title_ja="被保険者証との確認が済んでいません",
    title_en="Your account is not linked to your certificate yet",
    desk_ja="被保険者証の番号を入力して、本人の情報と結び付けてください。",
    desk_en="Enter the numbers on your insured certificate to link your account.",
    vendor_ja="/portal/link で結び付けてから照会してください。",
    vendor_en="Link the account at /portal/link first.",
    http_status=403,
)
TOO_MANY_LINK_ATTEMPTS = Entry(
    code="portal.too_many_link_attempts",
    title_ja="今日はこれ以上確認できません",
    title_en="No more attempts today",
    desk_ja="明日もう一度お試しください。お急ぎの場合は、市区町村の介護保険の窓口にお問い合わせください。",
    desk_en="Try again tomorrow. If it is urgent, ask the care insurance counter of your municipality.",
    vendor_ja="1つのアカウントで1日に失敗できるのは{limit}回までです。",
    vendor_en="One account may fail {limit} times a day.",
    http_status=429,
)
