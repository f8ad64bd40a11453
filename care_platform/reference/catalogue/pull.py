"""What can go wrong when the platform fetches from a municipality's system, or does not get to it in time.

The desk voice is for the municipality's clerk in charge, the vendor voice for the maker of its system.
"""

from care_platform.reference.catalogue.entry import Blame, Entry

NO_CONNECTION = Entry(
    code="pull.no_connection",
    title_ja="市町村のシステムに接続できません",
    title_en="The municipality's system cannot be reached",
    desk_ja="システムが動いているか、回線とともに確かめてください。時間枠の間は自動で繰り返します。",
    desk_en="Check that the system runs and the line is up. It is tried again within the window.",
    vendor_ja="接続の拒否、切断、時間切れのいずれかです（{reason}）。",
    vendor_en="Refused, broken off or timed out ({reason}).",
    http_status=502,
    retry=True,
)
TLS_UNTRUSTED = Entry(
    code="pull.tls_untrusted",
    title_ja="接続先のサーバ証明書を信頼できません",
    title_en="The server's certificate is not trusted",
    desk_ja="システムの提供業者に、サーバ証明書の期限と発行者を確かめてもらってください。",
    desk_en="Ask your vendor to check the server certificate's validity and issuer.",
    vendor_ja="サーバ証明書の期限切れ、名前の不一致、または信頼していない発行者です。",
    vendor_en="The server certificate expired, has another name, or comes from an unknown issuer.",
    http_status=502,
)
ADDRESS_REFUSED = Entry(
    code="pull.address_refused",
    title_ja="この接続先は使えません",
    title_en="The address cannot be used",
    desk_ja="接続先は https で始めてください。",
    desk_en="The address must begin with https.",
    vendor_ja="https のみ。http は同じ機械での試験（127.0.0.1）に限ります。利用者名や問合せ部分は書けません。",
    vendor_en="https only; http is for trials on 127.0.0.1. No user name and no query.",
)
NOT_THE_SERVICE = Entry(
    code="pull.not_the_service",
    title_ja="接続先の応答が仕様と異なります",
    title_en="What answers is not the export service",
    desk_ja="接続先のアドレスと、システムの版を提供業者に確かめてもらってください。",
    desk_en="Ask your vendor to check the address and the system's version.",
    vendor_ja="応答は municipal_export_v1.wsdl の電文でなければなりません（{reason}）。",
    vendor_en="An answer must be a message of municipal_export_v1.wsdl ({reason}).",
    http_status=502,
)
ANSWER_BROKEN = Entry(
    code="pull.answer_broken",
    title_ja="応答が途中で切れているか壊れています",
    title_en="The answer is cut off or broken",
    desk_ja="自動で繰り返します。続く場合はシステムの提供業者に連絡してください。",
    desk_en="It is tried again. If it goes on, tell your vendor.",
    vendor_ja="応答の XML が最後まで届いていません。長さの設定と中継機器を確かめてください。",
    vendor_en="The XML of the answer did not arrive whole. Check lengths and whatever stands in between.",
    http_status=502,
    retry=True,
)
ANSWER_NOT_SIGNED = Entry(
    code="pull.answer_not_authentic",
    title_ja="応答の署名を確認できません",
    title_en="The answer's signature does not hold",
    desk_ja="何も取り込んでいません。システムの提供業者に、署名の設定と登録した証明書を確かめてもらってください。",
    desk_en="Nothing was taken. Ask your vendor to check the signature and the registered certificate.",
    vendor_ja="Body と Timestamp を、この保険者に登録した証明書で署名してください（{code}）。",
    vendor_en="Sign Body and Timestamp with the certificate registered for this insurer ({code}).",
    http_status=502,
)
CERTIFICATE_EXPIRED = Entry(
    code="pull.certificate_expired",
    title_ja="市町村の証明書の期限が切れているか、まだ始まっていません",
    title_en="The municipality's certificate is outside its validity",
    desk_ja="新しい証明書を入手して登録してください。それまで取得は行われません。",
    desk_en="Obtain and register a new certificate. Until then nothing is fetched.",
    vendor_ja="応答に署名した証明書が有効期間の外です。更新して登録し直してください。",
    vendor_en="The certificate that signed the answer is outside its validity. Renew and register it.",
    http_status=502,
)
CLOCK_SKEW = Entry(
    code="pull.clock_skew",
    title_ja="市町村のシステムの時計がずれています",
    title_en="The municipality's clock is off",
    desk_ja="システムの提供業者に時計合わせを依頼してください。",
    desk_en="Ask your vendor to set the clock.",
    vendor_ja="応答の Timestamp が許容差 {skew} 秒の外です。時刻同期（NTP）を確かめてください。",
    vendor_en="The answer's Timestamp is outside the tolerance of {skew} s. Check time synchronisation.",
    http_status=502,
    retry=True,
)
ANOTHER_ANSWER = Entry(
    code="pull.another_answer",
    title_ja="別の要求への応答が返りました",
    title_en="The answer belongs to another request",
    desk_ja="自動で繰り返します。続く場合はシステムの提供業者に連絡してください。",
    desk_en="It is tried again. If it goes on, tell your vendor.",
    vendor_ja="応答の {element} は要求と同じ値にしてください。応答の使い回しや取り違えは受け取りません。",
    vendor_en="{element} of the answer must be the request's. Repeated or mixed-up answers are not taken.",
    http_status=502,
    retry=True,
)
PAGE_DIFFERS = Entry(
    code="pull.page_differs",
    title_ja="届いた頁が一覧の検査値と異なります",
    title_en="A page differs from its listed digest",
    desk_ja="自動で繰り返します。続く場合はシステムの提供業者に連絡してください。",
    desk_en="It is tried again. If it goes on, tell your vendor.",
    vendor_ja="頁 {page} の content の SHA-256 が ListChanges の sha256 と一致しません。",
    vendor_en="The SHA-256 of page {page}'s content is not the one ListChanges gave.",
    http_status=502,
    retry=True,
)
CHANGE_SET_ALTERED = Entry(
    code="pull.change_set_altered",
    title_ja="一度示された差分の内容が変わっています",
    title_en="A change set was altered after it was listed",
    desk_ja="システムの提供業者に連絡してください。それまでこの保険者の取得は止まります。",
    desk_en="Tell your vendor. Until then fetching stops for this insurer.",
    vendor_ja="一覧に出した changeSet の頁は変えず、訂正は新しい番号の changeSet にしてください。",
    vendor_en="Never change a listed changeSet; put corrections into a new one.",
    http_status=409,
)
CURSOR_STANDS_STILL = Entry(
    code="pull.cursor_stands_still",
    title_ja="差分の一覧が先に進みません",
    title_en="The list of changes does not move on",
    desk_ja="システムの提供業者に連絡してください。",
    desk_en="Tell your vendor.",
    vendor_ja="more が true の応答は changeSet を含み、その cursor は前回と異なる値でなければなりません。",
    vendor_en="An answer with more=true must hold change sets whose cursor is a new one.",
    http_status=502,
)
REFUSED = Entry(
    code="pull.refused",
    title_ja="市町村のシステムが要求を断りました",
    title_en="The municipality's system refused",
    desk_ja="システムの提供業者に、断られた理由の符号を伝えてください。",
    desk_en="Give the code of the refusal to your vendor.",
    vendor_ja="ExportFault の符号: {code}",
    vendor_en="Code of the ExportFault: {code}",
    http_status=502,
)
BUSY = Entry(
    code="pull.busy",
    title_ja="市町村のシステムが一時的に応じられません",
    title_en="The municipality's system cannot answer just now",
    desk_ja="自動で繰り返します。",
    desk_en="It is tried again.",
    vendor_ja="一時的な断り（{code}）が続きました。処理能力と夜間処理の時刻を確かめてください。",
    vendor_en="Temporary refusals ({code}) went on. Check capacity and your own nightly jobs.",
    http_status=503,
    retry=True,
)
ALREADY_RUNNING = Entry(
    code="pull.already_running",
    title_ja="この保険者の取得はすでに進んでいます",
    title_en="This insurer is being fetched already",
    desk_ja="終わるまで待ってください。",
    desk_en="Wait for it to finish.",
    vendor_ja="同じ保険者の取得は一つずつ行います。",
    vendor_en="One insurer is fetched once at a time.",
    http_status=409,
    retry=True,
    blame=Blame.PLATFORM,
)
SOURCE_UNKNOWN = Entry(
    code="pull.source_unknown",
    title_ja="取得先が登録されていません",
    title_en="No address is registered to fetch from",
    desk_ja="保険者の取得先を登録してください。",
    desk_en="Register the insurer's address.",
    vendor_ja="care-platform schedule set に --url を付けて登録します。",
    vendor_en="Register it with care-platform schedule set --url.",
    http_status=404,
    blame=Blame.PLATFORM,
)
OWN_CERTIFICATE_EXPIRED = Entry(
    code="pull.own_certificate_expired",
    title_ja="基盤側の証明書の期限が切れています",
    title_en="The platform's own certificate has expired",
    desk_ja="基盤の運用者に連絡してください。",
    desk_en="Tell the platform's operator.",
    vendor_ja="基盤の新しい証明書を受け取り、信頼する証明書に加えてください。",
    vendor_en="Obtain the platform's new certificate and trust it.",
    http_status=500,
    blame=Blame.PLATFORM,
)
FAILED = Entry(
    code="pull.failed",
    title_ja="取得中に予期しない誤りが起きました",
    title_en="Something unexpected went wrong while fetching",
    desk_ja="基盤の運用者に連絡してください。",
    desk_en="Tell the platform's operator.",
    vendor_ja="基盤側の誤りです。記録に原因があります。",
    vendor_en="The platform is at fault; its log has the cause.",
    http_status=500,
    retry=True,
    blame=Blame.PLATFORM,
)
WINDOW_MISSED = Entry(
    code="schedule.window_missed",
    title_ja="時間枠の間に取得できませんでした",
    title_en="A window passed without its work being done",
    desk_ja="次の取得で追い付くかを確かめ、続く場合は市町村に連絡してください。",
    desk_en="See whether the next run catches up; if not, get in touch with the municipality.",
    vendor_ja="{night} の夜の時間枠（{job}）が終わりました。直前の理由: {reason}",
    vendor_en="The window of the night of {night} ({job}) is over. Last reason: {reason}",
    http_status=503,
    blame=Blame.PLATFORM,
)
NOT_YET_SENT = Entry(
    code="schedule.not_yet_sent",
    title_ja="初期セットアップの送信がまだ届いていません",
    title_en="The initial load has not been sent yet",
    desk_ja="割り当てられた夜の時間枠の間に、初期セットアップを送信してください。",
    desk_en="Send the initial load within the window of the given night.",
    vendor_ja="transferKind を initial とした送信を SealTransfer で締め切ってください。",
    vendor_en="Seal a transfer with transferKind initial.",
    http_status=409,
    retry=True,
)
PLAN_UNKNOWN = Entry(
    code="schedule.plan_unknown",
    title_ja="この保険者の予定はありません",
    title_en="There is no plan for this insurer",
    desk_ja="保険者番号を確かめるか、予定を登録してください。",
    desk_en="Check the insurer number or make a plan.",
    vendor_ja="care-platform schedule set で登録します。",
    vendor_en="Make one with care-platform schedule set.",
    http_status=404,
)
