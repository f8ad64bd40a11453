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
