"""What making a tie can be refused with: registering a user, linking, consents, proxies, requests for opinions."""

from care_platform.reference.catalogue.entry import Reason

IDENTITY_NOT_CONFIRMED = Reason(
    code="access.identity_not_confirmed",
    title_ja="本人確認ができませんでした",
    title_en="The identity could not be confirmed",
    desk_ja="保険者番号・被保険者番号・氏名・生年月日・性別・住所を証のとおりに入力してください。",
    desk_en="Enter insurer number, insured number, name, birth date, sex and address exactly as on the certificate.",
    vendor_ja="一致しない項目は答えません。四情報がすべて一致したときだけ登録されます。",
    vendor_en="Which item differs is never answered; all four must agree.",
    person_ja=(
        "番号、氏名、生年月日、性別、住所のどれかが、市区町村から届いた内容と合いませんでした。"
        "引っ越しや氏名の変更があったときは、市区町村の介護保険の窓口にお問い合わせください。"
    ),
    person_en=(
        "A number, the name, birth date, sex or address is not as the municipality sent it. "
        "If you have moved or changed your name, ask the care insurance counter of your municipality."
    ),
    http_status=403,
)
CARD_REFUSED = Reason(
    code="access.card_refused",
    title_ja="カードの読み取り結果を確かめられませんでした",
    title_en="The card reader's statement could not be verified",
    desk_ja="カードをもう一度読み取ってください。続く場合は証の記載（四情報）で登録してください。",
    desk_en="Read the card again. If it fails again, register with the certificate's four items.",
    vendor_ja="登録した端末の鍵、aud、iat（5分以内）、番号、一度だけ使う jti を確かめてください: {reason}",
    vendor_en="Check the registered terminal's key, aud, iat (five minutes), the numbers and a jti never used: {reason}",
    person_ja=(
        "カードの読み取りを確かめられなかったため、登録していません。"
        "事業所でもう一度カードを読み取ってもらうか、紙の証を見せてください。"
    ),
    person_en=(
        "Your card could not be read safely, so you were not registered. "
        "Let the office read it once more, or show your paper certificate."
    ),
    http_status=403,
)
INSURED_NO_LONGER = Reason(
    code="access.insured_no_longer",
    title_ja="この保険者での資格は喪失しています",
    title_en="The person is no longer insured there",
    desk_ja="新しい被保険者証を確認し、その保険者番号と被保険者番号で登録してください。",
    desk_en="Ask for the new certificate and register with its insurer and insured number.",
    vendor_ja="四情報が一致したときだけこの符号を返します。",
    vendor_en="This code is given only after all four items agreed.",
    person_ja=(
        "この市区町村の介護保険の資格がなくなっているため、登録していません。"
        "新しい被保険者証を事業所に見せてください。"
    ),
    person_en=(
        "You are no longer insured with this municipality, so you were not registered. "
        "Show the office your new insured certificate."
    ),
    http_status=409,
)
REGISTRATION_LOCKED = Reason(
    code="access.registration_locked",
    title_ja="本人確認の失敗が続いたため、この方の登録を一時停止しています",
    title_en="Registering this person is locked after repeated failures",
    desk_ja="証の記載を確かめ、{again_at} 以降にもう一度登録してください。",
    desk_en="Check the certificate and register again after {again_at}.",
    vendor_ja="1時間に5回失敗すると1時間停止します。自動で繰り返さないでください。",
    vendor_en="Five failures within an hour lock for an hour. Do not repeat automatically.",
    person_ja=(
        "本人確認の失敗が続いたため、事業所の登録をしばらく止めています。心当たりがないときは、"
        "市区町村の介護保険の窓口にお問い合わせください。"
    ),
    person_en=(
        "Your identity could not be confirmed several times, so the office has to wait a while. "
        "If you do not know why, ask the care insurance counter of your municipality."
    ),
    http_status=429,
)
CONSENT_NOT_YOURS = Reason(
    code="access.consent_not_yours",
    title_ja="この方の同意を扱う権限がありません",
    title_en="You may not act for this person's consent",
    desk_ja="本人、または市町村に届け出た代理人だけが扱えます。",
    desk_en="Only the person, or a proxy registered with the municipality, may.",
    vendor_ja="その方の有無は答えません。",
    vendor_en="Whether the person exists is not answered.",
    person_ja=(
        "本人でも、届け出た代理の方でもなかったため、同意を見せず、変えてもいません。"
        "代わりに手続きをするときは、先に市区町村の窓口に届け出てください。"
    ),
    person_en=(
        "It was neither the person nor a registered proxy, so the consent was not shown or changed. "
        "To act for somebody, register at the counter of the municipality first."
    ),
    http_status=403,
)
PROXY_UNKNOWN = Reason(
    code="access.proxy_unknown",
    title_ja="この代理人は登録または終了できません",
    title_en="This proxy cannot be registered or ended",
    desk_ja="代理人がサインイン後の画面に表示される番号を確かめてください。本人のアカウントは代理人になれません。",
    desk_en="Check the number shown to the proxy after signing in. The person's own account is no proxy.",
    vendor_ja="account は GET /api/v1/me/account の account です。",
    vendor_en="account is the one that GET /api/v1/me/account gives.",
    person_ja=(
        "代理の方の番号を確かめられなかったため、何も変えていません。番号を確かめて、"
        "市区町村の窓口にもう一度届け出てください。"
    ),
    person_en=(
        "The proxy's number could not be confirmed, so nothing was changed. Check it, "
        "and tell the counter of your municipality again."
    ),
    http_status=422,
)
INSTITUTION_UNKNOWN = Reason(
    code="access.institution_unknown",
    title_ja="この医療機関は登録されていません",
    title_en="This institution is not registered",
    desk_ja="医療機関コード（10桁）を確かめてください。",
    desk_en="Check the institution's code in ten places.",
    vendor_ja="institution_code は登録済みで終了していない医療機関の、10桁のコードです。",
    vendor_en="institution_code is the ten-place code of an institution that is registered and has not ended.",
    person_ja=(
        "市区町村が選んだ医療機関が登録されていなかったため、意見書は頼まれていません。"
        "あなたにしていただくことはありません。"
    ),
    person_en=(
        "The institution your municipality chose is not registered, so no opinion was asked for. "
        "There is nothing you need to do."
    ),
    http_status=422,
)
NOT_YOUR_INSURED = Reason(
    code="access.not_your_insured",
    title_ja="自保険者の被保険者についてだけ行えます",
    title_en="Only for the insurer's own insured",
    desk_ja="被保険者番号を確かめてください。",
    desk_en="Check the insured number.",
    vendor_ja="市町村のアカウントで、自保険者の被保険者について送ってください。",
    vendor_en="Send with a municipality's account, about its own insured.",
    person_ja=(
        "あなたの介護保険を受け持つ市区町村ではなかったため、受け付けていません。心当たりがないときは、"
        "いまの市区町村の窓口にお問い合わせください。"
    ),
    person_en=(
        "It was not the municipality that insures you, so nothing was done. "
        "If you do not know why it tried, ask your own municipality."
    ),
    http_status=403,
)
INSURED_UNKNOWN = Reason(
    code="access.insured_unknown",
    title_ja="この番号の被保険者の情報が届いていません",
    title_en="Nothing is known of an insured person with this number",
    desk_ja="被保険者番号を確かめてください。新しい方のときは、資格の情報が反映されてから行ってください。",
    desk_en="Check the insured number. For a new person, wait until the insured certificate has been taken over.",
    vendor_ja="先に被保険者証情報を送ってください。反映された自保険者の被保険者についてだけ受け付けます。",
    vendor_en="Send the insured_certificate first: only insured people of the insurer that were taken over are accepted.",
    person_ja=(
        "市区町村からこの番号の方の情報がまだ届いていなかったため、受け付けていません。"
        "市区町村の介護保険の窓口にお問い合わせください。"
    ),
    person_en=(
        "The municipality had not yet sent anything about a person with this number, "
        "so nothing was done. Ask the care insurance counter of your municipality."
    ),
    http_status=422,
)
CONSENT_CHANGE_INVALID = Reason(
    code="access.consent_change_invalid",
    title_ja="同意の変更の内容が正しくありません",
    title_en="The change of the consent is not valid",
    desk_ja="対象の情報または事業所を選び直してください。",
    desk_en="Choose the record or the office again.",
    vendor_ja="subject は同意の対象となる情報の種類、または10桁の事業所番号です。given と withdrawn には付けません。",
    vendor_en="subject is a kind that consent opens, or an office number; given and withdrawn have none.",
    person_ja=(
        "どの情報または機関のことか読み取れなかったため、同意は変わっていません。"
        "「同意」のページを開き直して、もう一度選んでください。"
    ),
    person_en=(
        "It was not clear which information or institution was meant, so your consent has not changed. "
        "Open the page “My consent” again and choose once more."
    ),
)
