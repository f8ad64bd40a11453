"""The reasons of the one decision, and of a registration. The code of each answer is one of these.

`http_status` is 200 where the answer is an answer (it names its state), and an error's where nothing was asked
properly.
"""

from care_platform.reference.catalogue.entry import Entry, Reason

ALLOWED = Reason(
    code="access.allowed",
    title_ja="閲覧できます",
    title_en="Allowed",
    desk_ja="表示された内容を確認してください。",
    desk_en="Read what is shown.",
    vendor_ja="state に従って表示してください。",
    vendor_en="Show the record according to its state.",
    person_ja=(
        "決まりに沿って、情報を見ること、または手続きが行われました。心当たりがないときは、"
        "市区町村の介護保険の窓口にお問い合わせください。"
    ),
    person_en=(
        "This was done under the rules. If you do not know why, "
        "ask the care insurance counter of your municipality."
    ),
    http_status=200,
)
NOT_SHARING = Reason(
    code="access.not_sharing",
    title_ja="この保険者はまだ情報共有を開始していません",
    title_en="This insurer does not share yet",
    desk_ja="紙の証で確認してください。開始予定: {planned_for}",
    desk_en="Check the paper certificate. Planned start: {planned_for}",
    vendor_ja="未登録と区別して表示してください。開始予定日は planned_for にあります。",
    vendor_en="Show this differently from 'none on record'. planned_for has the planned day.",
    person_ja=(
        "市区町村がまだ情報の共有を始めていないため、だれにも見せていません。始まるまでは、"
        "お手元の紙の証をお使いください。"
    ),
    person_en=(
        "The municipality does not share information yet, so nobody is shown anything. "
        "Use your paper certificates until it does."
    ),
    http_status=200,
)
NO_RELATIONSHIP = Reason(
    code="access.no_relationship",
    title_ja="この方は利用者として登録されていません",
    title_en="The person is not registered as your user",
    desk_ja="本人確認をして利用者登録をしてから照会してください。",
    desk_en="Verify the person's identity and register them as your user first.",
    vendor_ja="POST /api/v1/users で登録してください。登録がない方の有無は答えません。",
    vendor_en="Register with POST /api/v1/users. Whether an unregistered person exists is never answered.",
    person_ja=(
        "あなたを担当しているという登録のない機関だったため、見せていません。"
        "利用している事業所なのに見られないときは、事業所に登録を頼んでください。"
    ),
    person_en=(
        "This institution is not registered as caring for you, so it was shown nothing. "
        "If it does care for you, ask it to register you."
    ),
    http_status=200,
)
RELATIONSHIP_ENDED = Reason(
    code="access.relationship_ended",
    title_ja="利用者登録は終了しています",
    title_en="The registration has ended",
    desk_ja="サービスを再開する場合は、本人確認をして登録し直してください。",
    desk_en="If you serve the person again, verify their identity and register anew.",
    vendor_ja="終了した登録では照会できません。",
    vendor_en="An ended registration opens nothing.",
    person_ja=(
        "この機関があなたを担当する登録は終わっているため、情報を見ることはできません。"
        "また利用するときは、その事業所で本人確認を受けてください。"
    ),
    person_en=(
        "This institution is no longer registered as caring for you and sees nothing. "
        "If you use it again, let it check your identity once more."
    ),
    http_status=200,
)
DEADLINE_PASSED = Reason(
    code="access.deadline_passed",
    title_ja="閲覧期限が過ぎています",
    title_en="The viewing deadline has passed",
    desk_ja="サービス提供が続いている場合は、本人確認をして登録し直してください。",
    desk_en="If you still serve the person, verify their identity and register anew.",
    vendor_ja="登録の view_until を見て、期限前に利用者へ知らせてください。",
    vendor_en="Watch view_until and remind the user in time.",
    person_ja=(
        "この機関が情報を見ることのできる期限が過ぎたため、見せていません。利用が続いているときは、"
        "その事業所でもう一度本人確認を受けてください。"
    ),
    person_en=(
        "The time during which this institution may look has passed, so it was shown nothing. "
        "If you still use it, let it check your identity again."
    ),
    http_status=200,
)
KIND_NOT_FOR_INSTITUTION = Reason(
    code="access.kind_not_for_institution",
    title_ja="この情報は介護サービスを提供しない機関には表示されません",
    title_en="This record is not shown to an institution that provides no care service",
    desk_ja="必要な場合は本人に証を見せてもらってください。",
    desk_en="If needed, ask the person to show the certificate.",
    vendor_ja="負担割合証・負担限度額認定証は介護サービスの事業所だけが照会できます。",
    vendor_en="Copay and burden-limit certificates are open to care services only.",
    person_ja=(
        "介護サービスを行わない病院などには見せない情報のため、見せていません。必要なときは、"
        "あなたが紙の証を見せてください。"
    ),
    person_en=(
        "This is never shown to a hospital or the like that gives no care service. Where it is needed, "
        "you can show your paper certificate."
    ),
    http_status=200,
)
NOT_OWN_RECORD = Reason(
    code="access.not_own_record",
    title_ja="本人の情報ではありません",
    title_en="Not the person's own record",
    desk_ja="ご自身の情報だけを見ることができます。",
    desk_en="You can see your own records only.",
    vendor_ja="本人のアカウントに結び付いた被保険者だけを照会できます。",
    vendor_en="A person's account opens the linked insured person only.",
    person_ja=(
        "本人のアカウントではなかったため、見せていません。ここで見ることができるのは、ご自分の情報だけです。"
    ),
    person_en=(
        "It was not the person's own account, so nothing was shown. Here, "
        "everybody can see their own information only."
    ),
    http_status=200,
)
NOT_OWN_INSURED = Reason(
    code="access.not_own_insured",
    title_ja="自保険者の被保険者ではありません",
    title_en="Not one of the insurer's own insured",
    desk_ja="自保険者の被保険者だけを照会できます。",
    desk_en="An insurer sees its own insured only.",
    vendor_ja="保険者番号を確かめてください。",
    vendor_en="Check the insurer number.",
    person_ja=(
        "あなたの介護保険を受け持つ市区町村ではなかったため、見せていません。心当たりがないときは、"
        "いまの市区町村の窓口にお問い合わせください。"
    ),
    person_en=(
        "It was not the municipality that insures you, so nothing was shown. "
        "If you do not know why it asked, ask your own municipality."
    ),
    http_status=200,
)
ACTOR_NOT_ENTITLED = Reason(
    code="access.actor_not_entitled",
    title_ja="この利用者には閲覧の権限がありません",
    title_en="This actor may not see records",
    desk_ja="管理者に権限を確かめてください。",
    desk_en="Ask your administrator about your rights.",
    vendor_ja="トークンの scope と利用機関の状態を確かめてください。",
    vendor_en="Check the token's scope and the organisation's state.",
    person_ja=(
        "情報を見る権限のない人やソフトウェアからだったため、見せていません。"
        "あなたにしていただくことはありません。"
    ),
    person_en=(
        "Whoever asked has no right to see information, and was shown nothing. "
        "There is nothing you need to do."
    ),
    http_status=200,
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
KIND_NOT_OPEN = Reason(
    code="access.kind_not_open",
    title_ja="この種類の情報は公開されていません",
    title_en="This kind of record is not open to look-ups",
    desk_ja="必要な場合は保険者に問い合わせてください。",
    desk_en="If needed, ask the insurer.",
    vendor_ja="readiness の一覧にある種類だけを照会してください。",
    vendor_en="Ask for the kinds the readiness list names only.",
    person_ja=(
        "この種類の情報は、ここでは見ることができません。知りたいときは、"
        "市区町村の介護保険の窓口にお問い合わせください。"
    ),
    person_en=(
        "This kind of information cannot be seen here. To know it, "
        "ask the care insurance counter of your municipality."
    ),
    http_status=200,
)
KIND_NOT_FOR_SERVICE = Reason(
    code="access.kind_not_for_service",
    title_ja="この情報はこの事業所のサービス種類には表示されません",
    title_en="This record is not shown to an office of this service type",
    desk_ja="必要な場合は担当の介護支援専門員に確かめてください。",
    desk_en="If needed, ask the person's care manager.",
    vendor_ja="どのサービス種類が照会できるかは docs/security.md の表を見てください。",
    vendor_en="docs/security.md has the table of which service types may ask for what.",
    person_ja=(
        "この事業所のサービスには見せない情報のため、見せていません。伝えたいことがあるときは、"
        "担当のケアマネジャーにご相談ください。"
    ),
    person_en=(
        "This is not shown to an office with this kind of service. If it should know something, "
        "talk to your care manager."
    ),
    http_status=200,
)
KIND_NOT_FOR_JOB = Reason(
    code="access.kind_not_for_job",
    title_ja="この情報はこの職種には表示されません",
    title_en="This record is not shown to this job",
    desk_ja="閲覧できる職種の職員に依頼してください。職種の登録は管理者に確かめてください。",
    desk_en="Ask a colleague whose job may see it; your administrator registers jobs.",
    vendor_ja="職員の代わりに照会するときは職員のトークンを使ってください。事業所のソフトウェアだけでは開きません。",
    vendor_en="Use a token of the member of staff; software acting for the office alone does not open it.",
    person_ja=(
        "この情報を見てよい職種の人ではなかったため、見せていません。あなたにしていただくことはありません。"
    ),
    person_en=(
        "Whoever asked does not have a job that may see this, and was shown nothing. "
        "There is nothing you need to do."
    ),
    http_status=200,
)
NO_OPINION_REQUEST = Reason(
    code="access.no_opinion_request",
    title_ja="主治医意見書の作成依頼がありません",
    title_en="The insurer has not asked you for an opinion",
    desk_ja="保険者からの主治医意見書作成依頼が届いてから照会してください。",
    desk_en="Ask again once the insurer has requested an opinion from you.",
    vendor_ja="介護サービスを提供しない医療機関は、作成依頼を受けた方だけを照会できます。利用者登録では開きません。",
    vendor_en="An institution without care services sees only people it was asked about; a registration opens nothing.",
    person_ja=(
        "市区町村がこの医療機関に主治医の意見書を頼んでいないため、見せていません。"
        "主治医が変わったときは、市区町村の窓口に伝えてください。"
    ),
    person_en=(
        "Your municipality has not asked this institution for a physician's opinion, "
        "so it was shown nothing. If your doctor has changed, tell your municipality."
    ),
    http_status=200,
)
CONSENT_MISSING = Reason(
    code="access.consent_missing",
    title_ja="本人の同意がありません",
    title_en="The person has not consented",
    desk_ja="本人または家族に、保険者への同意の届出を案内してください。",
    desk_en="Tell the person or family how to register consent with the insurer.",
    vendor_ja="同意が登録されると同じ照会で表示されます。",
    vendor_en="The same look-up shows the record once consent is registered.",
    person_ja=(
        "あなたの同意がないため、見せていません。見せてもよいときは、"
        "「同意」のページか市区町村の窓口で同意してください。"
    ),
    person_en=(
        "You have not consented, so it was not shown. If it may be shown, "
        "consent on the page “My consent” or at the counter of your municipality."
    ),
    http_status=200,
)
CONSENT_NARROWED = Reason(
    code="access.consent_narrowed",
    title_ja="本人がこの情報またはこの事業所への提供に同意していません",
    title_en="The person does not consent to this record or this office",
    desk_ja="必要な理由を本人に説明し、同意の範囲を変えてもらってください。",
    desk_en="Explain to the person why you need it; they can widen their consent.",
    vendor_ja="同意の範囲は本人が変更します。繰り返し照会しないでください。",
    vendor_en="Only the person can change the scope. Do not ask again automatically.",
    person_ja=(
        "あなたが「閉じる」とした情報または機関のため、見せていません。変えたいときは、"
        "「同意」のページで開くことができます。"
    ),
    person_en=(
        "You have closed this information, or this institution, so it was not shown. To change that, "
        "open it on the page “My consent”."
    ),
    http_status=200,
)
SUSPENDED = Reason(
    code="access.suspended_after_mismatch",
    title_ja="取り違えの報告があり、確認中のため表示を止めています",
    title_en="Suspended after a mismatch",
    desk_ja="紙の証で確認してください。保険者が確認すると再び表示されます。",
    desk_en="Check the paper certificate. It is shown again once the insurer has confirmed.",
    vendor_ja="state を「確認中」と表示してください。保険者の確認まで変わりません。",
    vendor_en="Show this as suspended; it stays so until the insurer confirms.",
    person_ja=(
        "ほかの方の情報と取り違えた疑いがあるため、だれにも見せていません。市区町村が確かめるまで、"
        "お手元の紙の証をお使いください。"
    ),
    person_en=(
        "The information may be somebody else's, so nobody is shown it. "
        "Use your paper certificates until the municipality has checked."
    ),
    http_status=200,
)
EMERGENCY_NOT_OPEN = Reason(
    code="access.emergency_not_open",
    title_ja="救急時の閲覧が開始されていないか、終了しています",
    title_en="No emergency access is open",
    desk_ja="救急時の閲覧の手続きからやり直してください。",
    desk_en="Go through the emergency procedure again.",
    vendor_ja="POST /api/v1/emergency で開始します。60分で終了し、開始した職員だけが照会できます。",
    vendor_en="POST /api/v1/emergency opens it for 60 minutes, for the member of staff who opened it.",
    person_ja=(
        "救急のときの手続きがされていないか、見ることのできる時間が過ぎたため、見せていません。"
        "あなたにしていただくことはありません。"
    ),
    person_en=(
        "The emergency procedure was not followed, or its time had passed, so nothing was shown. "
        "There is nothing you need to do."
    ),
    http_status=200,
)
DISASTER_NOT_OPEN = Reason(
    code="access.disaster_not_open",
    title_ja="災害時の閲覧が開始されていないか、終了しています",
    title_en="No disaster access is open",
    desk_ja="対象の市町村と期間を確かめ、本人の申出の4項目で照会し直してください。",
    desk_en="Check municipality and period, and look the person up by the four items again.",
    vendor_ja="POST /api/v1/disaster で開始します。",
    vendor_en="POST /api/v1/disaster opens it.",
    person_ja=(
        "災害のときの手続きがされていないか、期間が終わったため、見せていません。"
        "あなたにしていただくことはありません。"
    ),
    person_en=(
        "The disaster procedure was not followed, or its time had passed, so nothing was shown. "
        "There is nothing you need to do."
    ),
    http_status=200,
)
