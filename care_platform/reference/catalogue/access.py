"""The reasons of the one decision, and of a registration. The code of each answer is one of these.

`http_status` is 200 where the answer is an answer (it names its state), and an error's where nothing was asked
properly.
"""

from care_platform.reference.catalogue.entry import Entry

ALLOWED = Entry(
    code="access.allowed",
    title_ja="閲覧できます",
    title_en="Allowed",
    desk_ja="表示された内容を確認してください。",
    desk_en="Read what is shown.",
    vendor_ja="state に従って表示してください。",
    vendor_en="Show the record according to its state.",
    http_status=200,
)
NOT_SHARING = Entry(
    code="access.not_sharing",
    title_ja="この保険者はまだ情報共有を開始していません",
    title_en="This insurer does not share yet",
    desk_ja="紙の証で確認してください。開始予定: {planned_for}",
    desk_en="Check the paper certificate. Planned start: {planned_for}",
    vendor_ja="未登録と区別して表示してください。開始予定日は planned_for にあります。",
    vendor_en="Show this differently from 'none on record'. planned_for has the planned day.",
    http_status=200,
)
NO_RELATIONSHIP = Entry(
    code="access.no_relationship",
    title_ja="この方は利用者として登録されていません",
    title_en="The person is not registered as your user",
    desk_ja="本人確認をして利用者登録をしてから照会してください。",
    desk_en="Verify the person's identity and register them as your user first.",
    vendor_ja="POST /api/v1/users で登録してください。登録がない方の有無は答えません。",
    vendor_en="Register with POST /api/v1/users. Whether an unregistered person exists is never answered.",
    http_status=200,
)
RELATIONSHIP_ENDED = Entry(
    code="access.relationship_ended",
    title_ja="利用者登録は終了しています",
    title_en="The registration has ended",
    desk_ja="サービスを再開する場合は、本人確認をして登録し直してください。",
    desk_en="If you serve the person again, verify their identity and register anew.",
    vendor_ja="終了した登録では照会できません。",
    vendor_en="An ended registration opens nothing.",
    http_status=200,
)
DEADLINE_PASSED = Entry(
    code="access.deadline_passed",
    title_ja="閲覧期限が過ぎています",
    title_en="The viewing deadline has passed",
    desk_ja="サービス提供が続いている場合は、本人確認をして登録し直してください。",
    desk_en="If you still serve the person, verify their identity and register anew.",
    vendor_ja="登録の view_until を見て、期限前に利用者へ知らせてください。",
    vendor_en="Watch view_until and remind the user in time.",
    http_status=200,
)
KIND_NOT_FOR_INSTITUTION = Entry(
    code="access.kind_not_for_institution",
    title_ja="この情報は介護サービスを提供しない機関には表示されません",
    title_en="This record is not shown to an institution that provides no care service",
    desk_ja="必要な場合は本人に証を見せてもらってください。",
    desk_en="If needed, ask the person to show the certificate.",
    vendor_ja="負担割合証・負担限度額認定証は介護サービスの事業所だけが照会できます。",
    vendor_en="Copay and burden-limit certificates are open to care services only.",
    http_status=200,
)
NOT_OWN_RECORD = Entry(
    code="access.not_own_record",
    title_ja="本人の情報ではありません",
    title_en="Not the person's own record",
    desk_ja="ご自身の情報だけを見ることができます。",
    desk_en="You can see your own records only.",
    vendor_ja="本人のアカウントに結び付いた被保険者だけを照会できます。",
    vendor_en="A person's account opens the linked insured person only.",
    http_status=200,
)
NOT_OWN_INSURED = Entry(
    code="access.not_own_insured",
    title_ja="自保険者の被保険者ではありません",
    title_en="Not one of the insurer's own insured",
    desk_ja="自保険者の被保険者だけを照会できます。",
    desk_en="An insurer sees its own insured only.",
    vendor_ja="保険者番号を確かめてください。",
    vendor_en="Check the insurer number.",
    http_status=200,
)
ACTOR_NOT_ENTITLED = Entry(
    code="access.actor_not_entitled",
    title_ja="この利用者には閲覧の権限がありません",
    title_en="This actor may not see records",
    desk_ja="管理者に権限を確かめてください。",
    desk_en="Ask your administrator about your rights.",
    vendor_ja="トークンの scope と利用機関の状態を確かめてください。",
    vendor_en="Check the token's scope and the organisation's state.",
    http_status=200,
)
IDENTITY_NOT_CONFIRMED = Entry(
    code="access.identity_not_confirmed",
    title_ja="本人確認ができませんでした",
    title_en="The identity could not be confirmed",
    desk_ja="保険者番号・被保険者番号・氏名・生年月日・性別・住所を証のとおりに入力してください。",
    desk_en="Enter insurer number, insured number, name, birth date, sex and address exactly as on the certificate.",
    vendor_ja="一致しない項目は答えません。四情報がすべて一致したときだけ登録されます。",
    vendor_en="Which item differs is never answered; all four must agree.",
    http_status=403,
)
CARD_REFUSED = Entry(
    code="access.card_refused",
    title_ja="カードの読み取り結果を確かめられませんでした",
    title_en="The card reader's statement could not be verified",
    desk_ja="カードをもう一度読み取ってください。続く場合は証の記載（四情報）で登録してください。",
    desk_en="Read the card again. If it fails again, register with the certificate's four items.",
    vendor_ja="登録した端末の鍵、aud、iat（5分以内）、番号、一度だけ使う jti を確かめてください: {reason}",
    vendor_en="Check the registered terminal's key, aud, iat (five minutes), the numbers and a jti never used: {reason}",
    http_status=403,
)
TERMINAL_INVALID = Entry(
    code="access.terminal_invalid",
    title_ja="カード読取端末の登録内容が正しくありません",
    title_en="The card reader cannot be registered like this",
    desk_ja="端末の番号、事業所番号、公開鍵を確かめてください: {item}",
    desk_en="Check the terminal's name, the office and the public key: {item}",
    vendor_ja="公開鍵は kid 付きの JWK（RSA 2048 ビット以上または P-256）、秘密鍵は送らないでください: {item}",
    vendor_en="Give one public JWK with kid (RSA of 2048 bits or more, or P-256), never a private key: {item}",
)
INSURED_NO_LONGER = Entry(
    code="access.insured_no_longer",
    title_ja="この保険者での資格は喪失しています",
    title_en="The person is no longer insured there",
    desk_ja="新しい被保険者証を確認し、その保険者番号と被保険者番号で登録してください。",
    desk_en="Ask for the new certificate and register with its insurer and insured number.",
    vendor_ja="四情報が一致したときだけこの符号を返します。",
    vendor_en="This code is given only after all four items agreed.",
    http_status=409,
)
REGISTRATION_LOCKED = Entry(
    code="access.registration_locked",
    title_ja="本人確認の失敗が続いたため、この方の登録を一時停止しています",
    title_en="Registering this person is locked after repeated failures",
    desk_ja="証の記載を確かめ、{again_at} 以降にもう一度登録してください。",
    desk_en="Check the certificate and register again after {again_at}.",
    vendor_ja="1時間に5回失敗すると1時間停止します。自動で繰り返さないでください。",
    vendor_en="Five failures within an hour lock for an hour. Do not repeat automatically.",
    http_status=429,
)
OFFICE_INVALID = Entry(
    code="access.office_invalid",
    title_ja="事業所の登録内容が正しくありません",
    title_en="The office cannot be registered like this",
    desk_ja="事業所番号とサービス種類を確かめてください: {item}",
    desk_en="Check the office number and the service types: {item}",
    vendor_ja="事業所番号は10桁、サービス種類は公式の2桁コードです: {item}",
    vendor_en="An office number has ten places, service types are the official codes: {item}",
)
CLIENT_INVALID = Entry(
    code="access.client_invalid",
    title_ja="ソフトウェアの登録内容が正しくありません",
    title_en="The client cannot be registered like this",
    desk_ja="ソフトウェアの提供業者に、公開鍵と権限を確かめるよう伝えてください: {item}",
    desk_en="Ask your vendor to check the public keys and scopes: {item}",
    vendor_ja="公開鍵は kid 付きの JWK セット（RSA 2048 ビット以上または P-256）、秘密鍵は送らないでください: {item}",
    vendor_en="Give a JWK set of public keys with kid (RSA of 2048 bits or more, or P-256), never a private key: {item}",
)
KIND_NOT_OPEN = Entry(
    code="access.kind_not_open",
    title_ja="この種類の情報は公開されていません",
    title_en="This kind of record is not open to look-ups",
    desk_ja="必要な場合は保険者に問い合わせてください。",
    desk_en="If needed, ask the insurer.",
    vendor_ja="readiness の一覧にある種類だけを照会してください。",
    vendor_en="Ask for the kinds the readiness list names only.",
    http_status=200,
)
KIND_NOT_FOR_SERVICE = Entry(
    code="access.kind_not_for_service",
    title_ja="この情報はこの事業所のサービス種類には表示されません",
    title_en="This record is not shown to an office of this service type",
    desk_ja="必要な場合は担当の介護支援専門員に確かめてください。",
    desk_en="If needed, ask the person's care manager.",
    vendor_ja="どのサービス種類が照会できるかは docs/security.md の表を見てください。",
    vendor_en="docs/security.md has the table of which service types may ask for what.",
    http_status=200,
)
KIND_NOT_FOR_JOB = Entry(
    code="access.kind_not_for_job",
    title_ja="この情報はこの職種には表示されません",
    title_en="This record is not shown to this job",
    desk_ja="閲覧できる職種の職員に依頼してください。職種の登録は管理者に確かめてください。",
    desk_en="Ask a colleague whose job may see it; your administrator registers jobs.",
    vendor_ja="職員の代わりに照会するときは職員のトークンを使ってください。事業所のソフトウェアだけでは開きません。",
    vendor_en="Use a token of the member of staff; software acting for the office alone does not open it.",
    http_status=200,
)
NO_OPINION_REQUEST = Entry(
    code="access.no_opinion_request",
    title_ja="主治医意見書の作成依頼がありません",
    title_en="The insurer has not asked you for an opinion",
    desk_ja="保険者からの主治医意見書作成依頼が届いてから照会してください。",
    desk_en="Ask again once the insurer has requested an opinion from you.",
    vendor_ja="介護サービスを提供しない医療機関は、作成依頼を受けた方だけを照会できます。利用者登録では開きません。",
    vendor_en="An institution without care services sees only people it was asked about; a registration opens nothing.",
    http_status=200,
)
CONSENT_MISSING = Entry(
    code="access.consent_missing",
    title_ja="本人の同意がありません",
    title_en="The person has not consented",
    desk_ja="本人または家族に、保険者への同意の届出を案内してください。",
    desk_en="Tell the person or family how to register consent with the insurer.",
    vendor_ja="同意が登録されると同じ照会で表示されます。",
    vendor_en="The same look-up shows the record once consent is registered.",
    http_status=200,
)
CONSENT_NARROWED = Entry(
    code="access.consent_narrowed",
    title_ja="本人がこの情報またはこの事業所への提供に同意していません",
    title_en="The person does not consent to this record or this office",
    desk_ja="必要な理由を本人に説明し、同意の範囲を変えてもらってください。",
    desk_en="Explain to the person why you need it; they can widen their consent.",
    vendor_ja="同意の範囲は本人が変更します。繰り返し照会しないでください。",
    vendor_en="Only the person can change the scope. Do not ask again automatically.",
    http_status=200,
)
SUSPENDED = Entry(
    code="access.suspended_after_mismatch",
    title_ja="取り違えの報告があり、確認中のため表示を止めています",
    title_en="Suspended after a mismatch",
    desk_ja="紙の証で確認してください。保険者が確認すると再び表示されます。",
    desk_en="Check the paper certificate. It is shown again once the insurer has confirmed.",
    vendor_ja="state を「確認中」と表示してください。保険者の確認まで変わりません。",
    vendor_en="Show this as suspended; it stays so until the insurer confirms.",
    http_status=200,
)
EMERGENCY_NOT_OPEN = Entry(
    code="access.emergency_not_open",
    title_ja="救急時の閲覧が開始されていないか、終了しています",
    title_en="No emergency access is open",
    desk_ja="救急時の閲覧の手続きからやり直してください。",
    desk_en="Go through the emergency procedure again.",
    vendor_ja="POST /api/v1/emergency で開始します。60分で終了し、開始した職員だけが照会できます。",
    vendor_en="POST /api/v1/emergency opens it for 60 minutes, for the member of staff who opened it.",
    http_status=200,
)
DISASTER_NOT_OPEN = Entry(
    code="access.disaster_not_open",
    title_ja="災害時の閲覧が開始されていないか、終了しています",
    title_en="No disaster access is open",
    desk_ja="対象の市町村と期間を確かめ、本人の申出の4項目で照会し直してください。",
    desk_en="Check municipality and period, and look the person up by the four items again.",
    vendor_ja="POST /api/v1/disaster で開始します。",
    vendor_en="POST /api/v1/disaster opens it.",
    http_status=200,
)
CONSENT_NOT_YOURS = Entry(
    code="access.consent_not_yours",
    title_ja="この方の同意を扱う権限がありません",
    title_en="You may not act for this person's consent",
    desk_ja="本人、または市町村に届け出た代理人だけが扱えます。",
    desk_en="Only the person, or a proxy registered with the municipality, may.",
    vendor_ja="その方の有無は答えません。",
    vendor_en="Whether the person exists is not answered.",
    http_status=403,
)
PROXY_UNKNOWN = Entry(
    code="access.proxy_unknown",
    title_ja="この代理人は登録または終了できません",
    title_en="This proxy cannot be registered or ended",
    desk_ja="代理人がサインイン後の画面に表示される番号を確かめてください。本人のアカウントは代理人になれません。",
    desk_en="Check the number shown to the proxy after signing in. The person's own account is no proxy.",
    vendor_ja="account は GET /api/v1/me/account の account です。",
    vendor_en="account is the one that GET /api/v1/me/account gives.",
    http_status=422,
)
INSTITUTION_UNKNOWN = Entry(
    code="access.institution_unknown",
    title_ja="この医療機関は登録されていません",
    title_en="This institution is not registered",
    desk_ja="医療機関コード（10桁）を確かめてください。",
    desk_en="Check the institution's code in ten places.",
    vendor_ja="institution_code は登録済みで終了していない医療機関の、10桁のコードです。",
    vendor_en="institution_code is the ten-place code of an institution that is registered and has not ended.",
    http_status=422,
)
NOT_YOUR_INSURED = Entry(
    code="access.not_your_insured",
    title_ja="自保険者の被保険者についてだけ行えます",
    title_en="Only for the insurer's own insured",
    desk_ja="被保険者番号を確かめてください。",
    desk_en="Check the insured number.",
    vendor_ja="市町村のアカウントで、自保険者の被保険者について送ってください。",
    vendor_en="Send with a municipality's account, about its own insured.",
    http_status=403,
)
CONSENT_CHANGE_INVALID = Entry(
    code="access.consent_change_invalid",
    title_ja="同意の変更の内容が正しくありません",
    title_en="The change of the consent is not valid",
    desk_ja="対象の情報または事業所を選び直してください。",
    desk_en="Choose the record or the office again.",
    vendor_ja="subject は同意の対象となる情報の種類、または10桁の事業所番号です。given と withdrawn には付けません。",
    vendor_en="subject is a kind that consent opens, or an office number; given and withdrawn have none.",
)
