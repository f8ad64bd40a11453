"""Why a whole transfer is held, and what can be wrong with releasing it. The desk decides, so it gets figures."""

from care_platform.reference.catalogue.entry import Entry

FILL_RATE_FELL = Entry(
    code="guard.fill_rate_fell",
    title_ja="「{item_ja}」の入っている割合が下がっています",
    title_en="Fewer rows than usual have a value for {item_en}",
    desk_ja=(
        "いつもは{expected}%、今回は{found}%です（許容 {bound}%以上）。抽出の設定を確かめ、誤りなら取り消して送り直し、"
        "正しければ理由を記して解除してください。"
    ),
    desk_en=(
        "Usually {expected}%, now {found}% (at least {bound}% is let through). Check the extraction; cancel and "
        "send again if it is wrong, release with a reason if it is right."
    ),
    vendor_ja="{item} の出力条件を前回の送信と比べてください。項目の出力設定や版の更新で抜けることがあります。",
    vendor_en="Compare how {item} is written with the last transfer; a setting or an update may drop an item.",
)
SHARE_MOVED = Entry(
    code="guard.share_moved",
    title_ja="「{item_ja}」の内訳（{value}）がいつもと大きく異なります",
    title_en="The share of {value} in {item_en} departs from the usual",
    desk_ja=(
        "いつもは{expected}%、今回は{found}%です（許容は{bound}ポイントの差まで）。元になる所得・認定の取り込みを確かめ、"
        "誤りなら取り消し、正しければ理由を記して解除してください。"
    ),
    desk_en=(
        "Usually {expected}%, now {found}% (a difference of {bound} points is let through). Check the income or "
        "certification data behind it; cancel if it is wrong, release with a reason if it is right."
    ),
    vendor_ja="{item} の判定に使う入力（所得、年金、控除、期間）の取り込みと計算を確かめてください。",
    vendor_en="Check the import and the computation behind {item}: income, pension, deductions, periods.",
)
ROW_COUNT_DEPARTS = Entry(
    code="guard.row_count_departs",
    title_ja="件数がいつもと大きく異なります",
    title_en="The number of rows departs from the usual",
    desk_ja=(
        "いつもは{expected}件、今回は{found}件です（許容は{bound}件の差まで）。抽出の範囲を確かめ、"
        "誤りなら取り消し、正しければ理由を記して解除してください。"
    ),
    desk_en=(
        "Usually {expected} rows, now {found} (a difference of {bound} is let through). Check the range of the "
        "extraction; cancel if it is wrong, release with a reason if it is right."
    ),
    vendor_ja="抽出条件（対象者、期間、差分の起点）を確かめてください。",
    vendor_en="Check whom and which period the extraction covers, and where the differential begins.",
)
AMOUNTS_NOT_ROUNDED = Entry(
    code="guard.amounts_not_rounded",
    title_ja="「{item_ja}」に端数のある金額が増えています",
    title_en="More amounts of {item_en} than usual are not rounded",
    desk_ja=(
        "端数のある行は、いつもは{expected}%、今回は{found}%です（許容 {bound}%まで）。端数処理の設定を確かめ、"
        "誤りなら取り消し、正しければ理由を記して解除してください。"
    ),
    desk_en=(
        "Rows with an unrounded amount: usually {expected}%, now {found}% (at most {bound}% is let "
        "through). Check the rounding; cancel if it is wrong, release with a reason if it is right."
    ),
    vendor_ja="{item} の端数処理（切捨て）が計算から抜けていないか確かめてください。",
    vendor_en="Check that the rounding down of {item} was not lost from the computation.",
)
MANY_RETROACTIVE = Entry(
    code="guard.many_retroactive",
    title_ja="過去にさかのぼる変更が多数あります",
    title_en="Many records are changed for days that have passed",
    desk_ja=(
        "さかのぼって変わる行が{found}件あります（許容 {bound}件まで）。報告の各行の警告で期間を確かめ、"
        "誤りなら取り消し、正しければ理由を記して解除してください。"
    ),
    desk_en=(
        "{found} rows change the past (at most {bound} are let through). Check the periods by the warnings of the "
        "report; cancel if they are wrong, release with a reason if they are right."
    ),
    vendor_ja="期間の再計算や一括更新が意図したものか、開始日と終了日の計算を確かめてください。",
    vendor_en="Check whether a recomputation of periods was intended, and how first and last days are computed.",
)
NOT_HELD = Entry(
    code="guard.not_held",
    title_ja="この送信は保留されていません",
    title_en="The transfer is not held",
    desk_ja="送信の状態を確かめてください。解除や取消しを決めるのは保留中の送信だけです。",
    desk_en="Look at the state of the transfer; only a held one is decided about.",
    vendor_ja="状態は {state} です。GetTransferStatus で held を確かめてから呼んでください。",
    vendor_en="The state is {state}. Ask GetTransferStatus and call only when it says held.",
    http_status=409,
)
NEVER_HELD = Entry(
    code="guard.never_held",
    title_ja="この送信が保留されたことはありません",
    title_en="The transfer was never held",
    desk_ja="送信番号を確かめてください。",
    desk_en="Check the transfer id.",
    vendor_ja="GetHold は一度でも held になった送信にだけ答えます。",
    vendor_en="GetHold answers only for a transfer that was held at some time.",
    http_status=404,
)
RELEASE_UNNAMED = Entry(
    code="guard.release_unnamed",
    title_ja="解除する人の名前と理由が必要です",
    title_en="A release needs a person's name and a reason",
    desk_ja="解除を決めた人の名前と、正しいと判断した理由を入力してください。",
    desk_en="Enter who decided the release and why the data is right.",
    vendor_ja="releasedBy と reason は空白だけにせず、100 字と 200 字までにしてください。",
    vendor_en="releasedBy and reason must not be blank; at most 100 and 200 characters.",
)
CANCEL_UNNAMED = Entry(
    code="guard.cancel_unnamed",
    title_ja="取り消す人の名前と理由が必要です",
    title_en="A cancellation needs a person's name and a reason",
    desk_ja="取消しを決めた人の名前と理由を入力してください。",
    desk_en="Enter who decided the cancellation and why.",
    vendor_ja="名前と理由は空白だけにせず、100 字と 200 字までにしてください。",
    vendor_en="Name and reason must not be blank; at most 100 and 200 characters.",
)
SUBMISSION_DEPARTS = Entry(
    code="guard.submission_departs",
    title_ja="まとめて送られた記録がいつもと大きく異なります",
    title_en="The submitted records depart from the usual",
    desk_ja="何も反映していません。内容を確かめ、正しければ分割送信（OpenTransfer）で送り、保留を解除してください。",
    desk_en="Nothing was applied. Check the records; if they are right, send them as a transfer and release it.",
    vendor_ja="即時送信は保留できません。OpenTransfer で送ると数字を添えて保留され、解除できます。原因: {cause}",
    vendor_en="A submission cannot be held. Sent by OpenTransfer it is held with figures. Cause: {cause}",
    http_status=409,
)
